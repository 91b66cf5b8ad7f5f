"""Which levels of a long mat are on the screen where not all of them fit: those around the hand that presses."""

from __future__ import annotations

from collections.abc import Sequence

FELT_N = 8.0
"""The window follows a press, not the noise of an empty pad; a press of the calibrated rig begins here."""


def first_row(first: int, fitting: int, row_n: Sequence[float]) -> int:
    """Return the uppermost row to show, moved from the one before no farther than the strongest press needs.

    Parameters
    ----------
    first : int
        The uppermost row that was shown.
    fitting : int
        How many rows fit.
    row_n : sequence of float
        The larger force of each row, newtons, from the top.
    """
    last = max(0, len(row_n) - fitting)
    strongest = max(range(len(row_n)), key=row_n.__getitem__)
    if row_n[strongest] >= FELT_N:
        first = max(min(first, strongest), strongest - fitting + 1)
    return min(max(first, 0), last)
