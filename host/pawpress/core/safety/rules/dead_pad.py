"""A pad that does not answer: its cable is broken or unplugged, under load or while nobody stands on it.

Strategy: a pad with a supervision resistor reads less than at rest when it is cut off, whatever lay on it, which no
load can do. One without reads nothing then, as it does empty; so only a fall can give it away that is faster than any
foot, and that is the decay of the capacitor at its pin: 47 kOhm x 100 nF = 4.7 ms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import EPSILON_S
from pawpress.core.safety.alarm_limits_generated import CableLimits
from pawpress.core.safety.book import Alarm
from pawpress.core.safety.conditions import Edge
from pawpress.core.safety.held_above import HeldAbove
from pawpress.core.safety.rule import OnPads, PadCondition, Readings
from pawpress.core.safety.site import Site

Array = NDArray[np.float64]


def rules(site: Site) -> Iterator[OnPads]:
    """Return the rule of each pad under feet."""
    if site.ground is not None:
        for column in site.everything:
            yield OnPads(Alarm("dead_pad", "red", site.name_of(column)), _condition(site, column))


def _condition(site: Site, column: int) -> PadCondition:
    assert site.ground is not None
    foot, cable = site.limits.foot, site.limits.cable
    others = [other for other in site.everything if other != column]
    if site.ground.plates or cable is None:
        fallen = (foot.dropout_n.limit, foot.dropout_left_share.limit, foot.contact_n.limit, foot.dropout_s.limit)
        return Dropout(column, *fallen, others if site.ground.plates else None)
    if column in site.ground.supervised:
        return CutOff(column, cable.open_s.limit)
    return Fall(column, others, cable, foot.contact_n.limit)


class CutOff:
    """Raised while a pad with a supervision resistor reads less than it can at rest.

    Parameters
    ----------
    column : int
        The pad.
    after_s : float
        How long it must read so: a loose plug counts, one disturbed conversion does not.
    """

    def __init__(self, column: int, after_s: float) -> None:
        self._column = column
        self._held = HeldAbove(0.5, 0.5, after_s)

    def forget(self) -> None:
        """Nothing to forget: a pad is taken to have stayed cut off while nobody looked."""

    def process(self, readings: Readings) -> list[Edge]:
        """Return the crossings in these readings."""
        block = readings.block
        if block.cut_off is None:
            return []
        return self._held.process(block.t_s, block.cut_off[:, self._column].astype(np.float64))


class Fall:
    """Raised when a loaded pad falls to nothing as its circuit decays, faster than a foot can leave it.

    At slow rates a foot that jumps off looks the same, so there the other pads must have kept their load.

    Parameters
    ----------
    column : int
        The pad.
    others : sequence of int
        The other pads.
    limits : CableLimits
        What a fall is.
    contact_n : float
        So much more than at the end of its fall, and it lives again.
    """

    def __init__(self, column: int, others: Sequence[int], limits: CableLimits, contact_n: float) -> None:
        self._column, self._others, self._limits, self._contact_n = column, list(others), limits, contact_n
        self._past = np.zeros((2, 0))
        """The newest readings of the pad and of the others together, shape (2, n)."""
        self._alive_n: float | None = None
        """From here on a dead pad lives again; None while it lives."""

    def forget(self) -> None:
        """Across a stretch without readings any fall is possible."""
        self._past = np.zeros((2, 0))

    def process(self, readings: Readings) -> list[Edge]:
        """Return the crossings in these readings."""
        block = readings.block
        if block.gap_before:
            self.forget()
        others_n = block.force_n[:, self._others].cumsum(axis=1)[:, -1] if self._others else np.zeros(len(block.t_s))
        known = np.concatenate((self._past, np.stack((block.force_n[:, self._column], others_n))), axis=1)
        begin = self._past.shape[1]
        steps, steady = self._steps(block.period_s)
        self._past = known[:, -(steps + steady) :] if steps else known[:, :0]
        fell = self._fell(known, begin, steps, steady, slow=block.period_s > self._limits.fast_period_s.limit)
        return self._edges(block.t_s, known[0, begin:], fell)

    def _steps(self, period_s: float) -> tuple[int, int]:
        """Return how many readings a fall may last, and how many before it are looked at."""
        slow = period_s > self._limits.fast_period_s.limit
        longest_s = (self._limits.slow_fall_s if slow else self._limits.fall_s).limit
        return int((longest_s + EPSILON_S) / period_s), int((self._limits.steady_s.limit + EPSILON_S) / period_s)

    def _fell(self, known: Array, begin: int, steps: int, steady: int, *, slow: bool) -> NDArray[np.bool_]:
        """Return by which of the new readings the pad has fallen, shape (n,)."""
        force_n, others_n = known
        fell = np.zeros(known.shape[1], dtype=np.bool_)
        if steps == 0 or float(force_n[begin:].min()) > self._limits.left_share.limit * float(force_n.max()):
            return fell[begin:]
        before_n = force_n.copy()
        for step in range(1, steady + 1):
            np.maximum(before_n[step:], force_n[:-step], out=before_n[step:])
        stood = (force_n > self._limits.loaded_n.limit) & (force_n >= self._limits.steady_share.limit * before_n)
        for step in range(1, steps + 1):
            hits = stood[:-step] & (force_n[step:] <= self._limits.left_share.limit * force_n[:-step])
            if slow:
                hits &= others_n[step:] >= np.maximum(
                    self._limits.others_share.limit * others_n[:-step], self._contact_n
                )
            fell[step:] |= hits
        return fell[begin:]

    def _edges(self, t_s: Array, force_n: Array, fell: NDArray[np.bool_]) -> list[Edge]:
        edges: list[Edge] = []
        at = 0
        while at < len(force_n):
            hits = np.flatnonzero(fell[at:] if self._alive_n is None else force_n[at:] >= self._alive_n)
            if not len(hits):
                break
            at += int(hits[0])
            dead = self._alive_n is None
            self._alive_n = float(force_n[at]) + self._contact_n if dead else None
            edges.append(Edge(float(t_s[at]), raised=dead, peak=0.0))
            at += 1
        return edges


class Dropout:
    """Raised when a loaded pad goes dead from one reading to the next: plates of others, and recordings of before.

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
