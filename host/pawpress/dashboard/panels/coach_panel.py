"""What the coach says: the drill, one cue, the question for the partner, and the keys that answer it."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.drawing.lines import Line, clip, pad, wrapped
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext

ANSWERS = (("l", "less"), ("e", "same"), ("space", "nice"), ("m", "more"), ("s", "STOP"))


class CoachPicture(NamedTuple):
    """All that is shown."""

    hidden: bool
    block: str
    shows: str
    cue: str
    urgent: bool
    press: str
    ask: str
    lines: tuple[str, ...]


class CoachPanel(Panel[CoachPicture | None]):
    """Stands above the press; while a press is hidden it has the whole screen."""

    PERIOD_S = 0.05

    def picture(self, moment: ViewContext) -> CoachPicture | None:
        """Pick what the coach says."""
        view, snapshot = moment.state.coach, moment.state.snapshot
        if view is None:
            return None
        hidden = snapshot is not None and snapshot.hidden
        said = tuple(view.lines)
        return CoachPicture(hidden, view.block, view.shows, view.cue, view.urgent, view.press, view.ask, said)

    def draw(self, picture: CoachPicture | None, size: Size) -> list[Line]:
        """Draw it, the one thing to do on top."""
        if picture is None:
            return []
        width = size.width
        block = _block(picture.block, width, 2 if picture.hidden else 1)
        now: Line = [(f" {clip(_now(picture), width - 2)}", ink("amber" if picture.urgent else "good", bold=True))]
        asked = _asked(picture.ask, width)
        if not picture.hidden:
            # The keys stand nowhere else: in few rows the cue takes the place of the drill.
            return [*block, now, asked] if size.height > 2 else [*([now] if _now(picture) else block), asked]
        said: list[Line] = [[(f" {clip(line, width - 2)}", ink("soft"))] for line in picture.lines]
        return [*block, [], now, [], *_whole(picture.ask, width), [], *said]


def _block(text: str, width: int, most: int) -> list[Line]:
    rows = wrapped(text, width - 2, most)
    return [pad([(f" {row}", ink("text", "info_dark", bold=True))], width, "info_dark") for row in rows]


def _now(picture: CoachPicture) -> str:
    """Return the cue, or else what may be said of the last press."""
    return picture.cue or picture.press or (picture.lines[-1] if picture.lines else "")


def _asked(ask: str, width: int) -> Line:
    keys: Line = []
    for key, word in ANSWERS:
        keys += [(f" {key}", ink("info", bold=True)), (f" {word}", ink("soft"))]
    used = sum(len(text) for text, _ in keys)
    room = width - used - 3
    return [(f" {clip(ask, room)} ", ink("text")), *keys] if room > 10 else keys


def _whole(ask: str, width: int) -> list[Line]:
    """Return question and keys, on two lines where one would cut the question."""
    line = _asked(ask, width)
    if any(ask in text for text, _ in line):
        return [line]
    return [[(f" {clip(ask, width - 2)}", ink("text"))], _asked("", width)]
