"""Do pads that are loaded together agree?

Two sensors under one hand need not read the same, but their readings must have the same order. On seven recordings of
an FSR on a force plate the rank correlation is 0.95 and more where the sensor lay well, and 0.84 and less where it lay
askew; the border stands between. Pads that only happen to be loaded at once, such as two feet between which a person
shifts, are distinguished by their steps: the steps of those FSRs agree by 0.75 and more, those of feet by 0.5 and less.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import dot
from pawpress.importers.judging.rest import WINDOW_SAMPLES

Array = NDArray[np.float64]

TOGETHER_SHARE = 0.6
"""Pads are compared if they are loaded together for this share of the time that either is."""
AGREEMENT = 0.85
MOVE_TOGETHER = 0.65
"""Pads are held to one order only if their steps agree at least this well: then they feel the same press."""
STEP_S = 0.25
LOADED_SHARE = 0.1
"""A pad is loaded where it is this share of its range away from its most usual level."""
LEAST_SAMPLES = 20
QUIET_PERCENT = 25.0


def disagreeing(forces: Array, names: list[str], period_s: float) -> list[tuple[str, str, float]]:
    """Return pads that do not agree with an earlier one: name, the other's name, their rank correlation.

    Parameters
    ----------
    forces : array, shape (n, pads)
        Readings on common time stamps; a falling sensor counts by the size of its correlation.
    names : list of str
        Names of the pads.
    period_s : float
        Usual time from one sample to the next.
    """
    if len(forces) < LEAST_SAMPLES or len(names) < 2:
        return []
    step = max(1, round(STEP_S / period_s))
    loaded = [_loaded(forces[:, column]) for column in range(len(names))]
    found: list[tuple[str, str, float]] = []
    for first, second in combinations(range(len(names)), 2):
        either = loaded[first] | loaded[second]
        both = loaded[first] & loaded[second]
        if either.sum() < LEAST_SAMPLES or both.sum() < TOGETHER_SHARE * either.sum():
            continue
        agreement = rank_correlation(forces[:, first], forces[:, second])
        steps = forces[step:][:, [first, second]] - forces[:-step][:, [first, second]]
        moved = steps[both[step:] & both[:-step]]
        together = rank_correlation(moved[:, 0], moved[:, 1]) * _direction(forces[:, first], forces[:, second])
        if abs(agreement) < AGREEMENT and together >= MOVE_TOGETHER:
            found.append((names[second], names[first], abs(agreement)))
    return found


def rank_correlation(first: Array, second: Array) -> float:
    """Spearman's correlation, ties sharing their mean rank; 0 where one does not move."""
    a, b = _ranks(first), _ranks(second)
    a, b = a - (len(a) + 1) / 2.0, b - (len(b) + 1) / 2.0
    scale = float(np.sqrt(dot(a, a) * dot(b, b))) if len(a) else 0.0
    return dot(a, b) / scale if scale > 0 else 0.0


def _direction(first: Array, second: Array) -> float:
    """1 if both readings rise with load or both fall, -1 if one rises and one falls."""
    return float(np.sign(dot(first - first.mean(), second - second.mean())))


def _ranks(readings: Array) -> Array:
    _, place, counts = np.unique(readings, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return ((last - counts + 1 + last) / 2.0)[place]


def _loaded(readings: Array) -> NDArray[np.bool_]:
    """Where a pad is away from its most usual level, the level of its quietest quarter."""
    count = max(1, len(readings) // WINDOW_SAMPLES)
    starts = np.linspace(0, len(readings), count, endpoint=False).astype(np.intp)
    spreads = np.maximum.reduceat(readings, starts) - np.minimum.reduceat(readings, starts)
    quiet = np.repeat(spreads <= np.percentile(spreads, QUIET_PERCENT), np.diff(starts, append=len(readings)))
    away = np.abs(readings - float(np.median(readings[quiet])))
    return away > LOADED_SHARE * float(away.max()) if away.max() > 0 else np.zeros(len(readings), dtype=np.bool_)
