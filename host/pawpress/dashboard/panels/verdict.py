"""The last press: its verdict in large letters, how hard it was where that matters, and why."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.drawing.big import big, largest_scale
from pawpress.dashboard.drawing.lines import Line, clip, first_fitting, rule, wrapped
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Moment, Panel
from pawpress.dashboard.words import Sign, force_sign, verdict_sign, with_place
from pawpress.engine.messages import PressView


class VerdictPicture(NamedTuple):
    """The newest press, None before the first; `number` counts all of the session; `quiet` while an alarm calls.

    `pad` is its pad with its place.
    """

    press: PressView | None
    number: int
    quiet: bool
    pad: str = ""


class Verdict(Panel[VerdictPicture]):
    """Shape, word and reasons; the title carries the pad and the press's number."""

    def picture(self, moment: Moment) -> VerdictPicture:
        """Pick the newest press."""
        state = moment.state
        counted = state.snapshot.presses if state.snapshot else 0
        press = state.presses[-1] if state.presses else None
        quiet = moment.alert is not None and moment.alert.active
        if press is None:
            return VerdictPicture(None, 0, quiet)
        pad = with_place(press.pad, state.opening.pads if state.opening else ())
        return VerdictPicture(press, max(counted, len(state.presses)), quiet, pad)

    def draw(self, picture: VerdictPicture, size: Size) -> list[Line]:
        """Draw title, word, figures where there is room, reasons."""
        width, height = size
        if picture.press is None:
            text = wrapped("The verdict of each press will stand here, with its reason.", width - 3, height - 1)
            return [rule([("last press", ink("soft"))], width), *_plain(text, "faint")]
        sign, second = verdict_sign(picture.press.verdict), force_sign(picture.press.zone, picture.press.force)
        beyond = picture.press.force == "too_hard"
        colour = "soft" if picture.quiet else "text" if beyond else sign.colour
        lines = [rule(_title(picture.pad, picture.number, width - 6), width)]
        lines += _word(sign, colour, width - 2, 5 if height >= 10 else 3)
        lines += [] if second is None else [_second(second, beyond=beyond)]
        if height >= 8:
            lines += [[], _figures(picture.press, width - 3)]
        reasons = " ".join(picture.press.reasons)
        return lines + _plain(wrapped(reasons, width - 3, height - len(lines)), "text")


def _second(sign: Sign, *, beyond: bool) -> Line:
    """Return the second word; one that warns is a band, so that it stands out from the word above it."""
    if not beyond:
        return [("  ", ink()), (f"{sign.glyph} {sign.word}", ink(sign.colour, bold=True))]
    return [("  ", ink()), (f" {sign.glyph} {sign.word.upper()} ", ink("black", sign.colour, bold=True))]


def _plain(texts: list[str], colour: str) -> list[Line]:
    return [[(f"  {text}", ink(colour))] for text in texts]


def _title(pad: str, number: int, width: int) -> Line:
    head = f"press {number}  " if number else "last press  "
    return [(head, ink("soft")), (clip(pad, max(4, width - len(head))), ink("text", bold=True))]


_WIDEST = "≈ UNSTEADY"
"""Decides the size of all words, so that they do not jump."""


def _word(sign: Sign, colour: str, width: int, height: int) -> list[Line]:
    text = f"{sign.glyph} {sign.word}"
    scale = largest_scale(_WIDEST, width, height, most=2)
    if not scale or largest_scale(text, width, height) < scale:
        return [[("  ", ink()), (f"{sign.glyph} {sign.word.upper()}", ink(colour, bold=True))]]
    return [[("  ", ink()), (row, ink(colour, bold=True))] for row in big(text, scale)]


def _figures(press: PressView, width: int) -> Line:
    rise = "–" if press.rise_s is None else f"{press.rise_s:.2f} s"
    parts = (("  peak ", f"{press.peak_n:.0f} N"), ("   rise ", rise), ("   hold ", f"{press.hold_s:.1f} s"))
    full: Line = [run for label, figure in parts for run in ((label, ink("soft")), (figure, ink("text", bold=True)))]
    return first_fitting([full, full[:4], full[:2]], width)
