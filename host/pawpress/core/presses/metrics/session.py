"""Numbers of several presses together, or of a press and a person."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

GRAVITY_M_PER_S2 = 9.80665


def cadence_per_min(onsets_s: Sequence[float]) -> float | None:
    """Presses a minute of one hand, from the median time between onsets; None below two presses."""
    strides_s = np.diff(np.sort(np.asarray(onsets_s, dtype=np.float64)))
    return 60.0 / float(np.median(strides_s)) if len(strides_s) and np.median(strides_s) > 0.0 else None


def symmetry_index(left: float, right: float) -> float:
    """100 (R - L) over the mean of both, percent: 0 is even, 25 is a right hand a good quarter stronger."""
    return 100.0 * (right - left) / (0.5 * (right + left))


def body_weight_share(force_n: float, giver_kg: float) -> float:
    """Force as a share of the giver's weight."""
    return force_n / (giver_kg * GRAVITY_M_PER_S2)
