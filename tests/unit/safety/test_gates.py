"""Foot mode opens only when nothing speaks against it, and every refusal says what would change it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from pawpress.core.safety import FootPair
from pawpress.core.safety.gates import Answers, hand_refusals, refusals
from pawpress.core.safety.screen import ASK_FIRST, OUT_OF_SCOPE, PATTERNS, QUESTIONS, SHORT, STOP_NOW

WELL = dict.fromkeys(QUESTIONS, False)
GOOD = Answers(
    health=WELL,
    pair=FootPair(giver_kg=60.0, receiver_kg=80.0),
    both_feet=True,
    support_in_reach=True,
    stop_word="red",
    calibrated_here=True,
)


HANDS = Answers(health=dict.fromkeys(SHORT, False))


def replace(answers: Answers, **changes: Any) -> Answers:
    return msgspec.structs.replace(answers, **changes)


def gates(answers: Answers) -> list[str]:
    return [refusal.gate for refusal in refusals(answers)]


def test_with_everything_in_order_it_opens():
    assert gates(GOOD) == []


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_yes_of_the_health_screen_closes_it(key: str):
    expected = "stop_now" if key in STOP_NOW else "ask_first" if key in ASK_FIRST else "out_of_scope"
    assert gates(replace(GOOD, health=WELL | {key: True})) == [expected]


@pytest.mark.parametrize("key", SHORT)
def test_a_yes_or_no_answer_of_the_short_screen_keeps_the_hands_off(key: str):
    assert hand_refusals(HANDS) == []
    [yes] = hand_refusals(replace(HANDS, health=HANDS.health | {key: True}))
    assert yes.gate == key
    assert all(words in yes.why for words in SHORT[key].values())
    [missing] = hand_refusals(replace(HANDS, health={k: False for k in SHORT if k != key}))
    assert missing.gate == "health"


def test_whoever_has_pain_from_an_accident_is_sent_away_from_hands_too():
    [refusal] = hand_refusals(replace(HANDS, pattern="after a fall"))
    assert "See a doctor" in refusal.text


@pytest.mark.parametrize("numb", [True, None])
def test_numb_hands_with_a_whole_back_need_a_doctor_first(numb: bool | None):
    assert gates(replace(GOOD, pattern="whole_back", numb_hands=numb)) == ["numb_hands"]


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_question_nobody_answered_closes_it(key: str):
    assert gates(replace(GOOD, health={k: no for k, no in WELL.items() if k != key})) == ["health"]


@pytest.mark.parametrize(
    ("giver_kg", "receiver_kg", "both_feet", "expected"),
    [
        (60.0, 69.0, False, ["weight_rule"]),
        (60.0, 69.1, False, []),
        (60.0, 69.1, True, ["two_feet"]),
        (60.0, 78.1, True, ["two_feet"]),
        (60.0, 78.2, True, []),
        (None, 80.0, False, ["weights"]),
        (60.0, None, False, ["weights"]),
    ],
)
def test_weights(giver_kg: float | None, receiver_kg: float | None, both_feet: bool, expected: list[str]):
    pair = FootPair(giver_kg=giver_kg, receiver_kg=receiver_kg)
    assert gates(replace(GOOD, pair=pair, both_feet=both_feet)) == expected


def test_the_rule_of_weights_can_be_made_stricter_and_never_looser():
    near = FootPair(giver_kg=60.0, receiver_kg=80.0, rule_lb=50.0)
    assert gates(replace(GOOD, pair=near)) == ["weight_rule"]
    loose = FootPair(giver_kg=60.0, receiver_kg=65.0, rule_lb=5.0)
    assert gates(replace(GOOD, pair=loose, both_feet=False)) == ["weight_rule", "weight_rule"]


@pytest.mark.parametrize(
    ("answers", "gate"),
    [
        (replace(GOOD, support_in_reach=False), "support"),
        (replace(GOOD, stop_word="  "), "stop_word"),
        (replace(GOOD, calibrated_here=False), "calibration"),
        (replace(GOOD, pattern="migraine"), "pattern"),
    ],
)
def test_each_thing_that_is_missing_closes_it(answers: Answers, gate: str):
    assert gates(answers) == [gate]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_pains_of_the_method_are_let_through(pattern: str):
    assert gates(replace(GOOD, pattern=pattern, numb_hands=False)) == []


def test_every_refusal_says_why_and_what_would_change_it():
    nothing = Answers(health=dict.fromkeys(QUESTIONS, True), pair=FootPair(), pattern="other")
    found = refusals(nothing)
    assert len(found) == len(QUESTIONS) + 5
    assert all(refusal.why.endswith(".") and refusal.change.endswith(".") for refusal in found)
    assert OUT_OF_SCOPE.keys() <= QUESTIONS.keys()
