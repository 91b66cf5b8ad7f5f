"""The score of a press and of a session."""

from __future__ import annotations

import pytest

from pawpress.core.grading import Tally, grade
from pawpress.core.grading.score import CRITERIA, WORTH, press_score
from pawpress.settings.grading_limits import load_limits
from tests.waveforms import press

LIMITS = load_limits()
GOOD = {"speed": "slow", "hold": "on_target", "steadiness": "steady", "release": "full", "zone": "medium"}
WEIGHTS = {"speed": 30.0, "hold": 25.0, "steadiness": 20.0, "release": 15.0, "zone": 10.0}
JAB = {"rise_s": 0.05, "nrfd_per_s": 12.0, "hold_s": 0.1, "dwell_s": 0.04, "cv": None, "bounce": None}


def test_the_weights_add_up_to_a_hundred():
    assert {name: 100.0 * getattr(LIMITS.score, name).limit for name in WORTH} == pytest.approx(WEIGHTS)
    assert sum(WEIGHTS.values()) == 100.0


def test_every_class_of_a_verdict_is_worth_something_known():
    verdicts = [grade(press(**change), LIMITS) for change in ({}, JAB, {"hold_s": 20.0}, {"residual_n": 50.0})]
    for verdict in verdicts:
        for criterion, worth in WORTH.items():
            found = getattr(verdict, criterion)
            assert found is None or found in worth


def test_a_press_that_is_right_in_everything_is_worth_a_hundred():
    assert press_score(GOOD, LIMITS.score, jab=False) == 100.0
    assert grade(press(), LIMITS).score == 100.0


@pytest.mark.parametrize("criterion", WORTH)
def test_a_fault_costs_its_weight_and_half_a_fault_half_of_it(criterion: str):
    for name, worth in WORTH[criterion].items():
        score = press_score({**GOOD, criterion: name}, LIMITS.score, jab=False)
        assert score == pytest.approx(100.0 - WEIGHTS[criterion] * (1.0 - worth))


def test_what_could_not_be_judged_is_left_out_and_the_rest_fills_its_place():
    unzoned = {**GOOD, "zone": None}
    assert press_score(unzoned, LIMITS.score, jab=False) == pytest.approx(100.0)
    assert press_score({**unzoned, "speed": "rushed"}, LIMITS.score, jab=False) == pytest.approx(100.0 * 60 / 90)


def test_nothing_makes_up_for_a_jab():
    assert press_score(GOOD, LIMITS.score, jab=True) == 40.0
    assert press_score({**GOOD, "speed": "jab", "hold": "short"}, LIMITS.score, jab=True) == 40.0
    stab = grade(press(stab=True), LIMITS)
    assert (stab.verdict, stab.score) == ("jab", 40.0)


def test_a_press_without_a_grade_has_no_score():
    assert grade(press(flags=frozenset({"gap"})), LIMITS).score is None


def session(*changes: dict[str, object]) -> Tally:
    made = Tally()
    for change in changes:
        made.add(grade(press(**change), LIMITS))
    return made


def test_a_session_is_the_mean_of_its_presses():
    score = session({}, {"rise_s": 0.2}, {"flags": frozenset({"gap"})}).score()
    assert score.number == pytest.approx((100.0 + 70.0) / 2)


def test_shares_are_of_presses_that_pass_each_criterion_and_all_of_them():
    score = session({}, {"rise_s": 0.2}, {"residual_n": 60.0}, {"peak_n": 250.0}).score()
    assert score.pass_share == {
        "speed": 0.75,
        "hold": 1.0,
        "steadiness": 1.0,
        "release": 0.75,
        "zone": 0.75,
        "all": 0.25,
    }


def test_release_and_zone_do_not_change_the_shares_of_the_verdicts():
    assert session({"residual_n": 60.0, "peak_n": 250.0}).pass_share() == {
        "speed": 1.0,
        "hold": 1.0,
        "steadiness": 1.0,
        "all": 1.0,
    }


def test_a_red_event_takes_the_number_away_and_leaves_the_shares():
    score = session({}, {}).score(red_events=1)
    assert (score.number, score.red_events) == (None, 1)
    assert score.pass_share["all"] == 1.0
    assert "red alarm" in score.why[0]


def test_a_session_says_what_cost_it_its_points_the_costliest_first():
    why = session({}, {"rise_s": 0.2}, {"rise_s": 0.2}, {"hold_s": 0.5}, JAB).score().why
    assert why[0].startswith("1 jab among 5 presses")
    assert why[1].startswith("3 of 5 presses came on too fast")
    assert why[2].startswith("2 of 5 presses were held shorter or longer")


def test_a_perfect_session_has_nothing_to_say():
    assert session({}, {}).score().why == ()


def test_a_session_whose_newtons_are_not_known_says_what_it_leaves_out():
    made = Tally()
    made.add(grade(press(), LIMITS, zoned=False))
    assert made.score().number == pytest.approx(100.0)
    assert "calibrated newtons" in made.score().why[-1]


def test_an_empty_session_has_no_score():
    score = Tally().score()
    assert score.number is None
    assert set(score.pass_share.values()) == {None}
    assert score.why == ()


def test_what_passes_is_what_is_worth_something():
    assert CRITERIA["speed"] == ("slow", "acceptable")
    assert CRITERIA["zone"] == ("medium", "light", "firm")
