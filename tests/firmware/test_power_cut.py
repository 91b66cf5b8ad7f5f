"""The power fails at every millisecond of a save, on the emulator that takes as long for a byte as the chip does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from pawpress.core.protocol.schema_generated import (
    Ack,
    AcknowledgeTrip,
    FaultCode,
    GuardState,
    Hello,
    SaveSettings,
    SetSerial,
)
from pawpress.rig.firmware_images import hex_text, manifest
from pawpress.simulator.avr_board import EmulatorUnavailable
from tests.contract.boards import Bench, frames
from tests.rigsim.guarded import PAD_LIMIT, limits_for
from tests.rigsim.wired_boards import WiredAvrBoard

PADS = manifest().images["uno"].pads
LONGEST_SAVE_MS = 1000
TRIP_LOG_AT = 576
OLD, NEW = 111, 4_000_000_001


@pytest.fixture
def bench() -> Iterator[Bench]:
    try:
        board = WiredAvrBoard(hex_text("uno"), PADS)
    except EmulatorUnavailable as error:
        pytest.skip(str(error))
    yield Bench(board)
    board.close()


def board_of(bench: Bench) -> WiredAvrBoard:
    assert isinstance(bench.board, WiredAvrBoard)
    return bench.board


def ask_to_save(bench: Bench, serial: int) -> None:
    limits = replace(limits_for(PADS), calibration_id=serial)
    for request, message in enumerate((SetSerial(serial), limits, SaveSettings()), 1):
        bench.command(message, request)


def moments_of_a_save(bench: Bench, serial: int) -> list[bytes]:
    """What the EEPROM holds at every millisecond of a save, from the command to the Ack."""
    moments: list[bytes] = []
    ask_to_save(bench, serial)
    while Ack(3, SaveSettings.TYPE) not in bench.messages(Ack):
        bench.rest(1)
        moments.append(board_of(bench).read_eeprom())
        assert len(moments) < LONGEST_SAVE_MS, "the save was never acknowledged"
    return moments


def start_with(bench: Bench, eeprom: bytes) -> Hello:
    """Switch on with this in the memory."""
    board = board_of(bench)
    board.write_eeprom(eeprom)
    board.power_cycle()
    (hello,) = [m for m, _ in frames(board.run(np.zeros((10, PADS), np.uint16))) if isinstance(m, Hello)]
    return hello


def half_written(before: bytes, after: bytes) -> list[bytes]:
    """The byte that was being written when the power failed may hold anything: take erased, and noise."""
    changed = [at for at in range(len(after)) if before[at] != after[at]]
    return [after[:at] + bytes([odd]) + after[at + 1 :] for at in changed for odd in (0xFF, 0x00, after[at] ^ 0x5A)]


@pytest.mark.parametrize("saves_before", [1, 2])
@pytest.mark.timeout(600)
def test_a_power_cut_leaves_the_settings_before_or_those_after(bench: Bench, saves_before: int) -> None:
    bench.rest(30)
    for _ in range(saves_before):
        moments_of_a_save(bench, OLD)
    moments = moments_of_a_save(bench, NEW)
    assert len(moments) > 50, "a byte takes 3.4 ms"
    states = dict.fromkeys(moments)
    for before, after in pairwise(moments):
        states.update(dict.fromkeys(half_written(before, after)))
    for state in states:
        hello = start_with(bench, state)
        assert hello.serial in (OLD, NEW)
        assert hello.calibration_id == hello.serial, "never a mixture"
        assert not hello.faults & 1 << FaultCode.SETTINGS_LOST
    assert start_with(bench, moments[0]).serial == OLD
    assert start_with(bench, moments[-1]).serial == NEW


def trip_states(bench: Bench) -> list[bytes]:
    """What the EEPROM holds at every millisecond from a trip on until it has been written."""
    states = []
    for _ in range(12):
        bench.press(np.full((1, PADS), PAD_LIMIT + 1, np.uint16))
        states.append(board_of(bench).read_eeprom())
    return states


def test_a_trip_is_one_byte_and_a_power_cut_never_ends_it(bench: Bench) -> None:
    bench.rest(30)
    moments_of_a_save(bench, OLD)
    before = board_of(bench).read_eeprom()
    states = trip_states(bench)
    written = [at for at in range(1024) if states[-1][at] != before[at]]
    assert len(written) == 1, "one byte a trip"
    assert states.index(states[-1]) < 8, "a byte takes 3.4 ms"
    assert start_with(bench, states[-1]).guard == GuardState.TRIPPED
    bench.rest(30)
    bench.command(AcknowledgeTrip(), 9)
    bench.rest(20)
    ended = board_of(bench).read_eeprom()
    (at,) = (at for at in range(TRIP_LOG_AT, 1024) if ended[at] != states[-1][at])
    odd_bytes = {0xFF, ended[at] ^ 0x5A, *(ended[at] | bits for bits in range(1, 256))} - {ended[at]}
    for odd in odd_bytes:  # of the byte that ends it, any bits may still be missing
        hello = start_with(bench, ended[:at] + bytes([odd]) + ended[at + 1 :])
        assert hello.guard == GuardState.TRIPPED, f"{odd:08b}"
    assert start_with(bench, ended).guard == GuardState.WATCHING


def test_nothing_but_the_count_of_starts_is_written_at_a_start(bench: Bench) -> None:
    bench.rest(100)
    eeprom = board_of(bench).read_eeprom()
    written = {at for at, byte in enumerate(eeprom) if byte != 0xFF}
    assert written <= set(range(512, 544)), "the records of the count"
    assert start_with(bench, eeprom).boots == 2
