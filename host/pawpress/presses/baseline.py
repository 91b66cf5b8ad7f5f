"""The resting level of a pad, followed while nobody presses.

Strategy: half-second windows, counted in samples so that chunking does not matter. A window counts only if most of it
was rest and it was quiet; the level is the median of the last windows' medians, so that the foot of a ramp or a noise
burst does not move it. Only forces below the onset level ever count as rest: a load that stays on is never tared away.
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

    def close_window(self) -> None:
        """Update level and noise from the window that just ended."""
        force_n = np.concatenate(self._rest) if self._rest else np.empty(0)
        self._rest.clear()
        if len(force_n) < REST_SHARE * self.window:
            return
        ordered = np.sort(force_n)
        tenth = len(ordered) // 10
        if ordered[-1 - tenth] - ordered[tenth] > max(QUIET_N, QUIET_SIGMAS * self.sigma_n):
            return
        self._medians.append(float(ordered[len(ordered) // 2]))
        self._sigmas.append(float(force_n.std()))
        self.level_n = median(self._medians)
        self.sigma_n = median(self._sigmas)
