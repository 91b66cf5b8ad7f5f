"""Conditions with an on-delay: what is allowed for a while."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import EPSILON_S
from pawpress.core.safety.conditions import AboveLimit, BaseCondition, Edge


class HeldAbove(BaseCondition):
    """Raised when a number has been above a limit for some time; a dip to above the clearing level counts on.

    A load is taken to have stayed on while nobody looked.
    """

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
