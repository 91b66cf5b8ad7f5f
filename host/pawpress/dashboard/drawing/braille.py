"""Curves in braille dots: two columns and four rows of dots in every cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import or_

BLANK = 0x2800
LEFT = (0, *accumulate((0x40, 0x04, 0x02, 0x01), or_))
RIGHT = (0, *accumulate((0x80, 0x20, 0x10, 0x08), or_))
"""The dots of one column of a cell, by how many are filled from below."""
DOTS = 4
"""Rows of dots in a cell."""


def area(heights: Sequence[int], rows: int) -> list[str]:
    """Return the rows of cells, from the top, that fill the area under a curve.

    Parameters
    ----------
    heights : sequence of int
        Height of every column of dots, in dots from the bottom; two columns are one cell.
    rows : int
        Cells from top to bottom.
    """
    pairs = list(zip(heights[::2], heights[1::2], strict=True))
    return ["".join(_cell(left, right, DOTS * (rows - 1 - row)) for left, right in pairs) for row in range(rows)]


def _cell(left: int, right: int, below: int) -> str:
    return chr(BLANK | LEFT[min(max(left - below, 0), DOTS)] | RIGHT[min(max(right - below, 0), DOTS)])
