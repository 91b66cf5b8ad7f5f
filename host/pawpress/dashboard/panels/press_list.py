"""The presses of the session in figures, newest on top; shown where the window is wide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.drawing.lines import Line, clip, rule
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.shown_units import force
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import force_sign, verdict_sign, with_place
from pawpress.engine.messages import PadView, PressView

MOST_ROWS = 100


class PressListPicture(NamedTuple):
    """The newest presses, newest last, and how many came before them."""

    presses: tuple[PressView, ...]
    before: int
    pads: tuple[PadView, ...] = ()


class PressListPanel(Panel[PressListPicture]):
    """A table: when, where, how hard, how slowly, how long, and the verdict."""

    PERIOD_S = 0.2
    _counted = -1
    _kept: PressListPicture | None = None

    def picture(self, moment: ViewContext) -> PressListPicture:
        """Pick the newest presses; the same picture again while none was added."""
        presses = moment.state.presses
        if self._kept is None or len(presses) != self._counted:
            self._counted = len(presses)
            pads = tuple(moment.state.opening.pads) if moment.state.opening else ()
            self._kept = PressListPicture(tuple(presses[-MOST_ROWS:]), max(0, len(presses) - MOST_ROWS), pads)
        return self._kept

    def draw(self, picture: PressListPicture, size: Size) -> list[Line]:
        """Draw a head and as many rows as there is room for."""
        width, height = size
        soft = ink("soft")
        name_width = max(8, width - 58)
        peak, rise, hold, verdict = (said(name) for name in ("peak", "rise", "hold", "verdict"))
        head = f" {said('at'):>7}  {said('pad'):<{name_width}} {peak:>8} {rise:>6} {hold:>6}  {verdict}"
        rows = [_row(press, picture.pads, name_width) for press in reversed(picture.presses)]
        return [rule([(said("presses"), soft)], width), [(head, soft)], *rows][:height]


def _row(press: PressView, pads: Sequence[PadView], name_width: int) -> Line:
    sign, second = verdict_sign(press.verdict), force_sign(press.zone, press.force)
    beyond: Line = [] if second is None else [(f" {second.glyph} {second.word}", ink(second.colour, bold=True))]
    minutes, seconds = divmod(press.onset_s, 60)
    rise = "–" if press.rise_s is None else f"{press.rise_s:.2f} s"
    name = clip(with_place(press.pad, pads), name_width)
    figures = f"{force(press.peak_n):>8} {rise:>6} {press.hold_s:>4.1f} s"
    return [
        (f" {minutes:>2.0f}:{seconds:04.1f}  ", ink("faint")),
        (f"{name:<{name_width}} ", ink("soft")),
        (f"{figures}  ", ink("text")),
        (f"{sign.glyph} {sign.word}", ink("text" if press.force == "too_hard" else sign.colour, bold=True)),
        *beyond,
    ]
