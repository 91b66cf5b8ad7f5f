"""Forces for a guard, and what it made of them; used by the tests of safety."""

from __future__ import annotations

import numpy as np

from pawpress.core.safety import AlarmChange, AlarmMonitor, Episode, SafetyLimits
from pawpress.settings.safety_limits import load_safety_limits
from tests.waveforms import Array, block, times

HANDS = [("left", [0]), ("right", [1])]
LIMITS = load_safety_limits()


def guard(limits: SafetyLimits = LIMITS) -> AlarmMonitor:
    return AlarmMonitor(HANDS, limits)


def ramps(*points: tuple[float, float], length_s: float = 10.0) -> Array:
    """Forces along straight lines between (time, force), shape (n,)."""
    seconds, newtons = zip(*points, strict=True)
    return np.interp(times(length_s), seconds, newtons)


def hands(left_n: Array | float, right_n: Array | float = 0.0, length_s: float = 10.0) -> Array:
    """Forces of both hands, shape (n, 2)."""
    n = len(times(length_s))
    return np.stack([np.broadcast_to(force_n, (n,)) for force_n in (left_n, right_n)], axis=1).astype(float)


def watch(force_n: Array, limits: SafetyLimits = LIMITS) -> tuple[list[AlarmChange], list[Episode]]:
    """Return changes and episodes of a session that begins at time 0."""
    watching = guard(limits)
    changes = watching.process(block(times(len(force_n) / 500.0), force_n))
    return changes, watching.episodes()


def short(episodes: list[Episode]) -> list[tuple[str, str, str | None]]:
    """What each episode was about."""
    return [(episode.alarm.code, episode.alarm.severity, episode.alarm.pad) for episode in episodes]


def spans(episodes: list[Episode]) -> list[tuple[float, float | None]]:
    """From when to when each condition held, to the hundredth."""
    return [(round(e.start_s, 2), None if e.end_s is None else round(e.end_s, 2)) for e in episodes]
