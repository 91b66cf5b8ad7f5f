"""A press that is on: how long it is held, as large as the screen allows, what to do now, weight, and how it began."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.attention import Alert
from pawpress.dashboard.drawing.bar import Fill, bar_row, force_scale, hold_scale
from pawpress.dashboard.drawing.big import big, big_height, largest_scale
from pawpress.dashboard.drawing.lines import Line, clip, rule
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import ViewContext
from pawpress.dashboard.shown_units import force
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import goal_n, verdict_sign, with_place, zone_of, zone_sign
from pawpress.engine.messages import ProgressView

STARTS = ("slow", "acceptable", "rushed", "jab")
"""How a press may begin, from the best to the worst."""
NOTCH = 5
MOST_SCALE = 6
WORD_WIDTH = 12
"""Columns kept for the word of a zone."""
CUE_SHARE = 0.5
"""LET GO appears in the middle of the target window: people react in a quarter of a second and should let go slowly."""
AS_IT_WAS = {"HOLD": "HELD", "LET GO": "HELD", "EASE": "HELD"}
"""Words of a recording in the place of orders."""
TAKE_OVER = 1.25
"""Another press takes the timer over when it bears a quarter more, so that it does not flicker between two hands."""


class HoldPicture(NamedTuple):
    """The press on the timer."""

    pad: str
    hold_s: float
    phase: str
    speed: str | None
    window_s: tuple[float, float]
    others: int
    force_n: int
    zone: str
    goal_n: tuple[float, float] | None
    amber_n: float
    red_n: float
    alarmed: str = ""
    """Severity of the alarm over it, which is also its colour; empty without one."""
    played: bool = False
    """Whether it was recorded: then nothing here is an order."""


def leading(progress: Sequence[ProgressView], shown: str | None) -> ProgressView | None:
    """Return the press the timer should show: the one that bears most, slow to change from the one shown now."""
    if not progress:
        return None
    strongest = max(progress, key=lambda press: press.force_n)
    current = next((press for press in progress if press.pad == shown), strongest)
    return strongest if strongest.force_n > current.force_n * TAKE_OVER else current


def phase_of(press: ProgressView, window_s: tuple[float, float]) -> str:
    """Return the word for what to do now."""
    if press.rising:
        return "RISING"
    cue_s = window_s[0] + CUE_SHARE * (window_s[1] - window_s[0])
    return "HOLD" if press.hold_s < cue_s else "LET GO"


def phase_in_alarm(alert: Alert | None) -> str | None:
    """Return the word while the force is over a limit: the timer must never say HOLD against the banner."""
    if alert is None or not alert.active or alert.alarm.waits:
        return None
    return "EASE" if alert.alarm.severity == "amber" else "LET GO"


class HoldPanel:
    """What stands on the screen during a press; the digits are its tallest part."""

    def __init__(self) -> None:
        self._shown: str | None = None

    def picture(self, moment: ViewContext) -> HoldPicture | None:
        """Pick the leading press; None where there is none."""
        opening, snapshot = moment.state.opening, moment.state.snapshot
        fresh = snapshot is not None and not moment.state.stale(moment.now_s)
        press = leading(snapshot.progress if snapshot and fresh else [], self._shown)
        self._shown = press.pad if press else None
        if press is None or snapshot is None or opening is None:
            return None
        alarm_phase, goal = phase_in_alarm(moment.alert), goal_n(moment.state)
        phase = alarm_phase or phase_of(press, opening.hold_s)
        return HoldPicture(
            pad=with_place(press.pad, opening.pads),
            hold_s=int(press.hold_s * 10) / 10,
            phase=AS_IT_WAS.get(phase, phase) if opening.played else phase,
            speed=press.speed,
            window_s=opening.hold_s,
            others=len(snapshot.progress) - 1,
            force_n=round(press.force_n),
            zone=zone_of(press.force_n, opening, goal),
            goal_n=goal,
            amber_n=opening.amber_n,
            red_n=opening.red_n,
            alarmed=moment.alert.alarm.severity if alarm_phase and moment.alert else "",
            played=opening.played,
        )

    def draw(self, picture: HoldPicture, size: Size) -> list[Line]:
        """Draw title and seconds, and below them as much as there is room for."""
        width, height = size
        inner = width - 2
        scale = _digit_scale(inner, height)
        lines = [rule(_title(picture, width - 4), width), *_figures(picture, inner, scale)]
        room = height - len(lines)
        thick = 2 if room >= 5 else 1
        track = [_track(picture, inner, row, thick) for row in range(thick)]
        labels, weight = _warning(picture) or _labels(picture, inner), _weight(picture, inner)
        below = {1: track, 2: [*track, weight], 3: [*track, labels, weight]}.get(
            room, [*track, labels, weight, _start(picture)]
        )[:room]
        return lines + [_indented(line) for line in below]


def _digit_scale(width: int, height: int) -> int:
    """Return the largest scale of the digits that leaves room for track, weight and, beside them, a word."""
    spare = 3 if height < 10 else 5
    for scale in range(MOST_SCALE, 2, -1):
        if big_height(scale) <= height - spare and len(big("0.0", scale)[0]) <= width // 2:
            return scale
    return 2


def _indented(line: Line) -> Line:
    return [("  ", ink()), *line]


def _title(picture: HoldPicture, width: int) -> Line:
    more = said(f"  +{picture.others} more") if picture.others else ""
    pad = clip(picture.pad, max(4, width - 12 - len(more)))
    return [(said("this press  "), ink("soft")), (pad, ink("text", bold=True)), (more, ink("soft"))]


def _colour(picture: HoldPicture) -> str:
    low_s, high_s = picture.window_s
    if picture.alarmed:
        return "text"
    if picture.hold_s < low_s:
        return "light"
    return "good" if picture.hold_s <= high_s else "firm"


_UNIT = " s "


def _seconds(hold_s: float) -> str:
    """Tenths up to ten seconds; no press that is judged lasts longer."""
    return f"{hold_s:.1f}" if hold_s < 10 else f"{hold_s:.0f}"


def _figures(picture: HoldPicture, width: int, scale: int) -> list[Line]:
    """Return the seconds large and the word beside them; over a limit the word is the large one."""
    seconds, word, unit = _seconds(picture.hold_s), said(picture.phase), _UNIT
    if picture.alarmed:
        seconds, word, unit = word, f"{seconds} s", "   "
        scale = max(1, largest_scale(seconds, width, big_height(scale), most=scale))
    figures = big(seconds, scale)
    room = width - len(figures[0]) - len(unit)
    word_scale = 0 if picture.alarmed else largest_scale(_widest(), room, len(figures), most=scale - 1)
    words = big(word, word_scale) if word_scale else (word,)
    style = ink(picture.alarmed or _colour(picture), bold=True)
    lines: list[Line] = []
    for row, figure in enumerate(figures):
        word_row = row - (len(figures) - len(words)) // 2
        beside = words[word_row] if 0 <= word_row < len(words) else ""
        mark = unit if row == len(figures) - 1 else " " * len(unit)
        lines.append(_indented([(figure, style), (mark, ink("soft")), (beside, ink("text", bold=True))]))
    return lines


def _widest() -> str:
    """Return the longest of the words beside the seconds, so that they all come in one size."""
    return max(map(said, ("RISING", "HOLD", "LET GO")), key=len) if said("HOLD") != "HOLD" else "LET GO"


def _track(picture: HoldPicture, width: int, row: int, rows: int) -> Line:
    scale = hold_scale(picture.window_s)
    fill = Fill(scale.eighths(picture.hold_s, width), _colour(picture))
    return bar_row(scale, fill, width, row, rows)


def _labels(picture: HoldPicture, width: int) -> Line:
    scale = hold_scale(picture.window_s)
    text = [" "] * width
    for at_s in picture.window_s:
        label = f"{at_s:g} s"
        start = min(scale.cell(at_s, width), width - len(label))
        text[start : start + len(label)] = label
    return [("".join(text), ink("soft"))]


def _warning(picture: HoldPicture) -> Line | None:
    if picture.speed not in ("rushed", "jab"):
        return None
    sign = verdict_sign(picture.speed)
    advice = "" if picture.played else ": lean in more slowly"
    return [(said(f"{sign.glyph} fast start{advice}"), ink(sign.colour, bold=True))]


def _weight(picture: HoldPicture, width: int) -> Line:
    label, figure = said("WEIGHT "), f" {force(picture.force_n):>5}"
    sign = zone_sign(picture.zone, played=picture.played)
    word = f"  {sign.glyph} {sign.word}" if sign.word else ""
    scale = force_scale(picture.goal_n, picture.amber_n, picture.red_n)
    room = width - len(label) - len(figure) - WORD_WIDTH
    fill = Fill(scale.eighths(picture.force_n, room), sign.colour)
    figures: Line = [(figure, ink("text", bold=True)), (word, ink(sign.colour, bold=True))]
    return [(label, ink("soft")), *bar_row(scale, fill, room), *figures]


def _start(picture: HoldPicture) -> Line:
    """Return how the press began, as a needle from slow to jab: a dotted line where it is too early to say."""
    at = STARTS.index(picture.speed) if picture.speed in STARTS else None
    sign = verdict_sign(picture.speed) if picture.speed in ("rushed", "jab") else verdict_sign("steady")
    needle = "┼────" * (len(STARTS) - 1) + "┼"
    soft, line = ink("soft"), ink("line")
    if at is None:
        return [(said("START  slow "), soft), (needle, line), (said(" jab"), soft)]
    place = at * NOTCH
    marked: Line = [(needle[:place], line), ("●", ink(sign.colour, bold=True)), (needle[place + 1 :], line)]
    return [(said("START  slow "), soft), *marked, (said(" jab"), soft)]
