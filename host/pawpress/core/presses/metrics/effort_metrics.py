"""Signs that a press was pushed with the arms instead of leant into. Each alone proves little; see `docs/`."""

from __future__ import annotations

import numpy as np

from pawpress.core.arithmetic import interpolated
from pawpress.core.kernel import Curve, binned, spectrum
from pawpress.core.presses.metrics.basics import Array, mean_n, median, slope_n_per_s
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
def overshoot(t_s: Array, force_n: Array, reference_n: float, span: slice) -> float:
    """How far the force goes above the settled plateau within 0.5 s of reaching it, as a share; not below 0.

    Parameters
    ----------
    t_s, force_n : array, shape (n,)
        The press.
    reference_n : float
        Its plateau.
    span : slice
        The samples of its `plateau_span`.
    """
    reached = reached_at(force_n, reference_n)
    soon = int(t_s.searchsorted(float(t_s[reached]) + OVERSHOOT_WITHIN_S, side="right"))
    # Missing readings may leave next to nothing of the hold; a settled plateau is never below it.
    settled_n = max(median(force_n[span]), HOLD_SHARE * reference_n)
    return max(0.0, float(force_n[reached:soon].max()) / settled_n - 1.0)


@metric(
    "1/s",
    label="sag of the hold",
    digits=3,
    source="as overshoot; sensor creep alone adds about +0.01",
    after="overshoot",
    none_when=f"less than {STEADINESS_MIN_S} s of the hold is left to measure it on, or less than {SAG_MIN_S} s of it "
    "remain after the overshoot",
)
def sag_per_s(t_s: Array, force_n: Array, reference_n: float, span: slice) -> float | None:
    """Slope of the hold as a share of its mean, after the first 0.5 s: -0.03 gives way by 3 % per second.

    That first half second is left to `overshoot`.
    """
    reached = reached_at(force_n, reference_n)
    start = max(span.start, int(t_s.searchsorted(float(t_s[reached]) + OVERSHOOT_WITHIN_S)))
    t, f = t_s[start : span.stop], force_n[start : span.stop]
    if len(t) < 2 or t[-1] - t[0] < SAG_MIN_S:
        return None
    return slope_n_per_s(t, f) / mean_n(f)


@metric(
    "1",
    label="smoothness of the rise",
    source="SPARC, Balasubramanian 2015 (10 Hz, floor 0.05, padding 4); its use on force is not verified there",
    after="tremor",
    none_when=f"the rise is not known, its ramp is shorter than {STUTTER_SAMPLES * STUTTER_BIN_S:g} s, or the rate is "
    f"below {2 * STUTTER_TOP_HZ:g} readings per second",
)
def stutter(t_s: Array, force_n: Array, reference_n: float) -> float | None:
    """Spectral arc length of the rate of the rise; about -1.4 for one smooth ramp, lower if stuttered.

    A jab is smooth, too, so this number alone proves nothing.
    """
    crossings = rise_span_s(Curve(force_n, t_s), reference_n)
    if crossings is None:
        return None
    margin_s = STUTTER_MARGIN * (crossings[1] - crossings[0])
    a, b = t_s.searchsorted((crossings[0] - margin_s, crossings[1] + margin_s)).tolist()
    if b - a < STUTTER_SAMPLES:
        return None
    t, f = binned(t_s[a:b], force_n[a:b], STUTTER_BIN_S)
    if len(t) < STUTTER_SAMPLES:
        return None
    steps_s = t[1:] - t[:-1]
    even_s = median(steps_s)
    if even_s * 2 * STUTTER_TOP_HZ > 1.0:
        return None
    middles_s = t[:-1] + steps_s / 2
    rates = np.abs(f[1:] - f[:-1]) / steps_s
    # Rates first, then an even grid: nothing is interpolated before it is differentiated.
    grid_s = np.arange(middles_s[0], middles_s[-1] + even_s / 2, even_s)
    return spectral_arc_length(interpolated(grid_s, middles_s, rates), 1.0 / even_s)


def spectral_arc_length(speed: Array, rate_hz: float) -> float:
    """SPARC of Balasubramanian 2015: minus the length of the normalised amplitude spectrum, 0 to at most 10 Hz.

    Parameters
    ----------
    speed : array, shape (n,)
        Evenly sampled, not negative.
    rate_hz : float
        Its sampling rate.
    """
    bits = (len(speed) - 1).bit_length() + STUTTER_PADDING
    amplitude = spectrum(speed, bits)
    hz = np.arange(len(amplitude)) * (rate_hz / (1 << bits))
    amplitude = amplitude[: int(hz.searchsorted(STUTTER_TOP_HZ, side="right"))]
    amplitude /= amplitude[0]
    last = int((amplitude >= STUTTER_FLOOR).nonzero()[0][-1])
    if last == 0:
        return 0.0
    share, height = hz[: last + 1] / hz[last], amplitude[: last + 1]
    along, up = share[1:] - share[:-1], height[1:] - height[:-1]
    return -float(np.sqrt(along * along + up * up).sum())
