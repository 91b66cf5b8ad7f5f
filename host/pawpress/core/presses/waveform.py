"""The samples of a press, gathered block by block.

Strategy: three arrays that double when they are full. What is longer than `LONGEST` keeps every second sample, then
every fourth and so on, counted from the onset: a person who stands on the mat for hours costs no more memory than one
who stands there for minutes, and the result does not depend on the blocks.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Arrays = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]

START = 4096
"""Room at first: most presses are shorter at 1 kHz."""
LONGEST = 1 << 19
"""Samples that are kept at most: nearly nine minutes at 1 kHz."""


class Waveform:
    """Time, force and saturation of consecutive samples."""

    def __init__(self) -> None:
        self.peak_n = -np.inf
        self._taken = self._size = 0
        self._every = 1
        self._t_s: NDArray[np.float64] = np.empty(START)
        self._force_n: NDArray[np.float64] = np.empty(START)
        self._saturated: NDArray[np.bool_] = np.empty(START, dtype=np.bool_)

    def append(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64], saturated: NDArray[np.bool_]) -> None:
        """Add samples at the end, copying them."""
        if len(t_s) == 0:
            return
        self.peak_n = max(self.peak_n, float(force_n.max()))
        kept = slice(-self._taken % self._every, None, self._every)
        self._taken += len(t_s)
        if self._every > 1:
            t_s, force_n, saturated = t_s[kept], force_n[kept], saturated[kept]
        begin, self._size = self._size, self._size + len(t_s)
        if self._size > len(self._t_s):
            self._grow()
        new = slice(begin, self._size)
        self._t_s[new], self._force_n[new], self._saturated[new] = t_s, force_n, saturated
        while self._size > LONGEST:
            self._thin()

    def arrays(self) -> Arrays:
        """Return all samples as three arrays of shape (n,)."""
        return self._t_s[: self._size], self._force_n[: self._size], self._saturated[: self._size]

    def cut(self, at_s: float) -> None:
        """Drop the samples after a time."""
        self._size = int(self._t_s[: self._size].searchsorted(at_s, side="right"))

    def _grow(self) -> None:
        room = 2 * self._size - len(self._t_s)
        self._t_s = np.concatenate((self._t_s, np.empty(room)))
        self._force_n = np.concatenate((self._force_n, np.empty(room)))
        self._saturated = np.concatenate((self._saturated, np.empty(room, dtype=np.bool_)))

    def _thin(self) -> None:
        half = slice(0, self._size, 2)
        self._t_s, self._force_n = self._t_s[half].copy(), self._force_n[half].copy()
        self._saturated = self._saturated[half].copy()
        self._size, self._every = len(self._t_s), 2 * self._every
