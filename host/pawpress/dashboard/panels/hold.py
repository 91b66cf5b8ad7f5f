"""The press in progress: how long it is held, and what to do now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.attention import Alert
from pawpress.dashboard.drawing.bar import Fill, bar_row, hold_scale
from pawpress.dashboard.drawing.big import big, largest_scale
from pawpress.dashboard.drawing.lines import Line, clip, rule
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Moment, Panel
from pawpress.dashboard.words import verdict_sign, with_place
from pawpress.engine.messages import ProgressView

CUE_SHARE = 0.5
"""LET GO appears in the middle of the target window: people react in a quarter of a second and should let go slowly."""
TAKE_OVER = 1.25
"""Another press takes the timer over when it bears a quarter more, so that it does not flicker between two hands."""


class HoldPicture(NamedTuple):
    """The press on the timer; `pad` is None between presses."""

    pad: str | None
    hold_s: float
    phase: str
    speed: str | None
    window_s: tuple[float, float]
    others: int
    alarmed: bool = False


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


class Hold(Panel[HoldPicture]):
    """Large seconds, one word, and a track with the target window in brackets."""

    PERIOD_S = 0.1
    _shown: str | None = None

    def picture(self, moment: Moment) -> HoldPicture:
        """Pick the leading press."""
        opening, snapshot = moment.state.opening, moment.state.snapshot
        window_s = opening.hold_s if opening else (1.0, 3.0)
        fresh = snapshot is not None and not moment.state.stale(moment.now_s)
        progress = snapshot.progress if snapshot and fresh else []
        press = leading(progress, self._shown)
        self._shown = press.pad if press else None
        if press is None:
            word = "READY" if fresh else "PAUSE" if moment.state.ended is None else "ENDED"
            return HoldPicture(None, 0.0, word, None, window_s, 0)
        tenths_s = int(press.hold_s * 10) / 10
        alarm_phase = phase_in_alarm(moment.alert)
        return HoldPicture(
            pad=with_place(press.pad, opening.pads if opening else ()),
            hold_s=tenths_s,
            phase=alarm_phase or phase_of(press, window_s),
            speed=press.speed,
            window_s=window_s,
            others=len(progress) - 1,
            alarmed=alarm_phase is not None,
        )

    def draw(self, picture: HoldPicture, size: Size) -> list[Line]:
        """Draw title, seconds and word, track, and the track's labels or a warning."""
        width, height = size
        inner = width - 2
        lines = [rule(_title(picture, width - 4), width), *_figures(picture, inner, height - 3)]
        thick = 2 if height >= 7 else 1
        lines += [_indented(_track(picture, inner, row, thick)) for row in range(thick)]
        lines.append(_indented(_warning(picture) or _labels(picture, inner)))
        return lines


def _indented(line: Line) -> Line:
    return [("  ", ink()), *line]


def _title(picture: HoldPicture, width: int) -> Line:
    if picture.pad is None:
        return [("this press", ink("soft"))]
    more = f"  +{picture.others} more" if picture.others else ""
    return [("this press  ", ink("soft")), (clip(picture.pad, max(4, width - 12 - len(more))), ink("text", bold=True)),
            (more, ink("soft"))]  # fmt: skip


def _colour(picture: HoldPicture) -> str:
    low_s, high_s = picture.window_s
    if picture.pad is None:
        return "faint"
    if picture.alarmed:
        return "text"
    if picture.hold_s < low_s:
        return "light"
    return "good" if picture.hold_s <= high_s else "firm"


_UNIT = " s "


def _seconds(hold_s: float) -> str:
    """Tenths up to ten seconds; no press that is judged lasts longer."""
    return f"{hold_s:.1f}" if hold_s < 10 else f"{hold_s:.0f}"


def _figures(picture: HoldPicture, width: int, height: int) -> list[Line]:
    seconds = "-.-" if picture.pad is None else _seconds(picture.hold_s)
    colour = _colour(picture)
    figure_scale = 2 if height >= 5 and width >= 44 else 1
    if figure_scale == 2 and height >= 8 and width >= 70:
        figure_scale = 3
    figures = big(seconds, figure_scale)
    room = width - len(figures[0]) - len(_UNIT)
    word_scale = max(1, largest_scale("LET GO", room, height, most=2))
    words = big(picture.phase, word_scale)
    style, word_style = ink(colour, bold=True), ink("text" if picture.pad else "faint", bold=True)
    lines: list[Line] = []
    for row, figure in enumerate(figures):
        unit = _UNIT if row == len(figures) - 1 else " " * len(_UNIT)
        word_row = row - (len(figures) - len(words)) // 2
        word = words[word_row] if 0 <= word_row < len(words) else ""
        lines.append(_indented([(figure, style), (unit, ink("soft")), (word, word_style)]))
    return lines


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
    return [(f"{sign.glyph} fast start: lean in more slowly", ink(sign.colour, bold=True))]
