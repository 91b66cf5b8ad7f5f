"""A horizontal bar in eighths of a cell, with marks that tell zones apart by shape.

A bar can be mirrored, so that the left and the right half of a back both grow outwards from the spine.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style

from pawpress.dashboard.drawing.lines import Line, merged
from pawpress.dashboard.palette import ink

EIGHTHS = " ▏▎▍▌▋▊▉█"
_MIRROR = str.maketrans("[]┌┐└┘", "][┐┌┘└")


@dataclass(frozen=True)
class BarMark:
    """A place on the scale: `shape` names a row of `SHAPES`."""

    at: float
    shape: str


SHAPES = {
    "open": ("[", "┌", "│", "└", "soft"),
    "close": ("]", "┐", "│", "┘", "soft"),
    "amber": ("╎", "╎", "╎", "╎", "amber"),
    "red": ("┃", "┃", "┃", "┃", "red"),
}
"""By shape: the glyph of a one-row bar, of the top, middle and bottom row of a thick one, and the colour."""


@dataclass(frozen=True)
class Scale:
    """What a bar of any width means: `full` is its far end, `zone` the band to aim for."""

    full: float
    zone: tuple[float, float] | None
    marks: tuple[BarMark, ...]

    def eighths(self, amount: float, width: int) -> int:
        """Return how many eighths of a cell are filled, 0 to 8 * width."""
        share = min(max(amount / self.full, 0.0), 1.0)
        return round(share * width * 8)

    def cell(self, at: float, width: int) -> int:
        """Return the cell a place on the scale falls into."""
        return min(int(at / self.full * width), width - 1)


def force_scale(target_n: tuple[float, float] | None, amber_n: float, red_n: float) -> Scale:
    """Return the scale of a pad's bar, in newtons, with or without a target; a fifth over the red limit is its end."""
    marks = (BarMark(amber_n, "amber"), BarMark(red_n, "red"))
    if target_n is not None:
        marks = (BarMark(target_n[0], "open"), BarMark(target_n[1], "close"), *marks)
    return Scale(full=red_n * 1.2, zone=target_n, marks=marks)


def hold_scale(hold_s: tuple[float, float]) -> Scale:
    """Return the scale of the hold timer, in seconds; a third more than the longest hold is its end."""
    return Scale(full=hold_s[1] * 4 / 3, zone=hold_s, marks=(BarMark(hold_s[0], "open"), BarMark(hold_s[1], "close")))


@dataclass(frozen=True)
class Fill:
    """How the filled part looks: a colour, `hatched` when the reading is old, `beyond` when it is off the scale."""

    eighths: int
    colour: str
    hatched: bool = False
    beyond: bool = False


def _glyph(shape: str, row: int, rows: int) -> str:
    single, top, middle, bottom, _ = SHAPES[shape]
    if rows == 1:
        return single
    return top if row == 0 else bottom if row == rows - 1 else middle


def _cell(x: int, fill: Fill, empty: str, mirrored: bool) -> tuple[str, Style]:
    lit, part = divmod(fill.eighths, 8)
    if x < lit:
        return ("░", ink(fill.colour, "track")) if fill.hatched else ("█", ink(fill.colour, fill.colour))
    if x == lit and part and not fill.hatched:
        # There are no blocks that grow from the right: draw the empty part from the left instead.
        return (EIGHTHS[8 - part], ink(empty, fill.colour)) if mirrored else (EIGHTHS[part], ink(fill.colour, empty))
    return " ", ink(on=empty)


def _mark_ink(shape: str, x: int, fill: Fill, empty: str) -> Style:
    """Return how a mark looks on the bar, or where the bar does not reach."""
    lit = x < fill.eighths // 8 and not fill.hatched
    return ink("on_fill", fill.colour, bold=True) if lit else ink(SHAPES[shape][4], empty, bold=True)


def bar_row(scale: Scale, fill: Fill, width: int, row: int = 0, rows: int = 1, *, mirrored: bool = False) -> Line:
    """Return one row of a bar.

    Parameters
    ----------
    scale : Scale
        What the width means.
    fill : Fill
        How far it is filled, from `scale.eighths(amount, width)`, and how it looks.
    width : int
        Cells.
    row, rows : int
        Which row of a bar that is `rows` thick; brackets become corners there.
    mirrored : bool
        Grow from right to left.
    """
    first, last = (scale.cell(limit, width) for limit in scale.zone) if scale.zone else (width, width)
    marks = {scale.cell(mark.at, width): mark.shape for mark in scale.marks}
    cells: Line = []
    for x in range(width):
        empty = "zone" if first <= x <= last else "track"
        glyph, style = _cell(x, fill, empty, mirrored)
        if x in marks:
            glyph, style = _glyph(marks[x], row, rows), _mark_ink(marks[x], x, fill, empty)
        if fill.beyond and x >= width - 2:
            glyph, style = ("<" if mirrored else ">"), ink("on_fill", fill.colour, bold=True)
        cells.append((glyph, style))
    if mirrored:
        cells = [(glyph.translate(_MIRROR), style) for glyph, style in reversed(cells)]
    return merged(cells)
