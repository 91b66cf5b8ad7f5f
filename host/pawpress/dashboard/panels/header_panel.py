"""The first line: which rig, which mode, how far to trust the newtons, and whether anything is recorded."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.drawing.lines import Line, clip, first_fitting, joined, spread, width_of
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import calibration_words, rig_words

WIDE = 110


class HeaderPicture(NamedTuple):
    """What the header says."""

    title: str
    rig: str
    mode: str
    calibration: tuple[str, ...]
    """How far to trust the newtons, from the richest words to the barest."""
    calibrated: bool
    recording: str | None
    marked: bool = False
    replay: bool = False


class HeaderPanel(Panel[HeaderPicture]):
    """Shortens itself from the right, but never drops what the rig is nor how far the newtons can be trusted."""

    PERIOD_S = 0.5
    fallback_title = "pawpress"

    def picture(self, moment: ViewContext) -> HeaderPicture:
        """Pick the words from the opening and the newest snapshot."""
        opening, snapshot = moment.state.opening, moment.state.snapshot
        recording = snapshot.recording if snapshot and moment.state.ended is None else None
        title = opening.title if opening and opening.title else self.fallback_title
        if opening is None or opening.rig is None:
            return HeaderPicture(title, said("no rig yet"), "", (), True, recording, moment.state.red)
        trust = calibration_words(opening)
        marked, replay = moment.state.red, moment.state.replay
        return HeaderPicture(
            title, rig_words(opening), said(opening.mode), trust, opening.calibrated, recording, marked, replay
        )

    def draw(self, picture: HeaderPicture, size: Size) -> list[Line]:
        """Draw the richest version that fits."""
        width = size.width
        kept: Line = [] if picture.replay else _recording(picture.recording, width)
        right = [*_mark(width), *kept] if picture.marked else kept
        room = width - width_of(right) - 4
        left = first_fitting(_identities(picture), room)
        return [spread([(" ", ink()), *left], [*right, (" ", ink())], width)]


def _identities(picture: HeaderPicture) -> list[Line]:
    rig: Line = [(picture.rig, ink("text", bold=True))]
    mode: Line = [(picture.mode, ink("soft"))]
    title: Line = [(clip(picture.title, 40), ink("info", bold=True))]
    if not picture.calibration:
        return [joined([title, rig], "   "), rig]
    trust, *shorter = (_trust(words, calibrated=picture.calibrated) for words in picture.calibration)
    parts = [title, rig, mode, trust]
    longest = [joined(parts, "   "), joined(parts[1:], "   "), joined(parts[1:], "  "), joined([rig, trust], "  ")]
    return [*longest, *(joined([rig, words], "  ") for words in shorter)]


def _trust(words: str, *, calibrated: bool) -> Line:
    style = ink("soft" if calibrated else "firm")
    return [("" if calibrated else "△ ", style), (words, style)]


def _mark(width: int) -> Line:
    """Return the sign of a session that had a red alarm."""
    return [(said("■ red alarm   " if width >= WIDE else "■ RED "), ink("red", bold=True))]


def _recording(path: str | None, width: int) -> Line:
    if path is None:
        return [(said("○ not recording" if width >= WIDE else "○ no rec"), ink("faint"))]
    word = said("recording" if width >= WIDE else "REC")
    sign: Line = [("● ", ink("info", bold=True)), (word, ink("text", bold=True))]
    return [*sign, (f" {PurePath(path).name}", ink("soft"))] if width >= WIDE else sign
