"""A calibration as people read it at the terminal."""

from __future__ import annotations

from pawpress.core.calibration import PadCurve, RigCalibration
from pawpress.core.calibration.check import stands, worst_error
from pawpress.core.calibration.edges import edges_stand, uncertainty_anywhere, worst_edge
from pawpress.texts import Texts

SHOWN_N = 142.0
"""The force at which a summary shows what its uncertainty means: a firm press."""
COLUMNS = "pad   range              error    hysteresis  repeats   creep       edges            reads, for example"


def summary(calibration: RigCalibration) -> str:
    """Return a head and a line a pad."""
    head = f"Rig {calibration.rig} on the {calibration.placement}, {calibration.created[:10]}"
    return "\n".join([head, COLUMNS, *map(_line, calibration.pad)])


def results(calibration: RigCalibration, texts: Texts) -> list[str]:
    """Return what each pad is worth, a line a pad, to be read aloud or on a narrow screen."""
    return [_result(curve, texts) for curve in calibration.pad]


def _result(curve: PadCurve, texts: Texts) -> str:
    shown_n, digits = _example(curve)
    plus = texts.number(uncertainty_anywhere(curve) * shown_n, digits)
    low, high = texts.number(curve.lowest_n, digits), texts.number(curve.top_n, digits)
    return texts.text(
        "guide.result", name=curve.pad, low=low, high=high, force=texts.number(shown_n, digits), plus=plus
    )


def _example(curve: PadCurve) -> tuple[float, int]:
    """Return a force to show the uncertainty at, and how many digits forces of this pad need."""
    return SHOWN_N if curve.top_n >= SHOWN_N else curve.top_n / 2.0, 0 if curve.top_n >= 20.0 else 2


def _line(curve: PadCurve) -> str:
    shown_n, digits = _example(curve)
    span = f"{curve.lowest_n:.{digits}f} to {curve.top_n:.{digits}f} N"
    creep = f"{curve.creep_per_decade:.1%}/dec." if curve.creep_per_decade >= 0.0005 else "-"
    result = f"{shown_n:.{digits}f} N ± {uncertainty_anywhere(curve) * shown_n:.{digits}f}"
    fallen = "" if stands(curve) else f"  CHECK FAILED: off by {worst_error(curve):.0%}"
    fallen += "" if edges_stand(curve) else f"  EDGES FAILED: off by {worst_edge(curve):.0%}"
    return (
        f"{curve.pad:<5} {span:<18} {curve.residual:<8.1%} {_share(curve.hysteresis):<11} "
        f"{_share(curve.repeatability):<9} {creep:<11} {_edges(curve):<16} {result}{fallen}"
    )


def _edges(curve: PadCurve) -> str:
    """Return by how much a press off the middle is off, and whether that was pressed or computed."""
    if curve.edges:
        return f"{curve.off_centre:.1%}"
    return f"{curve.off_centre:.1%} (computed)" if curve.off_centre else "-"


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"
