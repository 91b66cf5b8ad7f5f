"""Totals of a session."""

from __future__ import annotations

from pawpress.core.grading import Tally, grade
from pawpress.settings.grading_limits import load_limits
from tests.waveforms import press

LIMITS = load_limits()


def tally(*changes: dict[str, object]) -> Tally:
    made = Tally()
    for change in changes:
        made.add(grade(press(**change), LIMITS))
    return made


def test_an_empty_session_has_no_shares():
    assert tally().presses == 0
    assert set(tally().pass_share().values()) == {None}


def test_shares_are_of_the_presses_that_could_be_judged():
    made = tally({}, {"hold_s": 0.5}, {"rise_s": 0.2}, {"cv": None, "bounce": None})
    assert made.by_verdict == {"steady": 2, "short": 1, "rushed": 1}
    assert made.pass_share() == {"speed": 0.75, "hold": 0.75, "steadiness": 1.0, "all": 0.5}


def test_an_ungraded_press_is_counted_and_left_out_of_every_share():
    made = tally({}, {"flags": frozenset({"saturated"})})
    assert made.presses == 2
    assert set(made.pass_share().values()) == {1.0}


def test_an_acceptable_speed_and_a_long_hold_pass():
    assert tally({"rise_s": 0.3, "hold_s": 5.0}).pass_share()["all"] == 1.0
