"""Curves that never fall; scipy does the work and is loaded only when somebody calibrates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def never_falling(numbers: Sequence[float]) -> Floats:
    """Return the nearest numbers that never fall, shape (n,): isotonic regression."""
    from scipy.optimize import isotonic_regression  # type: ignore[import-untyped]

    fitted: Any = isotonic_regression(numbers)
    return np.asarray(fitted.x, dtype=np.float64)


def cubic_slopes(x: Floats, y: Floats) -> Floats:
    """Return the slopes at its points of the monotone cubic (PCHIP) through rising points, shape (n,)."""
    from scipy.interpolate import PchipInterpolator  # type: ignore[import-untyped]

    curve: Any = PchipInterpolator(x, y)
    return np.asarray(curve.derivative()(x), dtype=np.float64)
