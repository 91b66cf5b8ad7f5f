"""A guard for feet, and what it made of forces; used by the tests of the foot mode."""

from __future__ import annotations

import numpy as np

from pawpress.core.calibration import ForceBlock
from pawpress.core.safety import AlarmMonitor, Episode, FootPair, Ground, SafetyLimits
from tests.alarms import LIMITS
from tests.waveforms import Array, block, times

PAIR = FootPair(giver_kg=60.0, receiver_kg=80.0)
FEET = [("left foot", [0]), ("right foot", [1])]
PADS = ["left pad", "right pad", "centre", "kidney"]
GROUND = Ground(
    PAIR, thorax=(1,), centre={"centre": (2,)}, forbidden={"kidney": (3,)}, heels_cm2={"left heel": (0, 35.0)}
)
PLATE = Ground(PAIR)
"""Two plain pads whose newtons somebody else vouches for."""

Seen = set[tuple[str, str, str | None]]


def foot_guard(limits: SafetyLimits = LIMITS, ground: Ground = PLATE) -> AlarmMonitor:
    return AlarmMonitor(FEET, limits, ground, PADS)


def on_pads(*forces_n: Array | float, length_s: float) -> Array:
    """Forces of the pads, shape (n, pads)."""
    n = len(times(length_s))
    return np.stack([np.broadcast_to(np.asarray(f, dtype=float), (n,)) for f in forces_n], axis=1)


def stood(force_n: Array, limits: SafetyLimits = LIMITS, ground: Ground = PLATE) -> list[Episode]:
    """Return the episodes of a session at 500 Hz that begins at time 0."""
    watching = foot_guard(limits, ground)
    for at in range(0, len(force_n), 500):
        part = force_n[at : at + 500]
        watching.process(block(times(len(part) / 500.0, start_s=at / 500.0), part))
    return watching.episodes()


def seen(episodes: list[Episode]) -> Seen:
    """What there was, how often left out."""
    return {(episode.alarm.code, episode.alarm.severity, episode.alarm.pad) for episode in episodes}


def saturated(force_n: Array, beyond: Array) -> ForceBlock:
    """Readings some of which are beyond the range of their pad."""
    even = block(times(len(force_n) / 500.0), force_n)
    return ForceBlock(even.t_s, even.force_n, beyond, 0, even.period_s)
