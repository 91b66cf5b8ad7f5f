"""How figures look: colours that stay apart for every eye, a shape and a word beside every colour, ink on white.

Colours are those of Okabe and Ito (2008), https://jfly.uni-koeln.de/color/, darkened where they carry text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, FigureBase

INK, SOFT, GRID, SHADE = "#1b2733", "#5b6b7a", "#dfe5ea", "#eef1f4"
CURVE, TARGET_DEEP, TARGET_FILL = "#0b5f93", "#a9dcc6", "#d9f0e5"
AMBER, RED = "#b36b00", "#b3261e"


@dataclass(frozen=True, slots=True)
class Mark:
    """How a verdict is drawn."""

    colour: str
    shape: str
    word: str


MARKS = {
    "steady": Mark("#00795a", "o", "steady"),
    "unsteady": Mark("#8a4f7d", "D", "unsteady"),
    "short": Mark("#0072b2", "v", "short"),
    "rushed": Mark("#b36b00", "^", "rushed"),
    "jab": Mark("#b3261e", "X", "jab"),
    "ungraded": Mark("#5b6b7a", "s", "not graded"),
}

STYLE: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.titlesize": 10,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "text.color": INK,
    "legend.frameon": False,
    "figure.facecolor": "white",
    "svg.fonttype": "none",
    "figure.constrained_layout.use": True,
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure with its words; it is painted anew for every paper, so that its lines and letters fit there."""

    name: str
    title: str
    caption: str
    """How to read it."""
    text: str
    """What it shows, for those who do not see it."""
    width: float
    """Of the page's figure, inches."""
    height: float
    paint: Callable[[FigureBase], None]
    """Draws it into an empty figure, or a part of one, of about this shape."""

    def figure(self) -> Figure:
        """Return it as a figure of its own."""
        import matplotlib as mpl
        from matplotlib.figure import Figure

        with mpl.rc_context(STYLE):
            figure = Figure(figsize=(self.width, self.height))
            self.paint(figure)
        return figure

    def svg(self) -> str:
        """Return it as SVG for a page: no header, names of its own, hidden behind its text for screen readers."""
        import matplotlib as mpl

        file = StringIO()
        with mpl.rc_context({**STYLE, "svg.hashsalt": self.name}):
            self.figure().savefig(file, format="svg", metadata={"Date": None})
        svg = file.getvalue()
        svg = svg[svg.index("<svg") :].replace('id="', f'id="{self.name}-').replace("url(#", f"url(#{self.name}-")
        return svg.replace('xlink:href="#', f'xlink:href="#{self.name}-').replace("<svg", '<svg aria-hidden="true"', 1)


def quiet(axes: Axes) -> None:
    """Take ticks and frame from axes that hold a picture."""
    axes.set_axis_off()
