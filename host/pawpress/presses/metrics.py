"""The metrics of one press, each a pure function of its waveform.

`t_s` is session time in seconds, shape (n,), increasing but not necessarily even; `force_n` is the force above the
resting level, shape (n,), newtons. Times of crossings are interpolated linearly between samples. Sources of the
definitions stand in docs/reference/metrics.md, which is generated from `METRICS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

PLATEAU_SHARE = 0.7
HOLD_SHARE = 0.8
RISE_FROM, RISE_TO = 0.1, 0.9
BEGUN_SHARE = 0.5
RFD_WINDOW_S = 0.05
SETTLE_S = 0.15
"""Left out at the start of the hold before steadiness is measured."""
LET_GO_S = 0.10
"""Left out at its end."""
STEADINESS_MIN_S = 0.6
GAP_PERIODS = 4.0
GAP_HOLD_SHARE = 0.2
BOUNCE_BAND_HZ = (0.8, 4.0)
BOUNCE_PART_S = 4.0
BOUNCE_PIECE_S = 5.0
BOUNCE_SAMPLES = 4
STAB_AFTER_S, STAB_DIP, STAB_RISE, STAB_WITHIN_S = 0.5, 0.15, 0.30, 0.3


def period_s(t_s: Array) -> float:
    """Median time from one sample to the next."""
    return float(np.median(np.diff(t_s)))


def plateau_n(force_n: Array) -> float:
    """Median of the samples at or above 70 % of the peak: robust to an overshoot."""
    return float(np.median(force_n[force_n >= PLATEAU_SHARE * force_n.max()]))


def crossing_s(t_s: Array, force_n: Array, level_n: float, after: int) -> float:
    """Time at which the force crosses a level between samples `after` and `after + 1`."""
    f0, f1 = float(force_n[after]), float(force_n[after + 1])
    share = 0.0 if f1 == f0 else (level_n - f0) / (f1 - f0)
    return float(t_s[after] + min(max(share, 0.0), 1.0) * (t_s[after + 1] - t_s[after]))


def rise_s(t_s: Array, force_n: Array, reference_n: float) -> float | None:
    """Time from 10 % to 90 % of the plateau; None if the waveform begins above half of it.

    A light press may leave its noise only above 10 %: its rise then begins with its waveform.
    """
    reached = int(np.argmax(force_n >= RISE_TO * reference_n))
    if reached == 0 or force_n[0] > BEGUN_SHARE * reference_n:
        return None
    below = np.flatnonzero(force_n[:reached] < RISE_FROM * reference_n)
    start = crossing_s(t_s, force_n, RISE_FROM * reference_n, int(below[-1])) if len(below) else float(t_s[0])
    return crossing_s(t_s, force_n, RISE_TO * reference_n, reached - 1) - start


def release_time_s(t_s: Array, force_n: Array, reference_n: float) -> float | None:
    """Time from 90 % down to 10 % of the plateau; None if the waveform ends above 10 %."""
    return rise_s(-t_s[::-1], force_n[::-1], reference_n)


def rfd_n_per_s(t_s: Array, force_n: Array) -> float:
    """Largest rise over 50 ms; over one sample interval where that is longer. Nothing is interpolated."""
    if len(t_s) < 2:
        return 0.0
    later = np.searchsorted(t_s, t_s + RFD_WINDOW_S - 1e-9)
    valid = later < len(t_s)
    earlier = np.flatnonzero(valid)
    if len(earlier) == 0:
        earlier, later = np.array([0]), np.array([len(t_s) - 1])
    else:
        later = later[valid]
    rates = (force_n[later] - force_n[earlier]) / (t_s[later] - t_s[earlier])
    return max(0.0, float(rates.max()))


def hold_s(t_s: Array, force_n: Array, reference_n: float) -> float:
    """Time at or above 80 % of the plateau, with interpolated crossings."""
    level = HOLD_SHARE * reference_n
    dt = np.diff(t_s)
    f0, f1 = force_n[:-1] - level, force_n[1:] - level
    high, low = np.maximum(f0, f1), np.minimum(f0, f1)
    share = np.where(low >= 0, 1.0, np.where(high <= 0, 0.0, high / np.maximum(high - low, 1e-12)))
    return float(np.sum(share * dt))


def dwell_s(t_s: Array, force_n: Array) -> float:
    """Time at or above 80 % of the peak: what a tap or a landing has next to none of."""
    return hold_s(t_s, force_n, float(force_n.max()))


def gap_hides(t_s: Array, force_n: Array, reference_n: float) -> bool:
    """Whether missing readings hide the rise, or more than a fifth of the hold."""
    steps = np.diff(t_s)
    gaps = np.flatnonzero((steps > GAP_PERIODS * period_s(t_s)) & (steps > RFD_WINDOW_S))
    if len(gaps) == 0:
        return False
    reached = int(np.argmax(force_n >= RISE_TO * reference_n))
    held = force_n[gaps] >= HOLD_SHARE * reference_n
    hidden_s = float(steps[gaps[held]].sum())
    return bool((gaps < reached).any()) or hidden_s > GAP_HOLD_SHARE * hold_s(t_s, force_n, reference_n)


def plateau_span(t_s: Array, force_n: Array, reference_n: float) -> slice | None:
    """The samples on which steadiness is measured; None if they last less than 0.6 s."""
    above = np.flatnonzero(force_n >= HOLD_SHARE * reference_n)
    if len(above) == 0:
        return None
    start_s, end_s = t_s[above[0]] + SETTLE_S, t_s[above[-1]] - LET_GO_S
    if end_s - start_s < STEADINESS_MIN_S:
        return None
    a, b = np.searchsorted(t_s, (start_s, end_s))
    return slice(int(a), int(b)) if b - a >= 4 else None


def straightened(t_s: Array, force_n: Array) -> Array:
    """The force less its straight-line trend, mean zero."""
    t = t_s - t_s.mean()
    slope = float(t @ force_n / (t @ t))
    return force_n - force_n.mean() - slope * t


def cv(t_s: Array, force_n: Array) -> float:
    """Standard deviation of the straightened plateau over its mean."""
    return float(straightened(t_s, force_n).std() / force_n.mean())


def bounce(t_s: Array, force_n: Array) -> float:
    """Root mean square of the swing between 0.8 and 4 Hz over the mean, by least squares on uneven times.

    A plateau of a second or two holds too few periods for a band-pass to settle, so the swing is fitted with sines at
    the multiples of its own base frequency that lie in the band; a long hold is cut into parts of a few seconds.
    """
    parts = max(1, round(float(t_s[-1] - t_s[0]) / BOUNCE_PART_S))
    powers = [_swing_power(t, f) for t, f in zip(np.array_split(t_s, parts), np.array_split(force_n, parts), strict=True)]
    return float(np.sqrt(np.mean(powers)) / force_n.mean())


def _swing_power(t_s: Array, force_n: Array) -> float:
    """Mean square of the part of a force that swings in the band."""
    length_s = float(t_s[-1] - t_s[0])
    top_hz = min(BOUNCE_BAND_HZ[1], 0.4 * len(t_s) / length_s)
    base_hz = 1.0 / length_s
    multiples = np.arange(max(1, int(np.ceil(BOUNCE_BAND_HZ[0] / base_hz))), int(top_hz / base_hz) + 1)
    if len(multiples) == 0:
        return 0.0
    phase = 2 * np.pi * base_hz * np.outer(t_s - t_s[0], multiples)
    waves = np.concatenate((np.cos(phase), np.sin(phase)), axis=1)
    fitted = waves @ np.linalg.lstsq(waves, straightened(t_s, force_n), rcond=None)[0]
    return float(np.mean(fitted**2))


def stabbed(t_s: Array, force_n: Array, reference_n: float) -> bool:
    """Whether a hold of half a second dips by 15 % or more and then rises by 30 % of the plateau within 0.3 s."""
    reached = int(np.argmax(force_n >= RISE_TO * reference_n))
    t, f = t_s[reached:], force_n[reached:] / reference_n
    dips = np.flatnonzero(f <= 1.0 - STAB_DIP)
    if len(dips) == 0 or t[dips[0]] - t[0] < STAB_AFTER_S:
        return False
    ends = np.searchsorted(t, t[dips] + STAB_WITHIN_S, side="right")
    return any(f[dip:end].max() - f[dip] >= STAB_RISE for dip, end in zip(dips.tolist(), ends.tolist(), strict=True))


def impulse_ns(t_s: Array, force_n: Array) -> float:
    """Area under the force."""
    return float(np.trapezoid(force_n, t_s))


@dataclass(frozen=True, slots=True)
class Metric:
    """A row of the table of metrics."""

    name: str
    unit: str
    meaning: str
    source: str


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
)
