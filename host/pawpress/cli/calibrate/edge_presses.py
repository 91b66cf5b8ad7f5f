"""What `pawpress calibrate` has to know of pucks, and says of presses at the edges of pads."""

from __future__ import annotations

from collections.abc import Callable

from pawpress.cli.calibrate.options import CalibrateOptions
from pawpress.cli.failure import say
from pawpress.core.calibration import PadCurve, Placement
from pawpress.core.calibration.edges import (
    EDGE_LOAD_N,
    EDGES_DIFFER_AT_MOST,
    PuckName,
    edge_errors,
    edges_stand,
    worst_edge,
)
from pawpress.core.calibration.pad_curve import Place
from pawpress.texts import Texts

EDGES: dict[Place, str] = {
    "towards the cable": "edge.cable",
    "right": "edge.right",
    "away from the cable": "edge.away",
    "left": "edge.left",
}


def puck_of(options: CalibrateOptions, placement: Placement) -> PuckName | None:
    """Return how the pads are built; None where nobody said. The emulated mat has three sensors to a pad."""
    if options.puck is not None:
        return options.puck
    if placement == "glove":
        return "disc"
    return "triple" if options.demo else None


def edge_load_n(curve: PadCurve) -> float:
    """Return the load for the edges: within the range of a pad that was calibrated with light weights, too."""
    return min(EDGE_LOAD_N, curve.top_n / 2.0)


def say_edges(curves: list[PadCurve], texts: Texts, tell: Callable[[str], None] = say) -> int:
    """Tell what presses at the edges read; return the exit status."""
    for curve in curves:
        for place, error in edge_errors(curve).items():
            where, share = texts.text(EDGES[place]), signed_share(error)
            tell(texts.text("edge.reads", name=curve.pad, where=where, share=share))
    uneven = [curve for curve in curves if not edges_stand(curve)]
    for curve in uneven:
        off = {"share": f"{worst_edge(curve):.0%}", "allowed": f"{EDGES_DIFFER_AT_MOST:.0%}"}
        tell(texts.text("edge.fails", name=curve.pad, **off))
    return 1 if uneven else 0


def signed_share(share: float) -> str:
    """Return a share as whole percent with its sign; what is rounded to nothing is no minus."""
    return f"{share:+z.0%}"
