"""What a press is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Press:
    """One finished press of one pad, hand or foot. Forces are above the resting level."""

    pad: str
    """Name of the pad, or of the hand or foot that groups several."""
    onset_s: float
    """When the force left the resting level, session time."""
    release_s: float | None
    """When it was back; None if the stream ended first."""
    peak_n: float
    """Largest force."""
    peak_s: float
    """When it was reached, session time."""
    plateau_n: float
    """Median of the samples at or above 70 % of the peak."""
    rise_s: float | None
    """From 10 % to 90 % of the plateau; None if the press was already on when the stream began."""
    rfd_n_per_s: float
    """Largest rise over 50 ms, or over one sample interval where that is longer."""
    nrfd_per_s: float
    """Rate of force development over the press's own plateau."""
    hold_s: float
    """Time at or above 80 % of the plateau."""
    dwell_s: float
    """Time at or above 80 % of the peak."""
    release_time_s: float | None
    """From 90 % down to 10 % of the plateau."""
    cv: float | None
    """Standard deviation over mean of the straightened plateau; None if it is shorter than 0.6 s."""
    bounce: float | None
    """Root mean square of the 0.8 to 4 Hz swing over the mean of the plateau; None as for `cv`."""
    stab: bool
    """Whether a hold dipped and was stabbed."""
    impulse_ns: float
    """Area under the force."""
    flags: frozenset[str]
    """What limits trust: `saturated`, `gap`, `low_rate`, `cut_off` (ended in mid-press), `cut_hold` (in mid-hold)."""
    overshoot: float | None = None
    """How far the force went above the settled plateau at first, as a share; None as for `cv`."""
    sag_per_s: float | None = None
    """Slope of the hold a second, as a share of its mean; None where less than 0.6 s of settled hold remain."""
    tremor: float | None = None
    """Root mean square of the 7 to 13 Hz swing over the mean of the plateau; None as for `cv`, or at a low rate."""
    stutter: float | None = None
    """Spectral arc length of the rate of the rise; None if the rise is not known or holds too few readings."""
    residual_n: float | None = None
    """Force that stayed on the hand in the dip before this press or between its humps; None where there was none."""
    rest_n: float = 0.0
    """The resting level that was taken off."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A press that is still on."""

    pad: str
    onset_s: float
    force_n: float
    peak_n: float
    hold_s: float
    """Time at or above 80 % of the plateau so far."""
    rising: bool
    """Whether the plateau is not yet reached."""
    rfd_n_per_s: float
    """Largest rise over 50 ms so far."""
    plateau_n: float
    """Median of the samples at or above 70 % of the peak so far."""
    rise_s: float | None
    """From 10 % to 90 % of that plateau; grows while the force still rises."""
    rate_n_per_s: float = 0.0
    """Rise over the newest 50 ms; negative while the force falls."""
    middle_n: float = 0.0
    """Force in the middle of the 50 ms of the largest rise."""
    dipped: bool = False
    """Whether the hold has dipped."""
    stab: bool = False
    """Whether it has been stabbed out of the dip."""
