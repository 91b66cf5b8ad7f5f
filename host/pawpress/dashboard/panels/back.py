"""The back as seen from above: left pads, the spine, right pads, the shoulders on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Grid
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from pawpress.core.sides import SIDES
from pawpress.dashboard.panels.back_frame import SPINE_WIDTH, LimitsPanel, SidesPanel, SpinePanel, lie_on_back
from pawpress.dashboard.panels.pad_bar import PadBar
from pawpress.dashboard.panels.panel import LiveWidget, ViewContext
from pawpress.dashboard.panels.row_window import first_row
from pawpress.dashboard.words import says_place
from pawpress.engine.messages import PadView, SessionInfo


class BackPlan(NamedTuple):
    """Where every pad goes: `rows` from the shoulders down, in each a pad's number or None for every one of `sides`."""

    sides: tuple[str, ...]
    rows: tuple[tuple[int | None, ...], ...]

    @property
    def on_spine(self) -> bool:
        """True when pads lie on the spine itself."""
        if "centre" not in self.sides:
            return False
        column = self.sides.index("centre")
        return any(row[column] is not None for row in self.rows)


def plan_of(pads: Sequence[PadView]) -> BackPlan:
    """Give each pad a place of its own; of two that claim one place, the later goes one level down."""
    places: dict[tuple[int, str], int] = {}
    for number, pad in enumerate(pads):
        level, side = pad.level, pad.side if pad.side in SIDES else "centre"
        while (level, side) in places:
            level -= 1
        places[level, side] = number
    used = {side for _, side in places}
    sides = tuple(side for side in SIDES if side in used or (side == "centre" and len(used) == 2))
    levels = sorted({level for level, _ in places}, reverse=True)
    return BackPlan(sides, tuple(tuple(places.get((level, side)) for side in sides) for level in levels))


def name_without_side(pad: PadView) -> str:
    """Return a pad's name and where it lies, without the word that its column already says."""
    if not says_place(pad):
        return f"{pad.name} {pad.where}"
    if pad.side == "centre":
        return pad.name
    spoken = {pad.side.lower(), pad.side[:1].lower()}
    return " ".join(word for word in pad.name.split() if word.lower() not in spoken) or pad.name


class BackPanel(LiveWidget):
    """Holds one `PadBar` a pad, arranged anew whenever the rig says hello with other pads or limits."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self._arranged_for: tuple[object, ...] | None = None
        self._plan = BackPlan((), ())
        self._rows: list[list[Widget]] = []
        self._row_n: list[float] = []
        self._due: int | None = None
        self._names: list[str] = []
        self._shown = range(0)

    def compose(self) -> ComposeResult:
        """Set the frame around the pads."""
        yield SidesPanel(id="back-top")
        yield Grid(id="pads")
        yield LimitsPanel(id="back-bottom")

    def show(self, moment: ViewContext) -> None:
        """Pass the moment on; arrange the pads first when they are new."""
        opening = moment.state.opening
        if opening is not None and opening.pads:
            wanted = (opening.pads, opening.amber_n, opening.red_n)
            if wanted != self._arranged_for:
                self._arranged_for = wanted
                self._arrange(opening)
        self._follow(moment)
        for panel in self.walk_children(LiveWidget):
            panel.show(moment)

    def on_resize(self, _: Resize) -> None:
        """Give every level the same height."""
        self._size_rows()
        self._show_rows()

    def _arrange(self, opening: SessionInfo) -> None:
        plan = plan_of(opening.pads)
        grid = self.query_one("#pads", Grid)
        grid.remove_children()
        grid.styles.grid_size_columns = len(plan.sides)
        self._plan, self._shown = plan, range(0)
        self._names = [pad.name for pad in opening.pads]
        self._row_n = [0.0] * len(plan.rows)
        self._rows = [
            [_widget(number, side, opening) for number, side in zip(row, plan.sides, strict=True)] for row in plan.rows
        ]
        grid.mount(*(widget for row in self._rows for widget in row))
        self._size_rows()

    @property
    def _fitting(self) -> int:
        """How many levels have room: all until the panel knows its own size."""
        return max(1, min(len(self._rows), self.size.height - 2 if self.size.height else len(self._rows)))

    def _size_rows(self) -> None:
        grid, plan = self.query_one("#pads", Grid), self._plan
        grid.styles.grid_rows = str(max(1, (self.size.height - 2) // self._fitting))
        odd = (self.size.width - SPINE_WIDTH) % 2  # both sides are of one width, so that a force is as long on both
        grid.styles.padding = (0, 1 if plan.on_spine else 1 + odd, 0, 1)
        centre = "1fr" if plan.on_spine else str(SPINE_WIDTH)
        grid.styles.grid_columns = " ".join(centre if side == "centre" else "1fr" for side in plan.sides)

    def _follow(self, moment: ViewContext) -> None:
        """Know how hard each level is pressed, and on which one the next press is due."""
        snapshot = moment.state.snapshot
        due = _due_pad(moment)
        self._due = next((number for number, row in enumerate(self._plan.rows) if due in row), None)
        if snapshot is not None:
            force_n = dict(enumerate(snapshot.force_n))
            rows = ([force_n.get(number, 0.0) for number in row if number is not None] for row in self._plan.rows)
            self._row_n = [max(row, default=0.0) for row in rows]
        self._show_rows()

    def _show_rows(self) -> None:
        """Where not every level has room, show those around the strongest press, and name the others."""
        if not self._rows:
            return
        first = first_row(self._shown.start, self._fitting, self._row_n, self._due)
        shown = range(first, first + self._fitting)
        if shown == self._shown:
            return
        self._shown = shown
        for number, row in enumerate(self._rows):
            for widget in row:
                widget.display = number in shown
        sides = self.query_one(SidesPanel)
        sides.hidden_above = self._named(self._plan.rows[: shown.start])
        sides.hidden_below = self._named(self._plan.rows[shown.stop :])

    def _named(self, rows: Sequence[Sequence[int | None]]) -> tuple[str, ...]:
        return tuple(self._names[number] for row in rows for number in row if number is not None)


def _due_pad(moment: ViewContext) -> int | None:
    """Return the pad under the person's own hand, or else the one of the next step."""
    if moment.hands.taken:
        return moment.hands.channel
    opening, snapshot = moment.state.opening, moment.state.snapshot
    name = snapshot.walk.next_pad if snapshot is not None and snapshot.walk is not None else None
    return next((number for number, pad in enumerate(opening.pads if opening else ()) if pad.name == name), None)


def _widget(number: int | None, side: str, opening: SessionInfo) -> Widget:
    if number is None:
        return SpinePanel() if side == "centre" and lie_on_back(opening.pads) else Static()
    name = name_without_side(opening.pads[number])
    return PadBar(number, name, opening, mirrored=side == "left")
