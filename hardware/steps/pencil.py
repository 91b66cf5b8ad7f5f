"""Draws line pictures as SVG: shapes in millimetres, words beside them with a leader line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Point = tuple[float, float]
INK, GREY, PAPER, ACCENT = "#222222", "#8a8a8a", "#ffffff", "#c8501e"
PLASTIC, BEHIND, FILM, SOFT, METAL, SKIN = "#bcd4de", "#e6eff3", "#e3b23c", "#d9d2c5", "#9aa3a8", "#ecc9ae"
RED, BLUE, BLACK, GREEN = "#d62828", "#2b5fc7", "#222222", "#2a9d4a"


@dataclass(slots=True)
class Drawing:
    """A picture under construction; y points down."""

    width_mm: float
    height_mm: float
    scale: float = 4.0
    """Pixels a millimetre on the screen."""
    word_mm: float = 3.2
    """Height of words."""
    _body: list[str] = field(default_factory=list)

    def path(self, way: str, *, fill: str = "none", stroke: str = INK, width_mm: float = 0.35, dash: str = "") -> None:
        """Draw an SVG path."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._body.append(f'<path d="{way}" fill="{fill}" stroke="{stroke}" stroke-width="{width_mm:g}"{dashed}/>')

    def polygon(self, points: Iterable[Point], **style: object) -> None:
        """Draw a closed shape."""
        self.path("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z", **style)  # type: ignore[arg-type]

    def line(self, *points: Point, **style: object) -> None:
        """Draw an open line."""
        self.path("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points), **style)  # type: ignore[arg-type]

    def box(self, x: float, y: float, w: float, h: float, *, radius: float = 0.0, **style: object) -> None:
        """Draw a rectangle from its upper left corner."""
        r = min(radius, w / 2, h / 2)
        way = f"M{x + r:.2f} {y:.2f}h{w - 2 * r:.2f}a{r:g} {r:g} 0 0 1 {r:g} {r:g}v{h - 2 * r:.2f}"
        way += f"a{r:g} {r:g} 0 0 1 {-r:g} {r:g}h{-(w - 2 * r):.2f}a{r:g} {r:g} 0 0 1 {-r:g} {-r:g}v{-(h - 2 * r):.2f}"
        self.path(way + f"a{r:g} {r:g} 0 0 1 {r:g} {-r:g}Z", **style)  # type: ignore[arg-type]

    def disc(self, x: float, y: float, diameter: float, **style: object) -> None:
        """Draw a circle."""
        r = diameter / 2
        self.path(f"M{x - r:.2f} {y:.2f}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0Z", **style)  # type: ignore[arg-type]

    def dots(self, places: Iterable[Point], diameter: float, fill: str) -> None:
        """Draw many dots of one size as one shape, so that the file stays small."""
        way = "".join(f"M{x:.2f} {y:.2f}h0" for x, y in places)
        self._body.append(f'<path d="{way}" stroke="{fill}" stroke-width="{diameter:g}" stroke-linecap="round"/>')

    def words(
        self,
        text: str,
        at: Point,
        *,
        anchor: str = "start",
        size_mm: float = 0.0,
        fill: str = INK,
        upright: bool = False,
    ) -> None:
        """Write lines of words; `at` is the start of the first line's base; `upright` turns them to run upwards."""
        size = size_mm or self.word_mm
        turn = f' transform="rotate(-90 {at[0]:.2f} {at[1]:.2f})"' if upright else ""
        for number, line in enumerate(text.split("\n")):
            y = at[1] + 1.3 * size * number
            self._body.append(
                f'<text x="{at[0]:.2f}" y="{y:.2f}" font-size="{size:g}" text-anchor="{anchor}" fill="{fill}"{turn}>'
                f"{line.replace('&', '&amp;').replace('<', '&lt;')}</text>"
            )

    def label(self, text: str, at: Point, target: Point, *, anchor: str = "start") -> None:
        """Write words with a line to what they name."""
        size = self.word_mm
        start = (at[0] + (-1.0 if anchor == "start" else 1.0), at[1] - size * 0.35)
        self.line(start, target, stroke=GREY, width_mm=0.25)
        self.disc(*target, 0.9, fill=GREY, stroke="none")
        self.words(text, at, anchor=anchor)

    def arrow(self, start: Point, end: Point, *, stroke: str = ACCENT, width_mm: float = 0.9) -> None:
        """Draw an arrow, upright or level."""
        self.line(start, end, stroke=stroke, width_mm=width_mm)
        (x0, y0), (x, y) = start, end
        length = max(abs(x - x0), abs(y - y0))
        ux, uy = (x - x0) / length, (y - y0) / length
        back = 3 * width_mm
        left = (x - back * ux + back * 0.6 * uy, y - back * uy - back * 0.6 * ux)
        right = (x - back * ux - back * 0.6 * uy, y - back * uy + back * 0.6 * ux)
        self.polygon([(x + ux, y + uy), left, right], fill=stroke, stroke=stroke, width_mm=0.2)

    def svg(self) -> str:
        """Return the whole file."""
        size = f'width="{self.width_mm * self.scale:g}" height="{self.height_mm * self.scale:g}"'
        view = f'viewBox="0 0 {self.width_mm:g} {self.height_mm:g}"'
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} font-family="sans-serif" stroke-linejoin="round">'
        )
        ground = f'<rect width="{self.width_mm:g}" height="{self.height_mm:g}" fill="{PAPER}"/>'
        return "\n".join([head, ground, *self._body, "</svg>", ""])
