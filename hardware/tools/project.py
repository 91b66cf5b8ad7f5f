"""Writes what surrounds a sheet and a board: project settings, design rules, library tables."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from hardware.tools import footprints
from hardware.tools.circuit import BOARDS, Board
from hardware.tools.parts import parts
from hardware.tools.sexpr import Form, Quoted, dump

CLEARANCE_MM = 0.3
TRACK_MM = {"Default": 0.4, "Supply": 0.8}
"""Track width of each net class: wide enough to etch at home and to carry the sounder."""
SUPPLY_NETS = ("+5V", "+5VA", "GND")
EDGE_MM = 0.5


def track_mm(net: str) -> float:
    """Return the track width of a net; ground needs no more than a signal, the pour carries it."""
    return TRACK_MM["Supply" if net in SUPPLY_NETS and net != "GND" else "Default"]


def _net_class(name: str) -> dict[str, Any]:
    drawn = {"wire_width": 6, "bus_width": 12, "line_style": 0}
    colours = {"pcb_color": "rgba(0, 0, 0, 0.000)", "schematic_color": "rgba(0, 0, 0, 0.000)"}
    sizes = {"clearance": CLEARANCE_MM, "track_width": TRACK_MM[name], "via_diameter": 1.0, "via_drill": 0.5}
    micro = {"microvia_diameter": 0.3, "microvia_drill": 0.1, "diff_pair_gap": 0.25, "diff_pair_width": 0.2}
    priority = 2147483647 if name == "Default" else 0
    return {"name": name, "priority": priority, **drawn, **colours, **sizes, **micro}


def _settings(board: Board) -> dict[str, Any]:
    rules = {
        "min_clearance": 0.25,
        "min_copper_edge_clearance": EDGE_MM,
        "min_hole_clearance": 0.3,
        "min_hole_to_hole": 0.5,
        "min_track_width": 0.3,
        "min_through_hole_diameter": 0.4,
        "min_via_diameter": 0.8,
        "min_via_annular_width": 0.2,
        "min_connection": 0.2,
        "solder_mask_to_copper_clearance": 0.0,
        "min_text_height": 0.8,
        "min_text_thickness": 0.12,
        "min_silk_clearance": 0.0,
        "min_resolved_spokes": 1,
    }
    patterns = [{"netclass": "Supply", "pattern": net} for net in SUPPLY_NETS]
    return {
        "board": {"design_settings": {"defaults": {}, "rules": rules, "rule_severities": {}}},
        "meta": {"filename": f"{board.name}.kicad_pro", "version": 3},
        "net_settings": {
            "classes": [_net_class("Default"), _net_class("Supply")],
            "meta": {"version": 4},
            "netclass_patterns": patterns,
        },
        "schematic": {"drawing": {}, "meta": {"version": 1}},
        "sheets": [],
        "text_variables": {},
    }


def _table(kind: str, suffix: str, variable: str) -> Form:
    ids = [part.symbol for part in parts().values()] if kind == "sym" else [p.footprint for p in parts().values()]
    names = sorted({text.split(":")[0] for text in ids if text} | ({"power"} if kind == "sym" else set()))
    form: Form = [f"{kind}_lib_table", ["version", "7"]]
    for name in names:
        own = {"sym": "symbols", "fp": "footprints"}[kind]
        place = f"${{KIPRJMOD}}/../{own}" if name == footprints.OWN.stem else f"${{{variable}}}"
        place += f"/{name}.{suffix}"
        row: Form = ["lib", ["name", Quoted(name)], ["type", Quoted("KiCad")], ["uri", Quoted(place)]]
        form.append([*row, ["options", Quoted("")], ["descr", Quoted("")]])
    return form


def write(board: Board) -> None:
    """Write the project's files into the board's folder."""
    folder = board.path
    folder.mkdir(exist_ok=True)
    write_settings(board)
    (folder / "sym-lib-table").write_text(dump(_table("sym", "kicad_sym", "KICAD9_SYMBOL_DIR")) + "\n")
    (folder / "fp-lib-table").write_text(dump(_table("fp", "pretty", "KICAD9_FOOTPRINT_DIR")) + "\n")


def write_settings(board: Board) -> Path:
    """Write the project's settings; to be repeated after KiCad has saved the board, which rewrites them."""
    path = board.path / f"{board.name}.kicad_pro"
    path.write_text(json.dumps(_settings(board), indent=2) + "\n")
    return path


if __name__ == "__main__":
    for each in BOARDS:
        if len(sys.argv) == 1 or each.folder in sys.argv[1:]:
            write(each)
