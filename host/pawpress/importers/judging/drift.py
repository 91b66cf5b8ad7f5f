"""A rest that moves while the file runs: a sensor that warms up or creeps, a strap that slips.

Strategy: begin with the windows that are rest beyond doubt and walk from them, forward and back. A quiet window is rest
too if its level is close to that of the last one, or has had the time to drift that far. A load as large as a press is
never reached so, however long it stays on, and a rest that would move through much of the range is taken for a slow
load and left alone. Hindsight like this is for files only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import interpolated
from pawpress.importers.judging.rest import LOW_SHARE, QUIET_FACTOR, Rest, Windows, thresholds_for, top_of, windows_of

Array = NDArray[np.float64]

NEAR_SHARE = 0.5
"""Windows this close to the last rest, as a share of the onset level, are rest."""
DRIFT_PER_S = 1.0 / 16.0
"""Onset levels a second that a rest may drift: 0.5 N/s on a rig whose onset level is 8 N."""
MOST_SHARE = 0.4
"""A rest that moves through more of the range than this is a slow load."""
MOVED_SHARE = 0.6
"""A rest that stays within this share of the onset level above its lowest stands still: presses end all the same."""
SMOOTH = 5


@dataclass(frozen=True, slots=True)
class MovingRest:
    """Where the rest was, window by window; straight in between."""

    t_s: Array
    level: Array

    def at(self, t_s: Array) -> Array:
        """Return the rest at these times, shape (n,)."""
        return interpolated(t_s, self.t_s, self.level)


def moving_rest(t_s: Array, reading: Array, rest: Rest, *, newtons: bool) -> MovingRest | None:
    """Follow the rest through a file; None where it stands still.

    Parameters
    ----------
    t_s, reading : array, shape (n,)
        The file.
    rest : Rest
        Its lowest rest.
    newtons : bool
        Whether the readings are newtons.
    """
    windows = windows_of(t_s, reading)
    levels = thresholds_for(rest, newtons=newtons)
    sure = _sure(windows, rest)
    if not sure.any():
        return None
    count = range(len(windows.median))
    for order in (count, reversed(count), count):
        sure = _walk(windows, sure, order, rest, levels.onset_n, levels.armed_n)
    deep = _deep(sure)
    if not deep.any():
        return None
    level = _smooth(windows.median[deep])
    span = top_of(reading) - float(level.min())
    up = float(level.max()) - rest.level
    if up <= MOVED_SHARE * levels.onset_n or float(np.ptp(level)) > MOST_SHARE * span:
        return None
    return MovingRest(windows.middle_s[deep], level)


def _sure(windows: Windows, rest: Rest) -> NDArray[np.bool_]:
    """Windows that are rest beyond doubt: quiet, and as low as the file gets."""
    near = np.abs(windows.median - rest.level) <= LOW_SHARE * rest.span
    return near & (windows.sigma <= QUIET_FACTOR * rest.sigma)


def _walk(
    windows: Windows,
    sure: NDArray[np.bool_],
    order: Iterable[int],
    rest: Rest,
    onset: float,
    armed: float,
) -> NDArray[np.bool_]:
    """Return the windows known so far and those that can be reached from them in this order."""
    found = sure.copy()
    last: int | None = None
    for i in order:
        quiet = windows.sigma[i] <= QUIET_FACTOR * rest.sigma
        if last is not None and quiet and not found[i]:
            away_s = abs(float(windows.middle_s[i] - windows.middle_s[last]))
            reach = min(onset * (NEAR_SHARE + DRIFT_PER_S * away_s), armed)
            found[i] = abs(windows.median[i] - windows.median[last]) <= reach
        if found[i]:
            last = i
    return found


def _deep(sure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Leave out windows beside a load: they may hold the foot of its ramp."""
    padded = np.pad(sure, 1, constant_values=True)
    return sure & padded[:-2] & padded[2:]


def _smooth(level: Array) -> Array:
    """Running median, so that the foot of a ramp does not move the rest."""
    padded = np.pad(level, SMOOTH // 2, mode="edge")
    return np.median(np.lib.stride_tricks.sliding_window_view(padded, SMOOTH), axis=1)
