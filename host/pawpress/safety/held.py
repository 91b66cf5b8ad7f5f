"""Conditions with an on-delay, and the warning ahead of an overload."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pawpress.safety.conditions import EPSILON_S, AboveLimit, Edge
from pawpress.safety.recent import Recent


class HeldAbove:
    """Raised when a number has been above a limit for some time; a dip to above the clearing level counts on."""

    def __init__(self, limit: float, clear: float, delay_s: float) -> None:
        self._above = AboveLimit(limit, clear)
        self._delay_s = delay_s
        self._since_s: float | None = None
        self.raised = False

    @property
    def peak(self) -> float:
        """Largest number since it went above the limit."""
        return self._above.peak

    def may_cross(self, top: float) -> bool:
        """Whether samples up to this number can change anything."""
        return self._above.may_cross(top)

    def forget(self) -> None:
        """Nothing to forget: a load is taken to have stayed on while nobody looked."""

    def process(self, t_s: NDArray[np.float64], number: NDArray[np.float64]) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        edges: list[Edge] = []
        for edge in self._above.process(t_s, number):
            edges += self._raise_before(t_s, number, edge.t_s)
            if edge.raised:
                self._since_s = edge.t_s
            elif self.raised:
                self.raised = False
                edges.append(edge)
            self._since_s = edge.t_s if edge.raised else None
        return edges + self._raise_before(t_s, number, float("inf"))

    def _raise_before(self, t_s: NDArray[np.float64], number: NDArray[np.float64], end_s: float) -> list[Edge]:
        if self._since_s is None or self.raised:
            return []
        at = int(np.searchsorted(t_s, self._since_s + self._delay_s - EPSILON_S))
        if at == len(t_s) or t_s[at] >= end_s:
            return []
        self.raised = True
        return [Edge(float(t_s[at]), raised=True, peak=float(number[at]))]


class Ahead:
    """A condition held against the force expected in a moment: a person needs time to react and to unload.

    The force ahead is `F + ahead_s * dF/dt`, and never less than the force itself.
    """

    def __init__(self, condition: AboveLimit, ahead_s: float, window_s: float) -> None:
        self._condition = condition
        self._ahead_s = ahead_s
        self._recent = Recent(window_s)
        self._peak = 0.0

    @property
    def raised(self) -> bool:
        """Whether the condition holds now."""
        return self._condition.raised

    @property
    def peak(self) -> float:
        """Largest force of the episode, not the expected one."""
        return self._peak

    def may_cross(self, top: float) -> bool:  # noqa: ARG002 - the rate must be followed all the time
        """Always: the rate must be known."""
        return True

    def forget(self) -> None:
        """Expect nothing from before a stretch without readings."""
        self._recent.forget()

    def process(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        rate = self._recent.rates(t_s, force_n)
        expected = force_n + self._ahead_s * np.maximum(rate, 0.0)
        edges: list[Edge] = []
        at = 0
        for edge in self._condition.process(t_s, expected):
            here = int(np.searchsorted(t_s, edge.t_s))
            self._follow(force_n[at:here])
            if edge.raised:
                self._peak = float(force_n[here])
            edges.append(Edge(edge.t_s, edge.raised, self._peak))
            at = here
        self._follow(force_n[at:])
        return edges

    def _follow(self, force_n: NDArray[np.float64]) -> None:
        if len(force_n):
            self._peak = max(self._peak, float(force_n.max()))
