"""The life of an alarm is a table; the table is whole and loses nothing a person has not seen."""

from __future__ import annotations

from itertools import product

import pytest

from pawpress.core.safety import ALARMS, Alarm
from pawpress.core.safety.alarm import TRANSITIONS, AlarmEvent, AlarmState
from pawpress.core.safety.book import message

S, E = AlarmState, AlarmEvent


def test_every_state_has_a_row_for_every_event_and_there_are_no_others():
    assert set(TRANSITIONS) == set(product(S, E))


@pytest.mark.parametrize("state", S)
def test_a_raised_condition_never_leaves_an_alarm_normal(state: AlarmState):
    assert TRANSITIONS[state, E.RAISED] in (S.UNACKNOWLEDGED, S.ACKNOWLEDGED)


@pytest.mark.parametrize("state", [S.UNACKNOWLEDGED, S.RTN_UNACKNOWLEDGED])
def test_what_nobody_has_seen_does_not_go_away_by_itself(state: AlarmState):
    assert TRANSITIONS[state, E.CLEARED] is S.RTN_UNACKNOWLEDGED


def test_a_condition_that_returns_must_be_seen_again():
    assert TRANSITIONS[S.RTN_UNACKNOWLEDGED, E.RAISED] is S.UNACKNOWLEDGED


def test_to_be_seen_does_not_end_an_alarm_whose_condition_holds():
    assert TRANSITIONS[S.UNACKNOWLEDGED, E.ACKNOWLEDGED] is S.ACKNOWLEDGED
    assert TRANSITIONS[S.ACKNOWLEDGED, E.ACKNOWLEDGED] is S.ACKNOWLEDGED


def test_normal_is_reached_only_from_an_alarm_that_is_over_and_was_seen_or_passed():
    ways = {key for key, after in TRANSITIONS.items() if after is S.NORMAL and key[0] is not S.NORMAL}
    assert ways == {
        (S.ACKNOWLEDGED, E.CLEARED),
        (S.ACKNOWLEDGED, E.LATCHED),
        (S.RTN_UNACKNOWLEDGED, E.ACKNOWLEDGED),
        (S.LATCHED, E.ACKNOWLEDGED),
        (S.RTN_UNACKNOWLEDGED, E.PASSED),
    }


@pytest.mark.parametrize("state", [S.NORMAL, S.UNACKNOWLEDGED, S.ACKNOWLEDGED, S.LATCHED])
def test_what_holds_or_latches_never_passes(state: AlarmState):
    assert TRANSITIONS[state, E.PASSED] is state


@pytest.mark.parametrize("state", S)
def test_every_state_can_be_reached_and_left(state: AlarmState):
    assert any(after is state for (before, _), after in TRANSITIONS.items() if before is not state)
    assert any(after is not state for (before, _), after in TRANSITIONS.items() if before is state)


@pytest.mark.parametrize("state", [S.UNACKNOWLEDGED, S.RTN_UNACKNOWLEDGED, S.LATCHED])
def test_a_latching_alarm_calls_on_until_a_person_has_seen_it(state: AlarmState):
    assert TRANSITIONS[state, E.LATCHED] is S.LATCHED
    assert TRANSITIONS[S.LATCHED, E.CLEARED] is S.LATCHED
    assert TRANSITIONS[S.LATCHED, E.RAISED] is S.UNACKNOWLEDGED


def test_every_code_has_its_own_priority_and_words_for_every_mode_and_severity():
    assert len({facts.priority for facts in ALARMS.values()}) == len(ALARMS)
    for facts in ALARMS.values():
        assert set(facts.actions) == set(product(("hands", "foot"), facts.severities))


def test_only_alarms_of_link_and_host_pass_and_none_that_latches():
    passing = [facts for facts in ALARMS.values() if facts.passes != "never"]
    assert {facts.concerns for facts in passing} == {"link", "host"}
    assert not any(facts.latches for facts in passing)


@pytest.mark.parametrize("code", ALARMS)
def test_every_alarm_has_its_line_with_and_without_a_number(code: str):
    for pad in (None, "L1"):
        for peak_n in (None, 321.0):
            line = message(Alarm(code, "red", pad), peak_n)
            assert line.endswith(".")
            assert "{" not in line
            assert ("321 N" in line) == ("peak_n" in ALARMS[code].message and peak_n is not None)


def test_what_a_banner_tells_to_do():
    assert ALARMS["overload"].action("hands", "amber") == "EASE OFF"
    assert ALARMS["overload"].action("foot", "red") == "STEP OFF"
    assert ALARMS["signal_lost"].action("hands", "red") == "STOP"
    assert ALARMS["signal_lost"].action("no such mode", "red") == "STOP"
