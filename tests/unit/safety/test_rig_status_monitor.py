"""What the rig says by itself becomes red alarms, live and in recordings alike."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol.schema_generated import (
    Button,
    ButtonKind,
    FaultCode,
    GuardState,
    Mode,
    Status,
    Trip,
    TripCause,
)
from pawpress.core.safety import AlarmState, FootPair
from pawpress.core.safety.rig_status_monitor import NOT_UNDER_FEET, RigStatusMonitor
from pawpress.settings.shipped_setup import shipped_setup
from tests.streams import RigStream

TRIP = Trip(1_000_000, 1, TripCause.PAD_LIMIT, 1, 700, 600)
OVER = Trip(3_000_000, 0, TripCause.PAD_LIMIT, 1, 0, 0)
OPEN = Button(1_000_000, ButtonKind.STOP_LOOP, 1)
CLOSED = Button(2_000_000, ButtonKind.STOP_LOOP, 0)


def state(watch: RigStatusMonitor) -> list[tuple[str, str | None, AlarmState]]:
    return [(alarm.code, alarm.pad, state) for alarm, state in watch.active()]


def test_a_trip_is_red_on_its_pad_until_the_rig_lets_go_and_a_person_has_seen_it():
    watch = RigStatusMonitor(["L1", "R1"])
    watch.trip(TRIP, 1.0)
    assert state(watch) == [("rig_trip", "R1", AlarmState.UNACKNOWLEDGED)]
    watch.acknowledge()
    assert state(watch) == [("rig_trip", "R1", AlarmState.ACKNOWLEDGED)], "the rig has not let go yet"
    watch.trip(OVER, 3.0)
    assert state(watch) == []
    assert [(e.start_s, e.end_s) for e in watch.episodes()] == [(1.0, 3.0)]


def test_a_trip_for_a_pad_that_failed_names_the_pad_and_one_for_the_supply_none():
    for cause, pad in ((TripCause.PAD_FAULT, "R1"), (TripCause.SUPPLY, None), (TripCause.GROUP_LIMIT, None)):
        watch = RigStatusMonitor(["L1", "R1"])
        watch.trip(Trip(1_000_000, 1, cause, 1, 0, 10), 1.0)
        assert state(watch) == [("rig_trip", pad, AlarmState.UNACKNOWLEDGED)]


def test_a_trip_that_is_said_again_after_a_restart_is_no_other_one():
    watch = RigStatusMonitor(["L1", "R1"])
    watch.trip(TRIP, 1.0)
    assert watch.trip(TRIP, 2.0) == []


@pytest.mark.parametrize("pads", [["L1", "R1"], []])
def test_a_trip_whose_frame_was_lost_is_known_from_the_next_status(pads: list[str]):
    watch = RigStatusMonitor(pads)
    watch.heard(GuardState.TRIPPED, 1.0)
    assert state(watch) == [("rig_trip", None, AlarmState.UNACKNOWLEDGED)]
    watch.heard(GuardState.WATCHING, 2.0)
    assert state(watch) == [("rig_trip", None, AlarmState.RTN_UNACKNOWLEDGED)]


def test_a_stop_latches_until_a_person_has_seen_it():
    watch = RigStatusMonitor()
    watch.button(OPEN, 1.0)
    watch.button(CLOSED, 2.0)
    assert state(watch) == [("stop", None, AlarmState.LATCHED)]
    watch.acknowledge()
    assert state(watch) == []


def test_the_good_spot_button_is_no_stop():
    assert RigStatusMonitor().button(Button(0, ButtonKind.GOOD_SPOT, 1), 1.0) == []


def test_a_guard_that_is_not_known_to_watch_is_red_until_it_is():
    watch = RigStatusMonitor()
    assert watch.guarded(known=True, t_s=0.0) == []
    watch.guarded(known=False, t_s=1.0)
    assert watch.guarded(known=False, t_s=1.5) == []
    watch.guarded(known=True, t_s=2.0)
    assert state(watch) == [("unguarded", None, AlarmState.RTN_UNACKNOWLEDGED)]


def played(*, foot: bool, size: int) -> list[tuple[str, str | None, float, float | None]]:
    """Episodes of a stream with a trip at 0.5 s and a stop at 1.5 s of the rig's clock, in chunks of a size."""
    rig = RigStream()
    scans = np.zeros((500, 2), dtype=np.uint16)
    stream = rig.hello() + b"".join(rig.scans(scans[:260]))
    stream += rig.frame(Trip(500_000, 1, TripCause.PAD_LIMIT, 0, 700, 600))
    stream += b"".join(rig.scans(scans)) + rig.frame(Button(1_500_000, ButtonKind.STOP_LOOP, 1))
    stream += rig.frame(Status(1_520_000, 1, 0, 0, 0, 0, Mode.FOOT, GuardState.WATCHING)) + b"".join(rig.scans(scans))
    pipeline = Pipeline(shipped_setup(foot=FootPair(giver_kg=60.0, receiver_kg=80.0) if foot else None))
    for at in range(0, len(stream), size):
        pipeline.receive(stream[at : at + size], 0.0)
    return [(e.alarm.code, e.alarm.pad, round(e.start_s, 3), e.end_s) for e in pipeline.episodes()]


@pytest.mark.parametrize("size", [1, 97, 100_000])
def test_trips_and_stops_stand_at_the_rigs_own_time_however_the_stream_is_chopped(size: int):
    assert played(foot=True, size=size) == [("rig_trip", "A0", 0.5, 1.52), ("stop", None, 1.5, None)]


def test_with_hands_an_open_loop_alone_is_no_alarm():
    assert [code for code, *_ in played(foot=False, size=997)] == ["rig_trip"]


@pytest.mark.parametrize("fault", [code for code in NOT_UNDER_FEET if code != FaultCode.STOP_LOOP_OPEN])
def test_a_fault_of_the_rig_is_red_under_feet_whenever_it_comes(fault: FaultCode):
    monitor = RigStatusMonitor()
    assert monitor.faulty(0, 1.0) == []
    [raised] = monitor.faulty(1 << fault, 2.0)
    assert (raised.alarm.code, raised.alarm.severity, raised.state) == ("rig_fault", "red", AlarmState.UNACKNOWLEDGED)
    assert monitor.faulty(1 << fault, 3.0) == []
    [over] = monitor.faulty(0, 4.0)
    assert over.state is AlarmState.RTN_UNACKNOWLEDGED


@pytest.mark.parametrize("harmless", [FaultCode.RX_ERRORS, FaultCode.OVERRUNS, FaultCode.STOP_LOOP_OPEN])
def test_what_is_no_danger_or_an_alarm_of_its_own_is_no_fault(harmless: FaultCode):
    assert RigStatusMonitor().faulty(1 << harmless, 1.0) == []


@pytest.mark.parametrize("foot", [FootPair(), None])
def test_faults_in_the_stream_count_in_foot_mode_only(foot: FootPair | None):
    pipeline, rig = Pipeline(shipped_setup(foot=foot)), RigStream()
    faulty = Status(900_000, 0, 0, 0, 0, 1 << FaultCode.SUPPLY_LOW, Mode.FOOT, GuardState.WATCHING)
    scans = np.zeros((500, 2), dtype=np.uint16)
    pipeline.receive(rig.hello() + b"".join(rig.scans(scans)) + rig.frame(faulty), 1.0)
    assert [alarm.code for alarm, _ in pipeline.alarms()] == ([] if foot is None else ["rig_fault"])
