"""Is a limit exceeded? A condition follows one number and says when it crosses; it knows no alarm states."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Edge:
    """A condition was raised or cleared."""

    t_s: float
    raised: bool
    peak: float
    """Largest number of the episode, known when it is cleared; at the raise, the number that raised it."""


class RiseWithin:
    """The rise of a force over a window, or over one sample interval where that is longer."""

    def __init__(self, window_s: float) -> None:
        self._window_s = window_s
        self._t_s = np.empty(0)
        self._force_n = np.empty(0)

    def process(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the rise up to each sample, shape (n,); 0 where there is no earlier sample."""
        t_all = np.concatenate((self._t_s, t_s))
        f_all = np.concatenate((self._force_n, force_n))
        earlier = np.searchsorted(t_all, t_s - self._window_s - 1e-9)
        here = np.arange(len(self._t_s), len(t_all))
        earlier = np.where(earlier == here, np.maximum(here - 1, 0), earlier)
        keep = max(0, int(np.searchsorted(t_all, t_s[-1] - self._window_s - 1e-9)) - 1)
        self._t_s, self._force_n = t_all[keep:], f_all[keep:]
        return force_n - f_all[earlier]


class AboveLimit:
    """Raised by the first sample above a limit, cleared by the first at or below a lower one."""

    def __init__(self, limit: float, clear: float) -> None:
        self.limit = limit
        self.clear = clear
        self.raised = False
        self.peak = 0.0

    def process(self, t_s: NDArray[np.float64], number: NDArray[np.float64]) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        edges: list[Edge] = []
        at = 0
        while at < len(t_s):
            hits = np.flatnonzero(number[at:] <= self.clear if self.raised else number[at:] > self.limit)
            end = at + int(hits[0]) if len(hits) else len(t_s)
            if self.raised:
                self.peak = max(self.peak, float(number[at:end].max(initial=0.0)))
            if end == len(t_s):
                break
            edges.append(self._cross(float(t_s[end]), float(number[end])))
            at = end
        return edges

    def _cross(self, t_s: float, number: float) -> Edge:
        self.raised = not self.raised
        if self.raised:
            self.peak = number
        return Edge(t_s, self.raised, self.peak)
