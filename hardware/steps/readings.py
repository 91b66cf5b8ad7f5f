"""Picture of what a pad reads: from an open cable to a shorted one."""

from __future__ import annotations

from hardware.spice.levels import levels
from hardware.spice.sensors import sensor_models
from hardware.steps.pencil import GREEN, GREY, INK, RED, Drawing
from pawpress.core.calibration.pad_models.fsr_divider import COUNTS_MAX

AMBER, PALE = "#e3b23c", "#dfe5e8"


def scale() -> Drawing:
    """Return the range of the converter with the states of a pad; both its ends are drawn wider than they are."""
    model = sensor_models()["a301"]
    found = levels(model)
    full = round(model.counts(200.0))
    zones = (
        (4, 30, RED, "open", f"0 to {found.open_below - 1}"),
        (34, 34, GREEN, "empty", f"{found.empty[0]} to {found.empty[1]}"),
        (68, 62, PALE, "pressed", f"200 N: about {full}"),
        (130, 30, AMBER, "saturated", f"from {found.saturated_from}"),
        (160, 30, RED, "shorted", f"{found.short_above} to {COUNTS_MAX}"),
    )
    drawing = Drawing(194, 42, scale=3.4)
    drawing.words("What a pad reads, counts", (4, 7))
    for x, wide, colour, state, counts in zones:
        drawing.box(x, 12, wide, 10, fill=colour, stroke=GREY, width_mm=0.25)
        drawing.words(state, (x + wide / 2, 18.2), anchor="middle", fill="#ffffff" if colour in (RED, GREEN) else INK)
        drawing.words(counts, (x + wide / 2, 28), anchor="middle")
    drawing.words("with nothing on it, between the states lies a fault: jammed, damp, or the wrong resistor", (4, 38))
    return drawing
