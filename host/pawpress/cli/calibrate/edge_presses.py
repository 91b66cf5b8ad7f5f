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


def say_edges(curves: list[PadCurve], tell: Callable[[str], None] = say) -> int:
    """Tell what presses at the edges read; return the exit status."""
    for curve in curves:
        for place, error in edge_errors(curve).items():
            tell(f"{curve.pad}, {place}: reads {error:+.0%} of the middle.")
    uneven = [curve for curve in curves if not edges_stand(curve)]
    for curve in uneven:
        tell(
            f"{curve.pad}: an edge is off by {worst_edge(curve):.0%}, and {EDGES_DIFFER_AT_MOST:.0%} are allowed. "
            "Something but its sensors carries: open it, mend it, calibrate again. Until then newtons are not graded."
        )
    return 1 if uneven else 0
