"""The two emulators and the core as WebAssembly send the same frames for the same readings and commands.

What is compared: message, sequence and order of every frame, for 10 seconds of pressing with commands and a reset.
What is not: the instant of each byte. simavr counts eleven bits a byte where the line has ten, avr8js sends one byte
after the other without the second buffer of the silicon, and the core takes no time to make a frame. Nor how much
memory was never used: the emulators interrupt at other instructions, and the core has no stack of the chip.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import (
    Ack,
    Hello,
    Identify,
    Message,
    Nak,
    Ping,
    Samples,
    SelfTest,
    SetOversampling,
    SetRate,
    Start,
    Status,
    Stop,
)
from pawpress.rig.firmware_images import hex_text, manifest
from pawpress.simulator.avr_board import STEP_CYCLES, EmulatorUnavailable
from pawpress.simulator.body import Body
from pawpress.simulator.scenario import load_scenario
from tests.contract.boards import OPENERS, frames
from tests.rigsim.wired_boards import PinEdge, WiredAvrBoard

STEPS = 10_000
RESET_AT = 8000
COMMANDS: dict[int, Message] = {
    1000: Ping(),
    1500: SetRate(1000),
    3000: Stop(),
    3400: Start(),
    4000: SetRate(333),
    4503: Identify(),
    5000: SetRate(250),
    6005: SetRate(500),
    6500: SetRate(100),
    7003: SetRate(1000),
    7200: SetOversampling(6),
    7400: SetRate(500),
    7500: SetOversampling(1),
}
PORTION = 10
PROBE_PIN = 8
INTERRUPT_CYCLES = 100
ADC_CYCLES_AT_MOST = 8 * (13 * 128 + 60)
Frames = list[tuple[Message | None, int]]


@functools.cache
def lived(rig: str, name: str) -> tuple[Frames, Frames]:
    """Return the frames before and after the reset; what the reset cut off is left out."""
    board = OPENERS[rig](name)
    body = Body(load_scenario("beginner"), board.pads)
    sent = {False: bytearray(), True: bytearray()}
    edges = sorted({*range(0, STEPS + 1, PORTION), *COMMANDS})
    for start, end in pairwise(edges):
        if start in COMMANDS:
            board.send(encode(COMMANDS[start], start))
        if start == RESET_AT:
            board.reset()
        sent[start >= RESET_AT] += board.run(body.codes(np.arange(start, end)))
    close = getattr(board, "close", None)
    if close is not None:
        close()
    return comparable(bytes(sent[False])), comparable(bytes(sent[True]))


def comparable(sent: bytes) -> Frames:
    return [
        (replace(message, free_stack=0) if isinstance(message, SelfTest) else message, sequence)
        for message, sequence in frames(sent)
    ]


@pytest.mark.parametrize("name", ["uno", "nano", "mux"])
@pytest.mark.parametrize("rig", ["simavr", "core"])
def test_ten_seconds_are_the_same_frame_by_frame(rig: str, name: str) -> None:
    for reference, other in zip(lived("avr8js", name), lived(rig, name), strict=True):
        assert abs(len(reference) - len(other)) <= 1, "but for the frame that was under way at the end"
        for index, (expected, got) in enumerate(zip(reference, other, strict=False)):
            assert got == expected, f"frame {index}"


@pytest.mark.parametrize("name", ["uno", "nano", "mux"])
def test_the_ten_seconds_hold_every_kind_of_frame(name: str) -> None:
    before, after = lived("avr8js", name)
    kinds = {type(message) for message, _ in before}
    assert kinds == {Hello, Samples, Status, Ack, Nak, SelfTest}
    assert len(before) > 3000
    assert isinstance(after[0][0], Hello)
    assert max(max(message.counts) for message, _ in before if isinstance(message, Samples)) > 300


@pytest.fixture(params=["uno", "nano"])
def image(request: pytest.FixtureRequest) -> tuple[str, int]:
    try:
        WiredAvrBoard(hex_text(request.param), 1).close()
    except EmulatorUnavailable as error:
        pytest.skip(str(error))
    return hex_text(request.param), manifest().images[request.param].pads


def test_every_scan_starts_and_ends_well_inside_a_step(image: tuple[str, int]) -> None:
    """If this fails the firmware's start has changed: move START_UP_CYCLES (avr_board.py) as it says."""
    board = WiredAvrBoard(*image)
    board.watch_pins()
    board.run(np.zeros((100, board.pads), np.uint16))
    ticks = np.array([edge.cycle for edge in board.take_edges() if edge.pin == PROBE_PIN]) % STEP_CYCLES
    board.close()
    assert ticks.min() > 500, f"scans start {ticks.min()} cycles into a step: move START_UP_CYCLES up"
    room = STEP_CYCLES - ADC_CYCLES_AT_MOST - 500
    assert ticks.max() < room, f"scans start {ticks.max()} cycles into a step: move START_UP_CYCLES down"


def test_the_fast_timers_do_what_the_emulators_own_timers_do(image: tuple[str, int]) -> None:
    """To the byte; an edge may come an interrupt earlier or later, as avr8js serves one due event an instruction."""
    (sent, edges), (sent_densely, edges_densely) = (bytes_and_edges(image, dense) for dense in (False, True))
    assert sent == sent_densely
    assert [(edge.pin, edge.level) for edge in edges] == [(edge.pin, edge.level) for edge in edges_densely]
    apart = [abs(fast.cycle - slow.cycle) for fast, slow in zip(edges, edges_densely, strict=True)]
    assert max(apart) <= INTERRUPT_CYCLES
    assert len(edges) > 800


def bytes_and_edges(image: tuple[str, int], dense_timers: bool) -> tuple[bytes, list[PinEdge]]:
    board = WiredAvrBoard(*image, dense_timers=dense_timers)
    board.watch_pins()
    body = Body(load_scenario("beginner"), board.pads)
    sent = board.run(body.codes(np.arange(300)))
    board.send(encode(SetRate(1000), 1))
    sent += board.run(body.codes(np.arange(300, 900)))
    board.reset()
    sent += board.run(body.codes(np.arange(900, 1100)))
    edges = board.take_edges()
    board.close()
    return sent, edges
