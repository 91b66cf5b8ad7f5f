"""Is a limit exceeded? A condition follows one number and says when it crosses; it knows no alarm states."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

EPSILON_S = 1e-9


@dataclass(frozen=True, slots=True)
class Edge:
    """A condition was raised or cleared."""

    t_s: float
    raised: bool
    peak: float
    """Largest number of the episode, known when it is cleared; at the raise, the number that raised it."""
    since_s: float | None = None
    """When it really began or ended, where that was known only later, as with a jump that is proved by its landing."""


class Condition(Protocol):
    """Follows one number."""

    @property
    def raised(self) -> bool:
        """Whether the condition holds now."""
        ...

    @property
    def peak(self) -> float:
        """Largest number of the episode."""
        ...

    def may_cross(self, top: float) -> bool:
        """Whether samples up to this number can change anything; sparing the work if not."""
        ...

    def forget(self) -> None:
        """Compare nothing with what was before a stretch without readings."""
        ...

    def process(self, t_s: NDArray[np.float64], number: NDArray[np.float64], /) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        ...


class AboveLimit:
    """Raised by the first sample above a limit, cleared by the first at or below a lower one."""

    def __init__(self, limit: float, clear: float) -> None:
        if clear > limit:
            raise ValueError(f"a limit of {limit:g} cannot be cleared above itself, at {clear:g}")
        self.limit = limit
        self.clear = clear
        self.raised = False
        self.peak = 0.0

    def may_cross(self, top: float) -> bool:
        """Whether samples up to this number can change anything; sparing the work if not."""
        return self.raised or top > self.limit

    def forget(self) -> None:
        """Nothing to forget: a force is held against its limit whatever was before."""

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


class RiseAbove:
    """Raised when a force rises by more than a limit within a window, or within one sample interval if that is longer.

    As long as the highest force is no further above the lowest of the window than the limit, nothing is computed.
    """

    def __init__(self, limit: float, clear: float, window_s: float) -> None:
        self._above = AboveLimit(limit, clear)
        self._window_s = window_s
        self._past: deque[tuple[NDArray[np.float64], NDArray[np.float64], float]] = deque()

    def may_cross(self, top: float) -> bool:  # noqa: ARG002 - a rise must be followed all the time
        """Always: the window must be kept."""
        return True

    @property
    def raised(self) -> bool:
        """Whether the condition holds now."""
        return self._above.raised

    @property
    def peak(self) -> float:
        """Largest rise of the episode."""
        return self._above.peak

    def forget(self) -> None:
        """Compare nothing with what was before; for a stretch without readings, across which no rise is known."""
        self._past.clear()

    def process(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        lowest = float(force_n.min())
        bottom = min([lowest, *(part[2] for part in self._past)])
        quiet = not self._above.raised and float(force_n.max()) - bottom <= self._above.limit
        edges = [] if quiet else self._above.process(t_s, self._rises(t_s, force_n))
        self._past.append((t_s, force_n, lowest))
        while len(self._past) > 1 and self._past[1][0][0] < t_s[-1] - self._window_s - EPSILON_S:
            self._past.popleft()
        return edges

    def _rises(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the rise up to each sample, shape (n,); 0 where there is no earlier one."""
        t_all = np.concatenate([*(part[0] for part in self._past), t_s])
        f_all = np.concatenate([*(part[1] for part in self._past), force_n])
        here = np.arange(len(t_all) - len(t_s), len(t_all))
        earlier = np.searchsorted(t_all, t_s - self._window_s - EPSILON_S)
        earlier = np.where(earlier == here, np.maximum(here - 1, 0), earlier)
        return force_n - f_all[earlier]
