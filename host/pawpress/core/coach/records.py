"""What is remembered of one person and one skill: practice, hidden tests, the rung of the ladder. Plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import msgspec

FADE: Final = 0.9
"""Weight of what was, at every new press: the choice of drill looks at about the newest ten."""
PASSED_BLOCKS, AMONG_BLOCKS = 2, 3
"""A skill is passed by two of three successive test blocks. At a true rate of 0.5 that happens in 9 % of cases, at 0.9
in 98 %; four of the newest five presses would pass a guesser in 76 % within 20 presses."""
RETENTION_DAYS: Final = (1, 7, 30)

Kind = Literal["before", "after", "retention"]


class HiddenTest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One hidden test."""

    day: int
    """Days since 1 January of the year 1."""
    kind: Kind
    presses_passed: int
    presses: int
    passed: bool
    partner: str = ""
    rig: str = ""


class Skill(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One skill of one person."""

    presses: int = 0
    """Practice presses that were graded."""
    presses_passed: int = 0
    recent_passed: float = 0.0
    """Practice, the newest presses counting most."""
    recent_failed: float = 0.0
    waited: int = 0
    """Practice presses of other skills since its own last one."""
    rung: int = 0
    stage: int = 0
    """Stage of the foot drill."""
    tests: tuple[HiddenTest, ...] = ()


def practised(skills: Mapping[str, Skill], name: str, *, passed: bool, rung: int) -> dict[str, Skill]:
    """Return all skills after one more graded practice press of one of them."""
    skill = skills.get(name, Skill())
    pressed = msgspec.structs.replace(
        skill,
        presses=skill.presses + 1,
        presses_passed=skill.presses_passed + passed,
        recent_passed=FADE * skill.recent_passed + passed,
        recent_failed=FADE * skill.recent_failed + (not passed),
        waited=0,
        rung=rung,
    )
    others = {other: msgspec.structs.replace(its, waited=its.waited + 1) for other, its in skills.items()}
    return {**others, name: pressed}


def tested(skill: Skill, block: HiddenTest) -> Skill:
    """Return a skill after a test."""
    return msgspec.structs.replace(skill, tests=(*skill.tests, block))


def is_passed(tests: Sequence[HiddenTest]) -> bool:
    """Whether two of three successive test blocks were passed, at any time.

    Blocks are taken in threes from the first one on, without overlap: then every three are one test, and a guesser's
    chance does not grow with how the threes are laid.
    """
    rounds = [tests[at : at + AMONG_BLOCKS] for at in range(0, len(tests), AMONG_BLOCKS)]
    return any(sum(block.passed for block in one) >= PASSED_BLOCKS for one in rounds)


def due_days(skill: Skill, day: int) -> int | None:
    """Return how many days after the last test of practice a retention test is due; None while none is.

    Parameters
    ----------
    skill : Skill
        The skill.
    day : int
        Today, as in `HiddenTest.day`.
    """
    left = _retention_left(skill)
    return None if left is None else max((days for days in left[1] if days <= day - left[0]), default=None)


def next_retention_day(skill: Skill) -> int | None:
    """Return the day from which the next retention test is due, as in `HiddenTest.day`; None where none is to come."""
    left = _retention_left(skill)
    return None if left is None or not left[1] else left[0] + left[1][0]


def _retention_left(skill: Skill) -> tuple[int, list[int]] | None:
    """Return the day of the last test of practice, and after how many days retention is still to be tested."""
    newest = max((block.day for block in skill.tests if block.kind == "after"), default=None)
    if newest is None:
        return None
    done = max((block.day - newest for block in skill.tests if block.kind == "retention"), default=0)
    return newest, [days for days in RETENTION_DAYS if done < days]
