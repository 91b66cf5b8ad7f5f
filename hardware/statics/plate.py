"""A puck's lid as an elastic plate on supports that push and never pull, solved by finite elements (scikit-fem).

The lid bends as a thin plate (Kirchhoff, Morley triangles). Each support is a layer of springs under a part of it: the
soft sheet between boss and film, the foam, the base's edge behind its gap. Where a support would have to pull, it is
let go, and the plate is solved again until the set of what touches stands still. Newtons and millimetres throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import skfem as fem
from numpy.typing import NDArray
from skfem.helpers import dd, ddot, trace

Array = NDArray[np.float64]
POISSON = 0.35
ROUNDS = 80
HOLD = 1e-7
"""Springs of next to nothing (N/mm3) everywhere, so that a lid that touches nothing yet has an equilibrium."""


@dataclass(frozen=True, slots=True)
class Support:
    """Springs under a part of the plate."""

    under: Callable[[Array, Array], Array]
    """Which places it lies under: takes x and y, gives 1 or 0."""
    stiffness: float
    """Pressure for each millimetre of travel, N/mm3."""
    gap_mm: float = 0.0
    """Travel of the plate before it touches."""


@dataclass(frozen=True, slots=True)
class Press:
    """A load spread evenly over a round spot of the plate."""

    force_n: float
    x_mm: float
    y_mm: float = 0.0
    radius_mm: float = 8.0


@dataclass(frozen=True, slots=True)
class Plate:
    """The lid."""

    radius_mm: float
    thickness_mm: float
    modulus: float
    """N/mm2."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the supports carry and how far the lid goes down."""

    carried_n: tuple[float, ...]
    deepest_mm: float
    """Of the whole lid."""
    plane: tuple[float, float, float]
    """The lid as if it were stiff: how deep its middle goes, mm, and its slopes along x and y."""


def disc(x_mm: float, y_mm: float, diameter_mm: float) -> Callable[[Array, Array], Array]:
    """Return what marks a round spot."""
    return lambda x, y: (np.hypot(x - x_mm, y - y_mm) <= diameter_mm / 2).astype(float)


def ring(from_mm: float, to_mm: float) -> Callable[[Array, Array], Array]:
    """Return what marks the places between two radii."""
    return lambda x, y: ((np.hypot(x, y) >= from_mm) & (np.hypot(x, y) <= to_mm)).astype(float)


def _plane(x: Array, y: Array, down: Array, weight: Array) -> tuple[float, float, float]:
    """Return the plane nearest to the bent lid; the mesh is symmetric, so its three parts do not mix."""
    area = float(weight.sum())
    slopes = [float((down * way * weight).sum() / (way**2 * weight).sum()) for way in (x, y)]
    return (float((down * weight).sum()) / area, slopes[0], slopes[1])


@fem.BilinearForm
def _bending(u, v, w):  # type: ignore[no-untyped-def]
    here, there = dd(u), dd(v)
    return w.rigidity * ((1 - POISSON) * ddot(here, there) + POISSON * trace(here) * trace(there))


@fem.BilinearForm
def _springs(u, v, w):  # type: ignore[no-untyped-def]
    return w.stiffness * u * v


@fem.LinearForm
def _pressure(v, w):  # type: ignore[no-untyped-def]
    return w.pressure * v


def solve(plate: Plate, supports: Sequence[Support], press: Press, refine: int = 4) -> Answer:
    """Return what each support carries.

    Parameters
    ----------
    plate : Plate
        The lid.
    supports : sequence of Support
        All that can carry it.
    press : Press
        The load.
    refine : int
        How often the mesh is halved.

    Raises
    ------
    RuntimeError
        If the set of what touches does not come to rest.
    """
    mesh = fem.MeshTri.init_circle(refine).scaled((plate.radius_mm, plate.radius_mm))
    basis = fem.Basis(mesh, fem.ElementTriMorley(), intorder=4)
    x, y = basis.global_coordinates()
    rigidity = plate.modulus * plate.thickness_mm**3 / 12 / (1 - POISSON**2)
    bending = _bending.assemble(basis, rigidity=np.full_like(x, rigidity))
    spot = disc(press.x_mm, press.y_mm, 2 * press.radius_mm)(x, y)
    load = _pressure.assemble(basis, pressure=spot * press.force_n / float((spot * basis.dx).sum()))
    places = [support.under(x, y) for support in supports]
    touches = [place * (support.gap_mm == 0.0) for place, support in zip(places, supports, strict=True)]
    for _ in range(ROUNDS):
        springs = [touch * support.stiffness for touch, support in zip(touches, supports, strict=True)]
        gaps = sum(spring * support.gap_mm for spring, support in zip(springs, supports, strict=True))
        matrix = bending + _springs.assemble(basis, stiffness=np.asarray(sum(springs)) + HOLD)
        down = np.asarray(basis.interpolate(fem.solve(matrix, load + _pressure.assemble(basis, pressure=gaps))))
        after = [place * (down > support.gap_mm).astype(float) for place, support in zip(places, supports, strict=True)]
        if all(np.array_equal(old, new) for old, new in zip(touches, after, strict=True)):
            carried = [
                float((spring * (down - support.gap_mm) * basis.dx).sum())
                for spring, support in zip(springs, supports, strict=True)
            ]
            return Answer(tuple(carried), float(down.max()), _plane(x, y, down, basis.dx))
        touches = after
    raise RuntimeError(f"what touches the lid changed in each of {ROUNDS} rounds: {press}")
