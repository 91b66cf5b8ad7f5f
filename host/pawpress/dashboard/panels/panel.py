"""What all panels share: look at the state, remember the picture, draw again only when the picture changed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import ClassVar, Generic, Protocol, TypeVar

from rich.segment import Segment
from textual.filter import LineFilter
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from pawpress.dashboard.attention import Alert
from pawpress.dashboard.drawing.lines import Line, width_of
from pawpress.dashboard.hand_controls import OwnHands
from pawpress.dashboard.palette import ink
from pawpress.dashboard.state import ViewState
from pawpress.system.terminal_text import printable

PictureT = TypeVar("PictureT", bound=Hashable)


class ViewContext(Protocol):
    """What a panel may look at: the view's state, its clock and the alarm that calls."""

    @property
    def state(self) -> ViewState:
        """The newest of everything."""
        ...

    @property
    def now_s(self) -> float:
        """The view's clock, in seconds."""
        ...

    @property
    def alert(self) -> Alert | None:
        """The alarm to show, or None."""
        ...

    @property
    def hands(self) -> OwnHands:
        """The person's own hands on an emulated rig."""
        ...


class LiveWidget(Widget):
    """A widget that follows the state."""

    def show(self, moment: ViewContext) -> None:
        """Bring the widget up to date; called 25 times a second, so it must be cheap when nothing changed."""
        raise NotImplementedError


class Panel(LiveWidget, Generic[PictureT]):
    """A widget drawn line by line from a small picture of the state.

    `picture` picks out what matters, `draw` turns it into lines. A picture equal to the last one costs nothing.
    """

    PERIOD_S: ClassVar[float] = 0.0
    """Least time between two looks: what a person reads as digits needs no more than ten a second."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self._due_s = float("-inf")
        self._picture: PictureT | None = None
        self._strips: list[Strip] = []
        self._drawn: tuple[PictureT | None, Size] | None = None

    @abstractmethod
    def picture(self, moment: ViewContext) -> PictureT:
        """Return all that the drawing depends on, as one value that can be compared."""

    @abstractmethod
    def draw(self, picture: PictureT, size: Size) -> list[Line]:
        """Return the lines of a picture, from the top; missing ones stay empty."""

    def show(self, moment: ViewContext) -> None:
        """Take a new picture and ask for a redraw when it differs."""
        if moment.now_s < self._due_s:
            return
        self._due_s = moment.now_s + self.PERIOD_S
        picture = self.picture(moment)
        if picture != self._picture:
            self._picture = picture
            self.refresh()

    def recolour(self) -> None:
        """Draw again: the colours are others now."""
        self._drawn = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line for textual's compositor."""
        if self._drawn != (self._picture, self.size):
            self._redraw()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, ink())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Skip textual's colour pass, which costs up to 8 % of a core: the palette has no ANSI colours in it.

        With NO_COLOR set the pass is needed, and stays.
        """
        return super().get_line_filters() if self.app.no_color else []

    def _redraw(self) -> None:
        width, height = self.size
        lines = [] if self._picture is None else self.draw(self._picture, self.size)[:height]
        self._strips = [_strip(line, width) for line in lines]
        self._drawn = (self._picture, self.size)


def _strip(line: Line, width: int) -> Strip:
    """Return a line as cells; names that come from elsewhere steer neither the terminal nor the layout."""
    shown = [(printable(text.replace("\n", " ").replace("\t", " ")), style) for text, style in line]
    strip = Strip([Segment(text, style) for text, style in shown], width_of(shown))
    return strip.adjust_cell_length(width, ink())
