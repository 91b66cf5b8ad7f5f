"""Pictures of what the self-test finds on a rig that was just built: where each fault sits."""

from __future__ import annotations

from hardware.steps.pencil import ACCENT, BLUE, INK, PLASTIC, RED, SKIN, Drawing, Point

FROM, TO, MIDDLE = 76.0, 104.0, 90.0
PAD_Y, STOP_Y, USB_Y = 20.0, 44.0, 32.0
PARTS: dict[str, tuple[str, Point]] = {
    "PAD_OPEN": ("a core is broken, or a plug is out", (MIDDLE, PAD_Y)),
    "PAD_SHORTED": ("the two cores touch, mostly at the sensor's pins", (MIDDLE, PAD_Y)),
    "PAD_STUCK": ("something lies on it, or its lid is jammed", (114.0, PAD_Y - 9.0)),
    "SUPPLY_LOW": ("USB cable too long or thin, or a weak hub", (40.0, USB_Y)),
    "SUPPLY_HIGH": ("unplug it; the supply gives more than 5.75 V", (40.0, USB_Y)),
    "STOP_LOOP_OPEN": ("the partner's plug is out, or stop is pressed", (MIDDLE, STOP_Y)),
    "STOP_LOOP_SHORTED": ("the partner's cable is pinched", (MIDDLE, STOP_Y)),
}
"""By the name that the self-test gives: what it is, and where it is ringed."""


def _cores(drawing: Drawing, y: float, colours: tuple[str, str], state: str) -> None:
    """Draw the two cores of a cable: whole, broken or touching in the middle."""
    for side, colour in zip((-1.5, 1.5), colours, strict=True):
        if state == "broken":
            drawing.line((FROM, y + side), (MIDDLE - 4, y + side), stroke=colour, width_mm=1.0)
            drawing.line((MIDDLE + 4, y + side), (TO, y + side), stroke=colour, width_mm=1.0)
            continue
        near = side / 5 if state == "touching" else side
        way = [(FROM, y + side), (MIDDLE - 4, y + side), (MIDDLE, y + near), (MIDDLE + 4, y + side), (TO, y + side)]
        drawing.line(*way, stroke=colour, width_mm=1.0)


def _state(fault: str, part: str) -> str:
    if not fault.startswith(part):
        return "whole"
    return {"OPEN": "broken", "SHORTED": "touching"}.get(fault.removeprefix(f"{part}_"), "whole")


def draw(fault: str) -> Drawing:
    """Return a rig with one pad and the partner's hand piece, and a ring where the fault sits."""
    words, place = PARTS[fault]
    drawing = Drawing(150, 68, scale=2.6)
    drawing.box(4, USB_Y - 9, 28, 18, radius=1.5, fill="#dfe5e8")
    drawing.words("computer", (18, USB_Y + 1.2), anchor="middle")
    drawing.line((32, USB_Y), (48, USB_Y), stroke=INK, width_mm=0.5 if fault == "SUPPLY_LOW" else 1.4)
    drawing.box(48, PAD_Y - 8, 28, STOP_Y - PAD_Y + 16, radius=1.5, fill=PLASTIC)
    drawing.words("rig", (62, USB_Y + 1.2), anchor="middle")
    _cores(drawing, PAD_Y, (RED, BLUE), _state(fault, "PAD"))
    drawing.box(TO, PAD_Y - 3, 20, 6, radius=1, fill=PLASTIC)
    drawing.words("pad", (TO + 10, PAD_Y + 9), anchor="middle")
    if fault == "PAD_STUCK":
        drawing.box(TO + 5, PAD_Y - 11, 10, 8, radius=3, fill=SKIN)
    _cores(drawing, STOP_Y, (RED, INK), _state(fault, "STOP_LOOP"))
    drawing.box(TO, STOP_Y - 5, 20, 10, radius=3, fill=PLASTIC)
    drawing.disc(TO + 10, STOP_Y, 5, fill=RED)
    drawing.words("stop", (TO + 10, STOP_Y + 10), anchor="middle")
    drawing.disc(*place, 13, stroke=ACCENT, width_mm=0.9)
    drawing.words(f"{fault}: {words}", (4, 65))
    return drawing
