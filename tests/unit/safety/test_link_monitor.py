"""The watching is watched: a damaged line, readings that come late, a program that stumbles."""

from __future__ import annotations

import numpy as np

from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import AlarmChange, AlarmState, LinkMonitor
from pawpress.settings.shipped_setup import shipped_setup
from tests.alarms import LIMITS, guard, hands
from tests.waveforms import block, times


def supervisor() -> LinkMonitor:
    return LinkMonitor(LIMITS.common)


def codes(changes: list[AlarmChange]) -> list[tuple[str, AlarmState]]:
    return [(change.alarm.code, change.state) for change in changes]


def test_single_damaged_frames_are_no_storm():
    watching = supervisor()
    assert [watching.update(second, 10.0 + second) for second in range(60)] == [[]] * 60


def test_a_storm_is_told_once_and_ends_after_a_clean_second():
    watching = supervisor()
    told = [change for k in range(40) for change in watching.update(min(k, 12), 10.0 + k / 10)]
    assert codes(told) == [("link_noise", AlarmState.UNACKNOWLEDGED), ("link_noise", AlarmState.RTN_UNACKNOWLEDGED)]


def test_a_recording_that_is_judged_at_once_has_no_storm():
    watching = supervisor()
    assert [watching.update(10 * k, 0.0) for k in range(20)] == [[]] * 20


def listen(watching: LinkMonitor, lag_s: np.ndarray, drift: float = 0.0) -> list[AlarmChange]:
    return [
        change
        for k, lag in enumerate(lag_s.tolist())
        for change in watching.heard(k / 100, 50.0 + (1 + drift) * k / 100 + lag)
    ]


def test_a_host_that_falls_behind_is_told_and_comes_back():
    lag_s = np.interp(np.arange(500) / 100, [1.0, 2.0, 3.0, 3.5], [0.0, 0.5, 0.5, 0.0])
    told = listen(supervisor(), lag_s)
    assert codes(told) == [("host_behind", AlarmState.UNACKNOWLEDGED), ("host_behind", AlarmState.RTN_UNACKNOWLEDGED)]


def test_a_clock_that_stops_is_told_within_a_second():
    watching = supervisor()
    listen(watching, np.zeros(100))
    stopped = [bool(watching.heard(1.0, 51.0 + k / 100)) for k in range(100)]
    assert 0.2 <= stopped.index(True) / 100 <= 0.8


def test_clocks_that_run_half_a_percent_apart_for_an_hour_are_not_late():
    watching = supervisor()
    assert not any(watching.heard(second, 50.0 + 1.005 * second) for second in range(3600))


def test_one_hiccup_is_not_falling_behind():
    lag_s = np.where((np.arange(300) >= 100) & (np.arange(300) < 130), 0.4, 0.0)
    assert listen(supervisor(), lag_s) == []


def test_a_rig_that_was_away_is_not_late():
    watching = supervisor()
    listen(watching, np.zeros(100))
    watching.restart()
    assert not any(watching.heard(1.0 + k / 100, 80.0 + k / 100) for k in range(200))


def test_a_stumble_latches_until_a_person_has_seen_it():
    watching = supervisor()
    assert [state for _, state in codes(watching.fault())] == [AlarmState.UNACKNOWLEDGED, AlarmState.LATCHED]
    assert [state for _, state in watching.active()] == [AlarmState.LATCHED]
    watching.fault()
    assert [state for _, state in codes(watching.acknowledge())] == [AlarmState.NORMAL]
    assert len(watching.episodes()) == 2


def test_a_pipeline_passes_a_stumble_on_even_before_it_knows_the_rig():
    pipeline = Pipeline(shipped_setup())
    pipeline.fault()
    assert [alarm.code for alarm, _ in pipeline.alarms()] == ["host_fault"]
    pipeline.acknowledge()
    assert pipeline.alarms() == []
    assert [episode.alarm.code for episode in pipeline.episodes()] == ["host_fault"]


def test_a_host_that_was_frozen_for_three_seconds_was_blind():
    watching = guard()
    watching.process(block(times(1.0), hands(0.0, length_s=1.0)), 50.0)
    thawed = watching.process(block(times(1.0, start_s=1.0), hands(0.0, length_s=1.0)), 53.0)
    assert codes(thawed) == [("signal_lost", AlarmState.UNACKNOWLEDGED), ("signal_lost", AlarmState.RTN_UNACKNOWLEDGED)]
