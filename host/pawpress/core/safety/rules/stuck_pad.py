"""A loaded pad that stands still while the others move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import EPSILON_S
from pawpress.core.calibration import ForceBlock
from pawpress.core.safety.book import Alarm
from pawpress.core.safety.conditions import Edge
from pawpress.core.safety.rule import OnPads, Readings
from pawpress.core.safety.site import Site

Array = NDArray[np.float64]


def rules(site: Site) -> Iterator[OnPads]:
    """Return the rule of each pad under feet that has others beside it."""
    if site.ground is None:
        return
    foot, columns = site.limits.foot, site.everything
    for column in columns:
        others = [other for other in columns if other != column]
        if others:
            stuck = Stuck(column, others, foot.contact_n.limit, foot.stuck_moved_n.limit, foot.stuck_s.limit)
            yield OnPads(Alarm("stuck_pad", "red", site.name_of(column)), stuck)


class Stuck:
    """Raised when a loaded pad has read exactly the same for a while although the others moved."""

    def __init__(self, column: int, others: Sequence[int], contact_n: float, moved_n: float, after_s: float) -> None:
        self._column, self._others = column, list(others)
        self._contact_n, self._moved_n, self._after_s = contact_n, moved_n, after_s
        self._reading = np.nan
        self._since_s, self._low_n, self._high_n = 0.0, np.inf, -np.inf
        self._stuck = False

    def forget(self) -> None:
        """Begin anew after a stretch without readings."""
        self._low_n, self._high_n = np.inf, -np.inf
        self._reading = np.nan

    def process(self, readings: Readings) -> list[Edge]:
        """Return the crossings in these readings."""
        block = readings.block
        force_n = block.force_n[:, self._column]
        others_n = block.force_n[:, self._others].cumsum(axis=1)[:, -1]
        cuts = (np.flatnonzero(np.diff(force_n)) + 1).tolist()
        if force_n[0] != self._reading:
            cuts = [0, *cuts]
        edges: list[Edge] = []
        starts = cuts if cuts[:1] == [0] else [0, *cuts]
        for a, b in zip(starts, [*starts[1:], len(force_n)], strict=True):
            if a in cuts[:1] or a > 0:
                edges += self._move(float(block.t_s[a]))
            edges += self._stay(block, force_n[a:b], others_n[a:b], a)
        self._reading = float(force_n[-1])
        return edges

    def _move(self, t_s: float) -> list[Edge]:
        edges = [Edge(t_s, raised=False, peak=0.0)] if self._stuck else []
        self._stuck = False
        self._since_s, self._low_n, self._high_n = t_s, np.inf, -np.inf
        return edges

    def _stay(self, block: ForceBlock, force_n: Array, others_n: Array, at: int) -> list[Edge]:
        t_s = block.t_s[at : at + len(force_n)]
        lows = np.minimum.accumulate(np.minimum(others_n, self._low_n))
        highs = np.maximum.accumulate(np.maximum(others_n, self._high_n))
        self._low_n, self._high_n = float(lows[-1]), float(highs[-1])
        if self._stuck or force_n[0] < self._contact_n or t_s[-1] - self._since_s < self._after_s - EPSILON_S:
            return []
        long = t_s - self._since_s >= self._after_s - EPSILON_S
        beyond = block.saturated[at : at + len(force_n), self._column]
        hits = np.flatnonzero(long & (highs - lows > self._moved_n) & ~beyond)
        if not len(hits):
            return []
        self._stuck = True
        return [Edge(float(t_s[hits[0]]), raised=True, peak=0.0)]
