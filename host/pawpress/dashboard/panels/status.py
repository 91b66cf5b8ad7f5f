"""The line under the header: what a person should know just now, the most pressing thing first."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.geometry import Size

from pawpress.dashboard.attention import Alert
from pawpress.dashboard.drawing.lines import Line, pad, wrapped
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.panels.waiting import happening
from pawpress.dashboard.shown_units import span
from pawpress.dashboard.spoken import said
from pawpress.dashboard.state import ViewState
from pawpress.dashboard.words import FLOWING, SEEN, WHAT_IT_WAS, goal_n, link_sign
from pawpress.engine.messages import SessionInfo

NOTICE_S = {"info": 8.0, "warning": 20.0}
"""How long a notice stands; errors stand until the next one."""
ROOMY_ROWS = 24
"""A window with fewer keeps this to one row: the press and the pads come first."""
WHERE, HOW = "Stand only beside the spine.", "Shift slowly, hold on to the wall or chair."
LOUD = {"red": ("white", "red_deep"), "amber": ("on_fill", "amber")}


class StatusPicture(NamedTuple):
    """One line of text with its shape and colours."""

    glyph: str
    text: str
    colour: str
    on: str = "ground"
    prefix: str = ""
    """How the text begins where there is room for it."""


class StatusPanel(Panel[StatusPicture]):
    """Shows one thing at a time: engine silent, an alarm without its banner, a notice, or how to press.

    What is too long for a line takes a second one, where there are rows enough.
    """

    def picture(self, moment: ViewContext) -> StatusPicture:
        """Choose the most pressing thing."""
        state, now_s = moment.state, moment.now_s
        return (
            _silence(state, now_s)
            or _alarm(moment.alert, state)
            or _link(moment.alert, state)
            or _notice(state, now_s)
            or _advice(moment, state.opening)
        )

    def show(self, moment: ViewContext) -> None:
        """Take a new picture, and a second row where it needs one."""
        super().show(moment)
        width, roomy = self.size.width, self.screen.size.height >= ROOMY_ROWS
        long = self._picture is not None and width > 0 and cell_len(_words(self._picture, width)) > width - 2
        rows = 2 if long and roomy else 1
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows

    def draw(self, picture: StatusPicture, size: Size) -> list[Line]:
        """Draw it over the full width, so that its background makes a band."""
        width = size.width
        style = ink(picture.colour, picture.on, bold=picture.on != "ground")
        rows = wrapped(_words(picture, width), width - 2, max(1, size.height)) or [""]
        return [pad([(f" {row}", style)], width, picture.on) for row in rows]


def _words(picture: StatusPicture, width: int) -> str:
    """Return the text with its shape, without its beginning where that does not fit."""
    text = f"{picture.glyph} {said(picture.text)}".strip()
    if cell_len(text) > width - 2 and picture.prefix:
        return f"{picture.glyph} {said(picture.text.removeprefix(picture.prefix))}".strip()
    return text


def _silence(state: ViewState, now_s: float) -> StatusPicture | None:
    seconds = state.silence_s(now_s)
    if not seconds:
        return None
    text = f"STOP  the engine has been silent for {seconds:.0f} s: do not trust the bars until it speaks again"
    return StatusPicture("✖", text, *LOUD["red"])


def _alarm(alert: Alert | None, state: ViewState) -> StatusPicture | None:
    if alert is None or state.replay or (alert.full and state.ended is None):
        return None
    colours = LOUD.get(alert.alarm.severity, LOUD["red"])
    if alert.active and state.ended is None:
        return StatusPicture("■", f"{said(alert.alarm.action)}  {said(alert.alarm.message)}", *colours)
    text = f"{WHAT_IT_WAS} {alert.alarm.message}   {SEEN}"
    return StatusPicture("□", text, alert.alarm.severity, "track")


def _notice(state: ViewState, now_s: float) -> StatusPicture | None:
    notice = state.notice
    if notice is None or (state.waiting and (notice.severity == "info" or notice.text == happening(state))):
        return None  # the waiting page says it itself
    if now_s - state.notice_at_s > NOTICE_S.get(notice.severity, float("inf")):
        return None
    if notice.severity == "info":
        return StatusPicture("i", notice.text, "info")
    return StatusPicture("!", notice.text, "text", "info_dark")


def _link(alert: Alert | None, state: ViewState) -> StatusPicture | None:
    """While the banner covers the link's own line, what is wrong with it stands here."""
    if state.snapshot is None or state.snapshot.link.state in FLOWING or alert is None or not alert.full:
        return None
    sign, detail = link_sign(state.snapshot.link.state), state.snapshot.link.detail
    prefix = f"link {sign.word}: " if detail else ""
    return StatusPicture(sign.glyph, f"{prefix}{detail}" if detail else f"link {sign.word}", "text", "track", prefix)


def _advice(moment: ViewContext, opening: SessionInfo | None) -> StatusPicture:
    calling = moment.alert is not None and moment.alert.active
    if opening is None or opening.played or calling or moment.state.waiting or moment.state.stale(moment.now_s):
        return StatusPicture(" ", "", "soft")
    if moment.state.foot is not None:
        return StatusPicture(" ", f"{WHERE} {HOW}", "soft", prefix=f"{WHERE} ")
    goal, (low_s, high_s) = goal_n(moment.state), opening.hold_s
    how_hard = "" if goal is None else f" to {span(*goal)}"
    text = f"Lean in slowly{how_hard}, hold {low_s:g}–{high_s:g} s, let go slowly."
    return StatusPicture(" ", text, "soft")
