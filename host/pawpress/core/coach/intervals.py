"""Intervals that are honest at ten presses: of shares, and of differences of shares."""

from __future__ import annotations

import math

Z95 = 1.959963984540054
"""Two-sided 95 % of the normal distribution."""


def wilson(passed: int, of: int, z: float = Z95) -> tuple[float, float]:
    """Return the Wilson interval of a share.

    Parameters
    ----------
    passed, of : int
        Passes among trials; without trials the interval is everything.
    z : float
        Quantile of the normal distribution.

    Examples
    --------
    >>> [round(share, 2) for share in wilson(8, 10)]
    [0.49, 0.94]
    """
    if of == 0:
        return 0.0, 1.0
    share, z2 = passed / of, z * z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))


def newcombe(before: tuple[int, int], after: tuple[int, int], z: float = Z95) -> tuple[float, float]:
    """Return the interval of the difference of two shares, after less before (Newcombe 1998, method 10).

    Parameters
    ----------
    before, after : tuple of int
        Passes and trials.

    Examples
    --------
    >>> [round(share, 2) for share in newcombe((5, 10), (8, 10))]
    [-0.1, 0.6]
    """
    if before[1] == 0 or after[1] == 0:
        return -1.0, 1.0
    p1, p2 = before[0] / before[1], after[0] / after[1]
    (low1, high1), (low2, high2) = wilson(*before, z=z), wilson(*after, z=z)
    middle = p2 - p1
    return middle - math.hypot(p2 - low2, high1 - p1), middle + math.hypot(high2 - p2, p1 - low1)
