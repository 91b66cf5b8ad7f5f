"""Turns the OpenSCAD sources into STL files and pictures: `python -m hardware.tools.mechanics`."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import trimesh
from trimesh.exchange.stl import export_stl

from hardware.tools import dimensions
from hardware.tools.circuit import BOARDS
from hardware.tools.fabricate import BUILD, IMAGES, shrink
from hardware.tools.netlist import run
from hardware.tools.parts import HARDWARE
from hardware.tools.placement import Placement

CAD = HARDWARE / "cad"
STL = CAD / "stl"
UNO_HOLES_MM = ((13.97, 50.8), (15.24, 2.54), (66.04, 45.72), (66.04, 17.78))
"""Mounting holes of the Uno R3 itself, y down: the box holds the Uno, the shield rides on it."""
USB_OPENINGS = ("[15.5, 14, 1, 13]", "[17, 13, 9, 9]", "[43, 13, 9, 9]")
"""Middle from the board's upper edge, width, bottom above the stand-off, height: Uno (type B), Nano in its sockets."""
LAMP_TIPS_MM = (27.2, 14.6, 14.6)
"""Tips of the LEDs above the ground of the box: wall 2, stand-off 6, board 1.6 and an LED of 5 mm; on the Uno its own
board, 8.5 of socket and 2.5 of strip below the shield."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed part."""

    name: str
    source: str
    settings: tuple[str, ...] = ()


PRINTED = (
    Printed("puck_triple_base", "puck.scad", ('kind="triple"', 'part="base"')),
    Printed("puck_triple_lid", "puck.scad", ('kind="triple"', 'part="lid"')),
    Printed("puck_shared_base", "puck.scad", ('kind="shared"', 'part="base"')),
    Printed("puck_shared_lid", "puck.scad", ('kind="shared"', 'part="lid"')),
    Printed("glove_disc", "glove_disc.scad"),
    Printed("box_uno", "enclosure.scad", ('board="uno"', 'part="box"')),
    Printed("box_uno_lid", "enclosure.scad", ('board="uno"', 'part="lid"')),
    Printed("box_nano", "enclosure.scad", ('board="nano"', 'part="box"')),
    Printed("box_nano_lid", "enclosure.scad", ('board="nano"', 'part="lid"')),
    Printed("box_mux", "enclosure.scad", ('board="mux"', 'part="box"')),
    Printed("box_mux_lid", "enclosure.scad", ('board="mux"', 'part="lid"')),
    Printed("jig_foot", "calibration_jig.scad", ('part="foot"',)),
    Printed("jig_stamp", "calibration_jig.scad", ('part="stamp"',)),
    Printed("strain_relief", "strain_relief.scad"),
)


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return "[" + ", ".join(f"[{x:g}, {y:g}]" for x, y in points) + "]"


PITCH_MM = {"D1": 2.54, "D2": 2.54, "BZ1": 5.0}
"""Between the two legs of what must be seen or heard; both lie unturned on every board."""


def middle_mm(placement: Placement, name: str) -> tuple[float, float]:
    """Return the middle of a part of two legs."""
    spot = placement.spots[name]
    return (round(spot.x_mm + PITCH_MM[name] / 2, 3), spot.y_mm)


def _holes_mm(placement: Placement) -> tuple[tuple[float, float], ...]:
    return tuple((spot.x_mm, spot.y_mm) for name, spot in sorted(placement.spots.items()) if name.startswith("H"))


def board_dimensions() -> str:
    """Return the OpenSCAD text with what the box must know of the boards."""
    placements: list[Placement] = [importlib.import_module(f"hardware.{b.folder}.placement").PLACEMENT for b in BOARDS]
    holes = [UNO_HOLES_MM, *(_holes_mm(placement) for placement in placements[1:])]
    lamps = [tuple(middle_mm(placement, name) for name in ("D1", "D2")) for placement in placements]
    lines = [
        "// Written by hardware/tools/mechanics.py from the boards' placement files; do not edit.",
        f"board_sizes = {_points(tuple((p.width_mm, p.height_mm) for p in placements))};",
        f"board_holes = [{', '.join(_points(each) for each in holes)}];",
        f"board_lamps = [{', '.join(_points(each) for each in lamps)}];",
        f"board_sounders = {_points(tuple(middle_mm(p, 'BZ1') for p in placements))};",
        f"lamp_tips = [{', '.join(f'{tip:g}' for tip in LAMP_TIPS_MM)}];",
        f"usb_openings = [{', '.join(USB_OPENINGS)}];",
    ]
    return "\n".join(lines) + "\n"


def _openscad(printed: Printed, target: Path, *more: str) -> None:
    settings = [word for setting in printed.settings for word in ("-D", setting)]
    run("openscad", "-q", "-o", target, *settings, *more, CAD / printed.source)


def write_stl(printed: Printed, folder: Path) -> Path:
    """Write one part as binary STL, triangles in a fixed order."""
    raw = BUILD / "cad" / f"{printed.name}.off"
    raw.parent.mkdir(parents=True, exist_ok=True)
    _openscad(printed, raw)
    target = folder / f"{printed.name}.stl"
    target.write_bytes(export_stl(_in_fixed_order(trimesh.load_mesh(raw))))
    return target


def _in_fixed_order(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """Return the same triangles sorted: OpenSCAD writes them in another order every time."""
    triangles = np.round(mesh.triangles, 4) + 0.0
    turned = [np.roll(corners, -min(range(3), key=lambda i: tuple(corners[i])), axis=0) for corners in triangles]
    ordered = np.array(sorted(turned, key=lambda corners: corners.ravel().tolist()))
    return trimesh.Trimesh(ordered.reshape(-1, 3), np.arange(3 * len(ordered)).reshape(-1, 3), process=False)


def picture(printed: Printed) -> None:
    """Draw one part; OpenSCAD needs a screen for that, so a virtual one is used."""
    target = BUILD / "cad" / f"{printed.name}.png"
    settings = [word for setting in printed.settings for word in ("-D", setting)]
    command = ["xvfb-run", "-a", "openscad", "-q", "--render", "--imgsize=640,480", "--colorscheme=Tomorrow"]
    command += ["--viewall", "--autocenter", "--camera=0,0,0,55,0,25,300", "-o", str(target), *settings]
    subprocess.run([*command, str(CAD / printed.source)], check=True, capture_output=True)
    shrink(target, IMAGES / f"{printed.name}.png", 64)


def main() -> None:
    """Write everything."""
    (CAD / "board_generated.scad").write_text(board_dimensions(), "utf-8")
    (CAD / "dimensions_generated.scad").write_text(dimensions.openscad(), "utf-8")
    STL.mkdir(exist_ok=True)
    for printed in PRINTED:
        write_stl(printed, STL)
        if "--pictures" in sys.argv:
            picture(printed)


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
