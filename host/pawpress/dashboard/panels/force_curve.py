"""Ten seconds of force as a curve, with the target as a band, gaps shaded, and the verdicts over their presses."""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from textual.geometry import Size

from pawpress.dashboard.drawing.braille import DOTS, area
from pawpress.dashboard.drawing.lines import Line, merged, rule
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.shown_units import figure
from pawpress.dashboard.trace import SPAN_S
from pawpress.dashboard.words import goal_n, verdict_sign

LABEL = 5
"""Columns for the newtons beside the curve."""
LEAST_N = 100.0
HEADROOM = 1.15


class CurvePicture(NamedTuple):
    """Forces by column of dots, None in a gap; verdicts by column of cells; target and lines, newtons."""

    forces_n: tuple[float | None, ...]
    verdicts: tuple[tuple[int, str], ...]
    goal_n: tuple[float, float] | None
    amber_n: float
    red_n: float


class CurvePanel(Panel[CurvePicture]):
    """The strongest pad over the last ten seconds; the newest moment is on the right."""

    PERIOD_S = 1 / 15

    def picture(self, moment: ViewContext) -> CurvePicture:
        """Pick the trace, as wide as the panel."""
        state, opening = moment.state, moment.state.opening
        width = max(2, self.size.width - LABEL)
        forces = tuple(None if force_n is None else round(force_n) for force_n in state.trace.columns(2 * width))
        begin_s = state.trace.end_s - SPAN_S
        placed = [(int((press.onset_s - begin_s) / SPAN_S * width), press.verdict) for press in state.presses[-20:]]
        verdicts = tuple((column, verdict) for column, verdict in placed if 0 <= column < width)
        lines = (None, 0.0, 0.0) if opening is None else (goal_n(state), opening.amber_n, opening.red_n)
        return CurvePicture(forces, verdicts, *lines)

    def draw(self, picture: CurvePicture, size: Size) -> list[Line]:
        """Draw title, marks, curve and scale."""
        width, height = size
        rows = height - 3
        if rows < 2 or len(picture.forces_n) < 2:
            return []
        full_n = _full_n(picture)
        heights = [0 if force_n is None else round(force_n / full_n * rows * DOTS) for force_n in picture.forces_n]
        cells = area(heights, rows)
        lines = [rule([("last ten seconds", ink("soft"))], width), _marks(picture, width)]
        lines += [_row(picture, cells[row], row, rows, full_n) for row in range(rows)]
        ends = f"{'-10 s':<{max(1, width - LABEL - 3)}}now"
        return [*lines, [(" " * LABEL, ink()), (ends, ink("soft"))]]


def _full_n(picture: CurvePicture) -> float:
    """Return the top of the scale: in steps, so that it seldom moves."""
    highest_n = max([force_n for force_n in picture.forces_n if force_n is not None], default=0.0)
    top_n = max(LEAST_N, highest_n, picture.goal_n[1] if picture.goal_n else 0.0) * HEADROOM
    return 50.0 * -(-top_n // 50.0)


def _marks(picture: CurvePicture, width: int) -> Line:
    """Return the line over the curve: the shape of a verdict where its press began."""
    signs = {column: verdict_sign(verdict) for column, verdict in picture.verdicts}
    marks: Line = [(" " * LABEL, ink())]
    for column in range(width - LABEL):
        sign = signs.get(column)
        marks.append((" ", ink()) if sign is None else (sign.glyph, ink(sign.colour, bold=True)))
    return marks


def _row(picture: CurvePicture, cells: str, row: int, rows: int, full_n: float) -> Line:
    low_n, high_n = full_n * (rows - 1 - row) / rows, full_n * (rows - row) / rows
    goal = picture.goal_n
    on = "zone" if goal is not None and low_n < goal[1] and high_n > goal[0] else "ground"
    label = f"{figure(high_n):>4} " if row % 2 == 0 else " " * LABEL
    line: Line = [(label, ink("soft"))]
    begun = next((place for place, force_n in enumerate(picture.forces_n) if force_n is not None), len(cells) * 2)
    for cell, text in enumerate(cells):
        forces = picture.forces_n[2 * cell : 2 * cell + 2]
        line.append(_cell(text, forces, on, picture) if 2 * cell + 1 >= begun else (" ", ink(on=on)))
    return merged(line)


def _cell(text: str, forces: tuple[float | None, ...], on: str, picture: CurvePicture) -> tuple[str, Style]:
    read = [force_n for force_n in forces if force_n is not None]
    if not read:
        return "░", ink("line")
    highest_n = max(read)
    over = picture.red_n > 0.0 and highest_n > picture.amber_n
    colour = "info" if not over else "red" if highest_n > picture.red_n else "amber"
    return text, ink(colour, on)
