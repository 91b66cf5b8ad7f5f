"""What stands around the pads of the back: the spine, the sides above, and below what the marks in the bars mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.drawing.lines import Line, centred, first_fitting
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.shown_units import force, span, unit_words
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import goal_n
from pawpress.engine.messages import PadView

SPINE_WIDTH = 5
VERTEBRA = ("╭┴╮", "╰┬╯", " │ ")


def lie_on_back(pads: Sequence[PadView]) -> bool:
    """Return True for pads that lie left and right on a back; pads in a group are worn on a hand or a foot."""
    return any(pad.side != "centre" for pad in pads) and all(pad.group in (pad.name, "") for pad in pads)


class SpinePanel(Panel[int]):
    """A piece of the spine, drawn where no pad lies on it."""

    def picture(self, moment: ViewContext) -> int:  # noqa: ARG002 - the same at every moment
        """Nothing changes here."""
        return 0

    def draw(self, picture: int, size: Size) -> list[Line]:  # noqa: ARG002 - see above
        """Draw vertebrae one below the other."""
        width, height = size
        whole = height // 3 * 3
        pieces = [VERTEBRA[row % 3] if row < whole else VERTEBRA[2] for row in range(height)]
        return [centred([(piece, ink("line"))], width) for piece in pieces]


class SidesPicture(NamedTuple):
    """What there is to point out."""

    left_and_right: bool
    head: bool
    unit: str
    hidden_above: tuple[str, ...]
    hidden_below: tuple[str, ...]
    """Pads of the levels that have no room on the screen."""


class SidesPanel(Panel[SidesPicture]):
    """The line above the pads: where left, right and the head are, and which pads have no room."""

    hidden_above: tuple[str, ...] = ()
    hidden_below: tuple[str, ...] = ()

    def picture(self, moment: ViewContext) -> SidesPicture:
        """Look which sides the pads have."""
        pads = moment.state.opening.pads if moment.state.opening else []
        left_and_right = any(pad.side != "centre" for pad in pads)
        return SidesPicture(left_and_right, lie_on_back(pads), said(unit_words()), self.hidden_above, self.hidden_below)

    def draw(self, picture: SidesPicture, size: Size) -> list[Line]:
        """Draw the names of the columns, and the unit of the numbers in them."""
        width = size.width
        soft, unit = ink("soft", bold=True), picture.unit
        if not picture.left_and_right:
            return [centred([(unit, soft)], width)]
        names = said("left").upper(), said("right").upper()
        head = _middle(picture, width - 2 * len(f" {names[0]}  {unit}") - 4)
        before = (width - len(head)) // 2
        left = f" {names[0]}  {unit}".ljust(before)
        right = f"{unit}  {names[1]} ".rjust(width - before - len(head))
        return [[(left, soft), (head, ink("faint")), (right, soft)]]


def _middle(picture: SidesPicture, room: int) -> str:
    """Return where the head is, and the pads that are not shown: by name where there is room, else how many."""
    head = said("▲ head") if picture.head else ""
    above, below = picture.hidden_above, picture.hidden_below
    if not above and not below:
        return head
    named = [f"▲ {' '.join(above)}" if above else head, f"▼ {' '.join(below)}" if below else ""]
    counted = [said(f"▲ {len(above)} pads") if above else head, said(f"▼ {len(below)} pads") if below else ""]
    texts = ["  ".join(filter(None, parts)) for parts in (named, counted)]
    return texts[0] if len(texts[0]) <= room else texts[1]


class LimitsPicture(NamedTuple):
    """Target and limits, in newtons; no target where no press is put in a zone."""

    target_n: tuple[float, float] | None
    amber_n: float
    red_n: float


class LimitsPanel(Panel["LimitsPicture | None"]):
    """The line below the pads: every mark, its meaning and its number."""

    def picture(self, moment: ViewContext) -> LimitsPicture | None:
        """Pick target and limits."""
        opening = moment.state.opening
        return LimitsPicture(goal_n(moment.state), opening.amber_n, opening.red_n) if opening else None

    def draw(self, picture: LimitsPicture | None, size: Size) -> list[Line]:
        """Draw the longest legend that fits."""
        width = size.width
        if picture is None:
            return []
        legends = [_legend(picture, "too hard: ease off above", "stop above"), _legend(picture, "too hard", "stop")]
        return [centred(first_fitting(legends, width), width)]


def _legend(picture: LimitsPicture, amber: str, red: str) -> Line:
    soft, gap = ink("soft"), ("    ", ink())
    target: Line = []
    if picture.target_n is not None:
        low_n, high_n = picture.target_n
        target = [("[  ]", ink("soft", "zone")), (said(f" nice {span(low_n, high_n)}"), soft), gap]
    return [
        *target,
        ("╎", ink("amber", bold=True)),
        (f" {said(amber)} {force(picture.amber_n)}", soft),
        gap,
        ("┃", ink("red", bold=True)),
        (f" {said(red)} {force(picture.red_n)}", soft),
    ]
