"""One suite for the guard of everything that plays the rig: limits, warnings, trips, feet, contacts and settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from pawpress.core.protocol.schema_generated import (
    Ack,
    AcknowledgeTrip,
    Button,
    ButtonKind,
    FaultCode,
    GetSettings,
    GuardOption,
    GuardState,
    Hello,
    Limits,
    Message,
    Mode,
    Nak,
    NakCode,
    PadName,
    Ping,
    ResetCause,
    RunSelfTest,
    Samples,
    SaveSettings,
    SelfTest,
    SetLimits,
    SetMode,
    SetOversampling,
    SetPadName,
    SetPads,
    SetRate,
    SetSerial,
    Settings,
    Status,
    Stop,
    Trip,
    TripCause,
)
from pawpress.simulator.board import FootBoard
from tests.contract.boards import OPENERS, Bench
from tests.rigsim.guarded import EMPTY_SUM, GROUP_LIMIT, HYSTERESIS, PAD_LIMIT, UNSUPERVISED, as_limits, limits_for

SAVE_STEPS = 900
"""A save takes 0.6 s where the memory is as slow as the real one."""
NEAR = PAD_LIMIT * 9 // 10
RISE_LIMIT = 300


@pytest.fixture(params=OPENERS)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    board = OPENERS[request.param]("uno")
    bench = Bench(board)
    bench.rest(20)
    yield bench
    close = getattr(board, "close", None)
    if close is not None:
        close()


def contacts(bench: Bench) -> FootBoard:
    return cast("FootBoard", bench.board)


def press(bench: Bench, steps: int, **counts: int) -> None:
    """Press some pads, `p0=...`, and no others."""
    row = np.zeros(bench.board.pads, np.uint16)
    for pad, reading in counts.items():
        row[int(pad[1:])] = reading
    bench.press(np.tile(row, (steps, 1)))


def ask(bench: Bench, message: Message, steps: int = 20) -> list[Message]:
    """Send a command and return all that follows; it must be acknowledged."""
    bench.heard()
    bench.command(message, 77)
    bench.rest(steps)
    heard = [told for told, _ in bench.heard() if told is not None]
    assert Ack(77, message.TYPE) in heard
    return heard


def refusal(bench: Bench, message: Message) -> int:
    """Send a command that must be refused and return why."""
    bench.heard()
    bench.command(message, 78)
    bench.rest(20)
    (nak,) = bench.messages(Nak)
    assert (nak.request, nak.command) == (78, message.TYPE)
    return nak.code


def store(bench: Bench, limits: SetLimits) -> None:
    ask(bench, limits)
    ask(bench, SaveSettings(), SAVE_STEPS)


def guarded(bench: Bench, mode: Mode = Mode.FOOT, rise: int = 0) -> None:
    store(bench, limits_for(bench.board.pads, rise))
    ask(bench, SetMode(mode))
    bench.heard()


def state(bench: Bench) -> int:
    """Return what the guard is doing, as the next Status says."""
    bench.heard()
    bench.rest(1010)
    return bench.messages(Status)[-1].guard


def test_settings_hold_from_the_save_on_and_over_a_restart(bench: Bench) -> None:
    pads = bench.board.pads
    limits = limits_for(pads)
    ask(bench, limits)
    ask(bench, SetSerial(4711))
    ask(bench, SetPadName(1, tuple(b"left")))
    before = ask(bench, GetSettings(), 60)
    assert [m.serial for m in before if isinstance(m, Settings)] == [0]
    ask(bench, SaveSettings(), SAVE_STEPS)
    bench.reset()
    bench.rest(20)
    (hello,) = bench.messages(Hello)
    assert (hello.serial, hello.calibration_id) == (4711, limits.calibration_id)
    assert (hello.reset_cause, hello.boots, hello.guard) == (ResetCause.EXTERNAL, 2, GuardState.WATCHING)
    told = ask(bench, GetSettings(), 60)
    assert [(m.generation, m.serial) for m in told if isinstance(m, Settings)] == [(1, 4711)]
    assert [m for m in told if isinstance(m, Limits)] == [as_limits(limits)]
    names = [bytes(m.text) for m in told if isinstance(m, PadName)]
    assert names == [b"left" if pad == 1 else b"" for pad in range(pads)]


def test_a_save_cut_off_by_a_restart_leaves_the_settings_before(bench: Bench) -> None:
    store(bench, limits_for(bench.board.pads))
    ask(bench, SetSerial(4711))
    bench.command(SaveSettings(), 5)
    bench.rest(2)
    bench.reset()
    bench.rest(20)
    told = ask(bench, GetSettings(), 60)
    (settings,) = [m for m in told if isinstance(m, Settings)]
    # simavr writes its memory in no time, so there the save may be over by now
    assert (settings.generation, settings.serial) in {(1, 0), (2, 4711)}
    assert [m for m in told if isinstance(m, Limits)] == [as_limits(limits_for(bench.board.pads))]


@pytest.mark.parametrize(
    "limits",
    [
        SetLimits(1, 5, 0, 80, 0, 20, 0, 1020, 0, (600,) * 5 + (200,)),  # of another rig
        SetLimits(1, 6, 5, 80, 0, 20, 0, 1020, 0, (600,) * 6 + (1, 900, 0) * 5 + (200,)),  # too many groups
        SetLimits(1, 6, 0, 0, 0, 20, 0, 1020, 0, (600,) * 7),  # warns always
        SetLimits(1, 6, 0, 80, 201, 20, 0, 1020, 0, (600,) * 7),  # trips too late
        SetLimits(1, 6, 0, 80, 0, 600, 0, 1020, 0, (600,) * 7),  # could never be acknowledged
        SetLimits(1, 6, 1, 80, 0, 20, 0, 1020, 0, (*(600,) * 6, 1 << 6, 900, 0, 200)),  # a pad the rig has not
        SetLimits(1, 6, 0, 80, 0, 20, 0, 1020, 0, (600,) * 8),  # a number too many
        SetLimits(1, 6, 0, 80, 0, 20, 0, 1020, 0, (600,) * 6),  # and one too few
        SetLimits(1, 6, 0, 80, 0, 20, 0, 1020, 8, (600,) * 7),  # an option there is not
    ],
)
def test_limits_that_make_no_sense_are_refused(bench: Bench, limits: SetLimits) -> None:
    assert refusal(bench, limits) == NakCode.OUT_OF_RANGE


def test_what_is_no_mode_or_no_pad_is_refused(bench: Bench) -> None:
    assert refusal(bench, SetMode(2)) == NakCode.OUT_OF_RANGE
    assert refusal(bench, SetPadName(6, ())) == NakCode.OUT_OF_RANGE
    assert refusal(bench, SetPadName(0, tuple(b"too long"))) == NakCode.OUT_OF_RANGE


def with_limits(at: int, limit: int, **fields: int) -> SetLimits:
    """Give limits with one number of the list changed."""
    limits = limits_for(6)
    numbers = list(limits.limits)
    numbers[at] = limit
    return replace(limits, limits=tuple(numbers), **fields)


@pytest.mark.parametrize(
    "limits",
    [
        with_limits(3, 1023),  # the top of the range
        with_limits(3, 40_000),
        with_limits(6, 0),  # a group without members
        with_limits(7, 6 * 1023),
        with_limits(8, 6 * 1023),
        SetLimits(1, 6, 0, 80, 0, 20, 0, 1020, 0, (600, 600, 0, 600, 600, 600, 200)),  # a pad that nothing limits
    ],
)
def test_limits_that_never_trip_are_refused(bench: Bench, limits: SetLimits) -> None:
    assert refusal(bench, limits) == NakCode.NEVER_TRIPS


def test_nothing_the_guard_relies_on_changes_under_feet(bench: Bench) -> None:
    guarded(bench)
    settings = (SetSerial(1), limits_for(bench.board.pads), SetPadName(0, ()), SetPads(4), SaveSettings())
    for message in (*settings, SetRate(100), SetOversampling(1), Stop()):
        assert refusal(bench, message) == NakCode.FOOT_MODE
    bench.heard()
    bench.rest(20)
    assert [len(samples.counts) for samples in bench.messages(Samples)] == [bench.board.pads] * 10, "as before"


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


REST, OPEN_BELOW = 21, 10
PAD_TAU_MS = 4.7
"""47 kOhm x 100 nF, as on the boards."""


def supervised(bench: Bench) -> None:
    """Let feet on pads with supervision resistors, which read 21 at rest."""
    store(bench, limits_for(bench.board.pads, options=0, open_below=OPEN_BELOW))
    at_rest(bench, 100)
    bench.command(SetMode(Mode.FOOT), 7)
    at_rest(bench, 30)
    assert Ack(7, SetMode.TYPE) in bench.messages(Ack)


def at_rest(bench: Bench, steps: int, **counts: int) -> None:
    pads = range(bench.board.pads)
    press(bench, steps, **{f"p{pad}": REST for pad in pads} | counts)


@pytest.mark.parametrize("loaded", [REST, 590])
def test_a_cable_that_breaks_under_feet_trips_within_60_ms_and_is_named(bench: Bench, loaded: int) -> None:
    supervised(bench)
    at_rest(bench, 200, p4=loaded)
    assert bench.messages(Trip) == []
    row = np.full((60, bench.board.pads), REST, np.uint16)
    row[:, 4] = (loaded * np.exp(-np.arange(1, 61) / PAD_TAU_MS)).astype(np.uint16)
    bench.press(row)
    (trip,) = bench.messages(Trip)
    assert (trip.tripped, trip.cause, trip.source, trip.limit) == (1, TripCause.PAD_FAULT, 4, OPEN_BELOW)
    at_rest(bench, 1010, p4=0)
    (status,) = bench.messages(Status)
    assert (status.pads_open, status.pads_shorted) == (1 << 4, 0)
    assert status.faults & 1 << FaultCode.PAD_OPEN
    assert status.guard == GuardState.TRIPPED
    bench.command(AcknowledgeTrip(), 8)
    at_rest(bench, 20, p4=0)
    assert [nak.code for nak in bench.messages(Nak)] == [NakCode.STILL_TRIPPED]
    at_rest(bench, 100)
    bench.command(AcknowledgeTrip(), 9)
    at_rest(bench, 20)
    assert [trip.tripped for trip in bench.messages(Trip)] == [0]
    at_rest(bench, 1010)
    assert bench.messages(Status)[-1].pads_open == 0


def test_a_shorted_pad_is_a_trip_under_feet_and_a_fault_with_hands(bench: Bench) -> None:
    store(bench, limits_for(bench.board.pads, options=0, open_below=OPEN_BELOW))
    at_rest(bench, 1010, p1=0)
    (status,) = bench.messages(Status)
    assert (status.pads_open, status.guard) == (1 << 1, GuardState.WATCHING), "hands"
    at_rest(bench, 100)
    supervised(bench)
    at_rest(bench, 10, p1=1023)
    at_rest(bench, 1010, p1=1023)
    heard = [message for message, _ in bench.heard()]
    assert [m.cause for m in heard if isinstance(m, Trip)] == [TripCause.PAD_LIMIT], "which is passed first"
    assert [m.pads_shorted for m in heard if isinstance(m, Status)] == [1 << 1]


def test_a_warning_is_told_also_while_the_host_is_silent(bench: Bench) -> None:
    guarded(bench)
    press(bench, 1500, p1=NEAR)
    press(bench, 1010, p1=NEAR)
    assert bench.messages(Status)[-1].guard == GuardState.WARNING_HOST_SILENT


def test_what_is_not_saved_within_five_seconds_is_forgotten(bench: Bench) -> None:
    ask(bench, SetSerial(4711))
    bench.rest(5010)
    ask(bench, SetPadName(1, tuple(b"left")))
    ask(bench, SaveSettings(), SAVE_STEPS)
    told = ask(bench, GetSettings(), 60)
    assert [m.serial for m in told if isinstance(m, Settings)] == [0]
    assert [bytes(m.text) for m in told if isinstance(m, PadName)][1] == b"left"


def test_fewer_pads_are_scanned_after_the_next_start(bench: Bench) -> None:
    ask(bench, SetPads(4))
    ask(bench, SaveSettings(), SAVE_STEPS)
    bench.reset()
    press(bench, 40, p3=300, p4=700)
    (hello,) = bench.messages(Hello)
    assert (hello.pads, hello.pads_max) == (4, 6)
    press(bench, 40, p3=300, p4=700)
    assert {samples.counts for samples in bench.messages(Samples)} == {(0, 0, 0, 300)}
    told = ask(bench, GetSettings(), 60)
    assert [m.pads for m in told if isinstance(m, Settings)] == [4]
    assert refusal(bench, limits_for(6)) == NakCode.OUT_OF_RANGE
    store(bench, limits_for(4))
    press(bench, 10, p4=1023)
    assert bench.messages(Trip) == [], "a pad that is not scanned"


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


def test_an_open_stop_loop_trips_and_names_itself(bench: Bench) -> None:
    guarded(bench, Mode.HANDS)
    contacts(bench).open_loop()
    bench.rest(10)
    assert bench.messages(Button) == []
    bench.rest(20)
    heard = [message for message, _ in bench.heard()]
    (button,) = [message for message in heard if isinstance(message, Button)]
    (trip,) = [message for message in heard if isinstance(message, Trip)]
    assert (button.button, button.pressed) == (ButtonKind.STOP_LOOP, 1)
    assert (trip.tripped, trip.cause) == (1, TripCause.STOP_LOOP)
    assert 10_000 <= trip.t_us - button.t_us <= 12_000
    assert refusal(bench, AcknowledgeTrip()) == NakCode.STILL_TRIPPED
    contacts(bench).open_loop(False)
    bench.rest(30)
    ask(bench, AcknowledgeTrip())


def test_a_loop_shorted_before_its_resistor_is_open(bench: Bench) -> None:
    options = GuardOption.LOOP_IN_HANDS | GuardOption.LOOP_RESISTOR
    store(bench, limits_for(bench.board.pads, options=options))
    bench.rest(50)
    assert bench.messages(Trip) == []
    contacts(bench).short_loop()
    bench.rest(30)
    heard = [message for message, _ in bench.heard()]
    assert [m.cause for m in heard if isinstance(m, Trip)] == [TripCause.STOP_LOOP]
    assert [(m.button, m.pressed) for m in heard if isinstance(m, Button)] == [(ButtonKind.STOP_LOOP, 1)]
    bench.rest(1010)
    (status,) = bench.messages(Status)
    assert status.faults & (1 << FaultCode.STOP_LOOP_OPEN | 1 << FaultCode.STOP_LOOP_SHORTED) == (
        1 << FaultCode.STOP_LOOP_SHORTED
    )
    contacts(bench).short_loop(False)
    bench.rest(30)
    ask(bench, AcknowledgeTrip())


def test_a_loop_without_a_resistor_may_be_shorted(bench: Bench) -> None:
    guarded(bench, Mode.HANDS)
    contacts(bench).short_loop()
    bench.rest(1010)
    assert [m.faults & 1 << FaultCode.STOP_LOOP_SHORTED for m in bench.messages(Status)] == [0]
    assert bench.messages(Trip) == []


def test_a_bounce_of_the_contacts_is_nothing(bench: Bench) -> None:
    guarded(bench)
    for _ in range(5):
        contacts(bench).open_loop()
        contacts(bench).hold_button()
        bench.rest(8)
        contacts(bench).open_loop(False)
        contacts(bench).hold_button(False)
        bench.rest(8)
    assert [m for m, _ in bench.heard() if isinstance(m, Button | Trip)] == []


def test_an_open_loop_keeps_feet_off_and_says_why(bench: Bench) -> None:
    store(bench, limits_for(bench.board.pads, options=UNSUPERVISED))
    contacts(bench).open_loop()
    bench.rest(40)
    bench.heard()
    heard = ask(bench, SetMode(Mode.FOOT))
    assert [message.cause for message in heard if isinstance(message, Trip)] == [TripCause.STOP_LOOP]


def test_the_good_spot_button_reports_and_held_for_a_second_acknowledges(bench: Bench) -> None:
    guarded(bench)
    press(bench, 10, p0=PAD_LIMIT + 1)
    bench.rest(20)
    bench.heard()
    contacts(bench).hold_button()
    bench.rest(900)
    heard = [message for message, _ in bench.heard()]
    assert [(m.button, m.pressed) for m in heard if isinstance(m, Button)] == [(ButtonKind.GOOD_SPOT, 1)]
    assert [m for m in heard if isinstance(m, Trip)] == []
    bench.rest(150)
    assert [(m.tripped, m.cause) for m in bench.messages(Trip)] == [(0, TripCause.PAD_LIMIT)]
    contacts(bench).hold_button(False)
    bench.rest(40)
    assert [(m.button, m.pressed) for m in bench.messages(Button)] == [(ButtonKind.GOOD_SPOT, 0)]


def test_the_guard_reads_single_conversions_whatever_the_rate(bench: Bench) -> None:
    guarded(bench, Mode.HANDS)
    ask(bench, SetRate(1000))
    press(bench, 5, p3=PAD_LIMIT)
    press(bench, 2, p3=PAD_LIMIT + 1)
    bench.rest(5)
    assert [(m.source, m.level) for m in bench.messages(Trip)] == [(3, PAD_LIMIT + 1)]


def test_the_self_test_finds_pads_that_are_not_connected(bench: Bench) -> None:
    store(bench, limits_for(bench.board.pads, open_below=15))
    bench.rest(1000)  # the self-test of the start ends
    bench.heard()
    bench.command(RunSelfTest(), 1)
    rest = np.tile(np.array([30] * bench.board.pads, np.uint16), (1100, 1))
    rest[:, 4] = 14
    rest[::7] += 1
    rest[:, 4] = np.minimum(rest[:, 4], 14)
    bench.press(rest)
    (test,) = bench.messages(SelfTest)
    assert test.pads_open == 1 << 4
    assert (test.pads_shorted, test.pads_stuck) == (0, 0)
