"""How the force comes on and goes off."""

from __future__ import annotations

from pawpress.core.kernel import Curve
from pawpress.core.presses.metrics.registry import metric

RISE_FROM, RISE_TO = 0.1, 0.9
BEGUN_SHARE = 0.5
RFD_WINDOW_S = 0.05


@metric(
    "s",
    label="rise",
    source="usual rise time",
    after="plateau_n",
    none_when=f"the press was already above {100 * BEGUN_SHARE:g} % of its plateau when the readings began",
)
def rise_s(curve: Curve, reference_n: float) -> float | None:
    """Time from 10 % to 90 % of the plateau.

    A light press may leave its noise only above 10 %: its rise then begins with its waveform.
    """
    crossings = rise_span_s(curve, reference_n)
    return None if crossings is None else crossings[1] - crossings[0]


def rise_span_s(curve: Curve, reference_n: float) -> tuple[float, float] | None:
    """When the rise crosses 10 % and 90 % of the plateau; None as for `rise_s`."""
    return curve.rise_s(*_levels_n(reference_n))


def _levels_n(reference_n: float) -> tuple[float, float, float]:
    return RISE_FROM * reference_n, RISE_TO * reference_n, BEGUN_SHARE * reference_n


def reached_at(curve: Curve, reference_n: float) -> int:
    """Return the first sample at or above 90 % of the plateau; 0 if there is none."""
    return curve.first_above(RISE_TO * reference_n)


@metric(
    "s",
    label="release",
    source="mirror of the rise time",
    given="released",
    after="dwell_s",
    none_when="the readings ended in mid-press",
)
def release_time_s(curve: Curve, reference_n: float) -> float | None:
    """Time from 90 % down to 10 % of the plateau."""
    crossings = curve.fall_s(*_levels_n(reference_n))
    return None if crossings is None else crossings[1] - crossings[0]


@metric(
    "N/s",
    label="rate of force development",
    digits=0,
    source="rate of force development, usual in strength testing",
    after="rise_s",
)
def rfd_n_per_s(curve: Curve) -> float:
    """Largest rise over 50 ms, or over one sample interval where that is longer.

    Nothing is interpolated. A rise that takes less than 50 ms began at rest, so for the first 50 ms the window reaches
    back to the rest.
    """
    return max(curve.struck(RFD_WINDOW_S), curve.steepest(RFD_WINDOW_S))


@metric(
    "1/s",
    label="speed of the onset (nRFD)",
    digits=1,
    source="project choice: immune to gain errors",
    after="rfd_n_per_s",
)
def nrfd_per_s(rfd_n_per_s: float, reference_n: float) -> float:
    """Rate of force development over the plateau of the press."""
    return rfd_n_per_s / reference_n
