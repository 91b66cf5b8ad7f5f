"""Between two presses: where the next step of the walk goes, and how the walk went so far."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.drawing.big import big, largest_scale
from pawpress.dashboard.drawing.lines import Line, joined, rule, width_of
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import ViewContext
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import force_sign, verdict_sign, with_place
from pawpress.engine.messages import PressView, WalkView

SHORT = 4
"""Names up to so many letters are drawn large."""


class NextPicture(NamedTuple):
    """A word for what to do, the pad of the next step with its place, the last press and the walk."""

    word: str
    pad: str
    place: str
    last: PressView | None
    walk: WalkView | None


class NextStepPanel:
    """What stands on the screen while nobody presses."""

    def picture(self, moment: ViewContext) -> NextPicture:
        """Pick the next place."""
        state = moment.state
        last = state.presses[-1] if state.presses else None
        if state.stale(moment.now_s):
            return NextPicture("PAUSE" if state.ended is None else "ENDED", "", "", last, None)
        walk = state.snapshot.walk if state.snapshot else None
        pad = walk.next_pad if walk and walk.next_pad else ""
        place = with_place(pad, state.opening.pads if state.opening else ()).removeprefix(pad).strip()
        return NextPicture("NEXT" if pad else "READY", pad, place, last, walk)

    def draw(self, picture: NextPicture, size: Size) -> list[Line]:
        """Draw the word and the pad's name large, then the place, the last press and the walk."""
        width, height = size
        large = len(picture.pad) <= SHORT
        said_word, widest = said(picture.word), f"{said('NEXT')} L1"
        word = f"{said_word} {picture.pad}" if picture.pad and large else said_word
        scale = max(1, largest_scale(widest, width - 2, max(3, height - 5)))
        lines: list[Line] = [rule([(said("next step"), ink("soft"))], width)]
        lines += [[("  ", ink()), (row, ink("info", bold=True))] for row in big(word, scale)]
        if picture.pad:
            where = picture.place if large else picture.pad
            lines.append([("  ", ink()), (f"◉ {where}", ink("text", bold=True))])
        below = [_last(picture.last)] if picture.last else []
        below += walk_lines(picture.walk, width - 2) if picture.walk and picture.walk.steps > 1 else []
        return lines + [[("  ", ink()), *line] for line in below[: max(0, height - len(lines))]]


def _last(press: PressView) -> Line:
    sign, second = verdict_sign(press.verdict), force_sign(press.zone, press.force)
    line: Line = [(said("last press  "), ink("soft")), (f"{sign.glyph} {sign.word}", ink(sign.colour, bold=True))]
    return line if second is None else [*line, (f"  {second.glyph} {second.word}", ink(second.colour, bold=True))]


def walk_lines(walk: WalkView, width: int) -> list[Line]:
    """Return how a walk went, in as few lines as the width allows."""
    parts: list[tuple[str, str]] = []
    if walk.steps_per_min is not None:
        parts.append(("", said(f"{walk.steps_per_min:.0f} steps per minute, {walk.cadence or 'usual'}")))
    if walk.in_turn is not None:
        parts.append((said("in turn "), f"{walk.in_turn:.0%}"))
    if walk.evenness is not None:
        parts.append((said("uneven by "), f"{walk.evenness:.0%}"))
    if walk.skipped:
        parts.append((said("skipped "), str(walk.skipped)))
    if walk.score is not None:
        parts.append((said("score "), f"{walk.score:.0f}"))
    lines: list[Line] = []
    for label, figure in parts:
        part: Line = [(label, ink("soft")), (figure, ink("text"))]
        longer = joined([lines[-1], part], "   ") if lines else part
        if lines and width_of(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines
