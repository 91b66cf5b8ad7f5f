"""What the coach promises, on simulated learners: a sample with every change, all of them every night. Not people."""

from __future__ import annotations

import numpy as np
import pytest

from bench.coach_faults import FAULTS, cues_of
from bench.coach_partner import pair
from bench.learner_curves import BORDER, NICE_N, SKILLS, press_of
from bench.learners import WORLDS, coached, courses, guesser_passes, next_day, person, told_of_a_change
from pawpress.core.coach import FEEDBACKS
from pawpress.core.coach.attempt import Attempt
from pawpress.core.coach.choice import LONGEST_WAIT
from pawpress.core.coach.criteria import passed
from pawpress.settings.drill_files import shipped_drills
from pawpress.settings.grading_limits import load_limits
from tests.nightly import how_many

LEARNERS = int(how_many("PAWPRESS_LEARNERS", 60, 400))
DRILLS = {drill.name: drill for drill in shipped_drills()}


@pytest.mark.parametrize("skill", [skill for skill in SKILLS if skill != "left-right"])
def test_the_curve_passes_where_the_error_says(skill):
    for error, due in ((0.0, True), (BORDER - 0.03, True), (BORDER + 0.03, False), (0.5, False)):
        judged = press_of(skill, error, 0, 0.0)
        attempt = Attempt(press=judged.press, verdict=judged.verdict, limits=load_limits(), nice_n=NICE_N)
        assert passed(attempt, DRILLS[skill].criteria) is due, error


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name[0])
def test_fading_loses_little_to_the_best_schedule(world):
    able = {mode: next_day(world, mode, LEARNERS) for mode in FEEDBACKS}
    assert able["fading"] >= max(able.values()) - 0.08, able


def test_a_guesser_does_not_pass_and_an_able_one_does():
    """Exactly 0.092 and 0.976; the run may miss the first by three standard errors."""
    most = 0.13 if LEARNERS >= 400 else 0.092 + 3 * np.sqrt(0.092 * 0.908 / LEARNERS)
    assert guesser_passes(0.5, LEARNERS) <= most
    assert guesser_passes(0.9, LEARNERS) >= 0.95


def test_choosing_the_drill_saves_presses_and_starves_no_skill():
    found = courses(LEARNERS)
    chosen, fixed = ([one.presses for one in found[kind]] for kind in (True, False))
    assert np.median(chosen) <= 0.95 * np.median(fixed)
    assert np.percentile(chosen, 90) <= 0.90 * np.percentile(fixed, 90)
    assert max(one.longest_wait for one in found[True]) <= LONGEST_WAIT


@pytest.mark.parametrize("rate", [0.3, 0.5, 0.7])
def test_who_does_not_change_is_seldom_told_of_a_change(rate):
    assert told_of_a_change(rate, max(LEARNERS, 200)) <= 0.05


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.cue)
def test_a_single_fault_gets_its_cue_alone_and_none_when_hidden(fault):
    presses = int(how_many("PAWPRESS_FAULTS", 12, 100))
    said = [cues_of(fault, seed, "always") for seed in range(presses)]
    assert sum(cues == [fault.cue] for cues in said) >= 0.95 * presses
    assert max(map(len, said)) <= 1
    assert not any(cues_of(fault, seed, "summary") for seed in range(3))


def test_a_partner_who_is_wrong_or_silent_still_gives_a_good_target_never_above_stop():
    outcomes = [pair(number) for number in range(max(LEARNERS, 200))]
    assert sum(one.good for one in outcomes) >= 0.90 * len(outcomes)
    assert all(one.target is None or one.target.high_n <= one.stop_n for one in outcomes)


def test_the_same_seed_is_the_same_session():
    first, second = (coached(DRILLS["slow"], person(WORLDS[2], 4), "fading") for _ in range(2))
    assert first.said == second.said
    assert first.learner.bias == second.learner.bias
