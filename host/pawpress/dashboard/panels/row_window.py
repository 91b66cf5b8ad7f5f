"""Which levels of a long mat are on the screen where not all fit: those around the hand that presses or is to."""

from __future__ import annotations

from collections.abc import Sequence

FELT_N = 8.0
"""The window follows a press, not the noise of an empty pad; a press of the calibrated rig begins here."""


def first_row(first: int, fitting: int, row_n: Sequence[float], due: int | None = None) -> int:
    """Return the uppermost row to show, moved from the one before no farther than the press needs.

    Parameters
    ----------
    first : int
        The uppermost row that was shown.
    fitting : int
        How many rows fit.
    row_n : sequence of float
        The larger force of each row, newtons, from the top.
    due : int, optional
        The row where somebody is to press next; it counts while nobody presses.
    """
    last = max(0, len(row_n) - fitting)
    strongest = max(range(len(row_n)), key=row_n.__getitem__)
    wanted = strongest if row_n[strongest] >= FELT_N else due
    if wanted is not None:
        first = max(min(first, wanted), wanted - fitting + 1)
    return min(max(first, 0), last)
