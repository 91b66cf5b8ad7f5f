"""Does a curve agree with the points it was fitted to? A damaged number in a file shows here without any checksum."""

from __future__ import annotations

import numpy as np

from pawpress.core.calibration.creep import growth_decades
from pawpress.core.calibration.edges import worst_edge
from pawpress.core.calibration.pad_curve import PadCurve, newtons_of
from pawpress.core.calibration.reference_points import ReferencePoint

TOP_SHARE = 0.1
"""By how much a curve without points may miss its own top: nothing but damage makes it miss at all."""
ERROR_SHARE, ERROR_N = 0.01, 0.2
"""By how much the error at the points may differ from the one that is told, as a share of the top and in newtons: what
rounding explains."""


def contradiction_in(curve: PadCurve) -> str:
    """Return in which way a curve contradicts itself, in a few words; empty where it does not."""
    if curve.edges and abs(worst_edge(curve) - curve.off_centre) > 1e-3:
        return f"its edges differ by {worst_edge(curve):.1%}, and off_centre says {curve.off_centre:.1%}"
    up = [point for point in curve.point if _is_used(point, curve)]
    if not up:
        top_n = float(curve.newtons(np.array([curve.top_conductance]))[0])
        off = abs(top_n / curve.top_n - 1.0) > TOP_SHARE
        return f"by its curve top_counts are {top_n:.0f} N, and top_n says {curve.top_n:.0f} N" if off else ""
    highest_n = max(point.reference_n for point in up)
    if abs(highest_n - curve.top_n) > 1e-3:
        return f"its largest point is {highest_n:g} N, and top_n says {curve.top_n:g} N"
    error_n = _error_n(curve, up)
    if abs(error_n - curve.rmse_n) > ERROR_SHARE * curve.top_n + ERROR_N:
        return f"it misses its own points by {error_n:.1f} N, and rmse_n says {curve.rmse_n:.1f} N"
    return ""


def _is_used(point: ReferencePoint, curve: PadCurve) -> bool:
    """Whether a curve is fitted to a point: reached from below, loaded, and below the top of the range."""
    below_top = point.counts < curve.model.saturation_share * curve.counts_max
    return point.direction == "up" and point.reference_n > 0.0 and below_top


def _error_n(curve: PadCurve, up: list[ReferencePoint]) -> float:
    """Return the root mean square error at the points.

    A curve that was tared again has another rest than its points: both are counted from the top, which moved with it.
    """
    conductance = curve.conductance_of(np.array([point.counts for point in up]))
    above = conductance - conductance.max() + curve.top_conductance - curve.c
    felt_n = np.array([p.reference_n * (1.0 + curve.creep_per_decade * growth_decades(p.loaded_s)) for p in up])
    felt = above > 0.0
    read_n = newtons_of(above[felt], curve.a, curve.b, curve.knot)
    return float(np.sqrt(np.mean(np.square(read_n - felt_n[felt])))) if felt.any() else 0.0
