"""The banner over the lower edge: an alarm with what to do, or the news that the engine is gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.attention import Alert, lit
from pawpress.dashboard.drawing.big import big, largest_scale
from pawpress.dashboard.drawing.lines import Line, clip, pad, wrapped
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.replaying import clock_words
from pawpress.dashboard.spoken import said
from pawpress.dashboard.state import ViewState
from pawpress.dashboard.words import OVER, SEEN, WHAT_IT_WAS

INKS = {
    ("red", True): ("white", "red_deep"),
    ("red", False): ("red_pale", "red_dark"),
    ("amber", True): ("on_fill", "amber"),
    ("amber", False): ("amber", "amber_dark"),
    ("info", True): ("text", "info_dark"),
}
"""Colours by severity and whether the flash is lit: words stay readable in both halves of it."""


MARGINS, CLOSE_MARGINS = ("  ", "    "), (" ", "  ")
"""What stands before the big word and behind it."""
ROOMY_COLUMNS = 80
LEAST_COLUMNS = 18
"""Beside a big word that leaves fewer, nothing can be read."""


class BannerPicture(NamedTuple):
    """A big word and the lines beside it, or nothing to show."""

    word: str
    texts: tuple[str, ...]
    severity: str
    lit: bool
    urgent: int = 0
    """Which of the lines must never be cut."""


class BannerPanel(Panel[BannerPicture | None]):
    """Full width; covers the history, shares and link lines, never the bars, the timer or the keys.

    It comes and goes by moving below the screen's edge. Were it taken out instead, textual would paint the whole screen
    anew with the banner at its end, eight times as much for a slow terminal to read before it shows the alarm.
    """

    def picture(self, moment: ViewContext) -> BannerPicture | None:
        """Choose between end, silence, alarm, the end of foot mode, and nothing."""
        state, alert = moment.state, moment.alert
        if state.ended is not None:
            return _end(state)
        if state.silence_s(moment.now_s):
            return BannerPicture(_off(state), SILENT, "red", lit(moment.now_s))
        if state.replay:
            return None if alert is None else _recorded(alert, state)
        return (_alarm(alert) if alert is not None and alert.full else None) or _stepping_off(state, moment.now_s)

    def show(self, moment: ViewContext) -> None:
        """Appear and disappear with the picture."""
        super().show(moment)
        self.set_class(not self.up, "-away")

    @property
    def up(self) -> bool:
        """Whether it is to be seen."""
        return self._picture is not None

    def draw(self, picture: BannerPicture | None, size: Size) -> list[Line]:
        """Draw the word on the left and the text beside it, on a coloured ground."""
        width, height = size
        if picture is None:
            return []
        colour, on = INKS.get((picture.severity, picture.lit), INKS["red", picture.lit])
        style = ink(colour, on, bold=True)
        room = width - 24 if width < 160 else width // 2
        spoken = said(picture.word)
        before, between = MARGINS if width >= ROOMY_COLUMNS else CLOSE_MARGINS
        # The last text names a key, which the footer does too: it yields first.
        told = tuple(map(said, picture.texts[: max(2, height - 1)]))
        for scale in range(largest_scale(spoken, room, height, most=2), 0, -1):
            word = big(spoken, scale)
            texts = _fitted(told, picture.urgent, width - len(word[0]) - len(before + between) - 2, height)
            if texts is not None:
                rows = zip(_middle(word, len(word[0]), height), _middle(texts, 0, height), strict=True)
                return [pad([(f"{before}{letters}{between}{text}", style)], width, on) for letters, text in rows]
        plain = _in_plain_letters(spoken, told, picture.urgent, width - 3, height)
        return [pad([(f" {row}", style)], width, on) for row in _middle(plain, 0, height)]


SILENT = ("The engine is silent: nothing watches the force now.", "Do not trust this picture.", SEEN)
STILL_ON, LEAVE_NOW = "It watches until nobody is on the pads.", "x: leave now; the rig stays armed"
ALL_OFF, LEAVE = "The pads are empty.", "x: leave; the rig then watches no more"


def _off(state: ViewState) -> str:
    return "STOP" if state.foot is None else "STEP OFF"


def _stepping_off(state: ViewState, now_s: float) -> BannerPicture | None:
    """Return what stands there from the word that ends foot mode on: a person is still to climb down."""
    foot = state.foot
    if foot is None or foot.phase == "open":
        return None
    if foot.phase == "empty":
        return BannerPicture("ALL OFF", (f"{foot.why} {ALL_OFF}", LEAVE), "info", True)
    return BannerPicture("STEP OFF", (f"{foot.why} {STILL_ON}", LEAVE_NOW), "red", lit(now_s))


def _alarm(alert: Alert) -> BannerPicture:
    alarm = alert.alarm
    more = f"  (+{alert.more} more)" if alert.more else ""
    if not alert.active:  # what to do about it would be read as what to do now
        texts = (f"{WHAT_IT_WAS} {alarm.message}{more}", "Ask how it feels before you go on.", SEEN)
        return BannerPicture(OVER, texts, alarm.severity, alert.lit, urgent=1)
    texts = (f"{alarm.message}{more}", alarm.remedy, SEEN)
    return BannerPicture(alarm.action, texts, alarm.severity, alert.lit, urgent=1)


def _recorded(alert: Alert, state: ViewState) -> BannerPicture:
    """Return an alarm of a recording: it calls for nothing now."""
    at_s = 0.0 if state.snapshot is None else state.snapshot.t_s
    texts = (f"{alert.alarm.severity} alarm: {alert.alarm.message}", f"It was recorded at {clock_words(at_s)}.")
    return BannerPicture("RECORDED", texts, "info", True)


def _end(state: ViewState) -> BannerPicture:
    reason = state.ended or ""
    if state.replay and not state.ended_in_order:
        return BannerPicture(
            "THE END", (reason, "The recording is unharmed.", "x: leave, then start it again"), "info", True
        )
    if state.ended_in_order:
        return BannerPicture("THE END", (reason, "The last state stays on the screen.", "x: leave"), "info", True)
    recorded = state.snapshot is not None and state.snapshot.recording is not None
    kept = " The recording up to here is kept." if recorded else ""
    advice = f"Stop pressing: nothing watches the force now.{kept}"
    return BannerPicture("STOP", (reason, advice, "x: leave, then start pawpress again"), "red", True, urgent=1)


def _middle(rows: Sequence[str], width: int, height: int) -> list[str]:
    above = max(0, height - len(rows)) // 2
    return [" " * width] * above + list(rows) + [" " * width] * (height - above - len(rows))


def _in_plain_letters(word: str, texts: tuple[str, ...], urgent: int, width: int, height: int) -> list[str]:
    """Return the word in the first row and the urgent text below; where that takes every row, nothing else."""
    rows = wrapped(texts[urgent], width, height)
    if len(rows) == height:
        return wrapped(f"{word}  {texts[urgent]}", width, height)
    return [clip(f"{word}  {texts[1 - urgent]}", width), *rows]


def _fitted(texts: tuple[str, ...], urgent: int, width: int, height: int) -> list[str] | None:
    """Give the urgent text the rows it needs, the others a line each and what is left; None where it is cut."""
    needed = wrapped(texts[urgent], width, height + 1)
    others = [number for number in range(len(texts)) if number != urgent][: height - len(needed)]
    spare = height - len(needed) - len(others)
    if width < LEAST_COLUMNS or spare < 0:
        return None
    lines = {urgent: needed}
    for number in others:
        lines[number] = wrapped(texts[number], width, 1 + spare)
        spare -= len(lines[number]) - 1
    return [line for _, rows in sorted(lines.items()) for line in rows]
