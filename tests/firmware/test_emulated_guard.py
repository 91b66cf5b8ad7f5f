"""The firmware in the emulator: its own guard, with and without a host."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import (
    AcknowledgeTrip,
    Button,
    ButtonKind,
    FaultCode,
    GetSettings,
    GuardState,
    Hello,
    Identify,
    Limits,
    Mode,
    Nak,
    NakCode,
    Ping,
    ResetCause,
    SaveSettings,
    SetLimits,
    SetMode,
    SetRate,
    Status,
    Trip,
    TripCause,
)
from tests.rigsim.frames import Listener, RigMaker, of_type
from tests.rigsim.guarded import (
    CALIBRATION_ID,
    PAD_LIMIT,
    as_limits,
    command,
    in_foot_mode,
    limits_for,
    store_limits,
)
from tests.rigsim.simavr_board import CPU_HZ, PinEvent

BUZZER, TRIP_LAMP, STATUS_LAMP = 3, 9, 13
STEP = CPU_HZ // 1000
STRONG = 1000
LATENCY_MS = 2.0
PHASES = 200


def press(rig: Listener, pad: int = 0, counts: int = STRONG, ms: int = 20) -> list[Trip]:
    row = [0] * rig.board.pads
    row[pad] = counts
    return of_type(Trip, rig.idle(ms, row))


def edges(rig: Listener, pin: int) -> list[PinEvent]:
    return [event for event in rig.board.events() if isinstance(event, PinEvent) and event.pin == pin]


def test_limits_are_echoed_as_they_were_stored_and_outlive_the_power(uno: Listener) -> None:
    store_limits(uno)
    assert of_type(Limits, command(uno, GetSettings(), 5, 60)) == [as_limits(limits_for(6))]
    uno.board.power_cycle()
    uno = Listener(uno.board)
    hello = of_type(Hello, uno.idle(20))[0]
    assert (hello.calibration_id, hello.reset_cause, hello.boots) == (CALIBRATION_ID, ResetCause.POWER_ON, 2)
    assert of_type(Limits, command(uno, GetSettings(), 5, 60)) == [as_limits(limits_for(6))]


def test_foot_mode_needs_limits_and_then_locks_them(uno: Listener) -> None:
    uno.idle(20)
    uno.send(SetMode(Mode.FOOT), 1)
    assert of_type(Nak, uno.idle(20)) == [Nak(1, SetMode.TYPE, NakCode.LIMITS_MISSING)]
    in_foot_mode(uno)
    uno.send(limits_for(6, rise=500), 8)
    uno.send(SaveSettings(), 9)
    assert of_type(Nak, uno.idle(30)) == [
        Nak(8, SetLimits.TYPE, NakCode.FOOT_MODE),
        Nak(9, SaveSettings.TYPE, NakCode.FOOT_MODE),
    ]


def test_a_trip_is_told_shown_and_heard(uno: Listener) -> None:
    store_limits(uno)
    uno.board.log_events(True)
    (trip,) = press(uno, pad=3, ms=300)
    assert (trip.tripped, trip.cause, trip.source) == (1, TripCause.PAD_LIMIT, 3)
    assert (trip.level, trip.limit) == (STRONG, PAD_LIMIT)
    assert uno.board.levels()[TRIP_LAMP] == 1
    halves = np.diff([edge.cycle for edge in edges(uno, BUZZER)])
    assert np.median(halves) == pytest.approx(CPU_HZ / 2 / 4000, rel=0.001), "a tone of 4 kHz"
    assert max(halves) == pytest.approx(0.05 * CPU_HZ, rel=0.1), "with pauses of 50 ms"


def test_near_the_limit_lamp_and_buzzer_warn(uno: Listener) -> None:
    store_limits(uno)
    uno.idle(200, [500, 0, 0, 0, 0, 0])
    uno.board.log_events(True)
    status = of_type(Status, uno.idle(1600, [500, 0, 0, 0, 0, 0]))[-1]
    assert status.guard == GuardState.WARNING
    events = uno.board.events()
    lamp = [event for event in events if isinstance(event, PinEvent) and event.pin == TRIP_LAMP]
    assert len(lamp) == pytest.approx(16, abs=1), "eight flashes in 1.6 s"
    tones = np.diff([event.cycle for event in events if isinstance(event, PinEvent) and event.pin == BUZZER])
    assert sum(tones > 0.2 * CPU_HZ) == pytest.approx(3, abs=1), "four short beeps"


def test_the_latch_survives_reconnects_and_ends_only_by_acknowledge(uno: Listener) -> None:
    store_limits(uno)
    assert press(uno, pad=2)
    for _ in range(3):
        uno.reset()  # what opening the port does
        frames = uno.idle(1100)
        hello, status = of_type(Hello, frames)[0], of_type(Status, frames)[-1]
        assert (hello.reset_cause, hello.guard, status.guard) == (
            ResetCause.EXTERNAL,
            GuardState.TRIPPED,
            GuardState.TRIPPED,
        )
        (told,) = of_type(Trip, frames)
        assert (told.tripped, told.cause, told.source, told.level) == (1, TripCause.PAD_LIMIT, 2, STRONG)
        assert uno.board.levels()[TRIP_LAMP] == 1
        command(uno, Identify())
    assert of_type(Trip, command(uno, AcknowledgeTrip()))[0].tripped == 0
    assert uno.board.levels()[TRIP_LAMP] == 0


def test_a_trip_cannot_be_acknowledged_while_its_cause_holds(uno: Listener) -> None:
    store_limits(uno)
    press(uno)
    uno.send(AcknowledgeTrip(), 6)
    frames = uno.idle(30, [PAD_LIMIT - 10, 0, 0, 0, 0, 0])
    assert of_type(Nak, frames) == [Nak(6, AcknowledgeTrip.TYPE, NakCode.STILL_TRIPPED)]


def test_an_open_stop_loop_trips_and_the_good_spot_button_acknowledges(uno: Listener) -> None:
    store_limits(uno)
    uno.board.open_loop()
    frames = uno.idle(30)
    (trip,) = of_type(Trip, frames)
    assert (trip.tripped, trip.cause) == (1, TripCause.STOP_LOOP)
    (button,) = of_type(Button, frames)
    assert (button.button, button.pressed) == (ButtonKind.STOP_LOOP, 1)
    assert button.t_us < trip.t_us, "the time of the first contact"
    uno.board.hold_button()
    assert not [trip for trip in of_type(Trip, uno.idle(1200)) if not trip.tripped], "the loop is still open"
    uno.board.hold_button(False)
    uno.board.open_loop(False)
    uno.idle(50)
    uno.board.hold_button()
    frames = uno.idle(1200)
    assert [trip.tripped for trip in of_type(Trip, frames)] == [0]
    assert [(b.button, b.pressed) for b in of_type(Button, frames)] == [(ButtonKind.GOOD_SPOT, 1)]


def test_in_foot_mode_a_silent_host_is_noticed_and_a_ping_ends_it(uno: Listener) -> None:
    in_foot_mode(uno)
    for _ in range(4):
        command(uno, Ping(), ms=1000)
        assert uno.board.levels()[TRIP_LAMP] == 0
    uno.board.log_events(True)
    assert of_type(Status, uno.idle(4000))[-1].guard == GuardState.HOST_SILENT
    assert len(edges(uno, TRIP_LAMP)) >= 4, "double flashes"
    command(uno, Ping(), ms=500)
    assert of_type(Status, command(uno, Ping(), ms=1000))[-1].guard == GuardState.WATCHING


def test_foot_mode_is_kept_over_a_hang_and_the_guard_goes_on(uno: Listener) -> None:
    in_foot_mode(uno)
    uno.board.hang()
    uno.idle(130)
    uno.board.hang(False)
    hello = of_type(Hello, Listener(uno.board).idle(300))[-1]
    assert (hello.mode, hello.reset_cause) == (Mode.FOOT, ResetCause.WATCHDOG)
    assert hello.faults & 1 << FaultCode.WATCHDOG_RESET
    assert press(Listener(uno.board), pad=1)


@pytest.mark.timeout(400)
def test_with_no_host_a_step_reaches_the_trip_lamp_within_2_ms(make_rig: RigMaker) -> None:
    """At every phase of the scan, on the last pad of a Nano at 1000 Hz; nobody reads and nobody sends."""
    latencies = trip_latencies_ms(make_rig("nano"), PHASES)
    assert len(latencies) == PHASES
    assert max(latencies) <= LATENCY_MS, f"slowest {max(latencies):.2f} ms"


def trip_latencies_ms(rig: Listener, phases: int) -> list[float]:
    in_foot_mode(rig)
    pads, board = rig.board.pads, rig.board
    calm, pressed = np.zeros((1, pads)), np.zeros((1, pads))
    pressed[0, -1] = STRONG
    dice, latencies = Random(7), []
    for request in range(phases):
        board.run_timed(calm, dice.randrange(10 * STEP, 30 * STEP))
        board.log_events(True)
        begin, _ = board.cycles()
        board.run_timed(pressed, 4 * STEP)
        on = [
            event.cycle
            for event in board.events()
            if isinstance(event, PinEvent) and event == (TRIP_LAMP, 1, event.cycle)
        ]
        latencies.append((on[0] - begin) / STEP if on else float("inf"))
        board.run_timed(calm, 8 * STEP)
        board.send(encode(AcknowledgeTrip(), request))
        board.run_timed(calm, 5 * STEP)
        assert board.levels()[TRIP_LAMP] == 0
    return latencies


def test_a_rate_that_is_too_slow_for_the_guard_still_trips_at_the_next_scan(uno: Listener) -> None:
    store_limits(uno)
    command(uno, SetRate(100), ms=40)
    assert press(uno, ms=25)
