"""What comes next in a session: a hidden test before the warm-up, practice, hidden tests at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pawpress.core.coach.block import BlockKind
from pawpress.core.coach.choice import choose
from pawpress.core.coach.coach_setup import CoachSetup
from pawpress.core.coach.criteria import needs_places
from pawpress.core.coach.drill import Drill
from pawpress.core.coach.records import Skill, due_days

PRACTICE_BLOCKS: Final = 3
"""Practice blocks of a session with one drill."""
TURNS_BEGIN_UNTIL: Final = 25
"""Practice presses from which no further drill takes its turn in the course, so that a session has about 30."""
AFTER_TESTS: Final = 2
RETENTION_TESTS: Final = 2
"""Skills that are tested after days, at most, before a session begins."""
FOOT_BLOCKS: Final = 2


@dataclass(frozen=True, slots=True)
class Done:
    """A block that is over."""

    drill: str
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Next:
    """A block that is to come."""

    drill: Drill
    kind: BlockKind
    presses: int | None = None
    """Presses of practice; None is as the drill has it."""


class CoachPlan:
    """Decides on blocks, one at a time, from what was done and what is known by then.

    Parameters
    ----------
    setup : CoachSetup
        What is wanted.
    foot : bool
        Whether feet stand.
    walkable : bool
        Whether pads have sides and levels.
    """

    def __init__(self, setup: CoachSetup, *, foot: bool, walkable: bool) -> None:
        self._setup = setup
        mode = "foot" if foot else "hands"
        self._drills = [drill for drill in setup.drills if drill.mode == mode and (walkable or not _walks(drill))]

    @property
    def drills(self) -> list[Drill]:
        """The drills that can be done here, in the order of the course."""
        return self._drills

    def next(self, done: Sequence[Done], skills: Mapping[str, Skill], *, targeted: bool) -> Next | None:
        """Return the next block; None at the end.

        Parameters
        ----------
        done : sequence of Done
            What this session had so far.
        skills : mapping
            What is known of the learner by now.
        targeted : bool
            Whether it is known what the partner finds nice.
        """
        wanted = [drill for drill in self._drills if self._setup.drill in (None, drill.name)]
        if not wanted:
            return None
        if wanted[0].mode == "foot":
            return Next(wanted[0], "practice") if len(done) < FOOT_BLOCKS else None
        if len(wanted) == 1 and wanted[0].ramps:
            return None if done else Next(wanted[0], "practice")
        return self._retention(wanted, done, skills) or self._hands(wanted, done, skills, targeted=targeted)

    def _hands(
        self, wanted: Sequence[Drill], done: Sequence[Done], skills: Mapping[str, Skill], *, targeted: bool
    ) -> Next | None:
        practised = self._practised(done)
        if self._enough(practised):
            return self._after(wanted, done, practised)
        drill = choose(self._open(wanted, targeted=targeted), skills, practised, self._setup.seed)
        ramps = None if targeted else self._ramps(wanted, done)
        ramps_first = ramps is not None and (drill is None or _needs_nice(drill))
        if drill is not None and not ramps_first and not _known(drill, skills, done):
            return Next(drill, "before")
        due = drill if ramps is None else ramps
        return None if due is None else Next(due, "practice", due.turn_presses if self._setup.drill is None else None)

    def _enough(self, practised: Sequence[str]) -> bool:
        if self._setup.drill is not None:
            return len(practised) >= PRACTICE_BLOCKS
        presses = {drill.name: drill.turn_presses for drill in self._drills}
        return sum(presses[name] for name in practised) >= TURNS_BEGIN_UNTIL

    def _practised(self, done: Sequence[Done]) -> list[str]:
        return [block.drill for block in done if block.kind == "practice" and not self._is_ramps(block.drill)]

    def _open(self, wanted: Sequence[Drill], *, targeted: bool) -> list[Drill]:
        """Return the drills that may be chosen: by feel only once it is known what is nice, unless it is asked for."""
        able = targeted or self._setup.drill is not None
        return [drill for drill in wanted if not drill.ramps and (able or not _needs_nice(drill))]

    def _ramps(self, wanted: Sequence[Drill], done: Sequence[Done]) -> Drill | None:
        """Return the drill that asks the partner what is nice, unless it was done or is not needed."""
        needed = self._setup.drill is None or any(map(_needs_nice, wanted))
        asked = any(self._is_ramps(block.drill) for block in done)
        return next((drill for drill in self._drills if drill.ramps), None) if needed and not asked else None

    def _is_ramps(self, name: str) -> bool:
        return any(drill.ramps and drill.name == name for drill in self._drills)

    def _after(self, wanted: Sequence[Drill], done: Sequence[Done], practised: Sequence[str]) -> Next | None:
        tests = [block.drill for block in done if block.kind == "after"]
        if len(tests) >= AFTER_TESTS:
            return None
        newest = list(dict.fromkeys(reversed(practised)))[:AFTER_TESTS]
        untested = [name for name in newest if name not in tests] or newest
        return Next(next(drill for drill in wanted if drill.name == untested[0]), "after")

    def _retention(self, wanted: Sequence[Drill], done: Sequence[Done], skills: Mapping[str, Skill]) -> Next | None:
        if any(block.kind != "retention" for block in done) or len(done) >= RETENTION_TESTS:
            return None
        for drill in wanted:
            due = due_days(skills.get(drill.name, Skill()), self._setup.day) is not None
            if due and not drill.ramps and not _has(done, drill.name, "retention"):
                return Next(drill, "retention")
        return None


def _has(done: Sequence[Done], drill: str, kind: BlockKind) -> bool:
    return any(block.drill == drill and block.kind == kind for block in done)


def _walks(drill: Drill) -> bool:
    return needs_places((*drill.criteria, *drill.block_criteria))


def _known(drill: Drill, skills: Mapping[str, Skill], done: Sequence[Done]) -> bool:
    """Whether it was tested ever, or tried today."""
    return bool(skills.get(drill.name, Skill()).tests) or any(block.drill == drill.name for block in done)


def _needs_nice(drill: Drill) -> bool:
    return "nice" in drill.criteria
