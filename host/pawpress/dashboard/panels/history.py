"""The last ten verdicts, oldest on the left."""

from __future__ import annotations

from textual.geometry import Size

from pawpress.dashboard.drawing.lines import Line, first_fitting, joined
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Moment, Panel
from pawpress.dashboard.words import verdict_sign

SHOWN = 10


class History(Panel[tuple[str, ...]]):
    """Shape and word for each press; shape and two letters where the words do not fit."""

    def picture(self, moment: Moment) -> tuple[str, ...]:
        """Pick the verdicts."""
        return tuple(press.verdict for press in moment.state.presses[-SHOWN:])

    def draw(self, picture: tuple[str, ...], size: Size) -> list[Line]:
        """Draw one line; the newest stands out."""
        width = size.width
        label: Line = [(" last presses  ", ink("soft"))]
        if not picture:
            return [[*label, ("none yet", ink("faint"))]]
        words = [_item(verdict, letters=False, newest=False) for verdict in picture[:-1]]
        words.append(_item(picture[-1], letters=False, newest=True))
        letters = [_item(verdict, letters=True, newest=False) for verdict in picture[:-1]]
        letters.append(_item(picture[-1], letters=True, newest=True))
        versions = [[*label, *joined(words, "   ")], [*label, *joined(letters, "  ")]]
        return [first_fitting([*versions, joined(letters, " ")], width)]


def _item(verdict: str, *, letters: bool, newest: bool) -> Line:
    sign = verdict_sign(verdict)
    text = f"{sign.glyph}{sign.letters}" if letters else f"{sign.glyph} {sign.word}"
    return [(f" {text} ", ink("black", sign.colour, bold=True))] if newest else [(text, ink(sign.colour))]
