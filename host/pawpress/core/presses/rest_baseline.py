"""The resting level of a pad, followed while nobody presses.

Strategy: half-second windows, counted in samples so that chunking does not matter. A window counts only if most of it
was rest and it was quiet; the level is the median of the last windows' medians, so that the foot of a ramp or a noise
burst does not move it. Only forces below the onset level ever count as rest, and the rest rises no faster than pads
drift: a load that stays on is never tared away, nor one that comes on slowly.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
    """Forces at which nobody pressed in one window, in three numbers, newtons."""

    median_n: float
    spread_n: float
    """Width of the middle 80 %."""
    sigma_n: float


def windows_of(force_n: NDArray[np.float64]) -> list[list[Window]]:
    """Return what the windows of every group were, from forces of shape (groups, windows, samples)."""
    ordered = np.sort(force_n, axis=-1)
    half, tenth = ordered.shape[-1] // 2, ordered.shape[-1] // 10
    spreads_n = ordered[..., -1 - tenth] - ordered[..., tenth]
    numbers = zip(ordered[..., half].tolist(), spreads_n.tolist(), force_n.std(axis=-1).tolist(), strict=True)
    return [list(map(Window._make, zip(*group, strict=True))) for group in numbers]


def window_of(force_n: NDArray[np.float64]) -> Window:
    """Return what one window was, from forces of shape (n,)."""
    return windows_of(force_n[None, None])[0][0]


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

    def follow(self, window: Window) -> None:
        """Update level and noise from a window that was rest for the most part."""
        if window.spread_n > QUIET_N and window.spread_n > QUIET_SIGMAS * self.sigma_n:
            return
        ceiling_n = self.level_n + DRIFT_N_PER_S * WINDOW_S if self._medians else float("inf")
        self._medians.append(window.median_n)
        self._sigmas.append(window.sigma_n)
        self.level_n = min(_median(self._medians), ceiling_n)
        self.sigma_n = _median(self._sigmas)


def _median(numbers: deque[float]) -> float:
    """Return the median of a few numbers; `statistics.median` takes ten times as long."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
