"""One line in a demo: how to press with one's own hand, and how the first three tries went."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.drawing.lines import Line, first_fitting, joined, pad
from pawpress.dashboard.hand_controls import TRIES
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import verdict_sign

KEYS = (("enter", "lean, let go"), ("↑ ↓", "weight"), ("← →", "hand"), ("[ ]", "down, up the back"))


class TriesPicture(NamedTuple):
    """Whether the person presses, with which hand and where, and what came of the last tries."""

    taken: bool
    hand: str
    where: str
    verdicts: tuple[str, ...]


class TriesPanel(Panel[TriesPicture]):
    """Offers the pads to the person, then says which keys press them."""

    def picture(self, moment: ViewContext) -> TriesPicture:
        """Pick hand, place and tries."""
        hands, opening = moment.hands, moment.state.opening
        pads = opening.pads if opening else []
        where = pads[hands.channel].name if hands.channel is not None and hands.channel < len(pads) else ""
        own = moment.state.presses[hands.since :][-TRIES:] if hands.taken else []
        return TriesPicture(hands.taken, hands.hand, where, tuple(press.verdict for press in own))

    def draw(self, picture: TriesPicture, size: Size) -> list[Line]:
        """Draw the richest line that fits."""
        on = "info_dark"
        bold, plain = ink("text", on, bold=True), ink("text", on)
        if not picture.taken:
            offers = [" press the pads yourself: three tries, by keys or mouse", " press the pads yourself"]
            line = first_fitting([[(" h ", bold), (said(offer), plain)] for offer in offers], size.width)
            return [pad(line, size.width, on)]
        tries = joined([_try(number, picture.verdicts) for number in range(TRIES)], "  ", on)
        you: Line = [(said(f" YOU {picture.hand} hand on {picture.where} "), bold)]
        keys = [[(key, bold), (f" {said(what)}", plain)] for key, what in KEYS]
        briefly: Line = [(f" {picture.hand} hand on {picture.where}", bold)]
        versions = [joined([you, *keys[:upto], tries], "   ", on) for upto in (4, 3, 2, 1)]
        versions += [joined([whose, tries], "  ", on) for whose in (you, briefly)]
        return [pad(first_fitting(versions, size.width), size.width, on)]


def _try(number: int, verdicts: tuple[str, ...]) -> Line:
    on = "info_dark"
    if number >= len(verdicts):
        return [(f"{number + 1} ·", ink("soft", on))]
    sign = verdict_sign(verdicts[number])
    return [(f"{number + 1} {sign.glyph} {sign.word}", ink("text", on, bold=True))]
