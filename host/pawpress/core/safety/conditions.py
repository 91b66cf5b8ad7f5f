"""Is a limit exceeded? A condition follows one number and says when it crosses; it knows no alarm states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import EPSILON_S
from pawpress.core.safety.red_line import RedLine


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

    def red_line(self, columns: tuple[int, ...]) -> RedLine | None:
        """Return what the rig itself can watch, were this the total of these pads and red; None where it cannot."""
        ...


class BaseCondition:
    """What is so of a condition unless it says otherwise: every sample matters to it, and the rig cannot watch it."""

    def may_cross(self, top: float) -> bool:  # noqa: ARG002 - one form for all
        """Whether samples up to this number can change anything: always."""
        return True

    def forget(self) -> None:
        """Nothing to forget: what was before a stretch without readings is compared with nothing."""

    def red_line(self, columns: tuple[int, ...]) -> RedLine | None:  # noqa: ARG002 - one form for all
        """Return nothing: what this follows is more than the rig can."""
        return None


class AboveLimit(BaseCondition):
    """Raised by the first sample above a limit, cleared when it has been at or below a lower one for a while.

    Parameters
    ----------
    limit, clear : float
        Where to raise, and at or below what to clear: the deadband.
    settle_s : float
        How long it must stay there: the off-delay, so that one event with a ripple is one episode. The cleared edge
        then tells with `since_s` when it really ended.
    """

    def __init__(self, limit: float, clear: float, settle_s: float = 0.0) -> None:
        if clear > limit:
            raise ValueError(f"a limit of {limit:g} cannot be cleared above itself, at {clear:g}")
        self.limit = limit
        self.clear = clear
        self.raised = False
        self.peak = 0.0
        self._settle_s = settle_s
        self._below_s: float | None = None
        """Since when a raised number has been at or below `clear`."""

    def may_cross(self, top: float) -> bool:
        """Whether samples up to this number can change anything; sparing the work if not."""
        return self.raised or top > self.limit

    def red_line(self, columns: tuple[int, ...]) -> RedLine | None:
        """Return the limit."""
        return RedLine(tuple(sorted(columns)), self.limit)

    def process(self, t_s: NDArray[np.float64], number: NDArray[np.float64]) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        edges: list[Edge] = []
        at = 0
        while at < len(t_s):
            at = self._settle(t_s, number, at, edges) if self.raised else self._wait(t_s, number, at, edges)
        return edges

    def _wait(self, t_s: NDArray[np.float64], number: NDArray[np.float64], at: int, edges: list[Edge]) -> int:
        """Look for the first sample above the limit; return where it is."""
        hit = _first(number[at:] > self.limit, at)
        if hit < len(t_s):
            self.raised, self._below_s, self.peak = True, None, float(number[hit])
            edges.append(Edge(float(t_s[hit]), raised=True, peak=self.peak))
        return hit

    def _settle(self, t_s: NDArray[np.float64], number: NDArray[np.float64], at: int, edges: list[Edge]) -> int:
        """Go on to where the number falls, comes back, or has stayed below for long enough; return where that is."""
        if self._below_s is None:
            hit = _first(number[at:] <= self.clear, at)
            self.peak = max(self.peak, float(number[at:hit].max(initial=0.0)))
            if hit < len(t_s):
                self._below_s = float(t_s[hit])
            return hit
        back = _first(number[at:] > self.clear, at)
        settled = int(np.searchsorted(t_s, self._below_s + self._settle_s - EPSILON_S))
        if back < len(t_s) and back <= settled:
            self._below_s = None
            return back
        if settled == len(t_s):
            return settled
        self.raised = False
        since_s = self._below_s if self._settle_s else None
        edges.append(Edge(float(t_s[settled]), raised=False, peak=self.peak, since_s=since_s))
        return settled


def _first(holds: NDArray[np.bool_], at: int) -> int:
    """Return the index of the first true sample, counted from `at` on; the end if there is none."""
    hits = np.flatnonzero(holds)
    return at + (int(hits[0]) if len(hits) else len(holds))
