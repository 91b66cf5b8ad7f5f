"""The whole of a recording: where it plays, its presses with their verdicts, and what happened beside them.

A click goes to the moment under the mouse, or to the press that is drawn there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.style import Style
from textual.events import MouseDown
from textual.geometry import Size
from textual.message import Message

from pawpress.core.counted import counted, press_count
from pawpress.dashboard.drawing.lines import Line, clip, first_fitting, joined, merged, spread, width_of
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.replaying import LEAD_S, clock_words
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import Sign, link_sign, verdict_sign
from pawpress.engine.messages import Mark, Timeline

EDGE = 1
"""Columns left free at either end of the track."""
EVENTS = {
    "red": Sign("■", "alarm", "", "red"),
    "amber": Sign("▲", "warning", "", "amber"),
    "partner": Sign("♥", "partner", "", "good"),
    "good_spot": Sign("★", "good spot", "", "good"),
    "note": Sign("✎", "note", "", "info"),
}
WORST = ("ungraded", "steady", "unsteady", "short", "rushed", "jab")
"""Where two presses share a column the later one of these is shown."""
SAID_S = 4.0
"""How long what was said at a moment stands beside the clock."""


class TimelinePicture(NamedTuple):
    """State of the replay, clock times in tenths of a second, and the timeline as the engine told it."""

    state: str
    at_s: float
    timeline: Timeline | None


class TimelineBar(Panel[TimelinePicture]):
    """Three rows: clock and counts, presses, and events; in a low window only the first two."""

    PERIOD_S = 0.1

    class Chosen(Message):
        """Somebody clicked on a moment."""

        def __init__(self, t_s: float) -> None:
            self.t_s = t_s
            super().__init__()

    def picture(self, moment: ViewContext) -> TimelinePicture:
        """Pick where it plays."""
        state = moment.state
        snapshot = state.snapshot
        doing = "waiting" if snapshot is None else "over" if state.ended is not None else snapshot.link.state
        at_s = 0.0 if snapshot is None else round(snapshot.t_s, 1)
        return TimelinePicture(doing, at_s, state.timeline)

    def draw(self, picture: TimelinePicture, size: Size) -> list[Line]:
        """Draw clock, presses and events."""
        timeline = picture.timeline
        if timeline is None:
            return [_clock(picture, size.width)]
        columns = max(1, size.width - 2 * EDGE)
        at = _column(picture.at_s, timeline.length_s, columns)
        known = _column(timeline.known_s, timeline.length_s, columns) if not timeline.complete else columns
        presses, events = _presses(timeline, columns), _events(timeline, columns)
        return [
            _clock(picture, size.width),
            _track(columns, at, known, presses, _gaps(timeline, columns)),
            _track(columns, at, known, events, frozenset(), bare=True),
        ]

    def on_mouse_down(self, event: MouseDown) -> None:
        """Go to what is under the mouse."""
        timeline = None if self._picture is None else self._picture.timeline
        columns = self.size.width - 2 * EDGE
        if timeline is None or event.y == 0 or columns < 2:
            return
        column = min(max(event.x - EDGE, 0), columns - 1)
        kind = "press" if event.y == 1 else ""
        there = [
            mark
            for mark in timeline.marks
            if mark.kind != "gap"
            and (mark.kind == "press") == bool(kind)
            and _column(mark.t_s, timeline.length_s, columns) == column
        ]
        at_s = column / (columns - 1) * timeline.length_s
        self.post_message(self.Chosen(max(0.0, there[0].t_s - LEAD_S) if there else at_s))
        event.stop()


def _column(t_s: float, length_s: float, columns: int) -> int:
    return min(columns - 1, max(0, round(t_s / length_s * (columns - 1)))) if length_s > 0.0 else 0


def _clock(picture: TimelinePicture, width: int) -> Line:
    """Return the first row: what it does, how fast, where, of how much, and what there is."""
    sign, timeline = link_sign(picture.state), picture.timeline
    badge: Line = [(f" REPLAY {sign.glyph} {sign.word} ", ink("on_fill", "info", bold=True))]
    at: Line = [(clock_words(picture.at_s, tenths=True), ink(bold=True))]
    if timeline is None:
        return [*badge, (" ", ink()), *at]
    about = "" if timeline.complete else "≈ "
    of: Line = [(f" {said('of')} {about}{clock_words(timeline.length_s)}", ink("soft"))]
    pace: Line = [(said("full speed") if timeline.speed is None else f"{timeline.speed:g}×", ink("text"))]
    fresh = _fresh(timeline.marks, picture.at_s)
    counts = _counts(timeline)
    left = [*badge, (" ", ink()), *joined([[*at, *of], pace], "  ")]
    room = width - width_of(left) - 3
    words: Line = [] if not fresh else [(clip(fresh[0], max(0, room)), ink(fresh[1], bold=True))]
    right = words or first_fitting([joined(counts, "   "), joined(counts[:2], "  "), counts[0], []], room)
    return spread(left, [*right, (" ", ink())], width)


def _counts(timeline: Timeline) -> list[Line]:
    kinds = [mark.kind for mark in timeline.marks]
    named = {"alarm": "alarm", "note": "note", "good_spot": "good spot", "partner": "word of the partner", "gap": "gap"}
    words = [press_count(kinds.count("press"))]
    words += [counted(count, name) for kind, name in named.items() if (count := kinds.count(kind))]
    lines: list[Line] = [[(said(text), ink("soft"))] for text in words]
    if timeline.open_ended and timeline.complete:
        lines.insert(1, [(said("no end in the file: cut off, or still being written"), ink("firm"))])
    return lines


def _fresh(marks: Iterable[Mark], at_s: float) -> tuple[str, str] | None:
    """Return words and colour of what was said or what called last, while it is fresh."""
    fresh = [mark for mark in marks if mark.kind not in ("press", "gap") and 0.0 <= at_s - mark.t_s <= SAID_S]
    if not fresh:
        return None
    mark = fresh[-1]
    sign = EVENTS.get(mark.what if mark.kind == "alarm" else mark.kind, EVENTS["note"])
    words = {
        "partner": f"{said('partner')}: {said(mark.what)}",
        "good_spot": said("good spot"),
        "alarm": said(f"recorded {mark.what} alarm"),
    }
    return f"{sign.glyph} {words.get(mark.kind, mark.text)}", sign.colour


def _presses(timeline: Timeline, columns: int) -> dict[int, Sign]:
    """Return the sign of the worst press in each column that has one."""
    worst: dict[int, str] = {}
    for mark in timeline.marks:
        if mark.kind == "press":
            column = _column(mark.t_s, timeline.length_s, columns)
            worst[column] = max(worst.get(column, mark.what), mark.what, key=_badness)
    return {column: verdict_sign(verdict) for column, verdict in worst.items()}


def _badness(verdict: str) -> int:
    return WORST.index(verdict) if verdict in WORST else -1


def _events(timeline: Timeline, columns: int) -> dict[int, Sign]:
    """Return the sign of what happened in each column; alarms before everything else."""
    found: dict[int, Sign] = {}
    order = list(EVENTS)
    marks = [(mark.what if mark.kind == "alarm" else mark.kind, mark) for mark in timeline.marks]
    for name, mark in sorted(
        ((name, mark) for name, mark in marks if name in EVENTS), key=lambda one: -order.index(one[0])
    ):
        found[_column(mark.t_s, timeline.length_s, columns)] = EVENTS[name]
    return found


def _gaps(timeline: Timeline, columns: int) -> frozenset[int]:
    """Return the columns in which readings are missing."""
    return frozenset(
        column
        for mark in timeline.marks
        if mark.kind == "gap"
        for column in range(
            _column(mark.t_s, timeline.length_s, columns), _column(mark.end_s, timeline.length_s, columns) + 1
        )
    )


def _track(
    columns: int, at: int, known: int, signs: dict[int, Sign], gaps: frozenset[int], *, bare: bool = False
) -> Line:
    """Return a row of the track; what was played is lighter, the place where it plays stands out."""
    line: Line = [(" " * EDGE, ink())]
    for column in range(columns):
        glyph, style = _cell(column, at, known, signs.get(column), gap=column in gaps, bare=bare)
        line.append((glyph, style))
    return merged(line)


def _cell(column: int, at: int, known: int, sign: Sign | None, *, gap: bool, bare: bool) -> tuple[str, Style]:
    on = "zone" if column < at else "track"
    if column == at:
        return (sign.glyph if sign else " " if bare else "│"), ink("on_fill", "info", bold=True)
    if sign is not None:
        return sign.glyph, ink(sign.colour, on, bold=True)
    if gap:
        return "░", ink("soft", on)
    if bare:
        return " ", ink(on=on)
    return ("─" if column <= known else "·"), ink("faint", on)
