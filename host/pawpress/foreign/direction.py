"""Do newtons rise or fall with load? Some plates and robots write what presses them below zero: it points down.

A load cell that nobody zeroed may rest below zero, too, and rise from there. It rests where it reads least, does not
come near zero, and no cell is off by as much as a body weighs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pawpress.foreign.foot_rest import UNTARED_N

LEAST_N = 1.0
"""Less than this below zero is nobody's press."""
SHARE = 0.1
"""Within this share of its range of zero a plate is empty; no more than this share above zero is noise."""


def falls_with_load(force_n: NDArray[np.float64]) -> bool:
    """Whether these newtons, shape (n,), fall with load: a pad cannot be pulled."""
    low, high = (float(level) for level in np.percentile(force_n, (1, 99)))
    below = -low
    if below <= LEAST_N or high >= SHARE * below:
        return False
    comes_to_zero = high > -SHARE * below
    return comes_to_zero or below > UNTARED_N or float(np.median(force_n)) > 0.5 * (low + high)
