"""How hard practice is: a ladder of tolerances, and signs of fatigue. A rung never changes a force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from pawpress.core.coach.attempt import Attempt
from pawpress.core.coach.drill import Drill

UP_AFTER: Final = 4
"""Passes running after which practice becomes stricter; one failure makes it easier. That settles where 84 % pass."""
CV_GROWS: Final = 1.5
"""A block whose median CV is this many times that of the first block, and by at least `CV_LEAST`, wavers more."""
CV_LEAST: Final = 0.01
SAGS_MORE_PER_S: Final = -0.02
"""A block whose median sag is lower than that of the first block by this much a second gives way more."""
TIRED_BLOCKS: Final = 2


@dataclass(slots=True)
class Ladder:
    """One person on the ladder of one drill."""

    drill: Drill
    rung: int = 0
    _running: int = 0

    def __post_init__(self) -> None:
        """Keep to the rungs there are: a drill may have changed since."""
        self.rung = min(max(self.rung, 0), len(self.drill.ladder) - 1)

    @property
    def tolerance(self) -> float:
        """How much wider than in a test the limits are."""
        return self.drill.ladder[self.rung]

    def step(self, *, passed: bool) -> None:
        """Take the result of a graded press."""
        self._running = self._running + 1 if passed else 0
        if not passed:
            self.rung = max(0, self.rung - 1)
        elif self._running >= UP_AFTER:
            self.rung, self._running = min(self.rung + 1, len(self.drill.ladder) - 1), 0


class Fatigue:
    """Compares every practice block with the first one of the session."""

    def __init__(self) -> None:
        self._first: tuple[float | None, float | None] | None = None
        self._worse = 0

    def add(self, block: Sequence[Attempt]) -> bool:
        """Take a practice block; return whether a pause should be offered."""
        cv = _median([one.press.cv for one in block if one.graded])
        sag_per_s = _median([one.press.sag_per_s for one in block if one.graded])
        if self._first is None:
            self._first = cv, sag_per_s
            return False
        self._worse = self._worse + 1 if _wavers(cv, self._first[0]) or _sags(sag_per_s, self._first[1]) else 0
        if self._worse < TIRED_BLOCKS:
            return False
        self._worse = 0
        return True


def _wavers(cv: float | None, first: float | None) -> bool:
    return cv is not None and first is not None and cv > max(CV_GROWS * first, first + CV_LEAST)


def _sags(sag_per_s: float | None, first: float | None) -> bool:
    return sag_per_s is not None and first is not None and sag_per_s < first + SAGS_MORE_PER_S


def _median(numbers: Sequence[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return median(known) if known else None
