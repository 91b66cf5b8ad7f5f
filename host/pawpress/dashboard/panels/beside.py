"""Two recordings beside each other: the press that is played and its partner, aligned at the onset, with figures."""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from textual.geometry import Size

from pawpress.dashboard.drawing.braille import DOTS, area, outline
from pawpress.dashboard.drawing.lines import Line, clip, first_fitting, joined, merged, rule
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.force_curve import LABEL, LEAST_N, scale_labels
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.shown_units import force
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import verdict_sign
from pawpress.engine.messages import Beside, SideView

TABLE_ROWS = 4
HERE, THERE = "light", "firm"
"""Colours of the one that plays and of the other; their shapes differ too, an area and a line."""


class BesidePicture(NamedTuple):
    """What is compared, and how much of the press has been played, seconds of session time since its onset."""

    beside: Beside | None
    played_s: float


class BesideCurve(Panel[BesidePicture]):
    """The press that is played as an area, its partner as a line over it, and a table of both below."""

    PERIOD_S = 1 / 15

    def picture(self, moment: ViewContext) -> BesidePicture:
        """Pick both presses."""
        beside, snapshot = moment.state.beside, moment.state.snapshot
        press = None if beside is None else beside.here.press
        if press is None or snapshot is None:
            return BesidePicture(beside, 0.0)
        return BesidePicture(beside, round(min(snapshot.t_s - press.onset_s, 60.0), 1))

    def draw(self, picture: BesidePicture, size: Size) -> list[Line]:
        """Draw title, curves and table."""
        width, height = size
        beside, rows = picture.beside, height - 2 - TABLE_ROWS
        if beside is None:
            return []
        title: Line = [(clip(f"{beside.here.name} {said('beside')} {beside.there.name}", width - 6), ink("soft"))]
        lines = [rule(title, width)]
        if rows >= 2 and width > LABEL + 10:
            lines += _curves(beside, picture.played_s, width, rows)
        return [*lines, *_table(beside, width)]


class BesideLine(Panel[Beside | None]):
    """The same in one row, for narrow windows."""

    PERIOD_S = 0.2

    def picture(self, moment: ViewContext) -> Beside | None:
        """Pick both presses."""
        return moment.state.beside

    def draw(self, picture: Beside | None, size: Size) -> list[Line]:
        """Draw verdict, force and hold of both."""
        if picture is None:
            return []
        label: Line = [(f" {said('beside'):<14}", ink("soft"))]
        sides = [_side(side, colour) for side, colour in ((picture.here, HERE), (picture.there, THERE))]
        short = [_side(side, colour, named=False) for side, colour in ((picture.here, HERE), (picture.there, THERE))]
        closer: Line = [(f" {said('beside')}  ", ink("soft")), *joined(sides, " │ ")]
        return [
            first_fitting([[*label, *joined(sides, "   │   ")], closer, [*label, *joined(short, " │ ")]], size.width)
        ]


def _side(side: SideView, colour: str, *, named: bool = True) -> Line:
    name: Line = [(f"{clip(side.name, 16)} ", ink(colour, bold=True))] if named else []
    if side.press is None:
        return [*name, (said("no such press"), ink("faint"))]
    sign = verdict_sign(side.press.verdict)
    return [
        *name,
        (f"{sign.glyph} {sign.word}", ink(sign.colour, bold=True)),
        (f" {force(side.press.peak_n)} {side.press.hold_s:.1f} s", ink("text")),
    ]


def _curves(beside: Beside, played_s: float, width: int, rows: int) -> list[Line]:
    """Return both curves on one scale of time, from before the onset on, and one of force."""
    here, there = beside.here, beside.there
    columns = 2 * (width - LABEL)
    steps = max(len(here.curve_n), len(there.curve_n), 2)
    shown = here.curve_n[: max(0, round((played_s + here.lead_s) / here.step_s)) if here.step_s else 0]
    full_n = 50.0 * -(-max([LEAST_N, *here.curve_n, *there.curve_n]) * 1.05 // 50.0)
    dots = rows * DOTS
    below = area(_heights(shown, steps, columns, full_n, dots), rows)
    above = outline(_heights(there.curve_n, steps, columns, full_n, dots), rows)
    lines: list[Line] = []
    for row, label in enumerate(scale_labels(full_n, rows)):
        cells = [_cell(low, high) for low, high in zip(below[row], above[row], strict=True)]
        lines.append(merged([(label, ink("soft")), *cells]))
    seconds = steps * (here.step_s or there.step_s)
    onset = " " * round(here.lead_s / seconds * (width - LABEL)) + said("onset") if seconds else ""
    end = f"{seconds - here.lead_s:.1f} s"
    ends = f"{onset:<{max(1, width - LABEL - len(end))}}{end}"
    return [*lines, [(f"{0:>4} ", ink("soft")), (ends, ink("soft"))]]


def _heights(curve_n: list[float], steps: int, columns: int, full_n: float, dots: int) -> list[int]:
    """Return the height in dots in each column; 0 behind the end of a curve."""
    places = (column * (steps - 1) / max(1, columns - 1) for column in range(columns))
    return [round(_force_n(curve_n, at) / full_n * dots) for at in places]


def _force_n(curve_n: list[float], at: float) -> float:
    """Return the force at a place between two steps; 0 behind the end."""
    step = int(at)
    if step + 1 >= len(curve_n):
        return curve_n[step] if step < len(curve_n) else 0.0
    return curve_n[step] + (at - step) * (curve_n[step + 1] - curve_n[step])


def _cell(low: str, high: str) -> tuple[str, Style]:
    """Return one cell of both: the line is drawn over the area."""
    blank = "\u2800"
    if high != blank and high != " ":
        both = chr(ord(high) | ord(low)) if ord(low) >= ord(blank) else high
        return both, ink(THERE, bold=True)
    return low, ink(HERE)


def _table(beside: Beside, width: int) -> list[Line]:
    """Return who they are, the two presses, and the totals of both sessions."""
    name_width = max(6, min(20, width - 53))
    verdict, rise, hold, peak = (said(name) for name in ("verdict", "rise", "hold", "peak"))
    head = f" {'':<{name_width + 2}}{verdict:<11}{rise:>7}{hold:>7}{peak:>9}   {said('steady of all')}"
    rows = [_row(beside.here, "▄", HERE, name_width), _row(beside.there, "⠒", THERE, name_width)]
    return [[(clip(head, width), ink("soft"))], *rows]


def _row(side: SideView, glyph: str, colour: str, name_width: int) -> Line:
    press = side.press
    name: Line = [(f" {glyph} {clip(side.name, name_width):<{name_width}}", ink(colour, bold=True))]
    total: Line = [(f"   {side.by_verdict.get('steady', 0)} {said('of')} {side.presses}", ink("text"))]
    if press is None:
        return [*name, (f"{said('no such press'):<34}", ink("faint")), *total]
    sign = verdict_sign(press.verdict)
    rise = "–" if press.rise_s is None else f"{press.rise_s:.2f} s"
    return [
        *name,
        (f"{sign.glyph} {sign.word:<9}", ink(sign.colour, bold=True)),
        (f"{rise:>7}{f'{press.hold_s:.1f} s':>7}{force(press.peak_n):>9}", ink("text")),
        *total,
    ]
