"""Jumps and kicks: events of the feet that are proved only when they are over.

A jump and a step-off look alike until the landing, so both are told at the landing, with the times of the whole flight.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.safety.book import Alarm
from pawpress.core.safety.conditions import AboveLimit, BaseCondition, Edge
from pawpress.core.safety.rule import OnTotal
from pawpress.core.safety.site import Site

Array = NDArray[np.float64]

TOUCH_S = 0.008
"""A foot that lands stays for longer than this; the ringing of a plate does not."""
NEAR_S = 0.03
"""From a tenth of the load to none a foot takes less than this; a plate that was not tared may never read none."""


def rules(site: Site) -> Iterator[OnTotal]:
    """Return the kick of each foot and the flight of both."""
    if site.ground is None:
        return
    foot = site.limits.foot
    for name, columns in site.groups:
        kick = Kick(site.red(foot.kick_n.limit), foot.contact_n.limit, foot.kick_s.limit)
        yield OnTotal(Alarm("kick", "red", name), columns, kick)
    rule = FlightRule(
        contact_n=foot.contact_n.limit,
        standing_n=foot.kick_n.limit,
        most_n=math.inf if site.giver_n is None else site.giver_n,
        air_share=foot.flight_air_share.limit,
        landing_share=foot.flight_landing_share.limit,
        shortest_s=foot.flight_shortest_s.limit,
        longest_s=foot.flight_longest_s.limit,
        landing_s=foot.flight_landing_s.limit,
    )
    yield OnTotal(Alarm("flight", "red", None), site.everything, Flight(rule))


@dataclass(frozen=True, slots=True)
class FlightRule:
    """What counts as a flight."""

    contact_n: float
    """Below this a foot is off."""
    standing_n: float
    """Mean force from which on somebody stands."""
    most_n: float
    """Weight of whoever stands there, if it is known: a mean above it comes from landings and pushes."""
    air_share: float
    """Share of the mean force below which a flight begins."""
    landing_share: float
    """Share of the mean force that a landing exceeds."""
    shortest_s: float
    longest_s: float
    landing_s: float
    """A landing comes up within this time; a step does not."""


class Flight(BaseCondition):
    """Raised at the landing of a hop or jump.

    Take-off lies between the last sample in which a foot was on and the first in which none was, touch-down likewise:
    half an interval is the most that either can be off. A ripple shorter than `TOUCH_S` is no landing: plates ring.
    """

    def __init__(self, rule: FlightRule) -> None:
        self._rule = rule
        self.peak = 0.0
        self._last_s: float | None = None
        self._begin()

    def forget(self) -> None:
        """Begin anew: nobody knows what happened in a stretch without readings."""
        self._last_s = None
        self._begin()

    def process(self, t_s: Array, force_n: Array) -> list[Edge]:
        """Return a raised and a cleared edge for every landing in these samples, both of shape (n,)."""
        edges: list[Edge] = []
        at = 0
        while at < len(t_s):
            past = self._go_on(t_s[at:], force_n[at:], edges)
            if past:
                self._last_s = float(t_s[at + past - 1])
            at += past
        return edges

    def _begin(self) -> None:
        self._go_on = self._stand
        self._sum_n, self._count, self._mean_n = 0.0, 0, 0.0
        self._away()

    def _away(self) -> None:
        """Know nothing of a flight yet."""
        self._off_s: float | None = None
        """Take-off."""
        self._touch_s: float | None = None
        """Touch-down, until the foot is off again."""
        self._up_s: float | None = None
        """Since when the force has been back."""

    def _stand(self, t_s: Array, force_n: Array, edges: list[Edge]) -> int:  # noqa: ARG002 - one form for all
        on = force_n >= self._rule.contact_n
        # One sum after the other, so that the last bit does not depend on the portions.
        sums = np.cumsum(np.concatenate(([self._sum_n], np.where(on, force_n, 0.0))))[1:]
        counts = self._count + np.cumsum(on)
        means = np.minimum(sums / np.maximum(counts, 1), self._rule.most_n)
        leaving = np.flatnonzero((means >= self._rule.standing_n) & (force_n < self._rule.air_share * means))
        end = int(leaving[0]) if len(leaving) else len(t_s)
        if end > 0:
            self._sum_n, self._count = float(sums[end - 1]), int(counts[end - 1])
        if end < len(t_s):
            self._mean_n, self._air_s = float(means[end]), self._middle(t_s, end)
            self._go_on = self._fly
        return end

    def _fly(self, t_s: Array, force_n: Array, edges: list[Edge]) -> int:  # noqa: ARG002 - one form for all
        for at, (now_s, now_n) in enumerate(zip(t_s.tolist(), force_n.tolist(), strict=True)):
            if now_n < self._rule.contact_n:
                self._off_s = self._middle(t_s, at) if self._off_s is None else self._off_s
                self._touch_s = None
            elif self._off_s is not None and self._touch_s is None:
                self._touch_s = self._middle(t_s, at)
            if now_n < self._rule.air_share * self._mean_n:
                self._up_s = None
            elif self._up_s is None:
                self._up_s = self._middle(t_s, at)
            if self._up_s is not None and now_s - self._up_s >= TOUCH_S:
                self._come_down()
                return at
            if now_s - self._air_s > self._rule.longest_s + TOUCH_S:
                self._begin()
                return at
        return len(t_s)

    def _come_down(self) -> None:
        assert self._up_s is not None
        if self._off_s is None or self._off_s > self._air_s + NEAR_S:
            self._off_s = self._air_s
        if self._touch_s is None or self._touch_s < self._up_s - NEAR_S:
            self._touch_s = self._up_s
        length_s = self._touch_s - self._off_s
        if length_s > self._rule.longest_s:
            self._begin()
        elif length_s < self._rule.shortest_s:
            self._away()
            self._go_on = self._stand
        else:
            self._go_on = self._land

    def _land(self, t_s: Array, force_n: Array, edges: list[Edge]) -> int:
        assert self._up_s is not None
        hits = np.flatnonzero(force_n > self._rule.landing_share * self._mean_n)
        late = int(np.searchsorted(t_s, self._up_s + self._rule.landing_s, side="right"))
        at = int(hits[0]) if len(hits) else len(t_s)
        if at >= late:
            if late < len(t_s):
                self._begin()
            return late
        if at < len(t_s):
            self.peak = float(force_n[at])
            edges.append(Edge(float(t_s[at]), raised=True, peak=self.peak, since_s=self._off_s))
            edges.append(Edge(float(t_s[at]), raised=False, peak=self.peak, since_s=self._touch_s))
            self._away()
            self._go_on = self._stand
        return at

    def _middle(self, t_s: Array, at: int) -> float:
        """Return the middle between a sample and the one before it."""
        here_s = float(t_s[at])
        before_s = float(t_s[at - 1]) if at else self._last_s
        return here_s if before_s is None else 0.5 * (before_s + here_s)


class Kick(BaseCondition):
    """Raised at the end of a short, hard pulse of one foot.

    A foot that is on at the first reading, or at the first after a stretch without readings, came there nobody knows
    when: what is left of its stay has no known length and is no kick.
    """

    def __init__(self, limit_n: float, contact_n: float, longest_s: float) -> None:
        self._on = AboveLimit(contact_n, 0.9 * contact_n)
        self._limit_n, self._longest_s = limit_n, longest_s
        self._since_s = -np.inf
        self._came_unseen = True
        self.peak = 0.0

    def may_cross(self, top: float) -> bool:
        """Whether samples up to this number can change anything; the first tells whether the foot was on before it."""
        return self._came_unseen or self._on.may_cross(top)

    def forget(self) -> None:
        """A pulse with a stretch without readings in it has no known length."""
        self._since_s = -np.inf
        self._came_unseen = True

    def process(self, t_s: Array, force_n: Array) -> list[Edge]:
        """Return a raised and a cleared edge for every kick in these samples, both of shape (n,)."""
        edges: list[Edge] = []
        for edge in self._on.process(t_s, force_n):
            if edge.raised:
                unseen = self._came_unseen and edge.t_s == t_s[0]
                self._since_s = -np.inf if unseen else edge.t_s
            elif edge.t_s - self._since_s < self._longest_s and edge.peak > self._limit_n:
                self.peak = edge.peak
                edges.append(Edge(edge.t_s, raised=True, peak=edge.peak, since_s=self._since_s))
                edges.append(Edge(edge.t_s, raised=False, peak=edge.peak))
        self._came_unseen &= len(t_s) == 0
        return edges
