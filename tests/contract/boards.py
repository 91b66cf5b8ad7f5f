"""Every board there is, opened the same way, and a bench to talk to one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.core.protocol import decode, encode
from pawpress.core.protocol.schema_generated import Message
from pawpress.rig.firmware_images import hex_text, manifest
from pawpress.simulator.avr_board import START_UP_CYCLES, STEP_CYCLES, EmulatorUnavailable
from pawpress.simulator.board import SimulatedBoard
from tests.rigsim.faulty_board import FaultyBoard
from tests.rigsim.wired_boards import FootBoard, WiredAvrBoard, WiredCoreBoard

if TYPE_CHECKING:
    from tests.rigsim.simavr_board import SimavrBoard

Sent = TypeVar("Sent", bound=Message)


def open_core(name: str) -> SimulatedBoard:
    return WiredCoreBoard(name)


def open_faulty_core(name: str) -> SimulatedBoard:
    """Return a bad line that was not told to misbehave: it must be as good as any."""
    return FaultyBoard(WiredCoreBoard(name))


def open_avr(name: str) -> SimulatedBoard:
    try:
        return WiredAvrBoard(hex_text(name), manifest().images[name].pads)
    except EmulatorUnavailable as error:
        pytest.skip(str(error))


def open_simavr(name: str) -> SimulatedBoard:
    build = pytest.importorskip("tests.rigsim.build", reason="the simavr harness is not there")
    missing = build.missing_tools()
    if missing:
        pytest.skip(missing)
    from tests.rigsim.simavr_board import SimavrBoard

    return InStep(SimavrBoard(name))


class InStep:
    """A board of the simavr harness whose first steps after a start are short by the emulator's start-up time.

    Both emulators then scan at the same time within a step; why it is what it is stands at `START_UP_CYCLES`.
    """

    kind = "emulated-avr"

    def __init__(self, board: SimavrBoard, start_up_cycles: int = START_UP_CYCLES) -> None:
        self._board = board
        self._start_up_cycles = self._starting_cycles = start_up_cycles

    @property
    def pads(self) -> int:
        return self._board.pads

    def run(self, codes: NDArray[np.uint16]) -> bytes:
        sent = b""
        while self._starting_cycles and len(codes):
            passed = min(self._starting_cycles, STEP_CYCLES)
            self._starting_cycles -= passed
            if passed < STEP_CYCLES:
                sent += self._board.run_timed(codes[:1], STEP_CYCLES - passed)[0]
            codes = codes[1:]
        return sent + self._board.run(codes)

    def send(self, frame: bytes) -> None:
        self._board.send(frame)

    def reset(self) -> None:
        self._board.reset()
        self._starting_cycles = self._start_up_cycles

    def power_cycle(self) -> None:
        self._board.power_cycle()
        self._starting_cycles = self._start_up_cycles

    def open_loop(self, is_open: bool = True) -> None:
        self._board.open_loop(is_open)

    def short_loop(self, shorted: bool = True) -> None:
        self._board.short_loop(shorted)

    def hold_button(self, held: bool = True) -> None:
        self._board.hold_button(held)

    def close(self) -> None:
        self._board.close()


OPENERS: dict[str, Callable[[str], SimulatedBoard]] = {
    "core": open_core,
    "faulty-core": open_faulty_core,
    "avr8js": open_avr,
    "simavr": open_simavr,
}


def frames(sent: bytes) -> list[tuple[Message | None, int]]:
    """Return message and sequence of every whole frame; a frame that is still under way at the end is left out."""
    return [decode(piece) for piece in sent.split(b"\0")[:-1] if piece]


class Bench:
    """A board, what it has sent since the last look, and a hand that presses every pad as told."""

    def __init__(self, board: SimulatedBoard) -> None:
        self.board = board
        self._sent = bytearray()

    @property
    def has_mux(self) -> bool:
        """Whether its pads stand behind a 74HC4067, where a scan takes more than a step."""
        return self.board.pads > 8

    @property
    def fastest_hz(self) -> int:
        """The fastest scans it offers."""
        return 500 if self.has_mux else 1000

    def rest(self, steps: int) -> None:
        """Live with nobody pressing."""
        self.press(np.zeros((steps, self.board.pads), np.uint16))

    def press(self, codes: NDArray[np.uint16]) -> None:
        """Live through readings, in chunks of 7 steps."""
        for start in range(0, len(codes), 7):
            self._sent += self.board.run(codes[start : start + 7])

    def command(self, message: Message, request: int) -> None:
        self.board.send(encode(message, request))

    def reset(self) -> None:
        """Press the reset button; the frame that was under way is cut off."""
        self.board.reset()
        del self._sent[self._sent.rfind(b"\0") + 1 :]

    def power_cycle(self) -> None:
        """Switch off and on; the frame that was under way is cut off."""
        cast("FootBoard", self.board).power_cycle()
        del self._sent[self._sent.rfind(b"\0") + 1 :]

    def heard(self) -> list[tuple[Message | None, int]]:
        """Return message and sequence of the whole frames since the last look."""
        whole, _, self._sent = self._sent.rpartition(b"\0")
        return frames(bytes(whole) + b"\0")

    def messages(self, kind: type[Sent]) -> list[Sent]:
        """Return the messages of one kind since the last look."""
        return [message for message, _ in self.heard() if isinstance(message, kind)]
