"""Where a stream rises fast enough to be looked at while it rises.

Strategy: looks fall on every hundredth of a second, counted in samples from the start of a stretch, but only near a
fast rise that has not been named yet. What is near a fast rise of a group depends on its samples only, so the looks say
the same however the stream was cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock, Totals
from pawpress.core.presses.groups import Group
from pawpress.core.presses.metrics.rise_metrics import RFD_WINDOW_S

NONE = np.empty(0, dtype=np.intp)
NEVER = (-1, -(1 << 40))
"""A rise so long ago that nothing is near it."""
STEP_S = 0.005
"""Rises are taken from every sample that is this far from the last: forces are smooth by now."""
LOOK_EVERY_S = 0.01
LOOK_ON_S = 0.1
"""How long after a fast rise it is still looked at: it must pass its steepest point to be named."""


class FastRises:
    """Says when a rise of a group should be looked at."""

    def __init__(self, groups: Sequence[Group], rate_n_per_s: float, period_s: float) -> None:
        self._totals, self._groups = Totals([group.columns for group in groups]), len(groups)
        self._step = max(1, round(STEP_S / period_s))
        self._window = max(1, round(RFD_WINDOW_S / (self._step * period_s)))
        self._rise_n = rate_n_per_s * self._window * self._step * period_s
        self._every = max(1, round(LOOK_EVERY_S / period_s))
        self._on = max(self._every, round(LOOK_ON_S / period_s))
        self._forget()

    def looks(self, block: ForceBlock) -> Iterator[tuple[int, int]]:
        """Return the looks of a block, group by group and each in order of time.

        Yields
        ------
        group, samples : int
            Which group to look at, by number, and after how many samples of the block. Looks at a rise that was named
            meanwhile are left out.
        """
        if block.gap_before:
            self._forget()
        begun, fast = self._seen, self._fast(block)
        self._seen += len(block.t_s)
        return self._due(self._looks(fast, begun, self._seen), begun)

    @property
    def near(self) -> bool:
        """Whether a fast rise is so recent that looks at it may still fall due."""
        return any(self._seen - newest <= self._on for _, newest in self._rises.values())

    def name(self, group: int) -> None:
        """Stop looking at the rise that the last look was for."""
        self._named[group] = self._looked

    def _due(self, looks: dict[int, list[tuple[int, int]]], begun: int) -> Iterator[tuple[int, int]]:
        for group, planned in looks.items():
            for end, first in planned:
                if self._named.get(group, -1) < first:
                    self._looked = end
                    yield group, end - begun

    def _forget(self) -> None:
        self._tail = np.empty((0, self._groups))
        self._seen = self._looked = 0
        self._rises: dict[int, tuple[int, int]] = {}
        """First and newest fast sample of each group's latest rise, counted from the start of the stretch."""
        self._named: dict[int, int] = {}
        """The look at which each group's rise was last named."""

    def _fast(self, block: ForceBlock) -> dict[int, NDArray[np.intp]]:
        """Return the samples of each group that end a fast rise, of those that are looked at."""
        skip = -self._seen % self._step
        joined = np.concatenate((self._tail, self._totals.of(block.force_n[skip :: self._step]).T))
        known, self._tail = len(self._tail), joined[-self._window :]
        rises = joined[self._window :] - joined[: -self._window]
        if rises.size == 0 or rises.max() <= self._rise_n:
            return {}
        rows = [(rise > self._rise_n).nonzero()[0] for rise in rises.T]
        first = self._seen + skip + (self._window - known) * self._step
        return {group: first + fast * self._step for group, fast in enumerate(rows) if len(fast)}

    def _looks(self, fast: dict[int, NDArray[np.intp]], begun: int, stop: int) -> dict[int, list[tuple[int, int]]]:
        """Return the looks near fast rises of each group: after how many samples, and where the rise began."""
        if not fast and all(begun - newest > self._on for _, newest in self._rises.values()):
            return {}
        ends = np.arange((begun // self._every + 1) * self._every, stop + 1, self._every)
        looks: dict[int, list[tuple[int, int]]] = {}
        for group in sorted({*fast, *self._rises}):
            first, newest = self._rises.get(group, NEVER)
            samples = np.concatenate(([newest], fast.get(group, NONE)))
            begins = (samples[1:] - samples[:-1] > self._on).nonzero()[0] + 1
            latest = begins.searchsorted(np.arange(len(samples)), side="right")
            firsts = np.concatenate(([first], samples[begins]))[latest]
            at = samples.searchsorted(ends) - 1
            near = (ends - 1 - samples[at] <= self._on).nonzero()[0]
            looks[group] = list(zip(ends[near].tolist(), firsts[at[near]].tolist(), strict=True))
            self._rises[group] = (int(firsts[-1]), int(samples[-1]))
        return looks
