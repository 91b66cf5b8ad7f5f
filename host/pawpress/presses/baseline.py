"""The resting level of a pad, followed while nobody presses.

Strategy: half-second windows, counted in samples so that chunking does not matter. A window counts only if most of it
was rest and it was quiet; the level is the median of the last windows' medians, so that the foot of a ramp or a noise
burst does not move it. Only forces below the onset level ever count as rest, and the rest rises no faster than pads
drift: a load that stays on is never tared away, nor one that comes on slowly.
"""

from __future__ import annotations

from collections import deque
from statistics import median

import numpy as np
from numpy.typing import NDArray

WINDOW_S = 0.5
WINDOWS = 4
REST_SHARE = 0.5
QUIET_N = 1.5
"""A window whose middle 80 % spread over more than this, or over six sigmas, is no rest but the foot of a ramp."""
QUIET_SIGMAS = 6.0
DRIFT_N_PER_S = 0.5
"""The rest rises no faster than this once it is known: a pad drifts slower, a hand leans in faster."""


class Baseline:
    """Level and noise of the rest, newtons."""

    def __init__(self, period_s: float, sigma_n: float = 0.0, *, follow: bool = True) -> None:
        self._follow = follow
        self.window = max(2, round(WINDOW_S / period_s))
        self.level_n = 0.0
        self.sigma_n = sigma_n
        self._medians: deque[float] = deque(maxlen=WINDOWS)
        self._sigmas: deque[float] = deque(maxlen=WINDOWS)
        self._rest: list[NDArray[np.float64]] = []

    def rest(self, force_n: NDArray[np.float64]) -> None:
        """Take forces at which nobody pressed, shape (n,)."""
        if self._follow:
            self._rest.append(force_n)

    def adopt(self, force_n: NDArray[np.float64]) -> None:
        """Take a quiet stretch as the rest, as a strapped-on glove or a lying body shows it, shape (n,)."""
        self._medians.clear()
        self._sigmas.clear()
        self._rest = [force_n]
        self.close_window()

    def close_window(self) -> None:
        """Update level and noise from the window that just ended."""
        force_n = np.concatenate(self._rest) if self._rest else np.empty(0)
        self._rest.clear()
        if len(force_n) < REST_SHARE * self.window:
            return
        ordered = np.sort(force_n)
        if spread_n(ordered) > max(QUIET_N, QUIET_SIGMAS * self.sigma_n):
            return
        ceiling_n = self.level_n + DRIFT_N_PER_S * WINDOW_S if self._medians else float("inf")
        self._medians.append(float(ordered[len(ordered) // 2]))
        self._sigmas.append(float(force_n.std()))
        self.level_n = min(median(self._medians), ceiling_n)
        self.sigma_n = median(self._sigmas)


def spread_n(ordered: NDArray[np.float64]) -> float:
    """Width of the middle 80 % of sorted forces."""
    tenth = len(ordered) // 10
    return float(ordered[-1 - tenth] - ordered[tenth])
