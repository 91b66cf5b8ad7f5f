"""The table of metrics, from which docs/reference/metrics.md is generated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Metric:
    """A row of the table of metrics."""

    name: str
    unit: str
    meaning: str
    source: str
    of: str = "press"
    """`press`, or `session` for what several presses are needed for."""


METRICS: Final = (
    Metric("peak_n", "N", "Largest force above rest.", "definition"),
    Metric(
        "plateau_n", "N", "Median of the samples at or above 70 % of the peak.", "project choice: robust to overshoot"
    ),
    Metric("rise_s", "s", "From 10 % to 90 % of the plateau.", "usual rise time"),
    Metric("rfd_n_per_s", "N/s", "Largest rise over 50 ms.", "rate of force development, usual in strength testing"),
    Metric("nrfd_per_s", "1/s", "RFD over the plateau.", "project choice: immune to gain errors"),
    Metric("hold_s", "s", "Time at or above 80 % of the plateau.", "project choice"),
    Metric(
        "dwell_s", "s", "Time at or above 80 % of the peak.", "project choice: separates taps and landings from pushes"
    ),
    Metric("release_time_s", "s", "From 90 % down to 10 % of the plateau.", "mirror of the rise time"),
    Metric("cv", "1", "Standard deviation over mean of the straightened plateau.", "force steadiness literature"),
    Metric(
        "bounce", "1", "Swing between 0.8 and 4 Hz over the mean of the plateau.", "mobilisation band, Gorrell 2023"
    ),
    Metric(
        "stab", "yes/no", "A hold dips by 15 % and rises by 30 % within 0.3 s.", "thrusts follow a dip, Kirstukas 1999"
    ),
    Metric("impulse_ns", "N·s", "Area under the force.", "definition"),
    Metric(
        "overshoot",
        "1",
        "Largest force within 0.5 s of reaching the plateau, as a share above its median.",
        "statics: straightening the arms lifts the trunk, which falls back (project reasoning)",
    ),
    Metric(
        "sag_per_s",
        "1/s",
        "Slope of the hold as a share of its mean, after the first 0.5 s: -0.03 gives way by 3 % a second.",
        "as overshoot; sensor creep alone adds about +0.01",
    ),
    Metric(
        "tremor",
        "1",
        "Swing between 7 and 13 Hz over the mean of the plateau, on the smoothed force (30 Hz: within 0.6 dB).",
        "tremor of 8 to 12 Hz grows with effort, Novak & Newell 2017; a hint, partly a resonance (Lakie 2015)",
    ),
    Metric(
        "stutter",
        "1",
        "Spectral arc length of the rate of the rise; about -1.4 is smooth, lower is stuttered.",
        "SPARC, Balasubramanian 2015 (10 Hz, floor 0.05, padding 4); its use on force is not verified there",
    ),
    Metric(
        "residual_n",
        "N",
        "Force that stayed on the hand in the dip before this press or between its humps.",
        "incomplete release ('leaning') in resuscitation training, Niles 2009",
    ),
    Metric(
        "body_weight_share",
        "1",
        "Plateau over the giver's weight; needs `--giver-kg` and calibrated newtons.",
        "definition",
    ),
    Metric(
        "cadence_per_min",
        "1/min",
        "Presses of one hand a minute, from the median time between onsets.",
        "definition",
        of="session",
    ),
    Metric(
        "symmetry_index",
        "%",
        "Right less left over their mean: 0 is even, positive a stronger right hand.",
        "Herzog 1989",
        of="session",
    ),
)
