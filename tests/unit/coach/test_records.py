"""Which tests pass a skill, when a skill is tested again, and what may be called progress."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.coach import HiddenTest, Skill, due_days, is_passed, skill_progress
from pawpress.core.coach.choice import LONGEST_WAIT, choose
from pawpress.core.coach.records import next_retention_day, practised
from pawpress.core.coach.skill_progress import change
from pawpress.settings.drill_files import shipped_drills


def block(day=0, right=4, kind="after", **more):
    return HiddenTest(day=day, kind=kind, presses_passed=right, presses=5, passed=right >= 4, **more)


@pytest.mark.parametrize(("rate", "chance"), [(0.5, 0.0923), (0.6, 0.26), (0.8, 0.83), (0.9, 0.976)])
def test_the_chance_of_passing_is_the_exact_one(rate, chance):
    """Every outcome of three blocks of five presses, weighed: nothing is sampled."""
    total = 0.0
    for blocks in product(range(6), repeat=3):
        weight = 1.0
        for right in blocks:
            weight *= BINOMIAL[right] * rate**right * (1 - rate) ** (5 - right)
        total += weight * is_passed([block(right=right) for right in blocks])
    assert total == pytest.approx(chance, abs=0.006)


BINOMIAL = (1, 5, 10, 10, 5, 1)


def test_two_of_the_first_two_blocks_are_enough():
    assert is_passed([block(), block()])
    assert not is_passed([block()])
    assert not is_passed([])


def test_a_skill_is_tested_again_after_a_day_a_week_and_a_month():
    skill = Skill(tests=(block(day=100),))
    assert [due_days(skill, day) for day in (100, 101, 106, 107, 129, 130)] == [None, 1, 1, 7, 7, 30]
    after_a_week = Skill(tests=(*skill.tests, block(day=107, kind="retention")))
    assert [due_days(after_a_week, day) for day in (107, 120, 131)] == [None, None, 30]
    assert due_days(Skill(), 500) is None  # nothing learnt, nothing forgotten


def test_ten_presses_prove_no_progress():
    blocks = [block(right=3), block(right=2), block(right=4), block(right=4)]
    assert change(blocks) == "unclear"
    assert change([*[block(right=0)] * 4, *[block(right=5)] * 4]) == "better"
    assert change([*[block(right=5)] * 4, *[block(right=0)] * 4]) == "worse"


def test_another_partner_or_rig_is_not_compared():
    blocks = [*[block(right=0, partner="Ana")] * 4, *[block(right=5, partner="Ben")] * 4]
    assert change(blocks) == "unclear"


def test_retention_stands_apart_from_practice():
    known = {"slow": Skill(tests=(block(), block(kind="retention", right=2))), "stay": Skill()}
    skills = practised(known, "slow", passed=True, rung=0)
    assert (skills["slow"].waited, skills["stay"].waited) == (0, 1)
    where = skill_progress(skills["slow"])
    assert (where.practice.of, where.tests.of, where.retention.of) == (1, 5, 5)
    assert where.retention.passed == 2


def test_no_skill_waits_long_unless_it_is_passed():
    drills = [drill for drill in shipped_drills() if drill.name in ("slow", "stay", "quiet")]
    good = Skill(presses=50, recent_passed=9.0, recent_failed=0.5, waited=LONGEST_WAIT)
    weak = Skill(presses=50, recent_passed=0.5, recent_failed=9.0)
    for seed in range(20):
        chosen = choose(drills, {"slow": good, "stay": weak, "quiet": weak}, ["stay"], seed)
        assert chosen is not None
        assert chosen.name == "slow"
    passed = Skill(presses=50, recent_passed=9.0, recent_failed=0.5, waited=90, tests=(block(), block()))
    names = {choose(drills, {"slow": passed, "stay": weak, "quiet": weak}, ["stay"], seed).name for seed in range(20)}
    assert "slow" not in names


def test_every_drill_comes_once_before_one_is_chosen_and_none_thrice_running():
    drills = [drill for drill in shipped_drills() if drill.name in ("slow", "stay", "quiet")]
    done: list[str] = []
    skills: dict[str, Skill] = {}
    for _ in range(40):
        drill = choose(drills, skills, done, seed=3)
        assert drill is not None
        assert done[-2:] != [drill.name] * 2
        done.append(drill.name)
        for _ in range(10):
            skills = practised(skills, drill.name, passed=drill.name != "quiet", rung=0)
    assert done[:3] == ["slow", "stay", "quiet"]
    assert done.count("quiet") > 15  # the weakest comes most often
    assert min(done.count(name) for name in ("slow", "stay")) > 2  # and none is starved


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("good", ["", "slow", "walk"])
def test_six_skills_in_turn_wait_at_most_forty_presses_for_each_other(seed, good):
    drills = [drill for drill in shipped_drills() if drill.mode == "hands" and not drill.ramps]
    assert len(drills) == 6
    skills: dict[str, Skill] = {}
    done: list[str] = []
    for _ in range(60):
        drill = choose(drills, skills, done, seed)
        assert drill is not None
        done.append(drill.name)
        for _ in range(drill.turn_presses):
            skills = practised(skills, drill.name, passed=drill.name == good, rung=0)
        assert max(skill.waited for skill in skills.values()) <= LONGEST_WAIT


@given(
    st.lists(st.tuples(st.sampled_from(["before", "after", "retention"]), st.integers(0, 70)), max_size=8),
    st.integers(0, 120),
)
def test_the_day_that_is_told_is_the_day_from_which_it_is_offered(tests, day):
    ordered = sorted(tests, key=lambda test: test[1])
    skill = Skill(
        tests=tuple(HiddenTest(day=when, kind=kind, presses_passed=4, presses=5, passed=True) for kind, when in ordered)
    )
    told = next_retention_day(skill)
    assert (due_days(skill, day) is not None) == (told is not None and day >= told)
