"""Jumps and kicks: events of the feet that are proved only when they are over.

A jump and a step-off look alike until the landing, so both are told at the landing, with the times of the whole flight.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.safety.conditions import AboveLimit, Edge

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FlightRule:
    """What counts as a flight."""

    contact_n: float
    """Below this a foot is off."""
    standing_n: float
    """Mean force from which on somebody stands."""
    air_share: float
    """Share of the mean force below which a flight begins."""
    landing_share: float
    """Share of the mean force that a landing exceeds."""
    shortest_s: float
    longest_s: float
    landing_s: float
    """A landing comes up within this time; a step does not."""


class Flight:
    """Raised at the landing of a hop or jump."""

    raised = False

    def __init__(self, rule: FlightRule) -> None:
        self._rule = rule
        self.peak = 0.0
        self._go_on = self._stand
        self._sum_n, self._count = 0.0, 0
        self._mean_n = 0.0
        self._air_s = 0.0
        self._off_s: float | None = None
        self._touch_s: float | None = None
        self._up_s = 0.0

    def may_cross(self, top: float) -> bool:  # noqa: ARG002 - a flight is known by low forces, not by high ones
        """Always: the mean must be kept."""
        return True

    def forget(self) -> None:
        """Begin anew: nobody knows what happened in a stretch without readings."""
        self._begin()

    def process(self, t_s: Array, force_n: Array) -> list[Edge]:
        """Return a raised and a cleared edge for every landing in these samples, both of shape (n,)."""
        edges: list[Edge] = []
        at = 0
        while at < len(t_s):
            at += self._go_on(t_s[at:], force_n[at:], edges)
        return edges

    def _begin(self) -> None:
        self._go_on = self._stand
        self._sum_n, self._count = 0.0, 0

    def _stand(self, t_s: Array, force_n: Array, edges: list[Edge]) -> int:  # noqa: ARG002 - one form for all
        on = force_n >= self._rule.contact_n
        # One sum after the other, so that the last bit does not depend on the portions.
        sums = np.cumsum(np.concatenate(([self._sum_n], np.where(on, force_n, 0.0))))[1:]
        counts = self._count + np.cumsum(on)
        means = sums / np.maximum(counts, 1)
        leaving = np.flatnonzero((means >= self._rule.standing_n) & (force_n < self._rule.air_share * means))
        end = int(leaving[0]) if len(leaving) else len(t_s)
        if end > 0:
            self._sum_n, self._count = float(sums[end - 1]), int(counts[end - 1])
        if end < len(t_s):
            self._mean_n, self._air_s = float(means[end]), float(t_s[end])
            self._off_s = self._touch_s = None
            self._go_on = self._fly
        return end

    def _fly(self, t_s: Array, force_n: Array, edges: list[Edge]) -> int:  # noqa: ARG002 - one form for all
        back = np.flatnonzero(force_n >= self._rule.air_share * self._mean_n)
        end = int(back[0]) if len(back) else len(t_s)
        off = np.flatnonzero(force_n[:end] < self._rule.contact_n)
        if len(off):
            self._off_s = float(t_s[off[0]]) if self._off_s is None else self._off_s
            last = int(off[-1])
            self._touch_s = float(t_s[last + 1]) if last + 1 < len(t_s) else None
        elif self._touch_s is None and self._off_s is not None and end + len(back) > 0:
            self._touch_s = float(t_s[0])
        if end < len(t_s):
            self._touch_s = float(t_s[end]) if self._touch_s is None else self._touch_s
            self._up_s = float(t_s[end])
            length_s = self._touch_s - self._take_off_s
            if self._rule.shortest_s <= length_s <= self._rule.longest_s:
                self._go_on = self._land
            elif length_s < self._rule.shortest_s:
                self._go_on = self._stand
            else:
                self._begin()
        return end

    def _land(self, t_s: Array, force_n: Array, edges: list[Edge]) -> int:
        hits = np.flatnonzero(force_n > self._rule.landing_share * self._mean_n)
        late = int(np.searchsorted(t_s, self._up_s + self._rule.landing_s, side="right"))
        at = int(hits[0]) if len(hits) else len(t_s)
        if at >= late:
            if late < len(t_s):
                self._begin()
            return late
        if at < len(t_s):
            self.peak = float(force_n[at])
            edges.append(Edge(float(t_s[at]), raised=True, peak=self.peak, since_s=self._take_off_s))
            edges.append(Edge(float(t_s[at]), raised=False, peak=self.peak, since_s=self._touch_s))
            self._go_on = self._stand
        return at

    @property
    def _take_off_s(self) -> float:
        return self._air_s if self._off_s is None else self._off_s


class Kick:
    """Raised at the end of a short, hard pulse of one foot."""

    raised = False

    def __init__(self, limit_n: float, contact_n: float, longest_s: float) -> None:
        self._on = AboveLimit(contact_n, 0.9 * contact_n)
        self._limit_n, self._longest_s = limit_n, longest_s
        self._since_s = -np.inf
        self.peak = 0.0

    def may_cross(self, top: float) -> bool:
        """Whether samples up to this number can change anything."""
        return self._on.may_cross(top)

    def forget(self) -> None:
        """A pulse with a stretch without readings in it has no known length."""
        self._since_s = -np.inf

    def process(self, t_s: Array, force_n: Array) -> list[Edge]:
        """Return a raised and a cleared edge for every kick in these samples, both of shape (n,)."""
        edges: list[Edge] = []
        for edge in self._on.process(t_s, force_n):
            if edge.raised:
                self._since_s = edge.t_s
            elif edge.t_s - self._since_s < self._longest_s and edge.peak > self._limit_n:
                self.peak = edge.peak
                edges.append(Edge(edge.t_s, raised=True, peak=edge.peak, since_s=self._since_s))
                edges.append(Edge(edge.t_s, raised=False, peak=edge.peak))
        return edges
