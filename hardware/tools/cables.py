"""How long each cable is: from the same layout as the templates, along the cable lane to the box, with some slack."""

from __future__ import annotations

import math

from hardware.tools.templates import BOX_MM, lane_mm, margin_mm
from pawpress.core.layout import Layout, Pad

SLACK_MM, GLOVE_MM, PARTNER_MM, STEP_MM = 300.0, 1800.0, 2500.0, 50.0


def length_mm(layout: Layout, pad: Pad) -> float:
    """Return the length of a pad's cable, rounded up to 50 mm."""
    if layout.name == "gloves":
        return GLOVE_MM
    middle, lane = max(p.x_mm for p in layout.pad) / 2, lane_mm(layout, pad)
    way = abs(lane - pad.x_mm) + pad.y_mm + margin_mm(layout) + BOX_MM + abs(lane - middle) + SLACK_MM
    return math.ceil(way / STEP_MM) * STEP_MM
