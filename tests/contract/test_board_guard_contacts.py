"""The cables and contacts of the rig, on everything that plays it: broken, shorted, stop loop, button, self-test."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.protocol.schema_generated import (
    AcknowledgeTrip,
    Button,
    ButtonKind,
    FaultCode,
    GuardOption,
    GuardState,
    Mode,
    Nak,
    NakCode,
    RunSelfTest,
    SelfTest,
    SetMode,
    Status,
    Trip,
    TripCause,
)
from tests.contract.boards import Bench
from tests.contract.guarding import (
    OPEN_BELOW,
    PAD_TAU_MS,
    REST,
    ask,
    at_rest,
    contacts,
    guarded,
    press,
    refusal,
    store,
    supervised,
)
from tests.rigsim.guarded import PAD_LIMIT, UNSUPERVISED, limits_for


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
