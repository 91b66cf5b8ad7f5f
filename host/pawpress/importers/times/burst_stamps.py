"""Readings that came at once: a port that is read now and then gives one moment to all that waited."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.times.time_steps import GAP_S

Array = NDArray[np.float64]

BURST_STEP, BURST_SHARE = 0.25, 0.35
"""Readings came in bursts if this share of the steps is shorter than a quarter of the mean step."""


@dataclass(frozen=True, slots=True)
class Increasing:
    """Readings on strictly increasing time stamps."""

    t_s: Array
    reading: Array
    shared: float
    """Share of the readings that came at once with another, and were averaged with it."""


def increasing(t_s: Array, reading: Array) -> Increasing:
    """Drop rows whose time runs back, and average what came at once; both arrays of shape (n,)."""
    if bool((np.diff(t_s) > 0.0).all()):
        stamps, rows = t_s, len(t_s)
    else:
        forward = t_s >= np.maximum.accumulate(t_s)
        t_s, reading = t_s[forward], reading[forward]
        rows = len(t_s)
        stamps, first, counts = np.unique(t_s, return_index=True, return_counts=True)
        reading = np.add.reduceat(reading, first) / counts
    starts = _burst_starts(stamps)
    if starts is not None:
        counts = np.diff(np.append(starts, len(stamps)))
        stamps = np.add.reduceat(stamps, starts) / counts
        reading = np.add.reduceat(reading, starts) / counts
    return Increasing(stamps, reading, 1.0 - len(stamps) / rows)


def _burst_starts(stamps: Array) -> NDArray[np.intp] | None:
    """Return where bursts of almost equal stamps begin; None where readings came one by one."""
    steps = np.diff(stamps)
    usual = steps[steps <= GAP_S]
    if len(usual) == 0:
        return None
    close = steps < BURST_STEP * float(usual.mean())
    return np.concatenate(([0], np.flatnonzero(~close) + 1)) if close.mean() > BURST_SHARE else None
