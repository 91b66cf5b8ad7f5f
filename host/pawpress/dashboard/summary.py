"""The end of a session: one thing that went well, one thing next, one's own trend, and what was kept where."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.screen import Screen

from pawpress.dashboard.after_session import Afterwards
from pawpress.dashboard.drawing.big import big, largest_scale
from pawpress.dashboard.drawing.lines import Line, Run, joined, rule, width_of, wrapped
from pawpress.dashboard.key_footer import KeyFooter
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.next_step_panel import walk_lines
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import VERDICTS, verdict_sign
from pawpress.engine.messages import SummaryView

LABEL = 12
"""Columns of the words on the left."""
NOT_KEPT = "Nothing of this session is kept: it was not recorded."
LOOKING = "is being looked up"


class SummaryPicture(NamedTuple):
    """What the engine said at the end, and what has been found out since."""

    summary: SummaryView
    trend: str
    report: str


class Summary(Panel["SummaryPicture | None"]):
    """The page as one panel."""

    def picture(self, moment: ViewContext) -> SummaryPicture | None:
        """Everything is set by `say`; the stream is over."""
        raise NotImplementedError

    def say(self, picture: SummaryPicture) -> None:
        """Show this from now on."""
        self._picture = picture
        self.refresh()

    def draw(self, picture: SummaryPicture | None, size: Size) -> list[Line]:
        """Draw the head large, then a row a thing."""
        if picture is None:
            return []
        summary, width = picture.summary, size.width
        lines: list[Line] = [
            rule([(said("the session is over"), ink("soft"))], width),
            *_head(summary, width, size.height),
        ]
        lines += [[], *_counts(summary, width), []]
        room = width - LABEL - 4
        for label, text in _rows(picture):
            lines += _row(label, text, room)
        if summary.walk is not None and summary.walk.steps > 1:
            walk = walk_lines(summary.walk, room)
            lines += [[_label("WALK" if not number else ""), *line] for number, line in enumerate(walk)]
        return lines


def _head(summary: SummaryView, width: int, height: int) -> list[Line]:
    steady = summary.by_verdict.get("steady", 0)
    judged = f"{steady} OF {summary.presses} STEADY" if summary.presses else "NO PRESSES"
    text = said(judged if summary.mode == "hands" else "STEPPED OFF")
    scale = largest_scale(text, width - 4, height // 4, most=3)
    rows = big(text, scale) if scale else (text,)
    return [[("  ", ink()), (row, ink("text", bold=True))] for row in rows]


def _counts(summary: SummaryView, width: int) -> list[Line]:
    parts: list[Line] = []
    for verdict in (*VERDICTS, *(set(summary.by_verdict) - set(VERDICTS))):
        if count := summary.by_verdict.get(verdict, 0):
            sign = verdict_sign(verdict)
            parts.append([(f"{sign.glyph} {count} {sign.word}", ink(sign.colour, bold=True))])
    if hard := summary.by_force.get("too_hard", 0):
        parts.append([(said(f"■ {hard} too hard"), ink("red", bold=True))])
    lines: list[Line] = [[]]
    for part in parts:
        longer = joined([lines[-1], part], "   ") if lines[-1] else part
        lines = [*lines[:-1], longer] if width_of(longer) <= width - 4 else [*lines, part]
    return [[("  ", ink()), *line] for line in lines]


def _rows(picture: SummaryPicture) -> list[tuple[str, str]]:
    summary = picture.summary
    hands = summary.mode == "hands" and summary.presses > 0
    rows = [("WENT WELL", summary.well), ("NEXT", summary.next), ("TREND", picture.trend)] if hands else []
    if not hands and summary.red_events:
        rows.append(("NEXT", summary.next))
    rows.append(("NEXT DRILL", summary.drill))
    kept = summary.recording if summary.recording is not None else NOT_KEPT
    if summary.recording is not None and summary.kept < summary.presses:
        kept = f"{kept} (presses 1 to {summary.kept}; the rest was not recorded)"
    rows += [("KEPT", kept), ("LOG", summary.log), ("REPORT", picture.report)]
    return [(label, text) for label, text in rows if text]


def _row(label: str, text: str, room: int) -> list[Line]:
    strong = label in ("WENT WELL", "NEXT", "NEXT DRILL")
    style = ink("text", bold=True) if strong else ink("text")
    lines = wrapped(said(text), room, 4)
    return [[_label(label if not number else ""), (row, style)] for number, row in enumerate(lines)]


def _label(label: str) -> Run:
    return f"  {said(label):<{LABEL}}", ink("soft")


class SummaryScreen(Screen[None]):
    """The page; the engine is gone, so nothing can be missed behind it.

    Parameters
    ----------
    summary : SummaryView
        What the engine said.
    afterwards : Afterwards, optional
        Trend and report; None where neither is to be had.
    leave : callable
        Ends the program.
    """

    BINDINGS = [  # noqa: RUF012 - textual's own form
        Binding("r", "report", "write the report"),
        Binding("q,x,enter,escape", "leave", "leave", key_display="q"),
    ]

    def __init__(self, summary: SummaryView, afterwards: Afterwards | None, leave: Callable[[], None]) -> None:
        super().__init__()
        self._summary, self._afterwards, self._leave = summary, afterwards, leave
        offered = summary.recording is not None and afterwards is not None
        trend = LOOKING if afterwards is not None and summary.presses and summary.mode == "hands" else ""
        self._picture = SummaryPicture(summary, trend, "r writes it" if offered else "")
        self._writing = False

    def compose(self) -> ComposeResult:
        """Set page and keys."""
        yield Summary(id="summary")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what is known, and look up the trend beside it."""
        self._show()
        if self._picture.trend:
            self.run_worker(self._look_up, thread=True, exit_on_error=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a report only of what is kept."""
        if action == "report":
            return self._summary.recording is not None and self._afterwards is not None
        return super().check_action(action, parameters)

    def action_report(self) -> None:
        """Write the report beside the page."""
        if not self._writing:
            self._writing = True
            self._say(self._picture._replace(report="is being written"))
            self.run_worker(self._report, thread=True, exit_on_error=False)

    def action_leave(self) -> None:
        """Leave for good."""
        self._leave()

    def _look_up(self) -> None:
        assert self._afterwards is not None
        trend = self._afterwards.trend(self._summary)
        self.app.call_from_thread(lambda: self._say(self._picture._replace(trend=trend)))

    def _report(self) -> None:
        assert self._afterwards is not None
        assert self._summary.recording is not None
        where = self._afterwards.report(self._summary.recording)
        self.app.call_from_thread(self._written, where)

    def _written(self, where: str) -> None:
        self._writing = False
        self._say(self._picture._replace(report=where))

    def _say(self, picture: SummaryPicture) -> None:
        self._picture = picture
        self._show()

    def _show(self) -> None:
        self.query_one(Summary).say(self._picture)
