"""How still the hold is.

`cv`, `bounce` and `tremor` take the samples of `plateau_span`; `stabbed` takes the whole press.
"""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arrays import runs
from pawpress.core.kernel import Band, Curve
from pawpress.core.presses.metrics.basics import Array, mean_n
from pawpress.core.presses.metrics.hold_metrics import HUMP_SHARE, STEADINESS_MIN_S
from pawpress.core.presses.metrics.registry import metric
from pawpress.core.presses.metrics.rise_metrics import RISE_TO, reached_at

BOUNCE_BAND_HZ = (0.8, 4.0)
TREMOR_BAND_HZ = (7.0, 13.0)
PART_S = 4.0
"""A long hold is cut into parts of about this length, so that its cost grows with its length and not with the cube."""
PART_SAMPLES = 4
BINS_A_PERIOD = 20
"""Readings are averaged into bins of a twentieth of the fastest period: takes 0.4 % off it and most of the work."""
TRACE = 1e-9
"""Of the identity, a sample: keeps the equations solvable where a hole in the readings leaves two waves alike."""
HIGHEST_SHARE = 0.4
"""Part of the sampling rate up to which a swing can be told."""
BOUNCE, TREMOR = (
    Band(*band_hz, 1.0 / (BINS_A_PERIOD * band_hz[1]), PART_S, HIGHEST_SHARE, TRACE, PART_SAMPLES)
    for band_hz in (BOUNCE_BAND_HZ, TREMOR_BAND_HZ)
)
STAB_AFTER_S, STAB_DIP, STAB_RISE, STAB_WITHIN_S = 0.5, 0.15, 0.30, 0.3
ALL_RISES_SHARE = 0.9
"""What does not climb by this part of a stab in all its rises together holds none; a margin for rounding."""
LEAN_BACK_WITHIN_S = 0.045
"""After letting go of half the press or more, leaning in again is held to the speed of any lean: then the rise
by 30 % may not come within this. In the middle of a ramp of 0.25 s, the border of a jab, it takes 0.04 s."""


@metric(
    "1",
    label="wavering of the hold (CV)",
    digits=3,
    source="force steadiness literature",
    given="hold",
    after="release_time_s",
    none_when=f"less than {STEADINESS_MIN_S} s of the hold is left to measure it on",
)
def cv(curve: Curve) -> float:
    """Standard deviation of the straightened plateau over its mean."""
    return curve.wavering() / mean_n(curve)


@metric(
    "1",
    label="bounce of the hold",
    digits=3,
    source="mobilisation band, Gorrell 2023",
    given="hold",
    after="cv",
    none_when=f"less than {STEADINESS_MIN_S} s of the hold is left to measure it on",
)
def bounce(curve: Curve) -> float:
    """Root mean square of the swing between 0.8 and 4 Hz over the mean of the plateau.

    Fitted by least squares, on uneven times too. A plateau of a second or two holds too few periods for a band-pass to
    settle, so the swing is fitted with sines at the multiples of its own base frequency that lie in the band; a long
    hold is cut into parts of a few seconds.
    """
    return curve.swing(BOUNCE) / mean_n(curve)


@metric(
    "1",
    label="tremor",
    digits=3,
    source="tremor of 8 to 12 Hz grows with effort, Novak & Newell 2017; a hint, partly a resonance (Lakie 2015)",
    given="hold",
    after="sag_per_s",
    none_when=f"less than {STEADINESS_MIN_S} s of the hold is left to measure it on, or the rate is below "
    f"{ceil(TREMOR_BAND_HZ[1] / HIGHEST_SHARE)} readings per second",
)
def tremor(curve: Curve) -> float | None:
    """Root mean square of the swing between 7 and 13 Hz over the mean of the plateau.

    Fitted like `bounce`. On the rig's stream it is taken from the smoothed force, which passes this band within 0.6 dB.
    """
    rate_hz = (len(curve) - 1) / float(curve.t_s[-1] - curve.t_s[0])
    if HIGHEST_SHARE * rate_hz < TREMOR_BAND_HZ[1]:
        return None
    return curve.swing(TREMOR) / mean_n(curve)


def dipped_at(curve: Curve, reference_n: float) -> int:
    """Return the first sample at which a hold of half a second has dipped by 15 % or more; 0 if none has."""
    return curve.dips(RISE_TO * reference_n, (1.0 - STAB_DIP) * reference_n, STAB_AFTER_S)


@metric(
    "yes/no",
    name="stab",
    source="thrusts follow a dip, Kirstukas 1999",
    after="bounce",
    in_answers=False,
)
def stabbed(curve: Curve, reference_n: float) -> bool:
    """Whether a hold of half a second dips by 15 % or more and then rises by 30 % of the plateau within 0.3 s.

    Out of a dip to less than half of the plateau it must rise as fast as a jab: that far down, it is a new lean.
    """
    dipped = dipped_at(curve, reference_n)
    if not dipped or curve.part(slice(dipped, None)).rises() < ALL_RISES_SHARE * STAB_RISE * reference_n:
        return False
    reached = reached_at(curve, reference_n)
    t, f = curve.t_s[reached:], curve.force[reached:] / reference_n
    low = f <= 1.0 - STAB_DIP
    # Of a dip only its lowest points matter: from any other, going on falling first loses nothing.
    dips = (low[:-1] & (f[1:] > f[:-1])).nonzero()[0]
    if len(dips) == 0:
        return False
    within_s = np.where(_lowest_so_far(f, low)[dips] < HUMP_SHARE, LEAN_BACK_WITHIN_S, STAB_WITHIN_S)
    ends = t.searchsorted(t[dips] + within_s, side="right")
    return bool((_highest(f, dips, ends) - f[dips] >= STAB_RISE).any())


def _lowest_so_far(f: Array, low: NDArray[np.bool_]) -> Array:
    """Return for every sample of a low stretch the lowest of that stretch up to it; elsewhere the sample itself."""
    lowest = f.copy()
    for a, b in runs(low):
        lowest[a:b] = np.minimum.accumulate(f[a:b])
    return lowest


def _highest(f: Array, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> Array:
    """Largest of `f[start:end]` for every pair, ends at most the length of `f`."""
    padded = np.concatenate((f, f[-1:]))
    return np.maximum.reduceat(padded, np.stack((starts, ends), axis=1).ravel())[::2]
