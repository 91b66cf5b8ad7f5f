"""What can honestly be said of progress: hidden tests against hidden tests, retention apart from practice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from pawpress.core.coach.intervals import newcombe, wilson
from pawpress.core.coach.records import HiddenTest, Skill, is_passed

LEAST_PRESSES: Final = 10
"""Tested presses on each side without which no change is spoken of."""
COMPARED_PRESSES: Final = 20
"""Of the first and of the newest tested presses, at most so many."""
Z_CHANGE: Final = 2.5758293035489004
"""Two-sided 99 %: a learner hears the comparison again and again, and may be told of a change that is none in 5 % of
whole courses, not of looks."""

Change = Literal["better", "worse", "unclear"]


class Share(msgspec.Struct, frozen=True):
    """A share of presses with its 95 % interval."""

    passed: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's."""
        return wilson(self.passed, self.of)


class SkillProgress(msgspec.Struct, frozen=True, kw_only=True):
    """Where one person stands in one skill."""

    practice: Share
    """Helped presses; no proof of learning."""
    tests: Share
    """Hidden presses on days of practice."""
    retention: Share
    """Hidden presses days after practice, before any warm-up."""
    passed: bool
    change: Change
    """Newest tests against the first ones, by the same partner on the same rig."""


def skill_progress(skill: Skill) -> SkillProgress:
    """Return where a person stands."""
    return SkillProgress(
        practice=Share(skill.presses_passed, skill.presses),
        tests=_share([block for block in skill.tests if block.kind != "retention"]),
        retention=_share([block for block in skill.tests if block.kind == "retention"]),
        passed=is_passed(skill.tests),
        change=change(skill.tests),
    )


def change(tests: Sequence[HiddenTest]) -> Change:
    """Return whether hidden tests became better; `unclear` unless the interval of the difference leaves out zero.

    Parameters
    ----------
    tests : sequence of HiddenTest
        In the order of their days. Only those like the newest one, by partner and rig, are compared.
    """
    if not tests:
        return "unclear"
    alike = [block for block in tests if (block.partner, block.rig) == (tests[-1].partner, tests[-1].rig)]
    first, newest = _sides(alike)
    if min(first.of, newest.of) < LEAST_PRESSES:
        return "unclear"
    low, high = newcombe((first.passed, first.of), (newest.passed, newest.of), Z_CHANGE)
    return "better" if low > 0.0 else "worse" if high < 0.0 else "unclear"


def _sides(blocks: Sequence[HiddenTest]) -> tuple[Share, Share]:
    """Return the first and the newest presses, no block on both sides."""
    half = len(blocks) // 2
    return _share(_up_to(blocks[:half])), _share(_up_to(list(reversed(blocks[half:]))))


def _up_to(blocks: Sequence[HiddenTest]) -> list[HiddenTest]:
    taken: list[HiddenTest] = []
    for block in blocks:
        if sum(one.presses for one in taken) >= COMPARED_PRESSES:
            break
        taken.append(block)
    return taken


def _share(blocks: Sequence[HiddenTest]) -> Share:
    return Share(sum(block.presses_passed for block in blocks), sum(block.presses for block in blocks))
