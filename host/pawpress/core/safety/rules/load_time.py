"""How long a load may stay on: every load uses up its own time, and only as long a rest gives it back."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import EPSILON_S
from pawpress.core.safety.alarm import Severity
from pawpress.core.safety.book import Alarm
from pawpress.core.safety.conditions import BaseCondition, Edge
from pawpress.core.safety.rule import OnTotal
from pawpress.core.safety.site import Site

Array = NDArray[np.float64]


STEPS_N = (200.0, 300.0, 400.0)
"""Upper ends of the steps of load that have a time of their own, newtons."""


def rules(site: Site) -> Iterator[OnTotal]:
    """Return amber and red for all feet together."""
    if site.ground is None:
        return
    foot = site.limits.foot
    steps_n = [site.red(level_n) for level_n in STEPS_N]
    rests = (foot.rest_below_200_n_s, foot.rest_below_300_n_s, foot.rest_below_400_n_s, foot.rest_above_400_n_s)
    times_s = [rest.limit for rest in rests]
    shares: list[tuple[Severity, float]] = [("amber", foot.rest_amber_share.limit), ("red", 1.0)]
    for severity, share in shares:
        time = LoadTime(foot.contact_n.limit, steps_n, times_s, share)
        yield OnTotal(Alarm("time_at_load", severity, None), site.everything, time)


class TimeUsed(NamedTuple):
    """The account of the time under load."""

    on_s: float
    """Time under load since the account was last empty."""
    left_s: float
    """Time that is left at the present load; infinite where nothing is on the pads."""


class LoadTime(BaseCondition):
    """Raised when a load has used up a share of the time allowed, cleared when it is off.

    A load allowed for T seconds uses up 1/T of the whole in every second. The account is emptied by a rest as long as
    the time under load; until then it goes on where it stood. A time without readings counts as the first one after it.

    Parameters
    ----------
    contact_n : float
        Below this the load is off, newtons.
    steps_n : sequence of float
        Upper ends of the steps of load, rising, newtons.
    times_s : sequence of float
        Time allowed on each step and above the last, one more than there are steps, seconds.
    share : float
        Share of the time at which to raise; 1 is all of it.
    """

    def __init__(self, contact_n: float, steps_n: Sequence[float], times_s: Sequence[float], share: float) -> None:
        self._contact_n = contact_n
        self._steps_n = np.array(steps_n)
        self._use_per_s = 1.0 / np.array(times_s)
        self._share = share
        self._used, self._loaded_s, self._rested_s = 0.0, 0.0, 0.0
        self._last_s: float | None = None
        self.raised = False
        self.peak = 0.0

    def used_at(self, force_n: float) -> TimeUsed:
        """Return the account, and what is left of it if the load stays as it is."""
        if force_n < self._contact_n:
            return TimeUsed(self._loaded_s, math.inf)
        use_per_s = float(self._use_per_s[np.searchsorted(self._steps_n, force_n)])
        return TimeUsed(self._loaded_s, max(0.0, 1.0 - self._used) / use_per_s)

    def process(self, t_s: Array, force_n: Array) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        before_s = float(t_s[0]) if self._last_s is None else self._last_s
        passed_s = np.diff(t_s, prepend=before_s)
        self._last_s = float(t_s[-1])
        on = force_n >= self._contact_n
        if self._used == 0.0 and not on.any():
            return []
        edges: list[Edge] = []
        cuts = [0, *(np.flatnonzero(np.diff(on)) + 1).tolist(), len(t_s)]
        for a, b in pairwise(cuts):
            run = self._load if on[a] else self._rest
            edges += run(t_s[a:b], force_n[a:b], passed_s[a:b])
        return edges

    def _load(self, t_s: Array, force_n: Array, passed_s: Array) -> list[Edge]:
        if not self.raised:
            self.peak = max(self.peak, 0.0)
        use = passed_s * self._use_per_s[np.searchsorted(self._steps_n, force_n)]
        used = _running(self._used, use)
        self._used, self._loaded_s = float(used[-1]), float(_running(self._loaded_s, passed_s)[-1])
        self._rested_s = 0.0
        self.peak = max(self.peak, float(force_n.max()))
        hits = np.flatnonzero(used >= self._share - EPSILON_S)
        if self.raised or not len(hits):
            return []
        self.raised = True
        return [Edge(float(t_s[hits[0]]), raised=True, peak=float(force_n[hits[0]]))]

    def _rest(self, t_s: Array, force_n: Array, passed_s: Array) -> list[Edge]:  # noqa: ARG002 - one form for both
        edges = [Edge(float(t_s[0]), raised=False, peak=self.peak)] if self.raised else []
        self.raised = False
        self._rested_s = float(_running(self._rested_s, passed_s)[-1])
        if self._rested_s >= self._loaded_s - EPSILON_S:
            self._used, self._loaded_s, self.peak = 0.0, 0.0, 0.0
        return edges


def _running(start: float, steps: Array) -> Array:
    """Add one after the other, so that the last bit does not depend on the portions."""
    return np.cumsum(np.concatenate(([start], steps)))[1:]
