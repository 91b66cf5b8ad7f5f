"""Steps from one stamp to the next: the usual one, the rate they make, and gaps."""

from __future__ import annotations

from collections import deque
from weakref import ref

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

GAP_PERIODS, GAP_S = 4.0, 0.25
"""A step in time is a gap if it is longer than both."""
MICROSECOND_S = 1e-6
"""No clock of a recording is finer than this; below it, numbers of seconds since 1970 are rounded."""
COARSE_SHARE = 0.2
"""Stamps are coarse if their unit is this share of the usual step or more; as long as it, a reading was lost."""


_LAST: deque[tuple[ref[Array], float]] = deque(maxlen=4)
"""Stamps that were asked for last. Nobody writes into stamps."""


def usual_step_s(t_s: Array) -> float:
    """Median time from one stamp to the next; of the same stamps it is worked out once."""
    for known, step_s in _LAST:
        if known() is t_s:
            return step_s
    step_s = float(np.median(np.diff(t_s))) if len(t_s) > 1 else 1.0
    _LAST.append((ref(t_s), step_s))
    return step_s


def readings_per_s(t_s: Array) -> float:
    """Return how many readings a second holds: as many as the usual step makes, where stamps are fine enough.

    Stamps in whole milliseconds make steps of two and of three of 400 readings per second. There the mean counts, of
    all steps that one unit of the stamps can make of the usual one.
    """
    usual_s, steps_s = usual_step_s(t_s), np.diff(t_s)
    steps_us, usual_us = np.rint(steps_s / MICROSECOND_S), usual_s / MICROSECOND_S
    if not len(steps_us) or float(steps_us.min()) == float(steps_us.max()):
        return 1.0 / usual_s
    lengths_us = np.unique(steps_us)
    unit_us = float(np.diff(lengths_us).min()) if len(lengths_us) > 1 else 0.0
    alike_s = steps_s[np.abs(steps_us - usual_us) <= 1.5 * unit_us]
    if not len(alike_s) or not COARSE_SHARE * usual_us <= unit_us < usual_us:
        return 1.0 / usual_s
    return 1.0 / float(alike_s.mean())


def is_gap(steps_s: Array, period_s: float) -> NDArray[np.bool_]:
    """Whether steps in time are gaps."""
    return (steps_s > GAP_PERIODS * period_s) & (steps_s > GAP_S)
