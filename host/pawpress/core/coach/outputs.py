"""What the coach says: cues, targets, what is shown of a press, blocks. Keys instead of texts; device time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pawpress.core.coach.drill import Feedback
from pawpress.core.coach.partner import Target
from pawpress.core.coach.records import HiddenTest, Skill
from pawpress.core.coach.schedule import Showing
from pawpress.core.force_line import PressGraded


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to do next, or a praise that is true."""

    fault: str
    """Key of its row in `CUES`."""
    t_s: float
    urgent: bool = False
    """Whether it interrupts what is said; its alarm is told by others, at once and whatever the coach does."""
    spoken: bool = True
    """Whether it is worth saying aloud: urgent, or the second time in three presses."""


@dataclass(frozen=True, slots=True)
class PressShown:
    """A press of which everything may be shown."""

    judged: PressGraded
    passed: bool | None
    """By the criterion of the drill; None where it was not graded."""


@dataclass(frozen=True, slots=True)
class PressHidden:
    """A press ended of which nothing may be shown: it carries nothing, not even when."""


@dataclass(frozen=True, slots=True)
class Display:
    """What may be shown from now on, until the next one."""

    showing: Showing


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the partner, or for the learner."""

    what: Literal["pressure", "nice", "wait", "pause"]


@dataclass(frozen=True, slots=True)
class TargetSet:
    """What the coach aims at from now on; None for no force at all."""

    target: Target | None
    t_s: float


@dataclass(frozen=True, slots=True)
class BlockBegan:
    """A block of presses is announced."""

    drill: str
    kind: Literal["practice", "before", "after", "retention"]
    presses: int
    feedback: Feedback | None
    """None in a test, where nothing is shown."""
    words: tuple[tuple[str, str], ...] = ()
    """Instruction by language, of a drill of one's own."""


@dataclass(frozen=True, slots=True)
class BlockEnded:
    """A block is over, and may be spoken of."""

    drill: str
    kind: Literal["practice", "before", "after", "retention"]
    presses: int
    presses_passed: int
    passed: bool | None
    """Of a test; None in practice, or where too much was not read."""
    skill: Skill
    """What is now known, to be kept."""
    test: HiddenTest | None = None
    skill_passed: bool = False
    suggestion: str | None = None
    """Drill to go on with."""


@dataclass(frozen=True, slots=True)
class SessionOver:
    """The coach has nothing left to do today."""

    better: str | None
    """Skill that went best in hidden presses, if at least half of them passed; None without a test."""
    next: str | None
    """Drill of next time: the weakest in hidden presses, or the one that its last block leads back to; where all passed
    the one that was on, or what follows it."""


Output = Cue | PressShown | PressHidden | Display | Question | TargetSet | BlockBegan | BlockEnded | SessionOver
