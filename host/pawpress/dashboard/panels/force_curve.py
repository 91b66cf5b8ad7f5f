"""Ten seconds of force as a curve, with the target as a band, gaps shaded, and the verdicts over their presses.

With a teacher, three of the ten seconds lie ahead, and the teacher's press stands as a line behind each press.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from rich.style import Style
from textual.geometry import Size

from pawpress.dashboard.drawing.braille import BLANK, DOTS, area, outline
from pawpress.dashboard.drawing.lines import Line, clip, merged, rule
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.hold_panel import leading
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.shown_units import figure, round_steps_n
from pawpress.dashboard.spoken import said
from pawpress.dashboard.state import ViewState
from pawpress.dashboard.teachers_press import forces_behind
from pawpress.dashboard.trace import SPAN_S
from pawpress.dashboard.words import goal_n, verdict_sign

LABEL = 5
"""Columns for the newtons beside the curve."""
TICK_ROWS = 2
"""The scale has a number in every so many rows at most."""
LEAST_PART = 1e-9
LEAST_N = 100.0
HEADROOM = 1.15
AHEAD_S = 3.0
"""How much of a teacher's press is shown before it is due."""
NO_GOAL_YET = "once your partner has said nice"


class CurvePicture(NamedTuple):
    """Forces by column of dots, None in a gap; verdicts by column of cells; target and lines, newtons."""

    forces_n: tuple[float | None, ...]
    verdicts: tuple[tuple[int, str], ...]
    goal_n: tuple[float, float] | None
    amber_n: float
    red_n: float
    teacher: str = ""
    """Whose press is shown behind; empty where nobody's is."""
    teacher_n: tuple[float, ...] = ()
    """The teacher's forces by column of dots; 0 where there is none."""
    ahead_s: float = 0.0
    """How much of the span is still to come."""


class CurvePanel(Panel[CurvePicture]):
    """The strongest pad over the last ten seconds; the newest moment is on the right."""

    PERIOD_S = 1 / 15

    def picture(self, moment: ViewContext) -> CurvePicture:
        """Pick the trace, as wide as the panel."""
        state, opening = moment.state, moment.state.opening
        width = max(2, self.size.width - LABEL)
        goal = None if opening is None else goal_n(state)
        ahead_s = AHEAD_S if state.teacher is not None and goal is not None else 0.0
        ahead = 2 * round(width * ahead_s / SPAN_S)
        seen = state.trace.columns(2 * width - ahead, SPAN_S - ahead_s)
        forces = (*(None if force_n is None else round(force_n) for force_n in seen), *[0.0] * ahead)
        begin_s = state.trace.end_s + ahead_s - SPAN_S
        placed = [(int((press.onset_s - begin_s) / SPAN_S * width), press.verdict) for press in state.presses[-20:]]
        verdicts = tuple((column, verdict) for column, verdict in placed if 0 <= column < width)
        lines = (None, 0.0, 0.0) if opening is None else (goal, opening.amber_n, opening.red_n)
        name = "" if state.teacher is None else state.teacher.name
        return CurvePicture(forces, verdicts, *lines, name, _teacher_n(state, goal, begin_s, 2 * width), ahead_s)

    def draw(self, picture: CurvePicture, size: Size) -> list[Line]:
        """Draw title, marks, curve and scale."""
        width, height = size
        rows = height - 3
        if rows < 2 or len(picture.forces_n) < 2:
            return []
        full_n = _full_n(picture)
        heights = [0 if force_n is None else round(force_n / full_n * rows * DOTS) for force_n in picture.forces_n]
        above = outline([round(force_n / full_n * rows * DOTS) for force_n in picture.teacher_n], rows)
        cells = area(heights, rows)
        lines = [rule(_title(picture, width - 6), width), _marks(picture, width)]
        lines += [
            [(label, ink("soft")), *_row(picture, cells[row], above[row], row, rows, full_n)]
            for row, label in enumerate(scale_labels(full_n, rows))
        ]
        return [*lines, [(f"{0:>4} ", ink("soft")), (_scale(picture, width - LABEL), ink("soft"))]]


def _teacher_n(state: ViewState, goal: tuple[float, float] | None, begin_s: float, columns: int) -> tuple[float, ...]:
    """Return the teacher's press behind each press that is on or was seen, as hard as this partner calls nice."""
    if state.teacher is None or goal is None or state.hidden or state.snapshot is None:
        return ()
    on = leading(state.snapshot.progress, None)
    onsets_s = [press.onset_s for press in state.presses[-20:]] + ([] if on is None else [on.onset_s])
    at_s = [begin_s + (column + 0.5) * SPAN_S / columns for column in range(columns)]
    return forces_behind(state.teacher, onsets_s, sum(goal) / 2, at_s)


def _title(picture: CurvePicture, width: int) -> Line:
    if not picture.teacher:
        return [(said("last ten seconds"), ink("soft"))]
    words = "" if picture.goal_n is not None else f", {NO_GOAL_YET}"
    return [("⠒ ", ink("text", bold=True)), (clip(said(f"behind: {picture.teacher}{words}"), width - 2), ink("soft"))]


def _scale(picture: CurvePicture, width: int) -> str:
    """Return the scale of time below the curve."""
    now_word = said("now")
    begin = f"-{SPAN_S - picture.ahead_s:g} s"
    if not picture.ahead_s:
        return f"{begin:<{max(1, width - len(now_word))}}{now_word}"
    end = f"+{picture.ahead_s:g} s"
    now = round(width * (1.0 - picture.ahead_s / SPAN_S))
    return f"{begin:<{max(1, now - len(now_word))}}{now_word}{end:>{max(1, width - now)}}"


def _full_n(picture: CurvePicture) -> float:
    """Return the top of the scale: in steps, so that it seldom moves."""
    highest_n = max([force_n for force_n in picture.forces_n if force_n is not None], default=0.0)
    teacher_n = max(picture.teacher_n, default=0.0)
    top_n = max(LEAST_N, highest_n, teacher_n, picture.goal_n[1] if picture.goal_n else 0.0) * HEADROOM
    return 50.0 * -(-top_n // 50.0)


def _marks(picture: CurvePicture, width: int) -> Line:
    """Return the line over the curve: the shape of a verdict where its press began."""
    signs = {column: verdict_sign(verdict) for column, verdict in picture.verdicts}
    marks: Line = [(" " * LABEL, ink())]
    for column in range(width - LABEL):
        sign = signs.get(column)
        marks.append((" ", ink()) if sign is None else (sign.glyph, ink(sign.colour, bold=True)))
    return marks


def scale_labels(full_n: float, rows: int) -> list[str]:
    """Return what stands beside each row of a curve: a number where a round one falls into it."""
    labels = [" " * LABEL] * rows
    for tick_n in round_steps_n(full_n, max(1, rows // TICK_ROWS)):
        labels[rows - ceil(tick_n / full_n * rows - LEAST_PART)] = f"{figure(tick_n):>4} "
    return labels


def _row(picture: CurvePicture, cells: str, above: str, row: int, rows: int, full_n: float) -> Line:
    low_n, high_n = full_n * (rows - 1 - row) / rows, full_n * (rows - row) / rows
    goal = picture.goal_n
    on = "zone" if goal is not None and low_n < goal[1] and high_n > goal[0] else "ground"
    line: Line = []
    begun = next((place for place, force_n in enumerate(picture.forces_n) if force_n is not None), len(cells) * 2)
    for cell, text in enumerate(cells):
        forces = picture.forces_n[2 * cell : 2 * cell + 2]
        drawn = _cell(text, forces, on, picture) if 2 * cell + 1 >= begun else (" ", ink(on=on))
        line.append(_with_teacher(drawn, above[cell], on) if above else drawn)
    return merged(line)


def _cell(text: str, forces: tuple[float | None, ...], on: str, picture: CurvePicture) -> tuple[str, Style]:
    read = [force_n for force_n in forces if force_n is not None]
    if not read:
        return "░", ink("line")
    highest_n = max(read)
    over = picture.red_n > 0.0 and highest_n > picture.amber_n
    colour = "info" if not over else "red" if highest_n > picture.red_n else "amber"
    return text, ink(colour, on)


def _with_teacher(drawn: tuple[str, Style], line: str, on: str) -> tuple[str, Style]:
    """Return a cell with the teacher's line: bright over the ground, cut out of what was pressed."""
    text, style = drawn
    if ord(line) == BLANK:
        return drawn
    if text == " " or ord(text) == BLANK:
        return line, ink("text", on, bold=True)
    return (chr(ord(text) ^ (ord(line) - BLANK)), style) if ord(text) > BLANK else drawn
