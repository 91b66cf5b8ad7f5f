"""Signs that a press was pushed with the arms instead of leant into. Each alone proves little; see `docs/`."""

from __future__ import annotations

from pawpress.core.kernel import Curve, arc_length
from pawpress.core.presses.metrics.basics import Array, mean_n
from pawpress.core.presses.metrics.hold_metrics import HOLD_SHARE, STEADINESS_MIN_S
from pawpress.core.presses.metrics.registry import metric
from pawpress.core.presses.metrics.rise_metrics import reached_at, rise_span_s

OVERSHOOT_WITHIN_S = 0.5
SAG_MIN_S = 0.6
STUTTER_TOP_HZ = 10.0
STUTTER_FLOOR = 0.05
STUTTER_PADDING = 4
STUTTER_BIN_S = 0.02
"""Readings are averaged over this long before they are differentiated, so that noise does not pass for stutter."""
STUTTER_MARGIN = 0.5
"""The ramp reaches beyond its 10 and 90 % by this share of the rise time, as a minimum-jerk ramp does."""
STUTTER_SAMPLES = 8


@metric(
    "1",
    label="overshoot",
    source="statics: straightening the arms lifts the trunk, which falls back (project reasoning)",
    after="impulse_ns",
    none_when=f"less than {STEADINESS_MIN_S} s of the hold is left to measure it on",
)
def overshoot(curve: Curve, reference_n: float, span: slice) -> float:
    """How far the force goes above the settled plateau within 0.5 s of reaching it, as a share; not below 0.

    Parameters
    ----------
    curve : Curve
        The press.
    reference_n : float
        Its plateau.
    span : slice
        The samples of its `plateau_span`.
    """
    reached = reached_at(curve, reference_n)
    soon = int(curve.t_s.searchsorted(float(curve.t_s[reached]) + OVERSHOOT_WITHIN_S, side="right"))
    # Missing readings may leave next to nothing of the hold; a settled plateau is never below it.
    settled_n = max(curve.part(span).median(), HOLD_SHARE * reference_n)
    return max(0.0, float(curve.force[reached:soon].max()) / settled_n - 1.0)


@metric(
    "1/s",
    label="sag of the hold",
    digits=3,
    source="as overshoot; sensor creep alone adds about +0.01",
    after="overshoot",
    none_when=f"less than {STEADINESS_MIN_S} s of the hold is left to measure it on, or less than {SAG_MIN_S} s of it "
    "remain after the overshoot",
)
def sag_per_s(curve: Curve, reference_n: float, span: slice) -> float | None:
    """Slope of the hold as a share of its mean, after the first 0.5 s: -0.03 gives way by 3 % per second.

    That first half second is left to `overshoot`.
    """
    reached_s = float(curve.t_s[reached_at(curve, reference_n)])
    start = max(span.start, int(curve.t_s.searchsorted(reached_s + OVERSHOOT_WITHIN_S)))
    rest = curve.part(slice(start, span.stop))
    if len(rest) < 2 or rest.t_s[-1] - rest.t_s[0] < SAG_MIN_S:
        return None
    return rest.slope() / mean_n(rest)


@metric(
    "1",
    label="smoothness of the rise",
    source="SPARC, Balasubramanian 2015 (10 Hz, floor 0.05, padding 4); its use on force is not verified there",
    after="tremor",
    none_when=f"the rise is not known, its ramp is shorter than {STUTTER_SAMPLES * STUTTER_BIN_S:g} s, or the rate is "
    f"below {2 * STUTTER_TOP_HZ:g} readings per second",
)
def stutter(curve: Curve, reference_n: float) -> float | None:
    """Spectral arc length of the rate of the rise; about -1.4 for one smooth ramp, lower if stuttered.

    A jab is smooth, too, so this number alone proves nothing.
    """
    crossings = rise_span_s(curve, reference_n)
    if crossings is None:
        return None
    margin_s = STUTTER_MARGIN * (crossings[1] - crossings[0])
    a, b = curve.t_s.searchsorted((crossings[0] - margin_s, crossings[1] + margin_s)).tolist()
    if b - a < STUTTER_SAMPLES:
        return None
    # Rates first, then an even grid: nothing is interpolated before it is differentiated.
    found = curve.part(slice(a, b)).even_rates(STUTTER_BIN_S, STUTTER_SAMPLES)
    if found is None or found[1] * 2 * STUTTER_TOP_HZ > 1.0:
        return None
    return spectral_arc_length(found[0], 1.0 / found[1])


def spectral_arc_length(speed: Array, rate_hz: float) -> float:
    """SPARC of Balasubramanian 2015: minus the length of the normalised amplitude spectrum, 0 to at most 10 Hz.

    Parameters
    ----------
    speed : array, shape (n,)
        Evenly sampled, not negative.
    rate_hz : float
        Its sampling rate.
    """
    return arc_length(speed, rate_hz, STUTTER_PADDING, STUTTER_TOP_HZ, STUTTER_FLOOR)
