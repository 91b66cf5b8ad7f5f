"""The last ten verdicts, oldest on the left; a press that was too hard carries the sign of its zone."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.drawing.lines import Line, first_fitting, joined
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import force_sign, verdict_sign

SHOWN = 10


class Judged(NamedTuple):
    """What was said of a press."""

    verdict: str
    zone: str | None
    force: str | None


class HistoryPanel(Panel[tuple[Judged, ...]]):
    """Shape and word for each press; shape and two letters where the words do not fit."""

    def picture(self, moment: ViewContext) -> tuple[Judged, ...]:
        """Pick the verdicts."""
        return tuple(Judged(press.verdict, press.zone, press.force) for press in moment.state.presses[-SHOWN:])

    def draw(self, picture: tuple[Judged, ...], size: Size) -> list[Line]:
        """Draw one line; the newest stands out."""
        width = size.width
        label: Line = [(said(" last presses  "), ink("soft"))]
        if not picture:
            return [[*label, (said("none yet"), ink("faint"))]]
        words = [_item(verdict, letters=False, newest=False) for verdict in picture[:-1]]
        words.append(_item(picture[-1], letters=False, newest=True))
        letters = [_item(verdict, letters=True, newest=False) for verdict in picture[:-1]]
        letters.append(_item(picture[-1], letters=True, newest=True))
        versions = [[*label, *joined(words, "   ")], [*label, *joined(letters, "  ")]]
        return [first_fitting([*versions, joined(letters, " ")], width)]


def _item(judged: Judged, *, letters: bool, newest: bool) -> Line:
    sign, second = verdict_sign(judged.verdict), force_sign(judged.zone, judged.force)
    text = f"{sign.glyph}{sign.letters}" if letters else f"{sign.glyph} {sign.word}"
    colour = sign.colour
    if second is not None and judged.force == "too_hard":
        text, colour = f"{text}{'' if letters else ' '}{second.glyph}", second.colour
    return [(f" {text} ", ink("on_fill", colour, bold=True))] if newest else [(text, ink(colour))]
