"""One suite for the guard of everything that plays the rig: limits, warnings, trips, feet, contacts and settings."""

from __future__ import annotations

import pytest

from pawpress.core.protocol.schema_generated import (
    AcknowledgeTrip,
    GuardState,
    Hello,
    Mode,
    Nak,
    NakCode,
    Ping,
    ResetCause,
    SetLimits,
    SetMode,
    SetRate,
    Status,
    Trip,
    TripCause,
)
from tests.contract.boards import Bench
from tests.contract.guarding import (
    NEAR,
    RISE_LIMIT,
    ask,
    guarded,
    press,
    refusal,
    state,
    store,
)
from tests.rigsim.guarded import EMPTY_SUM, GROUP_LIMIT, HYSTERESIS, PAD_LIMIT, limits_for


def test_feet_are_stood_down_once_the_pads_have_been_empty_for_half_a_second(bench: Bench) -> None:
    guarded(bench)
    press(bench, 700, p2=EMPTY_SUM + 1)
    bench.command(SetMode(Mode.HANDS), 5)
    press(bench, 20, p2=EMPTY_SUM + 1)
    assert [nak.code for nak in bench.messages(Nak)] == [NakCode.PADS_LOADED]
    press(bench, 450, p2=EMPTY_SUM)
    assert refusal(bench, SetMode(Mode.HANDS)) == NakCode.PADS_LOADED
    press(bench, 60, p2=EMPTY_SUM)
    ask(bench, SetMode(Mode.HANDS))
    ask(bench, SetRate(100))


def test_pads_without_supervision_keep_feet_off_unless_told_so(bench: Bench) -> None:
    store(bench, limits_for(bench.board.pads, options=0))
    assert refusal(bench, SetMode(Mode.FOOT)) == NakCode.UNSUPERVISED


def test_a_warning_is_told_also_while_the_host_is_silent(bench: Bench) -> None:
    guarded(bench)
    press(bench, 1500, p1=NEAR)
    press(bench, 1010, p1=NEAR)
    assert bench.messages(Status)[-1].guard == GuardState.WARNING_HOST_SILENT


def test_a_trip_is_kept_over_a_loss_of_power_until_it_is_acknowledged(bench: Bench) -> None:
    guarded(bench)
    press(bench, 30, p2=PAD_LIMIT + 1)
    bench.heard()
    for _ in range(2):
        bench.power_cycle()
        bench.rest(20)
        hello, trip, *_ = (message for message, _ in bench.heard())
        assert isinstance(hello, Hello)
        assert (hello.reset_cause, hello.mode, hello.guard) == (ResetCause.POWER_ON, Mode.HANDS, GuardState.TRIPPED)
        assert isinstance(trip, Trip)
        assert (trip.tripped, trip.cause, trip.source, trip.level) == (1, TripCause.PAD_LIMIT, 2, 0)
    ask(bench, AcknowledgeTrip())
    bench.rest(20)
    bench.power_cycle()
    bench.rest(20)
    assert [m.guard for m in bench.messages(Hello)] == [GuardState.WATCHING]


@pytest.mark.parametrize("mode", [Mode.HANDS, Mode.FOOT])
def test_a_pad_over_its_limit_trips_and_stays_so_over_a_restart(bench: Bench, mode: Mode) -> None:
    guarded(bench, mode)
    press(bench, 10, p2=PAD_LIMIT)
    assert bench.messages(Trip) == []
    press(bench, 10, p2=PAD_LIMIT + 1)
    bench.rest(2)
    (trip,) = bench.messages(Trip)
    assert (trip.tripped, trip.cause, trip.source) == (1, TripCause.PAD_LIMIT, 2)
    assert (trip.level, trip.limit) == (PAD_LIMIT + 1, PAD_LIMIT)
    bench.reset()
    bench.rest(20)
    hello, again = (message for message, _ in bench.heard()[:2])
    assert isinstance(hello, Hello)
    assert (hello.mode, hello.guard) == (mode, GuardState.TRIPPED)
    assert isinstance(again, Trip)
    assert (again.t_us, again.tripped, again.cause, again.level) == (0, 1, TripCause.PAD_LIMIT, PAD_LIMIT + 1)


def test_a_trip_ends_only_by_an_acknowledge_once_its_cause_is_gone(bench: Bench) -> None:
    guarded(bench)
    press(bench, 10, p2=PAD_LIMIT + 1)
    bench.heard()
    bench.command(AcknowledgeTrip(), 9)
    press(bench, 20, p2=PAD_LIMIT - HYSTERESIS + 1)
    assert [message.code for message in bench.messages(Nak)] == [NakCode.STILL_TRIPPED]
    assert state(bench) == GuardState.TRIPPED
    (trip,) = [message for message in ask(bench, AcknowledgeTrip()) if isinstance(message, Trip)]
    assert (trip.tripped, trip.cause, trip.source) == (0, TripCause.PAD_LIMIT, 2)
    ask(bench, Ping())
    assert state(bench) == GuardState.WATCHING


def test_a_group_over_its_limit_trips(bench: Bench) -> None:
    guarded(bench)
    press(bench, 10, p0=500, p1=500, p2=GROUP_LIMIT - 1000)
    assert bench.messages(Trip) == []
    press(bench, 10, p0=500, p1=500, p2=GROUP_LIMIT - 999)
    (trip,) = bench.messages(Trip)
    assert (trip.cause, trip.source, trip.level, trip.limit) == (TripCause.GROUP_LIMIT, 0, GROUP_LIMIT + 1, GROUP_LIMIT)


def test_a_rise_trips_and_the_same_load_taken_slowly_does_not(bench: Bench) -> None:
    guarded(bench, rise=RISE_LIMIT)
    for load in range(0, 580, 4):
        press(bench, 2, p0=load)
    assert bench.messages(Trip) == []
    bench.rest(100)
    press(bench, 10, p0=RISE_LIMIT + 1)
    (trip,) = bench.messages(Trip)
    assert (trip.cause, trip.level, trip.limit) == (TripCause.RATE_OF_RISE, RISE_LIMIT + 1, RISE_LIMIT)


def test_a_limit_may_be_passed_for_the_minimum_time(bench: Bench) -> None:
    limits = limits_for(bench.board.pads)
    fields = [getattr(limits, name) for name in limits.__slots__]
    fields[limits.__slots__.index("min_time_ms")] = 20
    store(bench, SetLimits(*fields))
    press(bench, 18, p0=PAD_LIMIT + 50)
    bench.rest(30)
    assert bench.messages(Trip) == []
    press(bench, 30, p0=PAD_LIMIT + 50)
    assert len(bench.messages(Trip)) == 1


def test_it_warns_near_a_limit_and_no_longer_below_the_hysteresis(bench: Bench) -> None:
    guarded(bench, Mode.HANDS)
    edge = PAD_LIMIT * 80 // 100
    states = []
    for load in (edge - 1, edge, edge - HYSTERESIS, edge - HYSTERESIS - 1):
        press(bench, 1010, p1=load)
        states.append(bench.messages(Status)[-1].guard)
    warning, watching = GuardState.WARNING, GuardState.WATCHING
    assert states == [watching, warning, warning, watching]


def test_a_silent_host_is_noticed_under_feet_and_any_command_ends_it(bench: Bench) -> None:
    guarded(bench)
    bench.rest(1500)
    assert state(bench) == GuardState.HOST_SILENT
    ask(bench, Ping())
    assert state(bench) == GuardState.WATCHING


def test_the_guard_reads_single_conversions_whatever_the_rate(bench: Bench) -> None:
    guarded(bench, Mode.HANDS)
    ask(bench, SetRate(1000))
    press(bench, 5, p3=PAD_LIMIT)
    press(bench, 2, p3=PAD_LIMIT + 1)
    bench.rest(5)
    assert [(m.source, m.level) for m in bench.messages(Trip)] == [(3, PAD_LIMIT + 1)]
