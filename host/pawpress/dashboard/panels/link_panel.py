"""Health of the stream from the rig: a state in a word, and what was lost."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from textual.geometry import Size

from pawpress.dashboard.drawing.lines import Line, clip, first_fitting, joined
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import FLOWING, link_sign
from pawpress.engine.messages import LinkView, RigView


class LinkPicture(NamedTuple):
    """The link as the engine sees it, and the rig at its far end."""

    link: LinkView | None
    rig: RigView | None
    ended: bool
    counters: bool = False
    """Whether all of them are wanted; without, only those that count something wrong."""


class LinkPanel(Panel[LinkPicture]):
    """How the link is, what was lost on it, and on a second row what is wrong, or else which rig this is.

    A key shows the counters that say nothing is wrong, too. With a single row, what is wrong takes their place.
    """

    PERIOD_S = 0.5

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self._counters = False

    def toggle_counters(self) -> None:
        """Show all counters, or only what is wrong."""
        self._counters = not self._counters
        self._due_s = float("-inf")

    def picture(self, moment: ViewContext) -> LinkPicture:
        """Pick link and rig."""
        state = moment.state
        link = state.snapshot.link if state.snapshot else None
        if link is not None and state.silence_s(moment.now_s):
            link = msgspec.structs.replace(link, state="unknown", detail="The engine is silent: this is old.")
        return LinkPicture(link, state.opening.rig if state.opening else None, state.ended is not None, self._counters)

    def draw(self, picture: LinkPicture, size: Size) -> list[Line]:
        """Draw counters and detail."""
        width, height = size
        label: Line = [(f" {said('link'):<12}  ", ink("soft"))]
        if picture.link is None:
            return [[*label, (said("○ not connected yet"), ink("info"))]]
        state = _state(picture.link, ended=picture.ended)
        below = _below(picture.link, picture.rig, width - 16)
        if height == 1 and picture.link.state not in FLOWING:
            detail = _below(picture.link, None, width)
            told: Line = [*state, ("  ", ink()), *detail]
            lines: list[Line] = [[*label, *told], [(" ", ink()), *told], [*label, *detail], [(" ", ink()), *detail]]
            return [first_fitting(lines, width)]
        parts = [state, *_counters(picture.link, every=picture.counters)]
        counts = first_fitting([joined(parts, "   "), joined(parts, "  "), joined(parts, " ")], width - 15)
        return [[*label, *counts], [(" " * 15, ink()), *below]]


def _state(link: LinkView, *, ended: bool) -> Line:
    if ended:
        return [(said("✖ engine gone"), ink("red", bold=True))]
    sign = link_sign(link.state)
    return [(f"{sign.glyph} {sign.word}", ink(sign.colour, bold=True))]


def _counters(link: LinkView, *, every: bool) -> list[Line]:
    frames: Line = [("frames ", ink("soft")), (f"{link.frames:,}".replace(",", " "), ink("text"))]
    faults = (("lost", link.lost), ("crc", link.crc_errors), ("resyncs", link.resyncs), ("overruns", link.overruns))
    return [*([frames] if every else []), *(_fault(name, count) for name, count in faults if count or every)]


def _fault(name: str, count: int) -> Line:
    if not count:
        return [(f"{said(name)} ", ink("soft")), ("0", ink("text"))]
    return [(f"{said(name)} ", ink("text")), (f"!{count}", ink("firm", bold=True))]


def _below(link: LinkView, rig: RigView | None, width: int) -> Line:
    if link.state not in FLOWING:
        return [(clip(said(link.detail), width), ink(link_sign(link.state).colour))]
    if rig is None:
        return []
    words = f"{rig.board}, {rig.pads} pads at {rig.rate_hz:g} Hz, {rig.baud / 1000:g} kbaud, firmware {rig.firmware}"
    return [(clip(said(words), width), ink("faint"))]
