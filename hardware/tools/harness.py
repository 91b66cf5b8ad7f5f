"""Writes the cable harness of mat and gloves for WireViz: one two-core cable a pad, three cores to the partner.

Lengths follow from the same layout as the templates: along the cable lane to the box, and some slack.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import yaml

from hardware.tools.fabricate import BUILD, IMAGES, shrink
from hardware.tools.netlist import run
from hardware.tools.parts import HARDWARE
from hardware.tools.templates import BOX_MM, MARGIN_MM
from pawpress.core.layout import Layout, Pad
from pawpress.settings.layout_files import load_layout

FOLDER = HARDWARE / "harness"
NAMES = ("mat6", "mat8", "centre8", "gloves")
SLACK_MM, GLOVE_MM, PARTNER_MM, STEP_MM = 300.0, 1800.0, 2500.0, 50.0


def length_mm(layout: Layout, pad: Pad) -> float:
    """Return the length of a pad's cable, rounded up to 50 mm."""
    if layout.name == "gloves":
        return GLOVE_MM
    middle = max(p.x_mm for p in layout.pad) / 2
    lane = 40.0 + 3 * pad.level
    way = lane + pad.y_mm + MARGIN_MM + BOX_MM + abs(pad.x_mm - middle) + lane + SLACK_MM
    return math.ceil(way / STEP_MM) * STEP_MM


def _plug(pins: list[str], maker_number: str, notes: str = "") -> dict[str, Any]:
    plug: dict[str, Any] = {"type": f"JST {maker_number}", "subtype": "plug", "pinlabels": pins}
    plug |= {"manufacturer": "JST", "mpn": maker_number, "additional_components": []}
    contact = {"type": "Crimp contact", "manufacturer": "JST", "mpn": "SXH-001T-P0.6", "qty_multiplier": "populated"}
    plug["additional_components"].append(contact)
    return plug | ({"notes": notes} if notes else {})


def _sensor(pad: Pad) -> dict[str, Any]:
    supervision = {
        "type": "Resistor 2.2 MOhm across the sensor",
        "manufacturer": "Stackpole",
        "mpn": "CF14JT2M20",
        "qty": 1,
    }
    sensor: dict[str, Any] = {"type": "Force sensor 445 N", "subtype": pad.name, "pinlabels": ["a", "b"]}
    sensor |= {"manufacturer": "Tekscan", "mpn": "A301-100", "additional_components": [supervision]}
    return sensor


def description(layout: Layout) -> dict[str, Any]:
    """Return the WireViz description of a layout's harness."""
    connectors: dict[str, Any] = {}
    cables: dict[str, Any] = {}
    connections: list[list[dict[str, str]]] = []
    for pad in layout.pad:
        plug, cable, sensor = f"A{pad.channel}", f"W{pad.channel}", f"S{pad.channel}"
        connectors[plug] = _plug(["+5V", "signal"], "XHP-2")
        connectors[sensor] = _sensor(pad)
        cables[cable] = {"type": "Flexible cable", "wirecount": 2, "gauge": "0.14 mm2", "colors": ["RD", "BU"]}
        cables[cable]["length"] = length_mm(layout, pad) / 1000
        connections.append([{plug: "1-2"}, {cable: "1-2"}, {sensor: "1-2"}])  # type: ignore[dict-item]
    connectors["partner"] = _plug(["stop", "GND", "spot"], "XHP-3", "unplugged means stop")
    connectors["hand piece"] = {"type": "Hand piece", "pinlabels": ["stop", "common", "spot"]}
    connectors["hand piece"]["notes"] = "at rest: stop closed, spot open"
    cables["W partner"] = {"type": "Flexible cable", "wirecount": 3, "gauge": "0.14 mm2", "colors": ["RD", "BK", "GN"]}
    cables["W partner"]["length"] = PARTNER_MM / 1000
    connections.append([{"partner": "1-3"}, {"W partner": "1-3"}, {"hand piece": "1-3"}])  # type: ignore[dict-item]
    return {"connectors": connectors, "cables": cables, "connections": _ranges(connections)}


def _ranges(connections: list[list[dict[str, str]]]) -> list[list[dict[str, list[str]]]]:
    return [[{name: [pins] for name, pins in item.items()} for item in row] for row in connections]


def main() -> None:
    """Write the descriptions, and let WireViz draw them."""
    for name in NAMES:
        path = FOLDER / f"{name}.yml"
        text = yaml.safe_dump(description(load_layout(name)), sort_keys=False, allow_unicode=True)
        path.write_text(f"# Written by hardware/tools/harness.py from the host's layout; do not edit.\n{text}", "utf-8")
        run(Path(sys.executable).parent / "wireviz", "-f", "st", path)
    raw = BUILD / "harness_gloves.png"
    raw.parent.mkdir(exist_ok=True)
    run("rsvg-convert", "-w", "1100", "-o", raw, FOLDER / "gloves.svg")
    shrink(raw, IMAGES / "harness_gloves.png", 32)


if __name__ == "__main__":
    main()
