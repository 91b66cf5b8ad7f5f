"""The samples of a press, or of the rest before it, gathered portion by portion."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

Portion = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]


class Waveform:
    """Time, force and saturation of consecutive samples; may forget what is older than `keep_s`."""

    def __init__(self, keep_s: float = np.inf) -> None:
        self.peak_n = -np.inf
        self._keep_s = keep_s
        self._portions: deque[Portion] = deque()

    def append(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64], saturated: NDArray[np.bool_]) -> None:
        """Add samples at the end."""
        if len(t_s) == 0:
            return
        self._portions.append((t_s, force_n, saturated))
        self.peak_n = max(self.peak_n, float(force_n.max()))
        while len(self._portions) > 1 and self._portions[1][0][0] < t_s[-1] - self._keep_s:
            self._portions.popleft()

    def clear(self) -> None:
        """Forget everything."""
        self._portions.clear()
        self.peak_n = -np.inf

    def arrays(self) -> Portion:
        """Return all samples as three arrays of shape (n,)."""
        if len(self._portions) > 1:
            joined = tuple(np.concatenate(column) for column in zip(*self._portions, strict=True))
            self._portions = deque([(joined[0], joined[1], joined[2])])
        return self._portions[0]

    def since_leaving(self, level_n: float, sure_s: float, back_s: float) -> Waveform:
        """Return the samples from the last one at or below a level before `sure_s`, at most `back_s` earlier."""
        t_s, force_n, saturated = self.arrays()
        resting = np.flatnonzero((force_n <= level_n) & (t_s < sure_s) & (t_s >= sure_s - back_s))
        first = int(resting[-1]) if len(resting) else int(np.searchsorted(t_s, sure_s - back_s))
        return _made_of(t_s[first:], force_n[first:], saturated[first:])

    def split(self, at_s: float) -> tuple[Waveform, Portion]:
        """Return the samples up to and including a time, and those after it."""
        t_s, force_n, saturated = self.arrays()
        cut = int(np.searchsorted(t_s, at_s, side="right"))
        return _made_of(t_s[:cut], force_n[:cut], saturated[:cut]), (t_s[cut:], force_n[cut:], saturated[cut:])


def _made_of(t_s: NDArray[np.float64], force_n: NDArray[np.float64], saturated: NDArray[np.bool_]) -> Waveform:
    waveform = Waveform()
    waveform.append(t_s, force_n, saturated)
    return waveform
