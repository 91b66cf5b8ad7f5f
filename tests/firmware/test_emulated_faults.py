"""The firmware in the emulator: when things go wrong, and for a long time."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from pawpress.core.protocol.codec import encode
from pawpress.core.protocol.schema_generated import (
    Ack,
    FaultCode,
    Hello,
    Identify,
    Ping,
    ResetCause,
    RunSelfTest,
    Samples,
    SelfTest,
    SetRate,
    Start,
    Status,
    Stop,
)
from tests.rigsim.frames import Frame, Listener, RigMaker, missing_numbers, of_type

TIMSK1, OCR1AL, OCR1AH, ADCSRA, UBRR0L, SREG = 0x6F, 0x88, 0x89, 0x7A, 0xC4, 0x5F
TCCR1B = 0x81
OLD_BOOTLOADER = Path("/usr/share/arduino/hardware/arduino/avr/bootloaders/atmega/ATmegaBOOT_168_atmega328.hex")
ADC_CONVERTING, ADC_ON_WITHOUT_INTERRUPT = 0x40, 0x87
COMMANDS = (SetRate(1000), SetRate(300), Identify(), Stop(), Start(), Ping())


def test_garbage_on_the_line_leaves_the_stream_intact(uno: Listener) -> None:
    uno.idle(10)
    noise = Random(5)
    frames: list[Frame] = []
    for _ in range(20):
        uno.board.send(bytes(noise.randrange(256) for _ in range(400)))
        frames += uno.idle(40)
    uno.board.send(b"\0" + encode(Ping(), 77))
    frames += uno.idle(400)
    assert missing_numbers(frames) == 0
    assert set(np.diff([samples.t_us for samples in of_type(Samples, frames)])) == {2000}
    assert of_type(Ack, frames)[-1] == Ack(77, Ping.TYPE), "and a good command still gets through"
    assert of_type(Status, frames)[-1].rx_errors > 10


def test_dropped_frames_are_counted_and_leave_gaps_in_the_sequence(nano: Listener) -> None:
    nano.idle(10)
    nano.send(SetRate(1000))
    nano.idle(30)
    # For half a second the line is a fifth as fast as the stream needs.
    nano.board.poke(UBRR0L, 31)
    frames = nano.idle(500)
    nano.board.poke(UBRR0L, 3)
    frames += nano.idle(1100)
    dropped = of_type(Status, frames)[-1].tx_dropped
    assert dropped > 0
    assert missing_numbers(frames) == dropped
    assert of_type(Status, frames)[-1].overruns == 0


def test_an_overrun_is_counted_and_shows_as_a_jump_in_device_time(uno: Listener) -> None:
    uno.idle(10)
    # The timer now ticks every 100 µs: most ticks find the converter still busy.
    uno.board.poke(OCR1AH, 0)
    uno.board.poke(OCR1AL, 199)
    frames = uno.idle(200)
    scans, last = of_type(Samples, frames), of_type(Status, frames)[-1]
    jumps = np.diff([samples.t_us for samples in scans if samples.t_us <= last.t_us])
    assert last.tx_dropped == 0
    assert last.overruns > 100
    assert jumps.sum() // 2000 - len(jumps) == pytest.approx(last.overruns, abs=8)


def test_a_stuck_timer_restarts_the_rig(uno: Listener) -> None:
    uno.idle(50)
    uno.board.poke(TCCR1B, 0)
    check_restart(uno)


@pytest.mark.parametrize("later_us", [0, 300, 700, 1100, 1500, 1900])
def test_a_lost_mask_of_the_timers_interrupts_is_set_again_or_restarts_the_rig(uno: Listener, later_us: int) -> None:
    uno.idle(50)
    uno.run_for(later_us)
    uno.board.poke(TIMSK1, 0)
    uno.idle(400)
    assert len(of_type(Samples, uno.idle(100))) > 40


def test_a_stuck_converter_restarts_the_rig(uno: Listener) -> None:
    uno.idle(50)
    for _ in range(20):  # a scan begins every 2 ms and takes 0.64 ms: find one under way
        if uno.board.read_sram(ADCSRA, 1)[0] & ADC_CONVERTING:
            break
        uno.run_for(1600)
    uno.board.poke(ADCSRA, ADC_ON_WITHOUT_INTERRUPT)
    check_restart(uno)


def test_a_hang_with_interrupts_off_ends_in_a_reset(uno: Listener) -> None:
    uno.idle(50)
    uno.board.hang()
    uno.board.poke(SREG, 0)
    uno.idle(260)  # the watchdog's interrupt waits in vain, then its reset comes
    uno.board.hang(False)
    check_restart(Listener(uno.board))


def test_a_hang_does_not_go_through_the_bootloader(make_rig: RigMaker) -> None:
    """The Nano's old one takes a second, and on the chip it restarts for ever after a reset by the watchdog."""
    if not OLD_BOOTLOADER.exists():
        pytest.skip("not installed: arduino-core-avr")
    nano = make_rig("nano", bootloader=OLD_BOOTLOADER)
    nano.idle(5000)
    nano.board.hang()
    nano.idle(130)
    nano.board.hang(False)
    check_restart(Listener(nano.board))


def check_restart(rig: Listener) -> None:
    frames = rig.idle(400)
    hello = of_type(Hello, frames)
    assert len(hello) == 1, "one restart, and no restart after it"
    assert (hello[0].reset_cause, hello[0].restarted) == (ResetCause.WATCHDOG, 1)
    restart = [frame.message for frame in frames].index(hello[0])
    after = [frame.message for frame in frames[restart + 1 :]]
    assert isinstance(after[0], Samples)
    assert after[0].t_us == 2000, "device time starts again"
    assert len(after) > 100


def test_the_stack_stays_small(nano: Listener) -> None:
    nano.idle(10)
    nano.board.send(b"".join(encode(command, 1) for command in COMMANDS) + bytes(range(256)))
    nano.idle(1100)
    # Of the 2048 bytes the variables may take 1792 (firmware/tools/size_table.py).
    assert 20 < nano.board.stack_bytes() <= 208


def test_a_scan_that_was_given_up_gives_its_ground_and_its_supply_to_no_other(uno: Listener) -> None:
    uno.idle(1200)
    found: list[SelfTest] = []
    for after_ms in range(20, 42):  # the test goes over from ground to the reference after 16 scans of 2 ms
        uno.send(RunSelfTest(), after_ms)
        uno.idle(after_ms)
        uno.board.hang()
        uno.idle(6)
        uno.board.hang(False)
        found += of_type(SelfTest, uno.idle(1100))
    assert len(found) == 22
    assert of_type(Status, uno.idle(1100))[-1].overruns > 22
    assert [test.faults for test in found if test.faults & 1 << FaultCode.ADC_GROUND] == []
