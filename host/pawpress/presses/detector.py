"""Finds presses in the force of each group of pads.

Strategy: a small machine a group (`machine`) lives through the samples at which the group presses or might begin to.
All other samples, which are most of them, cost a few array operations for all groups together: a stretch is held
against the onset levels by its largest forces, and the windows from which the rest is followed are reduced to their
medians, spreads and noise many at a time. Samples are counted in windows and never in portions, so live, replay and
offline runs find the same presses to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.calibration import ForceBlock, Totals
from pawpress.presses.baseline import Window, window_samples, windows_of
from pawpress.presses.groups import Group
from pawpress.presses.machine import GroupMachine
from pawpress.presses.past import Past
from pawpress.presses.press import Press, Progress
from pawpress.presses.thresholds import PressThresholds

LONG_GAP_S = 2.0
"""A press does not go on across more missing readings than this."""
ASIDE_S = 1.0
"""How much more of the past is kept than may be asked for."""


class PressDetector:
    """All groups of a rig or file."""

    def __init__(self, groups: Sequence[Group], thresholds: PressThresholds, period_s: float) -> None:
        self._window = window_samples(period_s)
        self._machines = [
            GroupMachine(group.name, column, thresholds, self._window) for column, group in enumerate(groups)
        ]
        self._columns = [list(group.columns) for group in groups]
        self._totals = Totals(self._columns)
        self._follow_rest = thresholds.follow_rest
        # A gap may lie between the onset and the sample that makes it sure.
        self._past = Past(len(groups), thresholds.backdate_s + LONG_GAP_S + ASIDE_S)

    def process(self, block: ForceBlock) -> list[Press]:
        """Return the presses that ended in this block, in the order in which the hand was off again."""
        touches: list[list[Press]] = []
        if block.gap_before * block.period_s > LONG_GAP_S:
            touches += [machine.cut_short(self._past.end) for machine in self._machines]
        force_n = self._totals.of(block.force_n)
        saturated = _saturated(block.saturated, self._columns)
        begin = self._past.end
        self._past.append(block.t_s, force_n, saturated, begin - begin % self._window)
        at, windows = 0, self._windows(force_n, begin)
        while at < len(force_n):
            stop = min(len(force_n), at + self._window - (begin + at) % self._window)
            part = slice(at, stop)
            touches += self._stretch(begin + at, block.t_s[part], force_n[part], saturated[part])
            if (begin + stop) % self._window == 0:
                self._close_window(begin + stop, windows)
            at = stop
        return _in_order(touches)

    def finish(self) -> list[Press]:
        """Return the presses that were still on when the stream ended."""
        return _in_order([machine.finish() for machine in self._machines])

    def progress(self, groups: Iterable[int] | None = None) -> list[Progress]:
        """Return the presses that are on now, of these groups or of all."""
        machines = self._machines if groups is None else [self._machines[group] for group in groups]
        return [progress for machine in machines if (progress := machine.progress()) is not None]

    def _stretch(
        self,
        row: int,
        t_s: NDArray[np.float64],
        force_n: NDArray[np.float64],
        saturated: NDArray[np.bool_],
    ) -> list[list[Press]]:
        """Return the touches that ended in a part of a window, which begins at this row."""
        touches: list[list[Press]] = []
        tops_n: list[float] = force_n.max(axis=0).tolist()
        for column, machine in enumerate(self._machines):
            if machine.busy or machine.mixed or tops_n[column] > machine.onset_level_n:
                portion = (t_s, force_n[:, column], saturated[:, column])
                touches += machine.process(self._past, row, row - row % self._window, portion)
        return touches

    def _windows(self, force_n: NDArray[np.float64], begin: int) -> dict[int, list[Window]]:
        """Return the windows that lie in a block as a whole, by the row at which they end."""
        first = -begin % self._window
        count = (len(force_n) - first) // self._window
        if count < 1 or not self._follow_rest:
            return {}
        whole = force_n[first : first + count * self._window].reshape(count, self._window, -1)
        ends = range(begin + first + self._window, begin + len(force_n) + 1, self._window)
        return dict(zip(ends, windows_of(whole), strict=True))

    def _close_window(self, row: int, windows: dict[int, list[Window]]) -> None:
        """Let every machine follow its rest at the end of a window."""
        known = windows.get(row)
        if known is None and self._follow_rest and not all(machine.mixed for machine in self._machines):
            known = windows_of(self._past.rows(row - self._window, row)[2][None])[0]
        for column, machine in enumerate(self._machines):
            machine.close_window(None if known is None else known[column])


def _saturated(saturated: NDArray[np.bool_], groups: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
    """Return where any pad of a group is saturated, shape (n, groups)."""
    if not saturated.any():
        return np.zeros((len(saturated), len(groups)), dtype=np.bool_)
    return np.stack([np.any(saturated[:, columns], axis=1) for columns in groups], axis=1)


def _in_order(touches: Iterable[list[Press]]) -> list[Press]:
    """Return the presses of all touches, by when the hand was off again: only then are those of one touch parted."""
    return [press for touch in sorted(filter(None, touches), key=_when) for press in touch]


def _when(touch: list[Press]) -> tuple[float, float]:
    last = touch[-1]
    return (last.onset_s if last.release_s is None else last.release_s, last.onset_s)
