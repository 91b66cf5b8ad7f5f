"""One press of a drill with what is needed to judge it there: where it was, what came before, what the partner said."""

from __future__ import annotations

from dataclasses import dataclass

from pawpress.core.grading import GradingLimits, Verdict
from pawpress.core.presses import Press
from pawpress.core.sides import Hand
from pawpress.core.walk.route_places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A judged press in its drill."""

    press: Press
    verdict: Verdict
    limits: GradingLimits
    place: Place | None = None
    """Where it was; None off the path, or where there is none."""
    before: Before | None = None
    """The press before it in this block; None for the first."""
    own_before: Before | None = None
    """The press before it of the same hand in this block."""
    nice_n: float | None = None
    """What the partner called nice, newtons; None without agreement."""
    good_spot: bool = False
    """Whether the partner marked this pad as a spot of relief."""
    giver_kg: float | None = None
    amber: bool = False
    """Whether an alarm of the force came since the press before."""
    answer: str | None = None
    """What the partner said of it: `less`, `same`, `more`."""

    @property
    def graded(self) -> bool:
        """Whether the readings were good enough to judge it."""
        return self.verdict.verdict != "ungraded"


@dataclass(frozen=True, slots=True)
class Before:
    """What is remembered of an earlier press."""

    onset_s: float
    hand: Hand
    level: int | None
