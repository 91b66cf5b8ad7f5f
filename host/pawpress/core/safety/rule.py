"""What is watched: an alarm and the condition that raises it, in one form for totals of pads and for single pads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock
from pawpress.core.safety.book import Alarm
from pawpress.core.safety.conditions import AboveLimit, Condition, Edge
from pawpress.core.safety.recent import RiseAbove
from pawpress.core.safety.red_line import RedLine

NEVER = -inf


@dataclass(frozen=True, slots=True)
class Readings:
    """A block of unfiltered forces and what else was noted since the one before."""

    block: ForceBlock
    totals: dict[tuple[int, ...], tuple[NDArray[np.float64], float]]
    """Columns to the total of these pads, newtons, shape (n,), and the largest of it."""
    saturated: bool
    """Whether any pad is beyond its range."""
    restarted: bool
    """Whether the rig restarted before these readings."""


class PadCondition(Protocol):
    """Follows the readings of pads rather than one number."""

    def forget(self) -> None:
        """Compare nothing with what was before a stretch without readings."""
        ...

    def process(self, readings: Readings, /) -> list[Edge]:
        """Return the crossings in these readings."""
        ...


class OnTotal:
    """A rule on the total of some pads.

    Parameters
    ----------
    alarm : Alarm
        What it raises and clears.
    columns : sequence of int
        Pads whose total it follows.
    condition : Condition
        When it does so.
    """

    def __init__(self, alarm: Alarm, columns: Sequence[int], condition: Condition) -> None:
        self.alarm, self.columns, self.condition = alarm, tuple(columns), condition

    @property
    def peak(self) -> float | None:
        """Largest number so far of the episode that is on."""
        return self.condition.peak

    def forget(self) -> None:
        """Compare nothing with what was before a stretch without readings."""
        self.condition.forget()

    def process(self, readings: Readings) -> list[Edge]:
        """Return the crossings in these readings."""
        total_n, top_n = readings.totals[self.columns]
        return self.condition.process(readings.block.t_s, total_n) if self.condition.may_cross(top_n) else []

    def red_line(self) -> RedLine | None:
        """Return what the rig itself can watch of it: what is red at once."""
        return self.condition.red_line(self.columns) if self.alarm.severity == "red" else None

    def sleeps_up_to(self) -> float:
        """Return the total up to which readings without a saturated pad change nothing; `NEVER` where any may.

        That is its limit, where it is a plain one that is not exceeded now.
        """
        condition = self.condition
        return condition.limit if type(condition) is AboveLimit and not condition.raised else NEVER

    def waits_up_to(self) -> float:
        """Return the total up to which they may be looked at later while the alarm is not on; `NEVER` where none may.

        What they change for later readings must be the same then, and they must raise nothing. That is its limit, where
        it is one of the total, or of its rise: no force is below nothing.
        """
        condition = self.condition
        return condition.limit if type(condition) is AboveLimit or type(condition) is RiseAbove else NEVER


class OnPads:
    """A rule on pads one by one, of which the rig can watch no force; it follows no total, and has no peak."""

    columns: tuple[int, ...] = ()
    peak: float | None = None

    def __init__(self, alarm: Alarm, condition: PadCondition) -> None:
        self.alarm, self._condition = alarm, condition

    def forget(self) -> None:
        """Compare nothing with what was before a stretch without readings."""
        self._condition.forget()

    def process(self, readings: Readings) -> list[Edge]:
        """Return the crossings in these readings."""
        return self._condition.process(readings)

    def red_line(self) -> RedLine | None:
        """Return nothing: no force crosses a line here."""
        return None

    def sleeps_up_to(self) -> float:
        """Return `NEVER`: it may follow more than forces."""
        return NEVER

    def waits_up_to(self) -> float:
        """Return `NEVER`, likewise."""
        return NEVER


class OnRestarts(OnPads):
    """A rule on restarts of the rig, and on nothing else."""

    def waits_up_to(self) -> float:
        """Return any force."""
        return inf


Rule = OnTotal | OnPads
"""An alarm with its condition."""
