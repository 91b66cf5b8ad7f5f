"""What a session ends with: one thing that went well, one thing next, and a trend that claims no more than it knows."""

from __future__ import annotations

import pytest

from pawpress.core.closing import ASK_NEXT, Steady, closing, steady_trend
from pawpress.core.grading import Tally, grade
from pawpress.settings.grading_limits import load_limits
from tests.waveforms import press

LIMITS = load_limits()


def tally(*changes: dict[str, object]) -> Tally:
    made = Tally()
    for change in changes:
        made.add(grade(press(**change), LIMITS))
    return made


def test_one_thing_went_well_and_one_comes_next():
    made = tally({}, {"hold_s": 0.5}, {"hold_s": 0.4}, {"rise_s": 0.2})
    said = closing(made, made.score(), None)
    assert said.well == "4 of 4 presses were still."
    assert said.next == "2 of 4 presses were let go too early: stay until you have breathed out."


def test_a_press_that_was_held_too_long_was_not_let_go_too_early():
    made = tally({}, {"hold_s": 11.0}, {"hold_s": 12.0}, {})
    said = closing(made, made.score(), None)
    assert said.next == "2 of 4 presses were held very long: ask your partner how it feels."


def test_a_red_alarm_comes_before_everything():
    made = tally({}, {"hold_s": 0.5})
    said = closing(made, made.score(red_events=1), None)
    assert said.next.startswith("1 red alarm. Use less of your weight")


def test_without_a_fault_the_partner_is_asked():
    made = tally({}, {})
    assert closing(made, made.score(), None).next == ASK_NEXT


def test_nothing_is_praised_where_nothing_passed():
    made = tally({"rise_s": 0.2, "hold_s": 0.4, "cv": 0.5, "flags": frozenset({"saturated"})})
    assert closing(made, made.score(), None).well == ""


@pytest.mark.parametrize(
    ("today", "before", "word"),
    [
        (Steady(28, 30), Steady(10, 30, 2), "Better."),
        (Steady(10, 30), Steady(28, 30, 2), "Less steady today."),
        (Steady(16, 30), Steady(15, 30, 2), "No clear change."),
        (Steady(19, 19), Steady(0, 30, 2), "Too few to call it a trend"),
        (Steady(30, 30), Steady(0, 19, 2), "Too few to call it a trend"),
    ],
)
def test_a_trend_takes_enough_presses_and_a_clear_difference(today: Steady, before: Steady, word: str):
    said = steady_trend(today, before)
    assert word in said
    assert said.startswith(f"Steady: {today.steady / today.presses:.0%} of {today.presses} presses today")


@pytest.mark.parametrize("before", [Steady(0, 0, 0), Steady(0, 0, 1)])
def test_a_first_session_has_no_trend(before: Steady):
    assert "first session" in steady_trend(Steady(5, 9), before)
