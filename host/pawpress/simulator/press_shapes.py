"""How a press swells and fades: pure functions of time, as shares of its plateau.

Ramps are minimum-jerk curves, the usual description of unhurried human movement. A ramp of T seconds goes from 10 to
90 % in 0.51 T and is steepest in its middle, at 1.88 / T.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

SWAY = ((0.31, 0.010), (0.47, 0.006))
"""Body sway in a hold: frequency in Hz and amplitude as a share of the plateau (below about 1 Hz)."""
TREMOR = ((8.3, 0.002), (10.9, 0.001))
"""Physiological tremor, 7 to 13 Hz, well below what a learner would be told about."""
BOUNCE_HZ, BOUNCE_DEPTH = 0.7, 0.22
"""A slow rocking that is plainly unsteady (14 % of the plateau) yet never rises 30 % within 0.3 s, as a stab does."""
OVERSHOOT, SETTLE_S, SAG_PER_S = 0.12, 0.25, 0.04
"""Pushing with the arms: too far at first, then slowly giving way."""
STAB_DIP, STAB_TOP, STAB_RAMP_S = 0.25, 0.25, 0.12
"""A thrust out of a hold: down by a quarter, then up by half of the plateau in 0.12 s."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Lengths of the three parts of a press, seconds."""

    rise_s: float
    hold_s: float
    release_s: float

    @property
    def total_s(self) -> float:
        return self.rise_s + self.hold_s + self.release_s


def minimum_jerk(share: Array) -> Array:
    """Return the minimum-jerk curve from 0 to 1; `share` is the part of the ramp's time that has passed."""
    s = np.clip(share, 0.0, 1.0)
    return s * s * s * (10.0 - 15.0 * s + 6.0 * s * s)


def envelope(t_s: Array, timing: Timing) -> Array:
    """Return rise, plateau of 1 and release; `t_s` is the time since the press began."""
    rise = minimum_jerk(t_s / timing.rise_s)
    return rise * (1.0 - minimum_jerk((t_s - timing.rise_s - timing.hold_s) / timing.release_s))


def jab(t_s: Array, timing: Timing, phase: float) -> Array:
    """Return a bare pulse: nobody sways in a tenth of a second."""
    del phase
    return envelope(t_s, timing)


def lean(t_s: Array, timing: Timing, phase: float) -> Array:
    """Return a press by body weight, with the sway and tremor of a living person."""
    unrest = sum((a * np.sin(2.0 * np.pi * hz * t_s + phase * hz) for hz, a in SWAY + TREMOR), np.zeros_like(t_s))
    return envelope(t_s, timing) * (1.0 + unrest)


def bounce(t_s: Array, timing: Timing, phase: float) -> Array:
    """Return a hold that rocks, in whole swings so that it begins and ends on the plateau."""
    swings = max(1, round(BOUNCE_HZ * timing.hold_s))
    held = (t_s - timing.rise_s) / max(timing.hold_s, 1e-9)
    rocking = BOUNCE_DEPTH * np.sin(2.0 * np.pi * swings * held)
    return lean(t_s, timing, phase) * (1.0 + np.where((held > 0.0) & (held < 1.0), rocking, 0.0))


def arms(t_s: Array, timing: Timing, phase: float) -> Array:
    """Return a push with the arms: overshoot, then sag."""
    held_s = np.clip(t_s - timing.rise_s, 0.0, None)
    swing = OVERSHOOT * minimum_jerk(t_s / timing.rise_s) * np.exp(-held_s / SETTLE_S)
    return lean(t_s, timing, phase) * (1.0 + swing - SAG_PER_S * held_s)


def stab(t_s: Array, timing: Timing, phase: float) -> Array:
    """Return a hold that dips in its middle and is thrust upward."""
    since_s = t_s - timing.rise_s - timing.hold_s / 2.0
    down = STAB_DIP * minimum_jerk(since_s / STAB_RAMP_S)
    up = (STAB_DIP + STAB_TOP) * minimum_jerk((since_s - STAB_RAMP_S) / STAB_RAMP_S)
    back = STAB_TOP * minimum_jerk((since_s - 2.0 * STAB_RAMP_S) / STAB_RAMP_S)
    return lean(t_s, timing, phase) * (1.0 - down + up - back)


SHAPES: Final[dict[str, Callable[[Array, Timing, float], Array]]] = {
    "lean": lean,
    "jab": jab,
    "bounce": bounce,
    "arms": arms,
    "stab": stab,
}
"""What a scenario may write as `shape`. A shape takes time since the onset, shape (n,), seconds; the timing; and a
phase in radians that makes no two presses alike. It returns shares of the plateau, shape (n,)."""
