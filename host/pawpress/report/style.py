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
NARROW_IN = 4.2
"""Width of a figure for a phone: on its screen the letters then keep about their size."""


@dataclass(frozen=True, slots=True)
class VerdictMark:
    """How a verdict is drawn."""

    colour: str
    shape: str
    word: str
    hatch: str


MARKS = {
    "steady": VerdictMark("#00795a", "o", "steady", ""),
    "unsteady": VerdictMark("#8a4f7d", "D", "unsteady", "xx"),
    "short": VerdictMark("#0072b2", "v", "short", "--"),
    "rushed": VerdictMark("#b36b00", "^", "rushed", "//"),
    "jab": VerdictMark("#b3261e", "X", "jab", ".."),
    "ungraded": VerdictMark("#5b6b7a", "s", "not graded", "++"),
}

STYLE: dict[Any, Any] = {
    "text.parse_math": False,  # a name with a dollar in it is no formula
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
    """A figure with its words; it is painted again for every paper, so that its lines and letters fit there."""

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
    """Draws it into an empty figure, or a part of one, of about this shape or of the narrow one."""
    narrow_height: float = 0.0
    """Of the figure for a phone, inches; 0: a phone shows the wide one."""

    def figure(self, *, narrow: bool = False) -> Figure:
        """Return it as a figure of its own."""
        import matplotlib as mpl
        from matplotlib.figure import Figure

        with mpl.rc_context(STYLE):
            figure = Figure(figsize=(NARROW_IN, self.narrow_height) if narrow else (self.width, self.height))
            self.paint(figure)
        return figure

    def svg(self, *, narrow: bool = False) -> str:
        """Return it as SVG for a page: no header, names of its own, hidden behind its text for screen readers."""
        import matplotlib as mpl

        name = f"{self.name}-narrow" if narrow else self.name
        file = StringIO()
        with mpl.rc_context({**STYLE, "svg.hashsalt": name}):
            self.figure(narrow=narrow).savefig(file, format="svg", metadata={"Date": None})
        svg = file.getvalue()
        svg = svg[svg.index("<svg") :].replace('id="', f'id="{name}-').replace("url(#", f"url(#{name}-")
        return svg.replace('xlink:href="#', f'xlink:href="#{name}-').replace("<svg", '<svg aria-hidden="true"', 1)


def width_in(figure: FigureBase) -> float:
    """Return the width of a figure, or of the part of one, inches."""
    return float(figure.bbox.width / figure.dpi)  # type: ignore[attr-defined] # both kinds have it


def is_narrow(figure: FigureBase) -> bool:
    """Whether it is for a phone."""
    return width_in(figure) < 1.3 * NARROW_IN


def quiet(axes: Axes) -> None:
    """Take ticks and frame from axes that hold a picture."""
    axes.set_axis_off()
