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


def outline(heights: Sequence[int], rows: int) -> list[str]:
    """Return the rows of cells, from the top, that draw the upper edge of a curve; as `area` otherwise.

    Where the curve steps by more than a dot the dots between are set too, so that it stays one line; a height of 0 is
    not drawn.
    """
    spans = [_span(last, now) for last, now in zip([*heights[:1], *heights[:-1]], heights, strict=True)]
    pairs = list(zip(spans[::2], spans[1::2], strict=True))
    return ["".join(_edge(left, right, DOTS * (rows - 1 - row)) for left, right in pairs) for row in range(rows)]


def _span(last: int, now: int) -> tuple[int, int]:
    """Return lowest and highest dot of a column; none where the curve is at 0."""
    if not now:
        return 1, 0
    return (min(now, last + 1), now) if now >= last > 0 else (now, max(now, last - 1) if last else now)


def _edge(left: tuple[int, int], right: tuple[int, int], below: int) -> str:
    dots = 0
    for (low, high), column in ((left, LEFT), (right, RIGHT)):
        upper, lower = (min(max(height - below, 0), DOTS) for height in (high, low - 1))
        dots |= column[upper] & ~column[lower]
    return chr(BLANK | dots)


def _cell(left: int, right: int, below: int) -> str:
    return chr(BLANK | LEFT[min(max(left - below, 0), DOTS)] | RIGHT[min(max(right - below, 0), DOTS)])
