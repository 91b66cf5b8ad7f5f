"""Two emulators and the core send the same frames for a minute in foot mode: limits, trips, buttons, a silent host.

All start with the same memory, which one emulator wrote, because simavr writes it in no time. Not compared are the
instant of each byte and how much memory was never used, as in `test_emulators_agree`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import (
    Ack,
    AcknowledgeTrip,
    Button,
    GetSettings,
    Hello,
    Identify,
    Limits,
    Message,
    Mode,
    Nak,
    PadName,
    Ping,
    RunSelfTest,
    Samples,
    SelfTest,
    SetMode,
    SetOversampling,
    SetRate,
    SetSerial,
    Settings,
    Status,
    Trip,
)
from pawpress.rig.firmware_images import hex_text, manifest
from pawpress.simulator.avr_board import STEP_CYCLES, EmulatorUnavailable
from pawpress.simulator.body import Body
from pawpress.simulator.scenario import load_scenario
from tests.contract.boards import InStep
from tests.rigsim.build import missing_tools
from tests.rigsim.frames import Listener
from tests.rigsim.guarded import limits_for, store_limits
from tests.rigsim.simavr_board import SimavrBoard
from tests.rigsim.wired_boards import FootBoard, WiredAvrBoard, WiredCoreBoard
from tests.system.test_emulators_agree import Frames, comparable

BOARD, PADS = "uno", manifest().images["uno"].pads
STEPS = 60_000
PORTION = 20
PROBE_PIN = 8
TRIP_AT, CALM_AT = 20_000, 20_400
CALM_LIMIT = 400
RESET_AT = 45_000
START_UP_CYCLES = 12_150
"""With settings to read the firmware starts later than without; so scans again begin about 1000 cycles into a step."""


COMMANDS: dict[int, Message] = {
    100: GetSettings(),
    300: SetRate(1000),
    400: SetMode(Mode.FOOT),
    900: SetRate(500),  # refused under feet
    2000: SetSerial(5),
    3000: RunSelfTest(),
    **{at: Ping() for at in range(1000, 15_000, 1000) if at not in (2000, 3000)},
    18_000: Identify(),
    20_600: AcknowledgeTrip(),
    26_000: AcknowledgeTrip(),  # the loop is open
    27_000: AcknowledgeTrip(),
    29_000: SetMode(Mode.HANDS),  # there is weight on the pads
    30_000: SetMode(Mode.HANDS),
    31_000: SetRate(500),
    32_000: SetOversampling(1),
    40_000: SetRate(333),
    50_000: SetRate(100),
}
ACTIONS: dict[int, Callable[[FootBoard], None]] = {
    25_000: lambda board: board.open_loop(),
    26_500: lambda board: board.open_loop(False),
    28_000: lambda board: board.hold_button(),
    28_300: lambda board: board.hold_button(False),
    RESET_AT: lambda board: board.reset(),
}


def readings() -> NDArray[np.uint16]:
    """Presses below the limits, which change every chunk, and one far above them."""
    body = Body(load_scenario("beginner"), PADS)
    codes = body.codes(np.arange(STEPS))[::PORTION].repeat(PORTION, axis=0)
    codes = np.minimum(codes, CALM_LIMIT // 2)
    codes[TRIP_AT:CALM_AT, 2] = 900
    return codes.astype(np.uint16)


def lived(board: FootBoard) -> tuple[Frames, Frames]:
    """Return the frames before and after the reset; what the reset cut off is left out."""
    codes = readings()
    sent = {False: bytearray(), True: bytearray()}
    edges = sorted({*range(0, STEPS + 1, PORTION), *COMMANDS, *ACTIONS})
    for start, end in pairwise(edges):
        if start in COMMANDS:
            board.send(encode(COMMANDS[start], start))
        if start in ACTIONS:
            ACTIONS[start](board)
        sent[start >= RESET_AT] += board.run(codes[start:end])
    return comparable(bytes(sent[False])), comparable(bytes(sent[True]))


@pytest.fixture(scope="module")
def memory() -> bytes:
    """Return what the EEPROM holds once limits were stored."""
    if reason := missing_tools():
        pytest.skip(reason)
    with SimavrBoard(BOARD) as rig:
        store_limits(Listener(rig), limits_for(PADS))
        return rig.read_eeprom(0, 1024)


@pytest.fixture(scope="module")
def minute(memory: bytes) -> tuple[Frames, Frames]:
    return lived(avr8js_with(memory))


def avr8js_with(memory: bytes) -> WiredAvrBoard:
    try:
        board = WiredAvrBoard(hex_text(BOARD), PADS, start_up_cycles=START_UP_CYCLES)
    except EmulatorUnavailable as error:
        pytest.skip(str(error))
    board.run(np.zeros((1, PADS), np.uint16))  # so that it is switched off and on at the border of a step
    board.write_eeprom(memory)
    board.power_cycle()
    return board


def core_with(memory: bytes) -> WiredCoreBoard:
    board = WiredCoreBoard(BOARD)
    board.write_eeprom(memory)
    board.power_cycle()
    return board


@pytest.mark.timeout(900)
def test_a_minute_in_the_other_emulator_is_the_same_frame_by_frame(
    memory: bytes, minute: tuple[Frames, Frames]
) -> None:
    with SimavrBoard(BOARD) as rig:
        rig.write_eeprom(0, memory)
        assert_same(lived(InStep(rig, START_UP_CYCLES)), minute)


@pytest.mark.timeout(900)
def test_a_minute_of_the_core_is_the_same_frame_by_frame(memory: bytes, minute: tuple[Frames, Frames]) -> None:
    assert_same(lived(core_with(memory)), minute)


def assert_same(got: tuple[Frames, Frames], expected: tuple[Frames, Frames]) -> None:
    for ours, theirs in zip(got, expected, strict=True):
        for index, (one, other) in enumerate(zip(ours, theirs, strict=False)):
            assert one == other, f"frame {index}"
        assert abs(len(ours) - len(theirs)) <= 1, "but for the frame that was under way at the end"


@pytest.mark.timeout(900)
def test_the_minute_holds_every_kind_of_frame_a_rig_sends(minute: tuple[Frames, Frames]) -> None:
    kinds = {type(message) for message, _ in minute[0]}
    assert kinds == {Hello, Samples, Status, Ack, Nak, Trip, Button, SelfTest, Settings, Limits, PadName}
    trips = [(message.tripped, message.cause) for message, _ in minute[0] if isinstance(message, Trip)]
    assert trips == [(1, 1), (0, 1), (1, 4), (0, 4)]


def test_scans_begin_well_inside_a_step(memory: bytes) -> None:
    """Else the emulators, some cycles apart, would read other rows. If this fails, move START_UP_CYCLES."""
    board = avr8js_with(memory)
    board.watch_pins()
    board.run(np.zeros((50, PADS), np.uint16))
    ticks = np.array([edge.cycle for edge in board.take_edges() if edge.pin == PROBE_PIN]) % STEP_CYCLES
    board.close()
    assert ticks.min() > 500
    assert ticks.max() < 2000
