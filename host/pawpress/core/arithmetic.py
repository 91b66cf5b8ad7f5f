"""Arithmetic whose order is ours, where a library's depends on the processor; what takes a loop is in the kernel.

Sums of numpy along memory are pairwise in plain C, in the same order on every processor. Its matrix products,
interpolation, exponentials and complex numbers are not, and no stage uses them (`tests/unit/test_same_bits.py`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
EPSILON_S = 1e-9
"""What rounding may take from a difference of two times, so that a duration that is just long enough counts."""


def dot(a: Floats, b: Floats) -> float:
    """Return the sum of the products of two rows, shape (n,)."""
    return float((a * b).sum())


def interpolated(x: Floats, known_x: Floats, known_y: Floats) -> Floats:
    """Return straight lines between known points, and their ends beyond them.

    Parameters
    ----------
    x : array, shape (n,)
        Where.
    known_x, known_y : array, shape (m,)
        The points, at least one, `known_x` never falling.
    """
    if len(known_x) == 1:
        return np.full(len(x), known_y[0])
    before = np.clip(known_x.searchsorted(x, side="right") - 1, 0, len(known_x) - 2)
    width, height = known_x[before + 1] - known_x[before], known_y[before + 1] - known_y[before]
    between = height / np.where(width > 0.0, width, 1.0) * (x - known_x[before]) + known_y[before]
    return np.where(x >= known_x[-1], known_y[-1], np.where(x <= known_x[0], known_y[0], between))


def straight_line(x: Floats, y: Floats) -> tuple[float, float]:
    """Return slope and height at 0 of the straight line of least squares through points, shape (n,)."""
    middle_x, middle_y = float(x.sum()) / len(x), float(y.sum()) / len(y)
    off = x - middle_x
    slope = dot(off, y) / dot(off, off)
    return slope, middle_y - slope * middle_x
