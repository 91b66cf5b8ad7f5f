"""A press that has just ended: its verdict in large letters, how hard it was where that matters, one cue, and why."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.drawing.big import big, largest_scale
from pawpress.dashboard.drawing.lines import Line, clip, first_fitting, rule, wrapped
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import ViewContext
from pawpress.dashboard.shown_units import force
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import Sign, force_sign, verdict_sign, with_place
from pawpress.engine.messages import PressView

CUES = {
    "steady": "Good. Stay heavy.",
    "rushed": "Let your weight arrive while you count one.",
    "jab": "Lean onto the pad; do not poke it.",
    "short": "Stay until you have breathed out.",
    "unsteady": "Rest your weight and let it be still.",
    "too_hard": "Ease off: take some of your weight back.",
}
"""One cue by verdict: about what the weight does, not about joints or muscles, and eight words at most."""


class VerdictPicture(NamedTuple):
    """The newest press; `number` counts all of the session; `pad` is with its place.

    It is `quiet` with an alarm, also of what is over and not seen.
    """

    press: PressView
    number: int
    quiet: bool
    pad: str
    coached: bool = False
    """Whether a coach gives the one cue, so that there is none here."""


class VerdictPanel:
    """What stands on the screen right after a press."""

    def picture(self, moment: ViewContext) -> VerdictPicture | None:
        """Pick the newest press; None before the first."""
        state = moment.state
        if not state.presses:
            return None
        counted = state.snapshot.presses if state.snapshot else 0
        press = state.presses[-1]
        quiet = moment.alert is not None
        pad = with_place(press.pad, state.opening.pads if state.opening else ())
        return VerdictPicture(press, max(counted, len(state.presses)), quiet, pad, state.coach is not None)

    def draw(self, picture: VerdictPicture, size: Size) -> list[Line]:
        """Draw title, word, the cue, and where there is room figures and the reasons."""
        width, height = size
        press = picture.press
        sign, second = verdict_sign(press.verdict), force_sign(press.zone, press.force)
        beyond = press.force == "too_hard"
        colour = "soft" if picture.quiet else "text" if beyond else sign.colour
        lines = [rule(_title(picture.pad, picture.number, width - 6), width)]
        lines += _word(sign, colour, width - 2, max(3, height - 5))
        lines += [] if second is None else [_second(second, beyond=beyond)]
        praise = press.verdict == "steady" and not beyond
        cue = "" if picture.coached or (picture.quiet and praise) else cue_of(press)
        lines += [[("  ", ink()), (text, ink("text", bold=True))] for text in wrapped(cue, width - 3, 2) if cue]
        if height - len(lines) >= 1:
            lines.append(_figures(press, width - 3))
        if picture.coached:
            return lines
        return lines + _plain(wrapped(" ".join(map(said, press.reasons)), width - 3, height - len(lines)), "soft")


def cue_of(press: PressView) -> str:
    """Return the one thing to hear after a press; what is too hard comes before how it was done."""
    if press.force == "too_hard":
        return said(CUES["too_hard"])
    return said(CUES.get(press.verdict, ""))


def _second(sign: Sign, *, beyond: bool) -> Line:
    """Return the second word; one that warns is a band, so that it stands out from the word above it."""
    if not beyond:
        return [("  ", ink()), (f"{sign.glyph} {sign.word}", ink(sign.colour, bold=True))]
    return [("  ", ink()), (f" {sign.glyph} {sign.word.upper()} ", ink("on_fill", sign.colour, bold=True))]


def _plain(texts: list[str], colour: str) -> list[Line]:
    return [[(f"  {text}", ink(colour))] for text in texts]


def _title(pad: str, number: int, width: int) -> Line:
    head = said(f"press {number}  " if number else "last press  ")
    return [(head, ink("soft")), (clip(pad, max(4, width - len(head))), ink("text", bold=True))]


_WIDEST = "≈ UNSTEADY"
"""Decides the size of all words, so that they do not jump."""


def _word(sign: Sign, colour: str, width: int, height: int) -> list[Line]:
    text = f"{sign.glyph} {sign.word}"
    scale = largest_scale(_WIDEST, width, height)
    if not scale or largest_scale(text, width, height) < scale:
        return [[("  ", ink()), (f"{sign.glyph} {sign.word.upper()}", ink(colour, bold=True))]]
    return [[("  ", ink()), (row, ink(colour, bold=True))] for row in big(text, scale)]


def _figures(press: PressView, width: int) -> Line:
    rise = "–" if press.rise_s is None else f"{press.rise_s:.2f} s"
    parts = (("  peak ", force(press.peak_n)), ("   rise ", rise), ("   hold ", f"{press.hold_s:.1f} s"))
    full: Line = [
        run for label, figure in parts for run in ((said(label), ink("soft")), (figure, ink("text", bold=True)))
    ]
    return first_fitting([full, full[:4], full[:2]], width)
