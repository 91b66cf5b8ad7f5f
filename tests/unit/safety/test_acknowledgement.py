"""What a person has seen, and what is still to be seen."""

from __future__ import annotations

from pawpress.core.safety import AlarmState
from tests.alarms import guard, hands, ramps
from tests.waveforms import block, times

OVERLOAD = hands(250.0, length_s=1.0)
RELIEF = hands(0.0, length_s=1.0)


def test_an_alarm_that_is_over_stays_until_it_was_seen():
    watching = guard()
    watching.process(block(times(1.0), OVERLOAD))
    watching.process(block(times(1.0, start_s=1.0), RELIEF))
    assert [state for _, state in watching.active()] == [AlarmState.RTN_UNACKNOWLEDGED]
    assert [change.state for change in watching.acknowledge()] == [AlarmState.NORMAL]
    assert watching.active() == []


def test_an_alarm_that_was_seen_stays_while_it_lasts_and_then_goes():
    watching = guard()
    watching.process(block(times(1.0), OVERLOAD))
    assert [change.state for change in watching.acknowledge()] == [AlarmState.ACKNOWLEDGED]
    assert [state for _, state in watching.active()] == [AlarmState.ACKNOWLEDGED]
    over = watching.process(block(times(1.0, start_s=1.0), RELIEF))
    assert [change.state for change in over] == [AlarmState.NORMAL]
    assert watching.active() == []


def test_to_have_seen_amber_is_not_to_have_seen_red():
    watching = guard()
    watching.process(block(times(1.0), OVERLOAD))
    watching.acknowledge()
    watching.process(block(times(2.0, start_s=1.0), hands(ramps((0, 250), (1, 330), length_s=2.0), length_s=2.0)))
    states = {alarm.severity: state for alarm, state in watching.active()}
    assert states == {"amber": AlarmState.ACKNOWLEDGED, "red": AlarmState.UNACKNOWLEDGED}


def test_red_is_listed_before_amber():
    watching = guard()
    watching.process(block(times(1.0), hands(350.0, length_s=1.0)))
    assert [alarm.severity for alarm, _ in watching.active()] == ["red", "amber"]


def test_acknowledging_nothing_or_twice_changes_nothing():
    watching = guard()
    assert watching.acknowledge() == []
    watching.process(block(times(1.0), OVERLOAD))
    watching.acknowledge()
    assert watching.acknowledge() == []


def test_seeing_an_alarm_does_not_shorten_its_episode():
    watching = guard()
    watching.process(block(times(1.0), OVERLOAD))
    watching.acknowledge()
    watching.process(block(times(1.0, start_s=1.0), RELIEF))
    [episode] = watching.episodes()
    assert (episode.start_s, episode.end_s) == (0.0, 1.0)
