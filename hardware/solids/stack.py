"""All that lies in a pad, as solids in their places; what touches what, with the lid at rest and pressed down.

Only where the load is meant to go may two solids touch: base, film, soft layer, lid. A joint, a resistor or a cable
that touched the lid would carry force past the sensor, and the pad would read too little.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import trimesh
from manifold3d import Manifold, Mesh

from hardware.statics.plate import Answer, Press, solve
from hardware.statics.pucks import Puck, shared, triple
from hardware.tools.dimensions import FilmSensor, JointShape, PadShape, joint_shape
from hardware.tools.mechanics import STL

LOADED_N, OFF_CENTRE_MM = 500.0, 15.0
"""The worst press for which the stack is checked."""
FROM_MIDDLE_MM = 10.1
"""How far from the puck's middle a resistor lies, under its sensor's tail."""
NEAR_MM = 0.05
"""Solids nearer than this touch."""
SHARED_MM3 = 1e-3
"""Solids that share more than this cut each other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One solid and what it is: `lid`, `film 1`, `sleeve 2`."""

    name: str
    solid: Manifold


Plane = tuple[float, float, float]
LEVEL: Plane = (0.0, 0.0, 0.0)


def printed(name: str, *, turned: bool = False, at_z: float = 0.0) -> Manifold:
    """Return a printed part; a lid is turned over around the y axis, its highest point at `at_z`."""
    mesh = trimesh.load_mesh(STL / f"{name}.stl")
    corners = Mesh(np.array(mesh.vertices, np.float32), np.array(mesh.faces, np.uint32))
    solid = Manifold(corners)
    return solid.rotate((0.0, 180.0, 0.0)).translate((0.0, 0.0, at_z)) if turned else solid


def _along(solid: Manifold, place: tuple[float, float, float], z: float) -> Manifold:
    """Bring a solid that was built with the spot at the origin and the tail along x to a sensor's place."""
    x, y, turn = place
    return solid.rotate((0.0, 0.0, math.degrees(turn))).translate((x, y, z))


def _spot(film: FilmSensor) -> Manifold:
    return Manifold.cylinder(film.thickness, film.spot / 2, circular_segments=64)


def _rest_of_film(film: FilmSensor) -> Manifold:
    head = Manifold.cylinder(film.thickness, film.width / 2, circular_segments=64)
    tail = Manifold.cube((film.tail_mm, film.tail_width, film.thickness)).translate((0, -film.tail_width / 2, 0))
    return head + tail - _spot(film)


def _rod(length: float, diameter: float) -> Manifold:
    """Return a rod along x from the origin, its lower side on z = 0."""
    lying = Manifold.cylinder(length, diameter / 2, circular_segments=32).rotate((0.0, 90.0, 0.0))
    return lying.translate((0.0, 0.0, diameter / 2))


def _joints(shape: PadShape, joint: JointShape, place: tuple[float, float, float], number: int) -> list[Piece]:
    """Return a sensor's sleeved pins, and its resistor under the tail."""
    film, pieces = shape.film, []
    level = shape.base_height - shape.pocket + film.thickness / 2 - joint.sleeve / 2
    outer = (film.pins - 1) / 2 * film.pin_pitch
    for side in (-outer, outer):
        sleeve = _rod(joint.sleeve_length, joint.sleeve).translate((film.tail_mm - 0.5, side, 0.0))
        pieces.append(Piece(f"sleeve {number} {'a' if side < 0 else 'b'}", _along(sleeve, place, level)))
    resistor = _rod(joint.resistor_length, joint.resistor).rotate((0.0, 0.0, 90.0))
    if shape.well_diameter:
        back = shape.spot_radius - FROM_MIDDLE_MM
    else:
        back = film.tail_mm + joint.sleeve_length + joint.resistor
    lying = resistor.translate((back, -joint.resistor_length / 2, 0.0))
    pieces.append(Piece(f"resistor {number}", _along(lying, place, shape.base_height - shape.well_depth)))
    return pieces


def _cable(shape: PadShape, joint: JointShape) -> Piece:
    """Return the cable from where its cores part to the end of the tab."""
    reach = shape.base_diameter / 2 + shape.tab_length
    inside = bool(shape.well_diameter)
    start = shape.well_diameter / 2 - 1.0 if inside else shape.film.tail_mm + joint.sleeve_length + 7.0
    turn = -90.0 if inside else 90.0
    low = shape.base_height - shape.well_depth
    rod = _rod(reach - start, joint.cable).translate((start, 0.0, 0.0)).rotate((0.0, 0.0, turn))
    return Piece("cable", rod.translate((0.0, 0.0, low)))


def pieces(shape: PadShape, *, lid: Plane = LEVEL, joint: JointShape | None = None) -> list[Piece]:
    """Return everything in a pad.

    Parameters
    ----------
    shape : PadShape
        The pad; its printed parts are the committed STL files.
    lid : tuple of float
        How deep the lid's middle is pressed, millimetres, and its slopes along x and y. A boss ends on its film, though
        the model's springs, which never grow stiffer, may let its edge sink deeper.
    joint : JointShape, optional
        Other sizes of what is soldered.
    """
    joint = joint or joint_shape()
    low, (down, along_x, along_y) = shape.base_height + shape.gap_mm, lid
    plate = printed(f"puck_{shape.key}_lid", turned=True, at_z=shape.lid_height)
    turns = (math.degrees(math.atan(-along_y)), math.degrees(math.atan(along_x)), 0.0)
    ground = shape.base_height - shape.pocket
    plate = plate.rotate(turns).translate((0.0, 0.0, low - down))
    for place in shape.spots_mm() if shape.boss else ():
        below = Manifold.cylinder(ground + shape.film.thickness, shape.film.spot / 2, circular_segments=64)
        plate -= _along(below, place, 0.0)
    found = [Piece("base", printed(f"puck_{shape.key}_base")), Piece("lid", plate)]
    for number, place in enumerate(shape.spots_mm(), 1):
        found.append(Piece(f"spot {number}", _along(_spot(shape.film), place, ground)))
        found.append(Piece(f"film {number}", _along(_rest_of_film(shape.film), place, ground)))
        if shape.boss:
            side = shape.soft_size
            soft = Manifold.cube((side, side, shape.soft)).translate((-side / 2, -side / 2, 0.0))
            found.append(Piece(f"soft {number}", _along(soft, place, ground + shape.film.thickness)))
        found += _joints(shape, joint, place, number)
    if not shape.boss:
        foam = Manifold.cylinder(shape.soft, shape.soft_size / 2, circular_segments=96)
        found.append(Piece("soft 1", foam.translate((0.0, 0.0, shape.base_height))))
    return [*found, _cable(shape, joint)]


CARRIES = ({"lid", "soft"}, {"soft", "spot"}, {"lid", "spot"}, {"spot", "base"})
"""The way of the load."""
RESTS = (
    *({"film", other} for other in ("base", "spot", "sleeve", "soft")),
    *({"base", other} for other in ("resistor", "cable", "sleeve", "soft")),
)
"""What lies on or beside each other; nothing presses there."""
MAY_CUT = ({"lid", "soft"}, {"lid", "spot"}, {"film", "sleeve"})
"""Soft layers are drawn unpressed; a sleeve reaches over the end of its film."""


def clashes(found: list[Piece]) -> list[str]:
    """Return which pieces cut each other, or touch where no load is meant to go."""
    wrong = []
    for first, second in combinations(found, 2):
        kinds = {first.name.split()[0], second.name.split()[0]}
        cut = (first.solid ^ second.solid).volume()
        if cut > SHARED_MM3 and kinds not in MAY_CUT:
            wrong.append(f"{first.name} and {second.name} share {cut:.2f} mm3")
        elif kinds not in CARRIES + RESTS and first.solid.min_gap(second.solid, 1.0) < NEAR_MM:
            wrong.append(f"{first.name} touches {second.name}")
    return wrong


def pressed(shape: PadShape, turn: float, force_n: float = LOADED_N, off_mm: float = OFF_CENTRE_MM) -> Answer:
    """Return how the lid lies under a press off the middle, by the model of hardware/statics."""
    puck: Puck = triple(shape) if shape.key == "triple" else shared(shape)
    press = Press(force_n, off_mm * math.cos(turn), off_mm * math.sin(turn))
    return solve(puck.plate, (*puck.felt, *puck.lost), press)
