"""One fault a test: what goes wrong on the emulated board, and the code that says so. Every code has its remedy.

A stuck timer and a stuck converter end in a restart: `test_emulated_faults`.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import numpy as np
import pytest

from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import (
    FAULT_REMEDY,
    Ack,
    FaultCode,
    Hello,
    Ping,
    ResetCause,
    RunSelfTest,
    Samples,
    SelfTest,
    SetRate,
    Status,
    Trip,
)
from pawpress.rig import firmware_images
from tests.rigsim.frames import Frame, Listener, RigMaker, missing_numbers, of_type
from tests.rigsim.guarded import command, full_limits, in_foot_mode, limits_for, store_limits

SELF_TEST_MS = 1100
FLOOD_S = 60 if os.environ.get("PAWPRESS_NIGHTLY") else 8
NOISY = 3
"""Readings of a pad in order change by this much."""


def self_test(rig: Listener, counts: list[int], moving: bool = True) -> SelfTest:
    """Run the self-test with these readings; pads in order are never quite still."""
    rig.idle(1100)  # the test after the start
    rig.send(RunSelfTest(), 50)
    table = np.tile(np.array(counts), (SELF_TEST_MS, 1))
    if moving:
        table[::7] = np.where(table[::7] > NOISY, table[::7] - NOISY, table[::7])
    (found,) = of_type(SelfTest, rig.run(table.astype(np.uint16)))
    return found


def codes(faults: int) -> set[FaultCode]:
    return {code for code in FaultCode if faults & 1 << code}


@pytest.fixture
def supervised(uno: Listener) -> Listener:
    """A rig whose pads have supervision resistors: at rest they read 40, and below 15 they are not connected."""
    store_limits(uno, limits_for(6, open_below=15))
    return uno


REST = [40] * 6


def test_a_rig_in_order_has_no_faults(supervised: Listener) -> None:
    found = self_test(supervised, REST)
    assert codes(found.faults) == set()
    assert found.supply_mv == pytest.approx(5000, rel=0.01)
    assert found.ground_counts == 0
    assert found.free_stack >= 100


def test_open_pad(supervised: Listener) -> None:
    found = self_test(supervised, [40, 40, 0, 40, 40, 40])
    assert (codes(found.faults), found.pads_open) == ({FaultCode.PAD_OPEN}, 1 << 2)


def test_shorted_pad(uno: Listener) -> None:
    found = self_test(uno, [0, 0, 0, 0, 1023, 0], moving=False)
    assert (codes(found.faults), found.pads_shorted) == ({FaultCode.PAD_SHORTED}, 1 << 4)


def test_stuck_pad(supervised: Listener) -> None:
    rig = supervised
    stuck = [300, *REST[1:]]
    rig.idle(1100, stuck)
    rig.send(RunSelfTest(), 50)
    table = np.tile(np.array(stuck), (SELF_TEST_MS, 1))
    table[::7, 1:3] -= NOISY  # the others rest as still as a quiet converter lets them
    (found,) = of_type(SelfTest, rig.run(table.astype(np.uint16)))
    assert (codes(found.faults), found.pads_stuck) == ({FaultCode.PAD_STUCK}, 1 << 0)


@pytest.mark.parametrize(
    ("mv", "code"), [(4000, FaultCode.SUPPLY_LOW), (4600, None), (5400, None), (6000, FaultCode.SUPPLY_HIGH)]
)
def test_supply_out_of_range(uno: Listener, mv: int, code: FaultCode | None) -> None:
    uno.board.set_supply(mv)
    found = self_test(uno, [0] * 6)
    assert found.supply_mv == pytest.approx(mv, rel=0.015)
    assert codes(found.faults) == ({code} if code is not None else set())


def test_damaged_program(make_rig: RigMaker, tmp_path: Path) -> None:
    """One bit of a table nobody uses in this run; the image loads, runs and tells of itself."""
    lines = firmware_images.hex_text("uno").splitlines()
    record = bytearray(bytes.fromhex(lines[-3][1:]))
    record[4] ^= 1
    record[-1] = -sum(record[:-1]) & 0xFF
    damaged = tmp_path / "uno.hex"
    damaged.write_text("\n".join([*lines[:-3], f":{record.hex().upper()}", *lines[-2:]]) + "\n")
    found = of_type(SelfTest, make_rig("uno", damaged).idle(1100))[0]
    assert FaultCode.FLASH_DAMAGED in codes(found.faults)


def test_lost_settings(uno: Listener) -> None:
    store_limits(uno)
    store_limits(uno)  # now both copies are in use
    for at in (100, 356):
        uno.board.write_eeprom(at, b"\x5a")
    uno.board.power_cycle()
    hello = of_type(Hello, Listener(uno.board).idle(20))[0]
    assert codes(hello.faults) == {FaultCode.SETTINGS_LOST}
    assert hello.calibration_id == 0


def test_open_stop_loop(uno: Listener) -> None:
    store_limits(uno)
    uno.board.open_loop()
    assert FaultCode.STOP_LOOP_OPEN in codes(of_type(Status, uno.idle(1100))[-1].faults)


def test_a_hang_ends_in_a_watchdog_restart_and_streams_again_within_half_a_second(uno: Listener) -> None:
    uno.idle(100)
    uno.board.hang()
    uno.idle(130)
    uno.board.hang(False)
    frames = Listener(uno.board).idle(370)
    hello = of_type(Hello, frames)[-1]
    assert hello.reset_cause == ResetCause.WATCHDOG
    assert codes(hello.faults) == {FaultCode.WATCHDOG_RESET}
    assert len(of_type(Samples, frames)) > 50


@pytest.mark.timeout(1800)
def test_a_host_that_floods_garbage_disturbs_neither_stream_nor_guard(make_rig: RigMaker) -> None:
    """At the full rate of the line, on the rig with the least time left. The trip in its midst is as fast as any."""
    rig = make_rig("nano")
    in_foot_mode(rig, 1000, full_limits(8))
    noise = Random(5)
    last_frame: list[Frame] = []
    last_us: list[int] = []
    for _ in range(FLOOD_S):
        rig.board.send(noise.randbytes(45_000))  # what the emulated line carries in a second
        frames = rig.idle(1000)
        assert missing_numbers(last_frame + frames) == 0
        times = last_us + [samples.t_us for samples in of_type(Samples, frames)]
        assert set(np.diff(times)) == {1000}
        assert not of_type(Trip, frames)
        last_frame, last_us = frames[-1:], times[-1:]
        last = of_type(Status, frames)[-1]
        assert (last.overruns, last.tx_dropped) == (0, 0)
        assert codes(last.faults) == {FaultCode.RX_ERRORS}
    rig.board.send(noise.randbytes(2_000))
    (trip,) = of_type(Trip, rig.idle(40, [1010, 0, 0, 0, 0, 0, 0, 0]))
    assert trip.tripped == 1
    rig.idle(200)
    rig.board.send(b"\0" + encode(Ping(), 77))
    assert of_type(Ack, rig.idle(50)) == [Ack(77, Ping.TYPE)]


def test_overruns_dropped_frames_and_damage_are_told_by_their_codes(uno: Listener) -> None:
    uno.idle(20)
    command(uno, SetRate(1000))
    uno.board.poke(0xC4, 31)  # UBRR0L: a line far too slow
    uno.idle(300)
    uno.board.poke(0xC4, 3)
    uno.board.send(b"damage\0")
    status = of_type(Status, uno.idle(1100))[-1]
    assert codes(status.faults) == {FaultCode.TX_DROPPED, FaultCode.RX_ERRORS}


@pytest.mark.parametrize("code", list(FaultCode))
def test_every_fault_says_what_it_is_and_what_to_do(code: FaultCode) -> None:
    cause, remedy = FAULT_REMEDY[code]
    assert cause.endswith(".")
    assert remedy.endswith(".")
