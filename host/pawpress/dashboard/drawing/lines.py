"""Lines of styled text, and how to make them fit a width counted in terminal cells."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.style import Style

from pawpress.dashboard.palette import ink

Run = tuple[str, Style]
Line = list[Run]


def width_of(line: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cell_len(text) for text, _ in line)


def clip(text: str, width: int) -> str:
    """Return the text, cut with an ellipsis when it is too wide."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def pad(line: Line, width: int, on: str = "ground") -> Line:
    """Return the line filled up with spaces on the right."""
    missing = width - width_of(line)
    return [*line, (" " * missing, ink(on=on))] if missing > 0 else line


def spread(left: Line, right: Line, width: int, on: str = "ground") -> Line:
    """Return one line with a part at either end; the right part yields when both do not fit."""
    gap = width - width_of(left) - width_of(right)
    return [*left, (" " * gap, ink(on=on)), *right] if gap >= 1 else left


def centred(line: Line, width: int, on: str = "ground") -> Line:
    """Return the line in the middle."""
    before = max(0, (width - width_of(line)) // 2)
    return pad([(" " * before, ink(on=on)), *line], width, on)


def first_fitting(versions: Iterable[Line], width: int) -> Line:
    """Return the first line, from the richest to the barest, that fits; the last one when none does."""
    line: Line = []
    for line in versions:
        if width_of(line) <= width:
            break
    return line


def joined(parts: Sequence[Line], gap: str, on: str = "ground") -> Line:
    """Return the parts on one line with a gap between them."""
    line: Line = []
    for number, part in enumerate(parts):
        line += [(gap, ink(on=on)), *part] if number else part
    return line


def wrapped(text: str, width: int, rows: int) -> list[str]:
    """Return the text in at most so many rows; what does not fit ends in an ellipsis."""
    lines = textwrap.wrap(text, max(width, 1))
    if len(lines) <= rows:
        return lines
    return [*lines[: rows - 1], clip(" ".join(lines[rows - 1 :]), width)] if rows > 0 else []


def rule(title: Line, width: int) -> Line:
    """Return a thin line across the panel that carries a title."""
    faint = ink("line")
    head: Line = [("── ", faint), *title, (" ", faint)]
    return [*head, ("─" * max(0, width - width_of(head)), faint)]


def standing(lines: list[Line], width: int, rows: int, below: int = 0) -> list[Line]:
    """Return the lines at the bottom of so many rows, with `below` empty rows under them."""
    empty: Line = [(" " * width, ink())]
    return [empty] * (rows - len(lines) - below) + lines + [empty] * below


def merged(cells: Line) -> Line:
    """Return a line with neighbours of one style as one run."""
    runs: Line = []
    for glyph, style in cells:
        if runs and runs[-1][1] is style:
            runs[-1] = (runs[-1][0] + glyph, style)
        else:
            runs.append((glyph, style))
    return runs
