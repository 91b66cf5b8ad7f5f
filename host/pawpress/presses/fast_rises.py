"""Where a stream rises fast enough to be looked at while it rises.

Strategy: blocks are cut at every hundredth of a second, counted in samples from the start of a stretch, but only near a
fast rise; everything else passes whole. Whether a place is near a fast rise depends on samples only, so the looks fall
on the same samples however the stream was portioned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.calibration import ForceBlock, totals_n
from pawpress.presses.groups import Group
from pawpress.presses.metrics import RFD_WINDOW_S

LOOK_EVERY_S = 0.01
LOOK_ON_S = 0.2
"""How long after a fast rise it is still looked at: it may have to end before it can be named."""


class FastRises:
    """Cuts blocks where a rise should be looked at."""

    def __init__(self, groups: Sequence[Group], rate_n_per_s: float, period_s: float) -> None:
        self._columns = [list(group.columns) for group in groups]
        self._window = max(1, round(RFD_WINDOW_S / period_s))
        self._rise_n = rate_n_per_s * self._window * period_s
        self._every = max(1, round(LOOK_EVERY_S / period_s))
        self._on = max(self._every, round(LOOK_ON_S / period_s))
        self._tail = np.empty((0, len(groups)))
        self._seen = 0
        self._look_until = -1

    def parts(self, block: ForceBlock) -> Iterator[tuple[ForceBlock, bool]]:
        """Yield the block in parts, each with whether to look after it."""
        if block.gap_before:
            self._tail, self._seen, self._look_until = self._tail[:0], 0, -1
        ends = self._looks(block)
        self._seen += len(block.t_s)
        start = 0
        for end in ends:
            yield _part(block, start, end), True
            start = end
        if start < len(block.t_s):
            yield _part(block, start, len(block.t_s)), False

    def _looks(self, block: ForceBlock) -> list[int]:
        """Where in the block a look falls, as counts of samples."""
        known = len(self._tail)
        joined = np.concatenate((self._tail, totals_n(block.force_n, self._columns)))
        self._tail = joined[-self._window :]
        fast = np.flatnonzero((joined[self._window :] - joined[: -self._window]).max(axis=1, initial=-np.inf) > self._rise_n)
        if len(fast) == 0 and self._seen > self._look_until:
            return []
        first = self._seen + self._window - known
        return self._boundaries(first + fast, self._seen + len(block.t_s))

    def _boundaries(self, fast: NDArray[np.intp], stop: int) -> list[int]:
        """The looks after these samples, counted from the start of the stretch, up to `stop`, as counts in the block."""
        ends = np.arange(self._seen // self._every + 1, stop // self._every + 1) * self._every
        latest = np.concatenate(([self._look_until - self._on], fast))
        # The newest fast sample before each boundary.
        since = ends - 1 - latest[np.searchsorted(latest, ends - 1, side="right") - 1]
        if len(fast):
            self._look_until = int(fast[-1]) + self._on
        return (ends[since <= self._on] - self._seen).tolist()


def _part(block: ForceBlock, a: int, b: int) -> ForceBlock:
    if a == 0 and b == len(block.t_s):
        return block
    return ForceBlock(
        block.t_s[a:b], block.force_n[a:b], block.saturated[a:b], block.gap_before if a == 0 else 0, block.period_s
    )
