"""Finds presses in the force of each group of pads.

Strategy: a small machine a group (`machine`) lives through the samples at which the group presses or might begin to.
All other samples, which are most of them, cost a few array operations for all groups together: the windows from which
the rest is followed are reduced to their tops, medians, spreads and noise before any machine is asked. Samples are
counted in windows and never in blocks, so live, replay and offline runs find the same presses to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock, Totals
from pawpress.core.presses.group_machine import Contact, GroupMachine
from pawpress.core.presses.groups import Group
from pawpress.core.presses.past import Past
from pawpress.core.presses.press import Press, PressProgress
from pawpress.core.presses.rest_baseline import window_samples
from pawpress.core.presses.thresholds import PressThresholds

LONG_GAP_S = 2.0
"""A press does not go on across more missing readings than this."""
ASIDE_S = 1.0
"""How much more of the past is kept than may be asked for."""


class PressDetector:
    """All groups of a rig or file.

    `process` takes a block and returns the presses that ended in it. To see presses on the way, take
    a block (`take`), lets a group `advance` to where its `progress` is of interest, and asks for the rest (`complete`).
    """

    def __init__(self, groups: Sequence[Group], thresholds: PressThresholds, period_s: float) -> None:
        self._window = window_samples(period_s)
        self._machines = [
            GroupMachine(group.name, number, thresholds, self._window) for number, group in enumerate(groups)
        ]
        self._columns = [list(group.columns) for group in groups]
        self._totals = Totals(self._columns)
        # A gap may lie between the onset and the sample that makes it sure.
        self._past = Past(len(groups), thresholds.backdate_s + LONG_GAP_S + ASIDE_S)
        self._begin = 0
        """Row of the past at which the newest block begins."""
        self._reached = [0] * len(groups)
        """Row up to which each group has been lived through."""
        self._tops_n: list[float] = []
        """Largest force of each group in the newest block; infinite where a window ends in it, which none may miss."""
        self._touches: list[Contact] = []

    def process(self, block: ForceBlock) -> list[Press]:
        """Return the presses that ended in this block, in the order in which the hand was off again."""
        self.take(block)
        return [press for _, press in self.complete()]

    def take(self, block: ForceBlock) -> None:
        """Take forces, to be lived through by `advance` and `complete`."""
        self._begin = begin = self._past.end
        if block.gap_before * block.period_s > LONG_GAP_S:
            self._touches = [(begin, machine.cut_short(begin)) for machine in self._machines]
        saturated = _saturated(block.saturated, self._columns)
        self._past.append(block.t_s, self._totals.of(block.force_n), saturated, begin - begin % self._window)
        self._reached = [begin] * len(self._machines)
        ends_window = self._past.end // self._window > begin // self._window
        forces_n = self._past.forces(begin, self._past.end)
        self._tops_n = (
            [np.inf] * len(forces_n) if ends_window else np.maximum.reduce(forces_n, axis=1, initial=-np.inf).tolist()
        )

    def advance(self, group: int, samples: int) -> None:
        """Live through one group's part of the block up to this many samples of it."""
        row, stop = self._reached[group], self._begin + samples
        self._reached[group] = stop
        self._touches += self._machines[group].advance(self._past, row, stop)

    def complete(self) -> list[tuple[int, Press]]:
        """Return the presses that ended in the block, in order, and after how many samples of it that was sure."""
        samples = self._past.end - self._begin
        for group, machine in enumerate(self._machines):
            if machine.awake or self._tops_n[group] > machine.onset_level_n:
                self.advance(group, samples)
        if not self._touches:
            return []
        touches, self._touches = _in_order(self._touches), []
        return [(row - self._begin, press) for row, touch in touches for press in touch]

    def finish(self) -> list[Press]:
        """Return the presses that were still on when the stream ended."""
        touches = [(self._past.end, machine.finish()) for machine in self._machines]
        return [press for _, touch in _in_order(touches) for press in touch]

    def progress(self) -> list[PressProgress]:
        """Return the presses that are on now."""
        found = [machine.progress() for machine in self._machines]
        return [progress for progress in found if progress is not None]

    def progress_of(self, group: int) -> PressProgress | None:
        """Return the press of one group, by number, that is on now."""
        return self._machines[group].progress()

    @property
    def ending(self) -> bool:
        """Whether a press is about to end: its hand is off, if it stays so."""
        return any(machine.ending for machine in self._machines)


def _saturated(saturated: NDArray[np.bool_], groups: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
    """Return where any pad of a group is saturated, shape (groups, n)."""
    if not saturated.any():
        return np.zeros((len(groups), len(saturated)), dtype=np.bool_)
    return np.stack([saturated[:, columns].any(axis=1) for columns in groups])


def _in_order(touches: Iterable[Contact]) -> list[Contact]:
    """Return touches by when it was sure that the hand was off again: only then are the presses of one parted."""
    return sorted((touch for touch in touches if touch[1]), key=_when)


def _when(touch: Contact) -> tuple[int, float, float]:
    row, presses = touch
    last = presses[-1]
    return (row, last.onset_s if last.release_s is None else last.release_s, last.onset_s)
