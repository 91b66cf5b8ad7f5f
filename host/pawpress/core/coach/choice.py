"""Which drill comes next: every skill once in order, then the one that seems weakest, with some doubt left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pawpress.core.coach.chance import beta_draw
from pawpress.core.coach.drill import Drill
from pawpress.core.coach.records import Skill, is_passed

LONGEST_WAIT: Final = 50
"""Practice presses of others after which a skill that is not passed comes next: what six in turn, in tens, wait."""
RUNNING: Final = 2
"""A drill comes no more often than this in a row where there is another."""


def choose(drills: Sequence[Drill], skills: Mapping[str, Skill], done: Sequence[str], seed: int) -> Drill | None:
    """Return the drill of the next practice block.

    Thompson's rule: a draw from what is believed of each skill, and the lowest draw wins; but a skill that is not
    passed and waited long comes first. How much that saves in simulation stands in docs/reference/learners.md.

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
    waiting = [drill for drill in drills if _waits(skills.get(drill.name, Skill()))]
    if waiting:
        return max(waiting, key=lambda drill: skills[drill.name].waited)
    rested = [drill for drill in drills if list(done[-RUNNING:]) != [drill.name] * RUNNING]
    open_drills = rested or list(drills)
    return min(open_drills, key=lambda drill: _draw(drill, skills, seed, len(done)))


def _waits(skill: Skill) -> bool:
    return skill.waited >= LONGEST_WAIT and not is_passed(skill.tests)


def _draw(drill: Drill, skills: Mapping[str, Skill], seed: int, turn: int) -> float:
    skill = skills.get(drill.name, Skill())
    return beta_draw(skill.recent_passed, skill.recent_failed, seed, turn, drill.order)
