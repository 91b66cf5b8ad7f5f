"""The press at four edges: does a pad read a press off its middle like one in it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from pawpress.core.calibration.budget import with_off_centre
from pawpress.core.calibration.check import read_n
from pawpress.core.calibration.pad_curve import CalibrationError, EdgePress, PadCurve, Place
from pawpress.core.calibration.pucks_generated import OFF_CENTRE
from pawpress.core.calibration.reference_points import ReferencePoint

EDGE_LOAD_N = 100.0
"""What each place is pressed with: a light press, which a person holds with one foot or a weight of 10 kg."""
EDGES_DIFFER_AT_MOST = 0.10
"""A pad that reads an edge more wrongly than this is to be opened: something but its sensors carries."""
PLACES: tuple[Place, ...] = get_args(Place)
"""In the order in which they are pressed; the middle first."""
PuckName = Literal["triple", "shared", "single", "disc"]
"""Three sensors; one sensor under foam; one sensor under one boss (revision A, withdrawn); the discs of a glove."""
IN_USE: tuple[PuckName, ...] = ("triple", "shared")
"""What a mat is built with when nobody says; a disc has no edges, and the puck of revision A is withdrawn."""


def computed_off_centre(puck: PuckName | None) -> float:
    """Return by how much a press off the middle reads wrongly at most, by the model of the puck.

    Parameters
    ----------
    puck : PuckName, optional
        The puck; None takes the worst of those that are built today.
    """
    return max(OFF_CENTRE[name] for name in ((puck,) if puck else IN_USE))


def with_puck(curve: PadCurve, puck: PuckName | None) -> PadCurve:
    """Return a curve whose edges were not pressed, with what the model of its puck says in their place."""
    return msgspec.structs.replace(curve, off_centre=computed_off_centre(puck), edges=())


def with_edges(curve: PadCurve, points: Sequence[ReferencePoint], made: str) -> PadCurve:
    """Return the curve with what it reads at each place, and its uncertainty from that.

    Parameters
    ----------
    curve : PadCurve
        The pad's curve.
    points : sequence of ReferencePoint
        The true load and the reading at each of `PLACES`, in this order.
    made : str
        When, as `2026-07-01T12:00:00Z`.

    Raises
    ------
    CalibrationError
        If a place is missing, or a load lies outside the range of the curve.
    """
    if len(points) != len(PLACES):
        raise CalibrationError(f"{curve.pad}: {len(PLACES)} places are pressed, not {len(points)}. Begin again.")
    for point in points:
        if not curve.lowest_n <= point.reference_n <= curve.top_n:
            raise CalibrationError(
                f"{curve.pad}: {point.reference_n:.0f} N is outside its range of {curve.lowest_n:.0f} to "
                f"{curve.top_n:.0f} N. Press at the edges with a load between them."
            )
    edges = tuple(
        EdgePress(made, place, point.reference_n, round(read_n(curve, point), 3))
        for place, point in zip(PLACES, points, strict=True)
    )
    if edges[0].read_n <= 0.0:
        raise CalibrationError(f"{curve.pad}: the press in its middle was not felt. Begin again.")
    found = msgspec.structs.replace(curve, edges=edges)
    return msgspec.structs.replace(found, off_centre=round(max(map(abs, edge_errors(found).values())), 4))


def edge_errors(curve: PadCurve) -> dict[Place, float]:
    """Return by how much each edge reads more than the middle under the same load, relative; empty if not pressed."""
    if not curve.edges:
        return {}
    middle, *edges = curve.edges
    share = middle.read_n / middle.reference_n
    return {edge.place: edge.read_n / edge.reference_n / share - 1.0 for edge in edges}


def worst_edge(curve: PadCurve) -> float:
    """Return the largest difference between an edge and the middle, without sign; 0 if not pressed."""
    return max(map(abs, edge_errors(curve).values()), default=0.0)


def edges_stand(curve: PadCurve) -> bool:
    """Whether no edge was found too far off."""
    return worst_edge(curve) <= EDGES_DIFFER_AT_MOST


def uncertainty_anywhere(curve: PadCurve) -> float:
    """Return the relative uncertainty of a newton at 95 %, for a press in the middle of the pad or off it."""
    return with_off_centre(curve.uncertainty, curve.off_centre)
