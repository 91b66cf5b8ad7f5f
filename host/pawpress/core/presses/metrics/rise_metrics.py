"""How the force comes on and goes off."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pawpress.core.presses.metrics.basics import Array, crossing_s
from pawpress.core.presses.metrics.registry import metric

RISE_FROM, RISE_TO = 0.1, 0.9
BEGUN_SHARE = 0.5
RFD_WINDOW_S = 0.05
Place = slice | NDArray[np.intp]


@metric(
    "s",
    label="rise",
    source="usual rise time",
    after="plateau_n",
    none_when=f"the press was already above {100 * BEGUN_SHARE:g} % of its plateau when the readings began",
)
def rise_s(t_s: Array, force_n: Array, reference_n: float) -> float | None:
    """Time from 10 % to 90 % of the plateau.

    A light press may leave its noise only above 10 %: its rise then begins with its waveform.
    """
    crossings = rise_span_s(t_s, force_n, reference_n)
    return None if crossings is None else crossings[1] - crossings[0]


def rise_span_s(t_s: Array, force_n: Array, reference_n: float) -> tuple[float, float] | None:
    """When the rise crosses 10 % and 90 % of the plateau; None as for `rise_s`."""
    reached = reached_at(force_n, reference_n)
    if reached == 0 or force_n[0] > BEGUN_SHARE * reference_n:
        return None
    below = (force_n[:reached] < RISE_FROM * reference_n).nonzero()[0]
    start = crossing_s(t_s, force_n, RISE_FROM * reference_n, int(below[-1])) if len(below) else float(t_s[0])
    return start, crossing_s(t_s, force_n, RISE_TO * reference_n, reached - 1)


def reached_at(force_n: Array, reference_n: float) -> int:
    """Return the first sample at or above 90 % of the plateau; 0 if there is none."""
    return int((force_n >= RISE_TO * reference_n).argmax())


@metric(
    "s",
    label="release",
    source="mirror of the rise time",
    given="released",
    after="dwell_s",
    none_when="the readings ended in mid-press",
)
def release_time_s(t_s: Array, force_n: Array, reference_n: float) -> float | None:
    """Time from 90 % down to 10 % of the plateau."""
    return rise_s(-t_s[::-1], force_n[::-1], reference_n)


@metric(
    "N/s",
    label="rate of force development",
    digits=0,
    source="rate of force development, usual in strength testing",
    after="rise_s",
)
def rfd_n_per_s(t_s: Array, force_n: Array) -> float:
    """Largest rise over 50 ms, or over one sample interval where that is longer.

    Nothing is interpolated. A rise that takes less than 50 ms began at rest, so for the first 50 ms the window reaches
    back to the rest.
    """
    young = int((t_s - t_s[0]).searchsorted(RFD_WINDOW_S))
    struck = (float(force_n[:young].max()) - float(force_n[0])) / RFD_WINDOW_S
    return max(struck, steepest(t_s, force_n)[0])


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


def steepest(t_s: Array, force_n: Array) -> tuple[float, float]:
    """The largest rise over 50 ms, and the force in the middle of that window.

    Returns
    -------
    rate_n_per_s : float
        Not below 0.
    middle_n : float
        Mean of the forces at both ends of the window.
    """
    if len(t_s) < 2:
        return 0.0, float(force_n[-1])
    earlier, later = _windows(t_s)
    first_n, last_n = force_n[earlier], force_n[later]
    rates: Array = (last_n - first_n) / (t_s[later] - t_s[earlier])
    most = int(rates.argmax())
    return max(0.0, float(rates[most])), float(first_n[most] + last_n[most]) / 2


def newest_rate_n_per_s(t_s: Array, force_n: Array) -> float:
    """The rise over the newest 50 ms, or over the newest sample interval where that is longer."""
    if len(t_s) < 2:
        return 0.0
    earlier = min(int(t_s.searchsorted(float(t_s[-1]) - RFD_WINDOW_S + 1e-9, side="right")) - 1, len(t_s) - 2)
    earlier = max(earlier, 0)
    return float((force_n[-1] - force_n[earlier]) / (t_s[-1] - t_s[earlier]))


def _windows(t_s: Array) -> tuple[Place, Place]:
    """First and last samples of every window of at least 50 ms; the whole waveform if it is shorter."""
    ends_s: Array = t_s + RFD_WINDOW_S - 1e-9
    samples = int(t_s.searchsorted(float(ends_s[0])))
    if samples == len(t_s):
        return slice(0, 1), slice(len(t_s) - 1, None)
    whole = len(t_s) - samples
    if (t_s[samples:] >= ends_s[:whole]).all() and (t_s[samples - 1 : -1] < ends_s[:whole]).all():
        return slice(0, whole), slice(samples, None)  # evenly sampled: every window holds as many
    later = t_s.searchsorted(ends_s)
    whole = int(later.searchsorted(len(t_s)))
    return np.arange(whole), later[:whole]
