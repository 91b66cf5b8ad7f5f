"""One pad: a thick bar, its name, a large number in newtons, and the word for its zone."""

from __future__ import annotations

from typing import NamedTuple

from textual.events import MouseDown, MouseMove, MouseUp
from textual.geometry import Offset, Size
from textual.message import Message

from pawpress.dashboard.drawing.bar import Fill, bar_row, force_scale
from pawpress.dashboard.drawing.big import big
from pawpress.dashboard.drawing.lines import Line, clip, first_fitting, spread, standing, width_of
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.shown_units import big_numbers, figure, has_tenths
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import ZONES, goal_n, zone_of, zone_sign
from pawpress.engine.messages import SessionInfo

NUMBER_PERIOD_S = 0.1
RISING = tuple(ZONES)
"""Zones from no force to the most."""
DIGITS = 3
DIGITS_WIDTH = 11
"""Three large digits; the column before them is kept for the `>` of a saturated pad."""
GAP = 1
LARGE_WIDTH = 68
"""From this width on numbers are twice as large: the word over a limit is then larger still, beside the curve."""
POINT_WIDTH = 2
"""A point, and the gap before it."""
WIDEST = 500
"""Columns of a bar whose place has no size yet."""
TOUCH_N, COLUMN_N, ROW_N = 10.0, 6.0, 14.0
"""Weight of a mouse button, and of every column and row that the mouse is dragged: cells are twice as high as wide."""


class Reading(NamedTuple):
    """What is read rather than watched: number and zone change at most ten times a second, but for a higher zone."""

    newtons: int
    zone: str
    saturated: bool


class PadPicture(NamedTuple):
    """A pad as it stands."""

    reading: Reading | None
    filled: float
    """Share of the bar, 0 to 1, no finer than what can be drawn: its place may have another size once it is drawn."""
    stale: bool
    yours: bool = False
    """Whether the person's own hand is on it."""
    goal_n: tuple[float, float] | None = None
    """What is nice of one hand; None on a pad that is only a part of a hand."""
    played: bool = False
    """Whether it was recorded."""


class BarLayout(NamedTuple):
    """How a pad's place is divided; `scale` 0 means there is no room for a large number."""

    scale: int
    bar_width: int
    bar_rows: int

    @property
    def number_width(self) -> int:
        """The columns of the large number."""
        return 1 + _digits_width() * self.scale


class PadBar(Panel[PadPicture]):
    """A bar that grows from the spine outwards: `mirrored` on the left side.

    Parameters
    ----------
    number : int
        The pad's place in `Snapshot.force_n`.
    name : str
        What stands over the bar.
    opening : SessionInfo
        Target zone and limits, which do not change while the pad is on the screen.
    mirrored : bool
        Grow from right to left.
    """

    def __init__(self, number: int, name: str, opening: SessionInfo, *, mirrored: bool = False) -> None:
        super().__init__()
        self._number = number
        own = opening.pads[number].name
        self._names = (name, own) if name.startswith(own) else (name,)
        self._opening = opening
        self._mirrored = mirrored
        self._whole_hand = opening.pads[number].group in (opening.pads[number].name, "")
        self._scale = force_scale(None, opening.amber_n, opening.red_n)
        self._reading: Reading | None = None
        self._reading_due_s = float("-inf")
        self._held_from: Offset | None = None
        self._dragged_n = 0.0

    class Dragged(Message):
        """The mouse presses this pad with so many newtons; 0 lets go of it."""

        def __init__(self, channel: int, force_n: float) -> None:
            super().__init__()
            self.channel, self.force_n = channel, force_n

    def on_mouse_down(self, event: MouseDown) -> None:
        """Touch the pad."""
        self._held_from = event.screen_offset
        self.capture_mouse()
        self._drag(TOUCH_N)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Put more weight on it the further the mouse is from where it came down, in any direction."""
        if self._held_from is not None:
            away = event.screen_offset - self._held_from
            self._drag(TOUCH_N + max(abs(away.x) * COLUMN_N, abs(away.y) * ROW_N))

    def on_mouse_up(self, _: MouseUp) -> None:
        """Let go."""
        self.release_mouse()
        if self._held_from is not None:
            self._held_from = None
            self._drag(0.0)

    def _drag(self, force_n: float) -> None:
        if force_n != self._dragged_n:
            self._dragged_n = force_n
            self.post_message(self.Dragged(self._number, force_n))

    def picture(self, moment: ViewContext) -> PadPicture:
        """Read this pad's force."""
        snapshot = moment.state.snapshot
        stale = moment.state.stale(moment.now_s)
        yours = moment.hands.taken and moment.hands.channel == self._number
        goal = self._follow_goal(moment)
        if snapshot is None or self._number >= len(snapshot.force_n):
            return PadPicture(None, 0.0, stale, yours, goal, moment.state.replay)
        force_n, saturated = snapshot.force_n[self._number], snapshot.saturated[self._number]
        zone = zone_of(force_n, self._opening, goal)
        if moment.now_s >= self._reading_due_s or self._rises_to(zone):
            self._reading = Reading(max(0, round(force_n)), zone, saturated)
            self._reading_due_s = moment.now_s + NUMBER_PERIOD_S
        width = layout_of(*self.size).bar_width if self.size.width else WIDEST
        filled = 1.0 if saturated else self._scale.eighths(force_n, width) / (8 * width)
        return PadPicture(self._reading, filled, stale, yours, goal, moment.state.replay)

    def _rises_to(self, zone: str) -> bool:
        """Whether a hand has come, or has gone heavier by a zone: that waits for no turn."""
        return self._reading is not None and RISING.index(zone) > RISING.index(self._reading.zone)

    def _follow_goal(self, moment: ViewContext) -> tuple[float, float] | None:
        """Return what is nice on this pad; the scale follows the partner's words."""
        goal = goal_n(moment.state) if self._whole_hand else None
        if goal != self._scale.zone:
            self._scale = force_scale(goal, self._opening.amber_n, self._opening.red_n)
        return goal

    def draw(self, picture: PadPicture, size: Size) -> list[Line]:
        """Draw name and zone word over the bar, and the number beside both."""
        width, height = size
        layout = layout_of(width, height)
        block = [self._label(picture, layout)]
        block += [self._bar(picture, layout, row) for row in range(layout.bar_rows)]
        if not layout.scale:
            return block
        digits = _number(picture, layout)
        below = max(0, layout.bar_rows - len(digits)) // 2
        numbers = standing(digits, layout.number_width, max(len(block), len(digits)), below)
        block = standing(block, layout.bar_width, len(numbers))
        gap = (" " * GAP, ink())
        pairs = zip(numbers, block, strict=True)
        return [[*beside, gap, *line] if self._mirrored else [*line, gap, *beside] for beside, line in pairs]

    def _bar(self, picture: PadPicture, layout: BarLayout, row: int) -> Line:
        reading = picture.reading
        fill = Fill(
            eighths=round(picture.filled * layout.bar_width * 8),
            colour=ZONES[reading.zone].colour if reading else "faint",
            hatched=picture.stale,
            beyond=bool(reading and reading.saturated),
        )
        return bar_row(self._scale, fill, layout.bar_width, row, layout.bar_rows, mirrored=self._mirrored)

    def _label(self, picture: PadPicture, layout: BarLayout) -> Line:
        zone = _zone(picture)
        if not layout.scale:
            zone = _with_figure(zone, picture, mirrored=self._mirrored)
        room = layout.bar_width - width_of(zone) - 1
        mark, style = ("◉ ", ink("info", bold=True)) if picture.yours else ("", ink("soft"))
        fitting = first_fitting([[(f"{mark}{name}", style)] for name in self._names], room)
        name: Line = [(clip(text, room), style) for text, _ in fitting]
        return spread(zone, name, layout.bar_width) if self._mirrored else spread(name, zone, layout.bar_width)


def _digits_width() -> int:
    return DIGITS_WIDTH + (POINT_WIDTH if has_tenths() else 0)


def layout_of(width: int, height: int) -> BarLayout:
    """Divide a pad's place among number and bar."""
    scale = 2 if width >= LARGE_WIDTH and height >= 6 else 1 if width >= 30 and height >= 3 else 0
    scale = scale if big_numbers() else 0
    beside = 1 + _digits_width() * scale + GAP if scale else 0
    breathing = 1 if height >= 5 else 0
    return BarLayout(scale, max(1, width - beside), max(1, min(height - 1 - breathing, 5)))


def _number(picture: PadPicture, layout: BarLayout) -> list[Line]:
    reading = picture.reading
    rows = big("-" if reading is None else _fitting(reading.newtons), layout.scale)
    style = ink(_number_colour(picture), bold=True)
    beyond = reading is not None and reading.saturated
    room = layout.number_width - 1
    return [
        [(">" if beyond and place == len(rows) // 2 else " ", style), (row.rjust(room), style)]
        for place, row in enumerate(rows)
    ]


def _fitting(newtons: int) -> str:
    """Return at most three digits, a point among them where the unit has tenths."""
    shown = figure(min(newtons, 999))
    return shown if len(shown) <= DIGITS + ("." in shown) else figure(999)


def _number_colour(picture: PadPicture) -> str:
    reading = picture.reading
    if picture.stale or reading is None or reading.zone == "rest":
        return "faint"
    return ZONES[reading.zone].colour if reading.zone in ("amber", "red") else "text"


def _zone(picture: PadPicture) -> Line:
    reading = picture.reading
    if picture.stale:
        return [(said("░ old"), ink("soft"))]
    if reading is None or reading.zone == "rest":
        return [("", ink())]
    if reading.saturated:
        return [(said("> beyond"), ink("red", bold=True))]
    sign = zone_sign(reading.zone, played=picture.played)
    return [(f"{sign.glyph} {sign.word}", ink(sign.colour, bold=True))]


def _with_figure(zone: Line, picture: PadPicture, *, mirrored: bool) -> Line:
    reading = picture.reading
    newtons = "–" if reading is None else f"{'>' if reading.saturated else ''}{figure(reading.newtons)}"
    number: Line = [(f"{newtons:>4}", ink(_number_colour(picture), bold=True))]
    gap: Line = [("  ", ink())] if zone[0][0] else []
    return [*number, *gap, *zone] if mirrored else [*zone, *gap, *number]
