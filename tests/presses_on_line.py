"""Presses as they reach the line: shapes, a sensor that is off, noise; and what the line says of them, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pawpress.core.calibration import ForceBlock
from pawpress.core.filtering import Smoother
from pawpress.core.force_line import ForceLine, PressGraded, PressWarning
from pawpress.core.presses import Group, PressThresholds
from pawpress.settings.grading_limits import load_limits
from pawpress.simulator.press_shapes import Timing, arms, lean, stab
from tests.waveforms import Array, half_sine, minimum_jerk, times, trapezoid

ONSET_S = 1.0
HOLD_S, RELEASE_S = 0.3, 0.3
NOISE_N = 0.4

Shape = Callable[[Array, float, float], Array]
"""Force of shape (n,) from time, length of the rise, plateau."""

RISES: dict[str, Shape] = {
    "minimum jerk": lambda t, rise_s, plateau_n: minimum_jerk(t, ONSET_S, rise_s, HOLD_S, RELEASE_S, plateau_n),
    "straight": lambda t, rise_s, plateau_n: trapezoid(t, ONSET_S, rise_s, HOLD_S, RELEASE_S, plateau_n),
    "half sine": lambda t, rise_s, plateau_n: half_sine(t, ONSET_S, 2.0 * rise_s, plateau_n),
}
LEANS: dict[str, Shape] = {
    "lean": lambda t, rise_s, plateau_n: plateau_n * _since(t, lean(t - ONSET_S, Timing(rise_s, 1.0, 0.6), 2.0)),
    "arms": lambda t, rise_s, plateau_n: plateau_n * _since(t, arms(t - ONSET_S, Timing(rise_s, 1.0, 0.6), 1.0)),
    "straight": lambda t, rise_s, plateau_n: trapezoid(t, ONSET_S, rise_s, 1.0, 0.6, plateau_n),
}


def stabbed(t_s: Array, plateau_n: float) -> Array:
    """A hold of two seconds with a thrust in its middle, at 2.9 s."""
    return plateau_n * _since(t_s, stab(t_s - ONSET_S, Timing(0.9, 2.0, 0.6), 1.0))


def _since(t_s: Array, share: Array) -> Array:
    return np.where(t_s >= ONSET_S, share, 0.0)


@dataclass(frozen=True)
class Said:
    """A warning and the device time at which the line gave it."""

    at_s: float
    warning: PressWarning


def measured(force_n: Array, gain: float, seed: int) -> Array:
    """Return forces as a sensor with this gain and noise shows them."""
    return gain * force_n + np.random.default_rng(seed).normal(0.0, NOISE_N, len(force_n))


def said_of(force_n: Array, rate_hz: float, chunk_s: float = 0.01) -> tuple[list[Said], list[PressGraded]]:
    """Run forces of one pad through a line in chunks as they arrive."""
    line = ForceLine(
        [Group("L1", (0,))], rate_hz, PressThresholds(), load_limits(), None, smoother=Smoother(rate_hz, 1)
    )
    t_s, size = times(len(force_n) / rate_hz, rate_hz), max(1, round(chunk_s * rate_hz))
    said, judged = list[Said](), list[PressGraded]()
    for a in range(0, len(t_s), size):
        part = slice(a, min(a + size, len(t_s)))
        clear = np.zeros((len(t_s[part]), 1), dtype=np.bool_)
        events = line.process(ForceBlock(t_s[part], force_n[part, None], clear, 0, 1.0 / rate_hz))
        said += [Said(float(t_s[part][-1]), event) for event in events if isinstance(event, PressWarning)]
        judged += [event for event in events if isinstance(event, PressGraded)]
    return said, judged + [event for event in line.finish() if isinstance(event, PressGraded)]


def evidence_s(force_n: Array, rate_hz: float) -> float:
    """When the 50 ms of the largest rise of the true force are complete: what its speed is judged by is known then."""
    window = round(0.05 * rate_hz)
    rises = force_n[window:] - force_n[:-window]
    return (int(np.flatnonzero(rises >= 0.9999 * rises.max())[-1]) + window) / rate_hz
