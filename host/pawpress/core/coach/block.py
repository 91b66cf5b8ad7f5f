"""A block of presses while it goes on: practice, or a hidden test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from pawpress.core.coach.attempt import Attempt, Before
from pawpress.core.coach.criteria import BlockCriterion, Path, failed_blocks, passed
from pawpress.core.coach.drill import Drill
from pawpress.core.sides import Hand

BlockKind = Literal["practice", "before", "after", "retention"]
VOID_AFTER: Final = 3
"""Presses of a test that were not read, after which it counts for nothing."""
JABS_BACK: Final = 2
"""Jabs in one block of practice after which an earlier drill is better."""


@dataclass(slots=True)
class DrillBlock:
    """What happened so far."""

    drill: Drill
    kind: BlockKind
    practice_presses: int | None = None
    """Presses that make it full as practice; None is as the drill has it."""
    attempts: list[Attempt] = field(default_factory=list[Attempt])
    """Graded presses."""
    results: list[bool] = field(default_factory=list[bool])
    """Whether each passed: as strictly as practice is now, or as a test."""
    unread: int = 0
    rehearsed: int = 0
    stopped: bool = False
    """Whether it was ended early."""
    before: Before | None = None
    by_hand: dict[Hand, Before] = field(default_factory=dict[Hand, Before])

    @property
    def is_test(self) -> bool:
        """Whether nothing of it is shown."""
        return self.kind != "practice"

    @property
    def size(self) -> int:
        """How many presses make it full."""
        if self.is_test or self.drill.ramps:
            return self.drill.of
        return self.drill.block if self.practice_presses is None else self.practice_presses

    @property
    def void(self) -> bool:
        """Whether too much was not read for a test."""
        return self.is_test and self.unread >= VOID_AFTER

    @property
    def full(self) -> bool:
        """Whether no press is missing."""
        return self.stopped or self.void or max(len(self.attempts), self.rehearsed) >= self.size

    @property
    def awaits_answer(self) -> bool:
        """Whether the partner's word on the last press may still change the result."""
        spoken = self.drill.ramps or "partner-same" in self.drill.block_criteria
        return spoken and bool(self.attempts) and self.attempts[-1].answer is None

    @property
    def presses_passed(self) -> int:
        """How many passed."""
        return sum(self.results)

    def add(self, attempt: Attempt, tolerance: float) -> bool | None:
        """Take a press; return whether it passed, None where it could not be read."""
        self._remember(attempt)
        if not attempt.graded:
            self.unread += 1
            return None
        result = passed(attempt, self.drill.criteria, tolerance)
        self.attempts.append(attempt)
        self.results.append(result)
        return result

    def answer(self, word: str) -> None:
        """Put the partner's word to the last press; the first word stands."""
        if self.attempts and self.attempts[-1].answer is None:
            self.attempts[-1] = replace(self.attempts[-1], answer=word)

    def failed_as_a_whole(self, path: Path) -> list[BlockCriterion]:
        """Return the criteria of the block that it fails."""
        return failed_blocks(self.attempts, self.drill.block_criteria, path) if self.attempts else []

    def test_passed(self, path: Path) -> bool:
        """Whether a test that was read was passed."""
        return self.presses_passed >= self.drill.need and not self.failed_as_a_whole(path)

    @property
    def jabbed(self) -> bool:
        """Whether so many presses were jabs that an earlier drill is better."""
        return sum(attempt.verdict.verdict == "jab" for attempt in self.attempts) >= JABS_BACK

    def context(self, hand: Hand | None) -> Mapping[str, Before | None]:
        """Return what came before a press of a hand."""
        return {"before": self.before, "own_before": None if hand is None else self.by_hand.get(hand)}

    def _remember(self, attempt: Attempt) -> None:
        if attempt.place is None:
            return
        self.before = Before(attempt.press.onset_s, attempt.place.hand, attempt.place.level)
        self.by_hand[attempt.place.hand] = self.before
