"""Numbers that stand for no reading: the ends of converters' ranges, and round ones far from all others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ENDS = tuple(
    float(number)
    for bits in (16, 24, 32)
    for number in (2 ** (bits - 1) - 1, -(2 ** (bits - 1)), -(2 ** (bits - 1)) + 1, 2**bits - 1)
) + (-999.0, -9999.0, 9999.0, 99999.0, -99999.0, 999999.0)
"""Ends of converters' ranges, and numbers that stand for none; such only if they lie far from all other readings."""
LEAST_END = min(map(abs, ENDS))
AWAY = 1.0
"""Far: by the range of all other readings, beyond it."""


def at_the_ends(raw: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which readings are numbers that stand for none, shape (n,), as they stand in the file."""
    if not len(raw) or max(float(raw.max()), -float(raw.min())) < LEAST_END:
        return np.zeros(len(raw), dtype=np.bool_)
    ends = np.isin(raw, ENDS)
    if not ends.any() or ends.all():
        return np.zeros(len(raw), dtype=np.bool_)
    low, high = np.percentile(raw[~ends], (0.5, 99.5))
    return ends & ((raw > high + AWAY * (high - low)) | (raw < low - AWAY * (high - low))) & (high > low)
