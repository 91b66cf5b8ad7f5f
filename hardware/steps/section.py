"""Sections through the printed parts, from the very STL files that a builder prints."""

from __future__ import annotations

from functools import cache

import numpy as np
import trimesh

from hardware.steps.pencil import Point
from hardware.tools.mechanics import STL

Outline = tuple[Point, ...]


@cache
def _mesh(name: str) -> trimesh.Trimesh:
    return trimesh.load_mesh(STL / f"{name}.stl")


def upright(name: str, *, turned: bool = False) -> list[Outline]:
    """Return the outlines of a part cut along the tail's way: x along the cut, y up from its lowest point.

    Parameters
    ----------
    name : str
        Name of the STL file.
    turned : bool
        Whether the part lies upside down, as a lid does on its base.
    """
    mesh = _mesh(name)
    middle = (mesh.bounds[0] + mesh.bounds[1]) / 2 if name.startswith(("box", "strain")) else np.zeros(3)
    cut = mesh.section(plane_origin=(middle[0] + 1e-3, 0, 0), plane_normal=(1, 0, 0))
    high = float(mesh.bounds[1][2])
    loops = [[(float(y), high - float(z) if turned else float(z)) for _, y, z in loop] for loop in cut.discrete]
    return [tuple(loop) for loop in sorted(loops)]


def level(name: str, height_mm: float) -> list[Outline]:
    """Return the outlines of a part cut at a height, as seen from above."""
    cut = _mesh(name).section(plane_origin=(0, 0, height_mm), plane_normal=(0, 0, 1))
    loops = sorted(cut.discrete, key=lambda loop: float(loop.min()))
    return [tuple((float(x), -float(y)) for x, y, _ in loop) for loop in loops]


def height_mm(name: str) -> float:
    """Return how high a part is."""
    return float(_mesh(name).bounds[1][2])
