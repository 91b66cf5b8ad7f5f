"""The two-point check: known loads on a calibrated pad."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from pawpress.core.calibration.creep import growth_decades
from pawpress.core.calibration.pad_curve import CalibrationError, Check, PadCurve
from pawpress.core.calibration.reference_points import ReferencePoint

OFF_AT_MOST = 0.15
"""A curve that is off by more may not serve to grade newtons."""
CHECK_LOADS_N = (50.0, 150.0)
"""A light and a firm press."""


def check_pad(curve: PadCurve, points: Sequence[ReferencePoint], made: str) -> PadCurve:
    """Return the curve with these checks in place of older ones.

    Raises
    ------
    CalibrationError
        If there are not two different loads within the range of the curve.
    """
    loads = sorted({point.reference_n for point in points if curve.lowest_n <= point.reference_n <= curve.top_n})
    if len(loads) < 2:
        raise CalibrationError(
            f"{curve.pad}: a check needs two different loads between {curve.lowest_n:.0f} and {curve.top_n:.0f} N, "
            f"and there are {len(loads)}. Put on, say, a light and a firm one."
        )
    checks = [Check(made, point.reference_n, round(read_n(curve, point), 3)) for point in points if point.reference_n]
    return msgspec.structs.replace(curve, check=tuple(checks))


def read_n(curve: PadCurve, point: ReferencePoint) -> float:
    """Return what the curve reads at a point, its creep taken out, newtons."""
    conductance = curve.conductance_of(np.array([point.counts]))
    return float(curve.newtons(conductance)[0]) / (1.0 + curve.creep_per_decade * growth_decades(point.loaded_s))


def worst_error(curve: PadCurve) -> float:
    """Return the largest relative error found by checks; 0 where there are none."""
    return max((abs(check.error) for check in curve.check), default=0.0)


def stands(curve: PadCurve) -> bool:
    """Whether no check found the curve too far off."""
    return worst_error(curve) <= OFF_AT_MOST
