"""Words on the board: references inside the bodies of parts, and what a builder reads while plugging in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hardware.tools.placement import Placement

SMALL_MM, STROKE_MM = 0.8, 0.12


def arrange(pcbnew: Any, footprint: Any) -> None:
    """Print a part's reference inside its body, small; hide it where the body is full of pads."""
    reference, printed = footprint.Reference(), footprint.Value()
    printed.SetVisible(False)
    name = footprint.GetReference()
    if name.startswith(("J", "H", "A", "TP")):
        reference.SetVisible(False)
        return
    pads = [pad.GetPosition() for pad in footprint.Pads()]
    middle = pcbnew.VECTOR2I(sum(p.x for p in pads) // len(pads), sum(p.y for p in pads) // len(pads))
    if name.startswith("D"):
        middle = pcbnew.VECTOR2I(middle.x + pcbnew.FromMM(3.3), middle.y)
    if name.startswith("Q"):
        middle = pcbnew.VECTOR2I(middle.x, middle.y - pcbnew.FromMM(1.9))
    reference.SetPosition(middle)
    reference.SetTextAngleDegrees(90 if footprint.GetOrientationDegrees() in (90, 270, -90) else 0)
    reference.SetTextSize(pcbnew.VECTOR2I(pcbnew.FromMM(SMALL_MM), pcbnew.FromMM(SMALL_MM)))
    reference.SetTextThickness(pcbnew.FromMM(STROKE_MM))


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
