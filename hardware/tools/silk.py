"""Words on the board: references inside the bodies of parts, and what a builder reads while plugging in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hardware.tools.placement import Placement

SMALL_MM, STROKE_MM = 0.8, 0.12


def arrange(pcbnew: Any, footprint: Any) -> None:
    """Print a part's reference and value inside its body, small; hide both where the body is full of pads."""
    reference, value = footprint.Reference(), footprint.Value()
    name = footprint.GetReference()
    if name.startswith(("J", "H", "A", "TP")):
        reference.SetVisible(False)
        value.SetVisible(False)
        return
    for text, place in zip((reference, value), _places(pcbnew, footprint, name), strict=True):
        text.SetVisible(True)
        text.SetLayer(pcbnew.F_SilkS)
        text.SetPosition(place)
        text.SetTextAngleDegrees(90 if footprint.GetOrientationDegrees() in (90, 270, -90) else 0)
        text.SetTextSize(pcbnew.VECTOR2I(pcbnew.FromMM(SMALL_MM), pcbnew.FromMM(SMALL_MM)))
        text.SetTextThickness(pcbnew.FromMM(STROKE_MM))


PLACES_MM: dict[str, tuple[tuple[float, float], tuple[float, float]]] = {
    "R": ((-1.55, 0.0), (1.55, 0.0)),
    "D": ((3.3, 0.0), (0.0, 2.5)),
    "Q": ((0.0, -1.9), (0.0, 2.8)),
    "BZ": ((0.0, -2.9), (0.0, -1.7)),
    "U": ((0.0, -1.0), (0.0, 1.0)),
}
"""Where reference and value lie, from the middle of the pads: right and down. On a resistor they run along its body."""
ELSE_MM = ((0.0, -0.55), (0.0, 0.55))


def _places(pcbnew: Any, footprint: Any, name: str) -> tuple[Any, Any]:
    """Return the middles of reference and value."""
    pads = [pad.GetPosition() for pad in footprint.Pads()]
    x, y = sum(p.x for p in pads) // len(pads), sum(p.y for p in pads) // len(pads)
    kind = name.rstrip("0123456789")
    upright = footprint.GetOrientationDegrees() in (90, 270, -90)
    found = []
    for right, down in PLACES_MM.get(kind, ELSE_MM):
        across, along = (down, -right) if upright else (right, down)
        found.append(pcbnew.VECTOR2I(x + pcbnew.FromMM(across), y + pcbnew.FromMM(along)))
    return found[0], found[1]


def write(pcbnew: Any, board: Any, placement: Placement, place: Callable[[float, float], Any]) -> None:
    """Write the words of the placement on the front."""
    for words in placement.words:
        text = pcbnew.PCB_TEXT(board)
        text.SetText(words.text)
        text.SetPosition(place(words.x_mm, words.y_mm))
        text.SetLayer(pcbnew.F_SilkS)
        text.SetTextSize(pcbnew.VECTOR2I(pcbnew.FromMM(words.size_mm), pcbnew.FromMM(words.size_mm)))
        text.SetTextThickness(pcbnew.FromMM(max(STROKE_MM, words.size_mm * 0.15)))
        text.SetTextAngleDegrees(words.angle)
        board.Add(text)
