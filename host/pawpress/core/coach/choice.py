"""Which drill comes next: every skill once in order, then the one that seems weakest, with some doubt left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pawpress.core.coach.chance import beta_draw
from pawpress.core.coach.drill import Drill
from pawpress.core.coach.records import Skill, is_passed

LONGEST_WAIT: Final = 40
"""Practice presses of others that a skill which is not passed waits at most, as long as all that wait can be served."""
RUNNING: Final = 2
"""A drill comes no more often than this in a row where there is another."""


def choose(drills: Sequence[Drill], skills: Mapping[str, Skill], done: Sequence[str], seed: int) -> Drill | None:
    """Return the drill of the next practice block.

    Thompson's rule: a draw from what is believed of each skill, and the lowest draw wins; but a drill that would let
    another wait too long is passed over. How much that saves in simulation stands in docs/reference/learners.md.

    Parameters
    ----------
    drills : sequence of Drill
        What may be chosen, in the order of the course.
    skills : mapping
        What is known of each, by name.
    done : sequence of str
        Practice blocks of this session so far.
    seed : int
        The same seed and history choose the same.
    """
    if not drills:
        return None
    fresh = [drill for drill in drills if not skills.get(drill.name, Skill()).presses and drill.name not in done]
    if fresh:
        return fresh[0]
    rested = [drill for drill in drills if list(done[-RUNNING:]) != [drill.name] * RUNNING] or list(drills)
    drawn = sorted(rested, key=lambda drill: _draw(drill, skills, seed, len(done)))
    waiting = _longest_first(rested, skills)
    return next((drill for drill in drawn if _lets_in(drill, waiting, skills)), waiting[0] if waiting else drawn[0])


def _longest_first(drills: Sequence[Drill], skills: Mapping[str, Skill]) -> list[Drill]:
    """Return the drills whose skills are not passed, the one that waited longest first."""
    waiting = [drill for drill in drills if not is_passed(skills.get(drill.name, Skill()).tests)]
    return sorted(waiting, key=lambda drill: -skills.get(drill.name, Skill()).waited)


def _lets_in(first: Drill, waiting: Sequence[Drill], skills: Mapping[str, Skill]) -> bool:
    """Whether all that wait come in time, one after the other, behind a block of this drill."""
    ahead = first.turn_presses
    for drill in waiting:
        if drill.name == first.name:
            continue
        if skills.get(drill.name, Skill()).waited + ahead > LONGEST_WAIT:
            return False
        ahead += drill.turn_presses
    return True


def _draw(drill: Drill, skills: Mapping[str, Skill], seed: int, turn: int) -> float:
    skill = skills.get(drill.name, Skill())
    return beta_draw(skill.recent_passed, skill.recent_failed, seed, turn, drill.order)
