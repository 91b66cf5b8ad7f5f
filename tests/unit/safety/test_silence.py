"""Too long without readings is an alarm itself: it begins by the host's clock and ends with the next reading."""

from __future__ import annotations

import pytest

from pawpress.core.safety import AlarmMonitor, AlarmState
from tests.alarms import LIMITS, guard, hands, short
from tests.waveforms import block, times

SILENCE_S = LIMITS.common.silence_s.limit
QUIET = hands(0.0, length_s=1.0)


def heard(watching: AlarmMonitor, from_s: float, now_s: float) -> list[AlarmState]:
    return [change.state for change in watching.process(block(times(1.0, start_s=from_s), QUIET), now_s)]


@pytest.mark.parametrize(("waited_s", "alarmed"), [(SILENCE_S - 0.01, False), (SILENCE_S + 0.01, True)])
def test_silence_is_an_alarm_after_its_limit(waited_s: float, alarmed: bool):
    watching = guard()
    heard(watching, 0.0, 50.0)
    assert bool(watching.supervise(50.0 + waited_s)) == alarmed


def test_silence_is_told_once_however_long_it_lasts():
    watching = guard()
    heard(watching, 0.0, 50.0)
    told = [change for tenth in range(60) for change in watching.supervise(50.0 + tenth / 10)]
    assert [change.alarm.code for change in told] == ["signal_lost"]


def test_the_next_reading_ends_the_silence_and_it_must_still_be_seen():
    watching = guard()
    heard(watching, 0.0, 50.0)
    watching.supervise(51.0)
    assert heard(watching, 2.5, 51.5) == [AlarmState.RTN_UNACKNOWLEDGED]
    assert [(a.code, s) for a, s in watching.active()] == [("signal_lost", AlarmState.RTN_UNACKNOWLEDGED)]


def test_a_silence_stands_on_the_time_axis_of_the_session():
    watching = guard()
    heard(watching, 0.0, 50.0)
    watching.supervise(50.3)
    heard(watching, 3.0, 52.0)
    [episode] = watching.episodes()
    assert episode.start_s == pytest.approx(0.998 + 0.3)
    assert episode.end_s == 3.0
    assert episode.peak_n is None


def test_a_silence_never_ends_before_it_begins_though_its_readings_were_only_held_up():
    watching = guard()
    heard(watching, 0.0, 50.0)
    watching.supervise(50.5)
    # The system held the bytes up; none is missing, and their times go on where they left off.
    heard(watching, 1.0, 50.6)
    [episode] = watching.episodes()
    assert episode.end_s is not None
    assert episode.start_s <= episode.end_s


def test_before_the_first_reading_there_is_no_silence():
    assert guard().supervise(1000.0) == []


def test_a_file_is_judged_without_a_clock_and_has_no_silence():
    watching = guard()
    watching.process(block(times(1.0), QUIET))
    assert watching.supervise(1000.0) == []


def test_silence_does_not_hide_an_overload_that_was_on():
    watching = guard()
    watching.process(block(times(1.0), hands(250.0, length_s=1.0)), 50.0)
    watching.supervise(51.0)
    assert short(watching.episodes()) == [("overload", "amber", "left"), ("signal_lost", "red", None)]
    assert [state for _, state in watching.active()] == [AlarmState.UNACKNOWLEDGED] * 2


def test_silence_comes_again_after_it_was_seen_and_over():
    watching = guard()
    heard(watching, 0.0, 50.0)
    watching.supervise(51.0)
    watching.acknowledge()
    assert heard(watching, 2.0, 51.5) == [AlarmState.NORMAL]
    assert [change.state for change in watching.supervise(53.0)] == [AlarmState.UNACKNOWLEDGED]
