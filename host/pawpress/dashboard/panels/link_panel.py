"""Health of the stream from the rig: a state in a word, and what was lost."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from textual.geometry import Size

from pawpress.dashboard.drawing.lines import Line, clip, first_fitting, joined
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.words import FLOWING, link_sign
from pawpress.engine.messages import LinkView, RigView


class LinkPicture(NamedTuple):
    """The link as the engine sees it, and the rig at its far end."""

    link: LinkView | None
    rig: RigView | None
    ended: bool


class LinkPanel(Panel[LinkPicture]):
    """One line of counters; below it what is wrong, or else which rig this is.

    With a single row, what is wrong takes the place of the counters.
    """

    PERIOD_S = 0.5

    def picture(self, moment: ViewContext) -> LinkPicture:
        """Pick link and rig."""
        state = moment.state
        link = state.snapshot.link if state.snapshot else None
        if link is not None and state.silence_s(moment.now_s):
            link = msgspec.structs.replace(link, state="unknown", detail="The engine is silent: this is old.")
        return LinkPicture(link, state.opening.rig if state.opening else None, state.ended is not None)

    def draw(self, picture: LinkPicture, size: Size) -> list[Line]:
        """Draw counters and detail."""
        width, height = size
        label: Line = [(f" {'link':<12}  ", ink("soft"))]
        if picture.link is None:
            return [[*label, ("○ not connected yet", ink("info"))]]
        state = _state(picture.link, ended=picture.ended)
        below = _below(picture.link, picture.rig, width - 16)
        if height == 1 and picture.link.state not in FLOWING:
            detail = _below(picture.link, None, width)
            told: Line = [*state, ("  ", ink()), *detail]
            lines: list[Line] = [[*label, *told], [(" ", ink()), *told], [*label, *detail], [(" ", ink()), *detail]]
            return [first_fitting(lines, width)]
        parts = [state, *_counters(picture.link)]
        counts = first_fitting([joined(parts, "   "), joined(parts, "  "), joined(parts, " ")], width - 15)
        return [[*label, *counts], [(" " * 15, ink()), *below]]


def _state(link: LinkView, *, ended: bool) -> Line:
    if ended:
        return [("✖ engine gone", ink("red", bold=True))]
    sign = link_sign(link.state)
    return [(f"{sign.glyph} {sign.word}", ink(sign.colour, bold=True))]


def _counters(link: LinkView) -> list[Line]:
    frames: Line = [("frames ", ink("soft")), (f"{link.frames:,}".replace(",", " "), ink("text"))]
    faults = (("lost", link.lost), ("crc", link.crc_errors), ("resyncs", link.resyncs), ("overruns", link.overruns))
    return [frames, *(_fault(name, count) for name, count in faults)]


def _fault(name: str, count: int) -> Line:
    if not count:
        return [(f"{name} ", ink("soft")), ("0", ink("text"))]
    return [(f"{name} ", ink("text")), (f"!{count}", ink("firm", bold=True))]


def _below(link: LinkView, rig: RigView | None, width: int) -> Line:
    if link.state not in FLOWING:
        return [(clip(link.detail, width), ink(link_sign(link.state).colour))]
    if rig is None:
        return []
    words = f"{rig.board}, {rig.pads} pads at {rig.rate_hz:g} Hz, {rig.baud / 1000:g} kbaud, firmware {rig.firmware}"
    return [(clip(words, width), ink("faint"))]
