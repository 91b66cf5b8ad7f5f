"""A pad that goes dead under load."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pawpress.core.safety.book import Alarm
from pawpress.core.safety.conditions import Edge
from pawpress.core.safety.rule import OnPads, Readings
from pawpress.core.safety.site import Site


def rules(site: Site) -> Iterator[OnPads]:
    """Return the rule of each pad under feet."""
    if site.ground is None:
        return
    foot, columns = site.limits.foot, site.everything
    fallen = (foot.dropout_n.limit, foot.dropout_left_share.limit, foot.contact_n.limit, foot.dropout_s.limit)
    for column in columns:
        others = [other for other in columns if other != column] if site.ground.plates else None
        yield OnPads(Alarm("dead_pad", "red", site.name_of(column)), Dropout(column, *fallen, others))


class Dropout:
    """Raised when a loaded pad goes dead from one reading to the next, faster than a foot can be lifted.

    Parameters
    ----------
    column : int
        The pad.
    loaded_n, left_share : float
        It was loaded with more than this, and less than this share of it is left.
    contact_n : float
        From here on it lives again.
    longest_s : float
        Readings further apart hide how fast it fell.
    others : sequence of int, optional
        Pads that must still be loaded: where one plate is all there is, a foot that leaves looks like a dead plate.
    """

    def __init__(
        self,
        column: int,
        loaded_n: float,
        left_share: float,
        contact_n: float,
        longest_s: float,
        others: Sequence[int] | None = None,
    ) -> None:
        self._column = column
        self._others = None if others is None else list(others)
        self._loaded_n, self._left_share, self._contact_n = loaded_n, left_share, contact_n
        self._longest_s = longest_s
        self._last_n = 0.0
        self._dead = False

    def forget(self) -> None:
        """Across a stretch without readings any fall is possible."""
        self._last_n = 0.0

    def process(self, readings: Readings) -> list[Edge]:
        """Return the crossings in these readings."""
        block = readings.block
        force_n = block.force_n[:, self._column]
        earlier = np.concatenate(([0.0 if block.gap_before else self._last_n], force_n[:-1]))
        self._last_n = float(force_n[-1])
        fell = (earlier > self._loaded_n) & (force_n < self._left_share * earlier)
        if self._others is not None:
            fell &= (block.force_n[:, self._others] >= self._contact_n).any(axis=1)
        if block.period_s > self._longest_s or not (self._dead or fell.any()):
            return []
        edges: list[Edge] = []
        at = 0
        while at < len(force_n):
            hits = np.flatnonzero(force_n[at:] >= self._contact_n if self._dead else fell[at:])
            if not len(hits):
                break
            at += int(hits[0])
            self._dead = not self._dead
            edges.append(Edge(float(block.t_s[at]), raised=self._dead, peak=0.0))
            at += 1
        return edges
