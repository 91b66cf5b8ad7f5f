"""Intervals that are honest at ten presses: shares, differences of shares, medians, and the smallest change seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import stdev

Z95 = 1.959963984540054
"""Two-sided 95 % of the normal distribution."""
LEAST_TESTS = 3
"""Tests without which one's own spread is not known."""


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


def median_interval(numbers: Sequence[float], confidence: float = 0.95) -> tuple[float, float] | None:
    """Return the interval of a median between two order statistics; None where there are too few for it.

    Parameters
    ----------
    numbers : sequence of float
        In any order.
    confidence : float
        Least chance that the interval holds the median.
    """
    n, ordered, below, rank = len(numbers), sorted(numbers), 0.0, 0
    while rank < n // 2:
        more = below + math.comb(n, rank) * 0.5**n
        if 2.0 * more > 1.0 - confidence:
            break
        below, rank = more, rank + 1
    return None if rank == 0 else (ordered[rank - 1], ordered[n - rank])


def detectable_change(tests: Sequence[float]) -> float | None:
    """Return how far two tests must be apart to differ at all: 1.96 √2 standard errors of measurement, from one's own.

    Parameters
    ----------
    tests : sequence of float
        Results of the same test under the same conditions.

    Returns
    -------
    float or None
        In the unit of the tests; None below three of them.
    """
    return None if len(tests) < LEAST_TESTS else Z95 * math.sqrt(2.0) * stdev(tests)
