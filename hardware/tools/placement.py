"""What a board's `placement.py` says: outline, places of the parts, words on the silk."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a part's first pad lies: millimetres from the board's upper left corner, y down, degrees anticlockwise."""

    x_mm: float
    y_mm: float
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """Text on the front silk, middle at the place."""

    text: str
    x_mm: float
    y_mm: float
    size_mm: float = 1.0
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle in which nothing of a kind may lie."""

    name: str
    x0_mm: float
    y0_mm: float
    x1_mm: float
    y1_mm: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Everything the board file needs that the schematic does not know."""

    width_mm: float
    height_mm: float
    spots: dict[str, Spot]
    words: tuple[Words, ...]
    arduino_below: bool
    keepouts: tuple[Region, ...] = ()
    outline: tuple[tuple[float, float], ...] = ()
    """Corners of the outline; a rectangle of the board's size if empty."""
    kept_labels: frozenset[str] = field(default_factory=frozenset)
    """References printed beside their part, not inside its body."""


def pad_column(k: int, x_mm: float, top_mm: float) -> dict[str, Spot]:
    """Return the places of pad k's parts in a column 8.5 mm wide: capacitor, resistors, socket, from the top down."""
    return {
        f"C{k}1": Spot(x_mm + 2.5, top_mm, 180),
        f"R{k}1": Spot(x_mm - 1.6, top_mm + 10.4, 90),
        f"R{k}2": Spot(x_mm + 1.6, top_mm + 10.4, 90),
        f"J{k}": Spot(x_mm - 1.25, top_mm + 14.6),
    }


def pad_column_above(k: int, x_mm: float, socket_mm: float) -> dict[str, Spot]:
    """Return the same for a socket at the board's upper edge: from the socket down."""
    return {
        f"J{k}": Spot(x_mm - 1.25, socket_mm),
        f"R{k}1": Spot(x_mm - 1.6, socket_mm + 12.6, 90),
        f"R{k}2": Spot(x_mm + 1.6, socket_mm + 12.6, 90),
        f"C{k}1": Spot(x_mm + 2.5, socket_mm + 15.8, 180),
    }
