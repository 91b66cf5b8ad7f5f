"""The pucks as plates on supports, and the share of a press that their sensors feel.

What is assumed of the materials stands here and nowhere else: printed plastic of 1.5 GPa (PETG at 60 % infill), a
silicone sheet of 2.5 N/mm2 (50 Shore A) held between two faces, soft EVA foam of 1 N/mm2. None was measured by us.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from hardware.statics.plate import Plate, Press, Support, disc, ring, solve
from hardware.tools.dimensions import PadShape, pad_shapes

PRINTED_MPA, SILICONE_MPA, FOAM_MPA = 1500.0, 2.5, 1.0
EDGE = 100.0
"""Where the lid meets the base: plastic on plastic, N/mm3; stiff enough that its exact value does not matter."""
BATCH_SPREAD = 0.06
"""By how much a film sensor differs from another of its batch at most (docs/explanation/pads.md)."""
Kind = Literal["single", "triple", "shared"]


@dataclass(frozen=True, slots=True)
class Puck:
    """A puck's lid, what its sensors lie under, and what else could carry it."""

    plate: Plate
    felt: tuple[Support, ...]
    lost: tuple[Support, ...]


def squeezed(modulus: float, diameter_mm: float, thickness_mm: float) -> float:
    """Return the stiffness of a thin soft disc that cannot spread, N/mm3 (Gent's shape factor)."""
    shape = diameter_mm / (4 * thickness_mm)
    return modulus * (1 + 2 * shape**2) / thickness_mm


def single() -> Puck:
    """Return the puck of revision A: a lid of 54.7 mm on one boss of 9.5 mm, its rim 2.2 mm above the base."""
    boss = Support(disc(0, 0, 9.5), squeezed(SILICONE_MPA, 9.5, 1.0))
    return Puck(Plate(27.35, 4.0, PRINTED_MPA), (boss,), (Support(ring(24.0, 25.0), EDGE, 2.2),))


def triple(shape: PadShape | None = None) -> Puck:
    """Return the puck that stands on three sensors; their conductances add, so its reading is the sum."""
    pad = shape or pad_shapes()["triple"]
    plate = Plate(pad.base_diameter / 2, pad.lid_height, PRINTED_MPA)
    stiffness = squeezed(SILICONE_MPA, pad.boss, pad.soft)
    felt = tuple(Support(disc(x, y, pad.boss), stiffness) for x, y, _ in pad.spots_mm())
    edge = pad.base_diameter / 2
    return Puck(plate, felt, (Support(ring(edge - 1.0, edge), EDGE, pad.gap_mm),))


def shared(shape: PadShape | None = None) -> Puck:
    """Return the puck with foam over its whole face."""
    pad = shape or pad_shapes()["shared"]
    plate = Plate(pad.base_diameter / 2, pad.lid_height, PRINTED_MPA)
    spot, stiffness = pad.film.spot, FOAM_MPA / pad.soft
    under = Support(disc(0, 0, spot), stiffness)
    return Puck(plate, (under,), (Support(ring(math.nextafter(spot / 2, 99), pad.base_diameter / 2), stiffness),))


PUCKS = {"single": single, "triple": triple, "shared": shared}


def share(puck: Puck, eccentricity_mm: float, force_n: float = 200.0, turn: float = 0.0, refine: int = 4) -> float:
    """Return what part of a press the sensors feel.

    Parameters
    ----------
    puck : Puck
        The puck.
    eccentricity_mm : float
        From the middle of the puck to the middle of the press.
    force_n : float
        The press.
    turn : float
        Direction in which it lies, radians.
    refine : int
        Fineness of the mesh.
    """
    press = Press(force_n, eccentricity_mm * math.cos(turn), eccentricity_mm * math.sin(turn))
    answer = solve(puck.plate, (*puck.felt, *puck.lost), press, refine)
    return float(sum(answer.carried_n[: len(puck.felt)])) / force_n


def worst_turn(shape: PadShape) -> float:
    """Return the direction in which a press is farthest from every boss, radians."""
    turn = math.atan2(shape.spots_mm()[0][1], shape.spots_mm()[0][0])
    return turn + math.pi / shape.sensors if shape.sensors > 1 else 0.0


def curve(kind: Kind, eccentricities_mm: np.ndarray, refine: int = 4) -> np.ndarray:
    """Return the reading for each eccentricity, over the reading of the same press in the middle; worst direction."""
    puck = PUCKS[kind]()
    turn = 0.0 if kind == "single" else worst_turn(pad_shapes()[kind])
    middle = share(puck, 0.0, turn=turn, refine=refine)
    return np.array([share(puck, float(e), turn=turn, refine=refine) / middle for e in eccentricities_mm])


def by_statics(eccentricity_mm: float, boss_mm: float, rim_mm: float) -> float:
    """Return the same for a rigid lid on one boss: outside the boss, boss and rim are the two ends of a lever."""
    outside = max(0.0, eccentricity_mm - boss_mm / 2)
    return 1.0 - outside / (rim_mm - boss_mm / 2)


def unlike(shape: PadShape, eccentricity_mm: float) -> float:
    """Return by how much a puck reads wrongly at most off its middle because its sensors differ; 0 for a single one.

    A press that moves towards one of three sensors by `e` shifts `2 e / 3 r` of its load onto it, half of that from
    each of the others, as long as the lid stands on all three.
    """
    if shape.sensors == 1:
        return 0.0
    shifted = 2.0 * eccentricity_mm / (shape.sensors * shape.spot_radius)
    return BATCH_SPREAD * 2.0 * shifted
