"""Conditions of the pads themselves: at the end of their range, or no longer following the load."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock
from pawpress.core.safety.conditions import EPSILON_S, AboveLimit, Edge

Array = NDArray[np.float64]


class Saturation:
    """Raised while a pad of a group reads beyond its range."""

    def __init__(self, columns: Sequence[int]) -> None:
        self._columns = list(columns)
        self._above = AboveLimit(0.5, 0.5)

    def forget(self) -> None:
        """Nothing to forget."""

    def may_cross(self, *, saturated: bool) -> bool:
        """Whether a block in which any pad is saturated, or none, can change anything."""
        return saturated or self._above.raised

    def process(self, block: ForceBlock) -> list[Edge]:
        """Return the crossings in these samples."""
        beyond: Array = np.asarray(block.saturated[:, self._columns].sum(axis=1, dtype=np.float64))
        return self._above.process(block.t_s, beyond)


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

    def may_cross(self, *, saturated: bool) -> bool:  # noqa: ARG002 - a pad may go dead at any time
        """Always."""
        return True

    def forget(self) -> None:
        """Across a stretch without readings any fall is possible."""
        self._last_n = 0.0

    def process(self, block: ForceBlock) -> list[Edge]:
        """Return the crossings in these samples."""
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


class Stuck:
    """Raised when a loaded pad has read exactly the same for a while although the others moved."""

    def __init__(self, column: int, others: Sequence[int], contact_n: float, moved_n: float, after_s: float) -> None:
        self._column, self._others = column, list(others)
        self._contact_n, self._moved_n, self._after_s = contact_n, moved_n, after_s
        self._reading = np.nan
        self._since_s, self._low_n, self._high_n = 0.0, np.inf, -np.inf
        self._stuck = False

    def may_cross(self, *, saturated: bool) -> bool:  # noqa: ARG002 - time passes at every force
        """Always."""
        return True

    def forget(self) -> None:
        """Begin anew after a stretch without readings."""
        self._low_n, self._high_n = np.inf, -np.inf
        self._reading = np.nan

    def process(self, block: ForceBlock) -> list[Edge]:
        """Return the crossings in these samples."""
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
