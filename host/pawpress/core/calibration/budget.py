"""How far a newton may be off: what was measured of the pad, and what was not and so must be assumed.

The parts are standard uncertainties, added as squares; the sum is doubled, for 95 %, as the Guide to the Expression
of Uncertainty in Measurement does it. Everything is relative.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np

from pawpress.core.arithmetic import interpolated
from pawpress.core.calibration.reference_points import ReferencePoint
from pawpress.core.kernel import log

ASSUMED_REPEATABILITY = 0.05
"""Where no load was put on twice: thin-film sensors repeat within 5 to 6 % on average (J. Sensors 2018:6561901)."""
LEAST_REPEATABILITY = 0.04
"""However well a pad repeats on one afternoon, it does not do better from day to day and from mount to mount."""
ASSUMED_HYSTERESIS = 0.07
"""Where nothing was unloaded: data sheets give 4.5 % (FlexiForce) to 10 % (Interlink) of full scale."""
ASSUMED_CREEP = 0.05
"""Where creep was not measured: data sheets give less than 5 % per decade, and a press lasts about one decade."""
CREEP_LEFT = 0.01
"""What compensation leaves over one decade."""
REFERENCE = 0.01
"""Bathroom scales and kitchen weights: 1 %."""
TEMPERATURE = 0.02
"""5 degrees at 0.36 % a degree (FlexiForce A301 data sheet)."""
EVEN = sqrt(3.0)
"""A bound with nothing known inside it has a standard uncertainty of the bound over this."""

Ratio = tuple[ReferencePoint, float]
"""A point and what the curve reads there over what is true."""


def uncertainty_of(
    residual: float, freedom: int, hysteresis: float | None, repeatability: float | None, creep_known: bool
) -> float:
    """Return the relative uncertainty of a newton while loading and holding, at 95 %.

    Parameters
    ----------
    residual : float
        Relative error of the curve at its points.
    freedom : int
        Degrees of freedom behind it: few points foretell less.
    hysteresis, repeatability : float or None
        As in `PadCurve`; None where it was not measured.
    creep_known : bool
        Whether creep was measured and is compensated.
    """
    from scipy.special import stdtrit  # type: ignore[import-untyped]  # slow to import, and only fitting needs it

    factor: float = stdtrit(freedom, 0.975)
    others = (
        ASSUMED_REPEATABILITY if repeatability is None else max(LEAST_REPEATABILITY, repeatability),
        (ASSUMED_HYSTERESIS if hysteresis is None else hysteresis) / EVEN,
        (CREEP_LEFT if creep_known else ASSUMED_CREEP) / EVEN,
        REFERENCE,
        TEMPERATURE / EVEN,
    )
    return sqrt(float(factor) * residual * float(factor) * residual + 4.0 * sum(part * part for part in others))


def with_off_centre(uncertainty: float, off_centre: float) -> float:
    """Return the relative uncertainty of a press anywhere on a pad, at 95 %.

    Parameters
    ----------
    uncertainty : float
        Of a press in the middle, at 95 %.
    off_centre : float
        By how much a press off the middle reads wrongly at most, relative; 0 changes nothing, to the last bit.
    """
    if not off_centre:
        return uncertainty
    part = 2.0 * off_centre / EVEN
    return sqrt(uncertainty * uncertainty + part * part)


def hysteresis_of(ratios: Sequence[Ratio]) -> float | None:
    """Return by how much more is read at most while unloading, as a share of the largest load; None if not measured."""
    up = sorted((p.reference_n, (ratio - 1.0) * p.reference_n) for p, ratio in ratios if p.direction == "up")
    down = [(p.reference_n, (ratio - 1.0) * p.reference_n) for p, ratio in ratios if p.direction == "down"]
    if not up or not down:
        return None
    loads, errors = [load for load, _ in up], [error for _, error in up]
    read = interpolated(np.array([load for load, _ in down]), np.array(loads), np.array(errors)).tolist()
    excess = [error - expected for (_, error), expected in zip(down, read, strict=True)]
    return max(0.0, *excess) / loads[-1]


def repeatability_of(ratios: Sequence[Ratio], same_load: float) -> float | None:
    """Return the relative standard deviation of a load put on again; None if none was."""
    squares, freedom = 0.0, 0
    for direction in ("up", "down"):
        for group in _groups([pair for pair in ratios if pair[0].direction == direction], same_load):
            logs = log(np.array(group))
            squares += float(np.square(logs - logs.mean()).sum())
            freedom += len(group) - 1
    return sqrt(squares / freedom) if freedom else None


def _groups(ratios: Sequence[Ratio], same_load: float) -> list[list[float]]:
    groups: list[list[float]] = []
    lightest = 0.0
    for point, ratio in sorted(ratios, key=lambda pair: pair[0].reference_n):
        if not groups or point.reference_n > same_load * lightest:
            groups.append([])
            lightest = point.reference_n
        groups[-1].append(ratio)
    return groups
