"""What a drill is: its criteria, how its tests are passed and what comes before and after it. Data, read from TOML."""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

import msgspec

from pawpress.core.coach.criteria import BLOCK_CRITERIA, PRESS_CRITERIA
from pawpress.core.user_error import UserError

Feedback = Literal["fading", "on-request", "band", "summary", "always"]
FEEDBACKS: Final[tuple[Feedback, ...]] = get_args(Feedback)
LONGEST_WORDS: Final = 8
"""Words of one cue or instruction; several instructions overload a small working memory
(10.3389/fpsyg.2017.01350, on children)."""
WIDEST_COLUMNS: Final = 44
"""Columns of one cue or instruction: half of a narrow terminal, and 1.2 s of quick speech. A choice."""

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Count = Annotated[int, msgspec.Meta(ge=1, le=100)]
Tolerance = Annotated[float, msgspec.Meta(ge=1.0, le=4.0)]


class DrillError(UserError, ValueError):
    """A drill cannot be used; the text says which, where and what to do."""


class Drill(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One drill. Only its own criteria count in it; other faults stay silent unless they are alarms."""

    name: Name
    order: int
    """Its place in the course."""
    mode: Literal["hands", "foot"] = "hands"
    criteria: tuple[str, ...]
    """What each press must pass: names from `PRESS_CRITERIA`."""
    block_criteria: tuple[str, ...] = ()
    """What a block as a whole must pass: names from `BLOCK_CRITERIA`."""
    need: Count = 4
    """Presses of a test block that must pass."""
    of: Count = 5
    """Presses of a test block."""
    block: Count = 10
    """Presses of a practice block."""
    turn: Count | None = None
    """Presses of a practice block in the course, where drills take turns; None is as many as `block`."""
    presses: Count = 30
    """Presses over which feedback fades."""
    feedback: Feedback = "fading"
    """Used where nobody asks for another."""
    ladder: tuple[Tolerance, ...] = (1.0,)
    """Tolerances of practice, the easiest first; a test has none. Never a force."""
    ramps: bool = False
    """Whether its presses are slow ramps at which the partner says a word, and nothing is tested."""
    apart_s: Annotated[float, msgspec.Meta(ge=0.0, le=600.0)] = 0.0
    """Least time between the beginnings of two presses that count."""
    stages: Count = 1
    """Stages of a foot drill, from rehearsal without load upward."""
    next: Name | None = None
    back: Name | None = None
    words: dict[str, str] = {}
    """Instruction by language, for a drill of one's own; the shipped drills have theirs in the catalogues."""

    @property
    def turn_presses(self) -> int:
        """Return how many presses a practice block has where drills take turns."""
        return self.block if self.turn is None else self.turn

    @property
    def criterion(self) -> str:
        """Return the pass mark of a test block in words: `4 of 5`."""
        return f"{self.need} of {self.of}"


def check_drill(drill: Drill, origin: str) -> None:
    """Check what the types of a drill cannot say.

    Parameters
    ----------
    drill : Drill
        What was read.
    origin : str
        The file, for the error.

    Raises
    ------
    DrillError
        If it names an unknown criterion, cannot be passed, or its words are too long.
    """
    for names, known in ((drill.criteria, PRESS_CRITERIA), (drill.block_criteria, BLOCK_CRITERIA)):
        unknown = [name for name in names if name not in known]
        if unknown:
            raise DrillError(f"{origin}: there is no criterion {unknown[0]!r}. Choose from {', '.join(sorted(known))}.")
    if not (drill.criteria or drill.block_criteria):
        raise DrillError(f"{origin}: names no criterion, so nothing could be passed. Name one in `criteria`.")
    if drill.need > drill.of:
        raise DrillError(
            f"{origin}: need {drill.need} of {drill.of} cannot be passed. Set `need` to {drill.of} or less."
        )
    if list(drill.ladder) != sorted(drill.ladder, reverse=True) or drill.ladder[-1:] != (1.0,):
        raise DrillError(f"{origin}: `ladder` must fall to 1.0, as in [1.5, 1.25, 1.0].")
    for language, words in drill.words.items():
        if too_long(words):
            most = f"{LONGEST_WORDS} words and {WIDEST_COLUMNS} letters"
            raise DrillError(f"{origin}: the words in {language!r} are too long. Say it in at most {most}.")


def too_long(words: str) -> bool:
    """Whether a cue or an instruction is more than can be taken in between two presses."""
    return len(words.split()) > LONGEST_WORDS or len(words) > WIDEST_COLUMNS
