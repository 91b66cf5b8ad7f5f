"""The resting level of a pad, followed while nobody presses.

Strategy: half-second windows, counted in samples so that chunking does not matter. A window counts only if most of it
was rest and it was quiet; the level is the median of the last windows' medians, so that the foot of a ramp or a noise
burst does not move it. Only forces below the onset level ever count as rest, and the rest rises no faster than pads
drift: a load that stays on is never tared away, nor one that comes on slowly.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pawpress.core.kernel import describe_windows

WINDOW_S = 0.5
WINDOWS = 4
REST_SHARE = 0.5
QUIET_N = 1.5
"""A window whose middle 80 % spread over more than this, or over six sigmas, is not rest but the foot of a ramp."""
QUIET_SIGMAS = 6.0
DRIFT_N_PER_S = 0.5
"""The rest rises no faster than this once it is known: a pad drifts slower, a hand leans in faster."""


def window_samples(period_s: float) -> int:
    """Return the length of a window."""
    return max(2, round(WINDOW_S / period_s))


class Window(NamedTuple):
    """Forces at which nobody pressed in one window, in four numbers, newtons."""

    median_n: float
    spread_n: float
    """Width of the middle 80 %."""
    sigma_n: float
    top_n: float


def windows_of(force_n: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the numbers of every `Window`, shape (..., 4), from forces of shape (..., samples)."""
    return describe_windows(force_n)


def window_of(force_n: NDArray[np.float64]) -> Window:
    """Return what one window was, from forces of shape (n,)."""
    return Window._make(windows_of(force_n).tolist())


class Baseline:
    """Level and noise of the rest, newtons."""

    def __init__(self, sigma_n: float = 0.0) -> None:
        self.level_n = 0.0
        self.sigma_n = sigma_n
        self._medians: deque[float] = deque(maxlen=WINDOWS)
        self._sigmas: deque[float] = deque(maxlen=WINDOWS)

    def adopt(self, window: Window) -> None:
        """Take a quiet stretch as the rest, as a strapped-on glove or a lying body shows it."""
        self._medians.clear()
        self._sigmas.clear()
        self.follow(window)

    def follow(self, window: Window | Sequence[float]) -> None:
        """Update level and noise from a window that was rest for the most part; its numbers in a row will do."""
        median_n, spread_n, sigma_n, _ = window
        if spread_n > QUIET_N and spread_n > QUIET_SIGMAS * self.sigma_n:
            return
        ceiling_n = self.level_n + DRIFT_N_PER_S * WINDOW_S if self._medians else float("inf")
        self._medians.append(median_n)
        self._sigmas.append(sigma_n)
        self.level_n = min(_median(self._medians), ceiling_n)
        self.sigma_n = _median(self._sigmas)


def _median(numbers: deque[float]) -> float:
    """Return the median of a few numbers; `statistics.median` takes ten times as long."""
    ordered = sorted(numbers)
    if len(ordered) == WINDOWS:
        return (ordered[WINDOWS // 2 - 1] + ordered[WINDOWS // 2]) / 2
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
