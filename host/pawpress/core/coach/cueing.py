"""Chooses what to say after a press: one fault of the drill, the most useful; else, now and then, a praise."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

from pawpress.core.coach.attempt import Attempt
from pawpress.core.coach.block import DrillBlock
from pawpress.core.coach.criteria import Path, faults_of, passed
from pawpress.core.coach.cues import most_useful
from pawpress.core.coach.outputs import Cue

AGAIN, AMONG = 2, 3
"""A fault is worth saying aloud from its second time in three presses."""
PRAISE_EVERY: Final = 3
"""Every third success is praised, a choice. A success is one by the strict criterion, so that praise is true."""


class Cueing:
    """Remembers the faults of the newest presses."""

    def __init__(self) -> None:
        self._newest: deque[set[str]] = deque(maxlen=AMONG)
        self._successes = 0

    def add(self, attempt: Attempt, criteria: Sequence[str], tolerance: float) -> set[str]:
        """Take a press, shown or not; return its faults."""
        faults = faults_of(attempt, criteria, tolerance)
        self._newest.append(faults)
        return faults

    def cue(self, attempt: Attempt, criteria: Sequence[str], faults: set[str]) -> list[Cue]:
        """Return what is said of the press that was added last: one cue or none."""
        press = attempt.press
        t_s = press.peak_s if press.release_s is None else press.release_s
        fault = most_useful(faults)
        if fault is not None:
            again = sum(fault in earlier for earlier in self._newest) >= AGAIN
            return [Cue(fault, t_s, spoken=again)]
        if not passed(attempt, criteria):
            return []  # within the wider limits of practice: no fault, and no praise either
        if attempt.verdict.hints:
            return [Cue("arms", t_s, spoken=False)]
        self._successes += 1
        return [Cue("pass", t_s)] if self._successes % PRAISE_EVERY == 0 else []

    def after_block(self, block: DrillBlock, path: Path, t_s: float) -> list[Cue]:
        """Return what is said of a block of practice as a whole: one cue or none."""
        fault = most_useful(row.fault for row in block.failed_as_a_whole(path) if row.fault is not None)
        return [] if fault is None else [Cue(fault, t_s)]
