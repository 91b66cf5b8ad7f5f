"""One cue a press, the most useful one; every alarm has one, and only those interrupt."""

from __future__ import annotations

import pytest

from pawpress.core.coach.attempt import Attempt
from pawpress.core.coach.criteria import BLOCK_CRITERIA, PRESS_CRITERIA, faults_of
from pawpress.core.coach.cues import CUES, PRIORITY, URGENT, alarm_cue, most_useful
from pawpress.core.safety import ALARMS
from tests.coached import FAULTY, LIMITS, judged


@pytest.mark.parametrize("mode", ["hands", "foot"])
@pytest.mark.parametrize("severity", ["amber", "red"])
@pytest.mark.parametrize("code", [code for code in ALARMS if code != "emulator_late"])
def test_every_alarm_has_an_urgent_cue(code, severity, mode):
    assert alarm_cue(code, severity, mode) in URGENT


def test_an_emulated_rig_that_is_late_stops_nobody():
    assert alarm_cue("emulator_late", "amber", "hands") is None


def test_red_on_feet_says_step_off_and_on_hands_stop():
    assert alarm_cue("overload", "red", "foot") == "step_off"
    assert alarm_cue("overload", "red", "hands") == "stop"
    assert alarm_cue("rate", "red", "foot") == "step_off"  # not merely "shift slowly"
    assert alarm_cue("rate", "amber", "foot") == "shift"


def test_a_code_of_tomorrow_is_said_as_the_worst_of_its_severity():
    assert alarm_cue("meteor", "red", "hands") == "stop"
    assert alarm_cue("meteor", "amber", "hands") == "less_weight"


def test_the_most_useful_fault_is_the_first_of_the_table():
    assert most_useful({"dropped", "jab", "short"}) == "jab"
    assert most_useful(set()) is None
    assert [PRIORITY[row.fault] for row in CUES] == list(range(1, len(CUES) + 1))


@pytest.mark.parametrize("fault", FAULTY)
def test_every_fault_of_a_press_is_named_by_some_criterion(fault):
    press = judged(**FAULTY[fault])
    attempt = Attempt(press=press.press, verdict=press.verdict, limits=LIMITS)
    assert fault in faults_of(attempt, tuple(PRESS_CRITERIA))


def test_criteria_speak_of_faults_that_have_a_cue():
    spoken = {row.fault for row in BLOCK_CRITERIA.values() if row.fault}
    assert spoken <= set(PRIORITY)
