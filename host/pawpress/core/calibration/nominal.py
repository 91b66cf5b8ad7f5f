"""The nominal curve of a pad that nobody has calibrated yet.

A thin-film sensor's conductance grows with force; in a divider with a resistor equal to the sensor's resistance at
`HALF_SCALE_N`, the reading is `counts = COUNTS_MAX * x / (1 + x)` with `x = (F / HALF_SCALE_N) ** EXPONENT`.
The resistor is matched to 200 N because that spends the converter's range evenly over what hands do
(docs/explanation/pads.md). Expect an error of 25 % or more: sensors of one batch differ, and mounting changes them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

HALF_SCALE_N = 200.0
"""Force at which the reading is half of the range, newtons."""
EXPONENT = 1.0
"""Exponent of conductance over force; near 1 for 445 N-class thin-film sensors."""
COUNTS_MAX = 1023
"""Top of a 10-bit converter."""
UNCERTAINTY = 0.25
"""Relative uncertainty of a newton from this curve (sensor makers give 5 to 25 %, before mounting)."""
SATURATION_SHARE = 0.97
"""Share of the converter's range above which a reading is not trusted."""


def newtons(counts: NDArray[np.float64], counts_max: int = COUNTS_MAX) -> NDArray[np.float64]:
    """Return the force of readings, any shape, newtons; readings at the very top stay finite."""
    share = np.minimum(counts / counts_max, SATURATION_SHARE)
    return HALF_SCALE_N * (share / (1.0 - share)) ** (1.0 / EXPONENT)
