"""The firmware in the emulator: what it sends of its own accord."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pawpress.core.protocol.schema_generated import (
    PROTOCOL_VERSION,
    SCHEMA_HASH,
    Board,
    Hello,
    PadKind,
    ResetCause,
    Samples,
    SetRate,
    Status,
)
from tests.rigsim.frames import Frame, Listener, RigMaker, missing_numbers, of_type
from tests.rigsim.simavr_board import CPU_HZ, Conversion, PinEvent

OLD_BOOTLOADER = Path("/usr/share/arduino/hardware/arduino/avr/bootloaders/atmega/ATmegaBOOT_168_atmega328.hex")


@pytest.mark.parametrize(("name", "kind", "pads"), [("uno", Board.UNO, 6), ("nano", Board.NANO, 8)])
def test_hello_says_who_the_rig_is(make_rig: RigMaker, name: str, kind: Board, pads: int) -> None:
    assert make_rig(name).idle(10)[0] == Frame(
        Hello(
            protocol_version=PROTOCOL_VERSION,
            schema_hash=SCHEMA_HASH,
            firmware_major=1,
            firmware_minor=0,
            firmware_patch=0,
            board=kind,
            pad_kind=PadKind.FSR_DIVIDER,
            pads=pads,
            rate_hz=500,
            counts_max=1023,
            pad_skew_ns=112_000,
            baud=500_000,
            reset_cause=ResetCause.POWER_ON,
            restarted=1,
            boots=1,
            pads_max=pads,
        ),
        0,
    )


def test_a_delimiter_ends_the_noise_before_the_first_frame(uno: Listener) -> None:
    assert uno.board.idle(10).startswith(b"\0")


def test_the_reset_button_is_told_from_power_on(uno: Listener) -> None:
    uno.idle(100)
    uno.reset()
    first = uno.idle(10)[0]
    assert isinstance(first.message, Hello)
    assert (first.message.reset_cause, first.message.restarted, first.sequence) == (ResetCause.EXTERNAL, 1, 0)


def test_a_nano_with_the_old_bootloader_says_hello_after_it(make_rig: RigMaker) -> None:
    if not OLD_BOOTLOADER.exists():
        pytest.skip("not installed: arduino-core-avr")
    rig = make_rig("nano", bootloader=OLD_BOOTLOADER)
    for _ in range(2):
        # The bootloader listens for an upload first; a host has to wait for Hello that long.
        assert not rig.idle(1000)
        assert isinstance(rig.idle(600)[0].message, Hello)
        rig.reset()


@pytest.mark.parametrize("name", ["uno", "nano"])
def test_each_reading_arrives_on_its_own_pad(make_rig: RigMaker, name: str) -> None:
    rig = make_rig(name)
    for shift in range(6):
        counts = [(pad * 150 + shift * 41) % 1024 for pad in range(rig.board.pads)]
        rig.idle(7, counts)  # what was on its way still shows the counts before
        seen = of_type(Samples, rig.idle(20, counts))
        assert len(seen) == 10
        assert {samples.counts for samples in seen} == {tuple(counts)}


def test_every_code_arrives_exactly(uno: Listener) -> None:
    uno.idle(10)
    uno.send(SetRate(1000))
    uno.idle(30)
    codes = np.repeat(np.arange(1024, dtype=np.uint16)[:, None], 6, axis=1)
    uno.run(codes[:5])
    seen = [samples.counts[0] for samples in of_type(Samples, uno.run(codes[5:]))]
    assert seen == list(range(seen[0], seen[0] + len(seen)))
    assert seen[0] <= 5
    assert seen[-1] >= 1021


@pytest.mark.parametrize("rate_hz", [100, 250, 500, 1000])
def test_a_rate_is_exact_in_device_time_and_in_cycles(uno: Listener, rate_hz: int) -> None:
    uno.idle(10)
    uno.send(SetRate(rate_hz))
    uno.idle(30)
    uno.board.log_events(True)
    scans = of_type(Samples, uno.idle(500))
    assert len(scans) == pytest.approx(rate_hz / 2, abs=1)
    assert {samples.period_us for samples in scans} == {1_000_000 // rate_hz}
    assert set(np.diff([samples.t_us for samples in scans])) == {1_000_000 // rate_hz}
    starts = [event.cycle for event in uno.board.events() if isinstance(event, PinEvent) and event.pin == 8]
    # Waking up takes a cycle or two more or less, by what the controller was doing.
    assert np.diff(starts) == pytest.approx(CPU_HZ // rate_hz, abs=100)
    assert starts[-1] - starts[0] == pytest.approx((len(starts) - 1) * CPU_HZ // rate_hz, abs=100), "no drift"


@pytest.mark.parametrize("rate_hz", [500, 1000])
def test_pads_are_as_far_apart_as_hello_says(nano: Listener, rate_hz: int) -> None:
    nano.idle(10)
    nano.send(SetRate(rate_hz))
    skew_ns = of_type(Hello, nano.idle(30))[-1].pad_skew_ns
    nano.board.log_events(True)
    nano.idle(50)
    starts = [event for event in nano.board.events() if isinstance(event, Conversion)]
    spacing = [b.cycle - a.cycle for a, b in pairwise(starts) if b.channel == a.channel + 1]
    # The emulator starts a conversion at once, the chip at the next edge of the converter's clock: up to one more.
    declared = skew_ns * CPU_HZ / 1e9
    assert 13 / 14 * declared < np.median(spacing) <= declared
    assert max(spacing) <= declared + 100, "another interrupt may come first"


def test_status_comes_once_a_second_right_after_its_samples(uno: Listener) -> None:
    frames = uno.idle(3100)
    places = [i for i, frame in enumerate(frames) if isinstance(frame.message, Status)]
    assert [frames[i].message for i in places] == [
        Status(t_us=s * 1_000_000, uptime_s=s, overruns=0, tx_dropped=0, rx_errors=0, supply_mv=5006) for s in (1, 2, 3)
    ]
    for place in places:
        before, status = frames[place - 1].message, frames[place].message
        assert isinstance(before, Samples)
        assert isinstance(status, Status)
        assert before.t_us == status.t_us
    assert missing_numbers(frames) == 0


def test_the_led_shines_while_streaming(uno: Listener) -> None:
    assert uno.board.levels()[13] == 0
    uno.idle(10)
    assert uno.board.levels()[13] == 1
