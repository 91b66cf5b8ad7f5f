"""The newest stretch of a force: how fast it rises, how far, and where that leads."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import EPSILON_S
from pawpress.core.safety.conditions import AboveLimit, BaseCondition, Edge
from pawpress.core.safety.red_line import RISE_WINDOW_S, RedLine


class Recent:
    """Remembers a window of samples, in whatever chunks they come, and finds the one a window before each."""

    def __init__(self, window_s: float) -> None:
        self._window_s = window_s
        self._past: deque[tuple[NDArray[np.float64], NDArray[np.float64], float]] = deque()
        """Times, forces and the lowest force of each chunk."""

    @property
    def lowest_n(self) -> float:
        """The lowest force that is remembered; infinite where none is."""
        return min((lowest_n for _, _, lowest_n in self._past), default=np.inf)

    def forget(self) -> None:
        """Compare nothing with what was before."""
        self._past.clear()

    def before(
        self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return time and force of the sample a window before each, or just before it if that is longer ago.

        Parameters
        ----------
        t_s, force_n : array, shape (n,)
            The next samples.

        Returns
        -------
        two arrays, shape (n,), seconds and newtons
            Of the sample itself where there is none before it.
        """
        t_all = np.concatenate([*(part[0] for part in self._past), t_s])
        f_all = np.concatenate([*(part[1] for part in self._past), force_n])
        here = np.arange(len(t_all) - len(t_s), len(t_all))
        earlier = np.searchsorted(t_all, t_s - self._window_s - EPSILON_S)
        earlier = np.where(earlier == here, np.maximum(here - 1, 0), earlier)
        return t_all[earlier], f_all[earlier]

    def rates(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> NDArray[np.float64]:
        """Remember the next samples and return the rate up to each, newtons a second; all of shape (n,)."""
        before_s, before_n = self.before(t_s, force_n)
        self.keep(t_s, force_n)
        return (force_n - before_n) / np.maximum(t_s - before_s, self._window_s)

    def keep(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> None:
        """Remember the next samples, both of shape (n,)."""
        self._past.append((t_s, force_n, float(force_n.min())))
        while len(self._past) > 1 and self._past[1][0][0] < t_s[-1] - self._window_s - EPSILON_S:
            self._past.popleft()


class Derived(BaseCondition):
    """A limit on a number that follows from the force; the peak it tells is the largest force of the episode."""

    def __init__(self, above: AboveLimit) -> None:
        self.limit = above.limit
        self._above = above
        self.peak = 0.0

    def _told(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64], number: NDArray[np.float64]) -> list[Edge]:
        """Return the crossings of the number, with the forces meanwhile."""
        edges: list[Edge] = []
        at, raised = 0, self._above.raised
        for edge in self._above.process(t_s, number):
            here = int(np.searchsorted(t_s, edge.t_s))
            self._follow(force_n[at:here], raised=raised)
            if edge.raised:
                self.peak = float(force_n[here])
            edges.append(Edge(edge.t_s, edge.raised, self.peak, edge.since_s))
            at, raised = here, edge.raised
        self._follow(force_n[at:], raised=raised)
        return edges

    def _follow(self, force_n: NDArray[np.float64], *, raised: bool) -> None:
        if raised and len(force_n):
            self.peak = max(self.peak, float(force_n.max()))


class RateAbove(Derived):
    """Raised when a force rises faster than a limit, in newtons a second."""

    def __init__(self, above: AboveLimit, window_s: float) -> None:
        super().__init__(above)
        self._recent = Recent(window_s)

    def forget(self) -> None:
        """Compare nothing with what was before a stretch without readings."""
        self._recent.forget()

    def red_line(self, columns: tuple[int, ...]) -> RedLine | None:
        """Return the rise that this rate makes within the rig's window."""
        return RedLine(tuple(sorted(columns)), self.limit * RISE_WINDOW_S, rise=True)

    def process(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        return self._told(t_s, force_n, self._recent.rates(t_s, force_n))


class Ahead(Derived):
    """A limit held against the force expected in a moment: a person needs time to react and to unload.

    The force ahead is `F + ahead_s * dF/dt`, and never less than the force itself.
    """

    def __init__(self, above: AboveLimit, ahead_s: float, window_s: float) -> None:
        super().__init__(above)
        self._ahead_s = ahead_s
        self._recent = Recent(window_s)

    def forget(self) -> None:
        """Expect nothing from before a stretch without readings."""
        self._recent.forget()

    def process(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        rate = self._recent.rates(t_s, force_n)
        return self._told(t_s, force_n, force_n + self._ahead_s * np.maximum(rate, 0.0))


class RiseAbove(Derived):
    """Raised when a force rises by more than a limit within a window, or within one sample interval if that is longer.

    As long as the highest force is no further above the lowest of the window than the limit, nothing is computed.
    """

    def __init__(self, above: AboveLimit, window_s: float) -> None:
        super().__init__(above)
        self._recent = Recent(window_s)

    def forget(self) -> None:
        """Compare nothing with what was before; for a stretch without readings, across which no rise is known."""
        self._recent.forget()

    def red_line(self, columns: tuple[int, ...]) -> RedLine | None:
        """Return the rise."""
        return RedLine(tuple(sorted(columns)), self.limit, rise=True)

    def process(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        bottom_n = min(float(force_n.min()), self._recent.lowest_n)
        quiet = not self._above.raised and float(force_n.max()) - bottom_n <= self._above.limit
        edges = [] if quiet else self._told(t_s, force_n, force_n - self._recent.before(t_s, force_n)[1])
        self._recent.keep(t_s, force_n)
        return edges
