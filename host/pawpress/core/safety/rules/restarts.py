"""Does the rig restart again and again? Each time it is blind while it starts, and its own guard is unarmed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pawpress.core.arithmetic import EPSILON_S
from pawpress.core.safety.book import Alarm
from pawpress.core.safety.conditions import Edge
from pawpress.core.safety.rule import OnRestarts, Readings
from pawpress.core.safety.site import Site


def rules(site: Site) -> Iterator[OnRestarts]:
    """Return the rule."""
    link = site.limits.link
    yield OnRestarts(
        Alarm("rig_restarts", "red", None), Restarts(round(link.restarts.limit), link.restarts_within_s.limit)
    )


class Restarts:
    """Raised when the rig restarted in mid-stream for the n-th time in a while; cleared after a while without.

    Parameters
    ----------
    limit : int
        How often.
    within_s : float
        The while, in session time, by which every restart takes a second.
    """

    def __init__(self, limit: int, within_s: float) -> None:
        self._limit, self._within_s = limit, within_s
        self._times_s: list[float] = []
        self._raised = False

    def forget(self) -> None:
        """Nothing to forget: a restart is a stretch without readings."""

    def process(self, readings: Readings) -> list[Edge]:
        """Return the crossings in these readings."""
        block, edges = readings.block, list[Edge]()
        if readings.restarted:
            first_s = float(block.t_s[0])
            if self._raised and self._over_s <= first_s:
                edges.append(self._end(self._over_s))
            self._times_s = [*(t_s for t_s in self._times_s if first_s - t_s < self._within_s), first_s]
            if not self._raised and len(self._times_s) >= self._limit:
                self._raised = True
                edges.append(Edge(first_s, raised=True, peak=0.0))
        if self._raised:
            at = int(np.searchsorted(block.t_s, self._over_s - EPSILON_S))
            if at < len(block.t_s):
                edges.append(self._end(float(block.t_s[at])))
        return edges

    @property
    def _over_s(self) -> float:
        return self._times_s[-1] + self._within_s

    def _end(self, t_s: float) -> Edge:
        self._raised = False
        return Edge(t_s, raised=False, peak=0.0)
