"""Writes the cable harness of mat and gloves for WireViz: one two-core cable a pad, three cores to the partner.

Lengths follow from the same layout as the templates: along the cable lane to the box, and some slack.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from hardware.tools.cables import PARTNER_MM, length_mm
from hardware.tools.dimensions import pad_shapes
from hardware.tools.fabricate import BUILD, IMAGES, shrink
from hardware.tools.netlist import run
from hardware.tools.parts import HARDWARE
from hardware.tools.purchases import BUILDS, IN_PAD, Build, purchases
from pawpress.core.layout import Layout, Pad
from pawpress.settings.layout_files import load_layout

FOLDER = HARDWARE / "harness"
NAMES = ("mat6", "mat8", "fine16", "centre8", "gloves")


def _plug(pins: list[str], maker_number: str, notes: str = "") -> dict[str, Any]:
    plug: dict[str, Any] = {"type": f"JST {maker_number}", "subtype": "plug", "pinlabels": pins}
    plug |= {"manufacturer": "JST", "mpn": maker_number, "additional_components": []}
    contact = {"type": "Crimp contact", "manufacturer": "JST", "mpn": "SXH-001T-P0.6", "qty_multiplier": "populated"}
    plug["additional_components"].append(contact)
    return plug | ({"notes": notes} if notes else {})


def _piece(key: str, quantity: int) -> dict[str, Any]:
    bought = purchases()[key]
    return {"type": bought.item, "manufacturer": bought.maker, "mpn": bought.number, "qty": quantity}


def _sensor(pad: Pad, build: Build) -> dict[str, Any]:
    """Return a pad's end of the cable: its sensors and supervision resistors, all in parallel."""
    shape = pad_shapes()[build.pad]
    inside = [_piece(shape.sensor, shape.sensors), _piece(IN_PAD[build.pad][0], shape.sensors)]
    kind = "Pad, sensors in parallel" if shape.sensors > 1 else "Pad"
    return {"type": kind, "subtype": pad.name, "pinlabels": ["a", "b"], "additional_components": inside}


def build_of(layout: Layout) -> Build:
    """Return the build whose pads hang on a layout's cables; another layout with as many pads takes its mat's."""
    named = [build for build in BUILDS if build.layout == layout.name]
    alike = [
        build for build in BUILDS if build.pad == "triple" and len(load_layout(build.layout).pad) == len(layout.pad)
    ]
    return (named or alike)[0]


def description(layout: Layout) -> dict[str, Any]:
    """Return the WireViz description of a layout's harness."""
    build = build_of(layout)
    connectors: dict[str, Any] = {}
    cables: dict[str, Any] = {}
    connections: list[list[dict[str, str]]] = []
    for pad in layout.pad:
        plug, cable, sensor = f"A{pad.channel}", f"W{pad.channel}", f"S{pad.channel}"
        connectors[plug] = _plug(["+5V", "signal"], "XHP-2")
        connectors[sensor] = _sensor(pad, build)
        cables[cable] = {"type": "Flexible cable", "wirecount": 2, "gauge": "0.14 mm2", "colors": ["RD", "BU"]}
        cables[cable]["length"] = length_mm(layout, pad) / 1000
        connections.append([{plug: "1-2"}, {cable: "1-2"}, {sensor: "1-2"}])  # type: ignore[dict-item]
    connectors["partner"] = _plug(["stop", "GND", "spot"], "XHP-3", "unplugged means stop")
    connectors["hand piece"] = {"type": "Hand piece", "pinlabels": ["stop", "common", "spot"]}
    connectors["hand piece"]["additional_components"] = [_piece("r360", 1)]
    connectors["hand piece"]["notes"] = "at rest: stop closed, through the resistor; spot open"
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
