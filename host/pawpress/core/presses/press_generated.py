"""Generated from the functions of pawpress.core.presses.metrics by tools/generate_press.py. Do not edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pawpress.core.kernel import Curve
from pawpress.core.presses.metrics import basics, effort_metrics, hold_metrics, rise_metrics, session_metrics, steadiness_metrics
from pawpress.core.presses.metrics.registry import in_order

METRICS: Final = in_order(
    "peak_n",
    "peak_s",
    "plateau_n",
    "rise_s",
    "rfd_n_per_s",
    "nrfd_per_s",
    "hold_s",
    "dwell_s",
    "release_time_s",
    "cv",
    "bounce",
    "stab",
    "impulse_ns",
    "overshoot",
    "sag_per_s",
    "tremor",
    "stutter",
    "residual_n",
    "body_weight_share",
    "cadence_per_min",
    "symmetry_index",
)
"""Every metric, in the order of JSON keys and columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One finished press of one pad, hand or foot. Forces are newtons above the resting level."""

    pad: str
    """Name of the pad, or of the hand or foot that groups several."""
    onset_s: float
    """When the force left the resting level, session time."""
    release_s: float | None
    """When it was back; None if the stream ended first."""
    peak_n: float
    """Largest force above rest."""
    peak_s: float
    """When the largest force was reached, session time."""
    plateau_n: float
    """Median of the samples at or above 70 % of the peak."""
    rise_s: float | None = None
    """Time from 10 % to 90 % of the plateau; None when the press was already above 50 % of its plateau when the readings began."""
    rfd_n_per_s: float
    """Largest rise over 50 ms, or over one sample interval where that is longer."""
    nrfd_per_s: float
    """Rate of force development over the plateau of the press."""
    hold_s: float
    """Time at or above 80 % of the plateau, with interpolated crossings."""
    dwell_s: float
    """Time at or above 80 % of the peak; a tap or a landing has almost none."""
    release_time_s: float | None = None
    """Time from 90 % down to 10 % of the plateau; None when the readings ended in mid-press."""
    cv: float | None = None
    """Standard deviation of the straightened plateau over its mean; None when less than 0.6 s of the hold is left to measure it on."""
    bounce: float | None = None
    """Root mean square of the swing between 0.8 and 4 Hz over the mean of the plateau; None when less than 0.6 s of the hold is left to measure it on."""
    stab: bool
    """Whether a hold of half a second dips by 15 % or more and then rises by 30 % of the plateau within 0.3 s."""
    impulse_ns: float
    """Area under the force."""
    overshoot: float | None = None
    """How far the force goes above the settled plateau within 0.5 s of reaching it, as a share; not below 0; None when less than 0.6 s of the hold is left to measure it on."""
    sag_per_s: float | None = None
    """Slope of the hold as a share of its mean, after the first 0.5 s: -0.03 gives way by 3 % per second; None when less than 0.6 s of the hold is left to measure it on, or less than 0.6 s of it remain after the overshoot."""
    tremor: float | None = None
    """Root mean square of the swing between 7 and 13 Hz over the mean of the plateau; None when less than 0.6 s of the hold is left to measure it on, or the rate is below 33 readings per second."""
    stutter: float | None = None
    """Spectral arc length of the rate of the rise; about -1.4 for one smooth ramp, lower if stuttered; None when the rise is not known, its ramp is shorter than 0.16 s, or the rate is below 20 readings per second."""
    residual_n: float | None = None
    """Force that stayed on the hand in the dip before this press or between its humps; the largest of several; None when it is the first press of its hand, or one press stood on two pads."""
    flags: frozenset[str]
    """What limits trust: `saturated`, `gap`, `low_rate`, `cut_off` (ended in mid-press), `cut_hold` (in mid-hold)."""
    rest_n: float = 0.0
    """The resting level that was subtracted."""


class PressNumbers:
    """The metrics that JSON answers and tables have, with their types."""

    peak_n: float
    peak_s: float
    plateau_n: float
    rise_s: float | None
    rfd_n_per_s: float
    nrfd_per_s: float
    hold_s: float
    dwell_s: float
    release_time_s: float | None
    cv: float | None
    bounce: float | None
    impulse_ns: float
    overshoot: float | None
    sag_per_s: float | None
    tremor: float | None
    stutter: float | None
    residual_n: float | None
    body_weight_share: float | None


def press_of(
    pad: str,
    curve: Curve,
    release_s: float | None,
    *,
    reference_n: float,
    span: slice | None,
    flags: frozenset[str],
    rest_n: float,
) -> Press:
    """Measure one waveform.

    Parameters
    ----------
    pad : str
        Whose press it is.
    curve : Curve
        Session time, seconds; force above rest, newtons.
    release_s : float or None
        When the force was back at rest; None if the stream ended first.
    reference_n : float
        The plateau.
    span : slice or None
        The samples of the steady hold; None where it is too short.
    flags : frozenset of str
        What limits trust.
    rest_n : float
        The resting level that was subtracted, newtons.
    """
    hold = None if span is None else curve.part(span)
    peak_n = basics.peak_n(curve)
    rfd_n_per_s = rise_metrics.rfd_n_per_s(curve)
    return Press(
        pad=pad,
        onset_s=float(curve.t_s[0]),
        release_s=release_s,
        peak_n=peak_n,
        peak_s=basics.peak_s(curve.t_s, curve.force),
        plateau_n=reference_n,
        rise_s=rise_metrics.rise_s(curve, reference_n),
        rfd_n_per_s=rfd_n_per_s,
        nrfd_per_s=rise_metrics.nrfd_per_s(rfd_n_per_s, reference_n),
        hold_s=hold_metrics.hold_s(curve, reference_n),
        dwell_s=hold_metrics.dwell_s(curve, peak_n),
        release_time_s=None if release_s is None else rise_metrics.release_time_s(curve, reference_n),
        cv=None if hold is None else steadiness_metrics.cv(hold),
        bounce=None if hold is None else steadiness_metrics.bounce(hold),
        stab=steadiness_metrics.stabbed(curve, reference_n),
        impulse_ns=hold_metrics.impulse_ns(curve),
        overshoot=None if span is None else effort_metrics.overshoot(curve, reference_n, span),
        sag_per_s=None if span is None else effort_metrics.sag_per_s(curve, reference_n, span),
        tremor=None if hold is None else steadiness_metrics.tremor(hold),
        stutter=effort_metrics.stutter(curve, reference_n),
        residual_n=hold_metrics.kept_n(curve, reference_n),
        flags=flags,
        rest_n=rest_n,
    )


def press_numbers(press: Press, giver_kg: float | None) -> dict[str, float | None]:
    """Return the metrics that JSON answers and tables have, by name and in order.

    Parameters
    ----------
    press : Press
        The press.
    giver_kg : float or None
        Weight of the giver, kilograms; None where it, or the newtons, are not known.
    """
    return {
        "peak_n": press.peak_n,
        "peak_s": press.peak_s,
        "plateau_n": press.plateau_n,
        "rise_s": press.rise_s,
        "rfd_n_per_s": press.rfd_n_per_s,
        "nrfd_per_s": press.nrfd_per_s,
        "hold_s": press.hold_s,
        "dwell_s": press.dwell_s,
        "release_time_s": press.release_time_s,
        "cv": press.cv,
        "bounce": press.bounce,
        "impulse_ns": press.impulse_ns,
        "overshoot": press.overshoot,
        "sag_per_s": press.sag_per_s,
        "tremor": press.tremor,
        "stutter": press.stutter,
        "residual_n": press.residual_n,
        "body_weight_share": None
        if giver_kg is None
        else session_metrics.body_weight_share(press.plateau_n, giver_kg),
    }
