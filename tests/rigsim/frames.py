"""What comes over the wire, frame by frame and with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from pawpress.core.protocol.codec import decode, encode
from pawpress.core.protocol.schema_generated import Message
from tests.rigsim.simavr_board import SimavrBoard

M = TypeVar("M", bound=Message)


class Frame(NamedTuple):
    """A message and its place in the sequence."""

    message: Message
    sequence: int


class Listener:
    """A board and somebody who has listened since it was switched on, so that no frame is cut."""

    def __init__(self, board: SimavrBoard) -> None:
        self.board = board
        self._unfinished = b""

    def run(self, codes: NDArray[np.uint16]) -> list[Frame]:
        """Live through a table of readings, one row a millisecond; return the frames completed meanwhile."""
        return self._take(self.board.run(codes))

    def idle(self, steps: int, counts: list[int] | None = None) -> list[Frame]:
        """Live through `steps` milliseconds with the same readings."""
        return self._take(self.board.idle(steps, counts))

    def run_for(self, cycles: int) -> list[Frame]:
        """Live for part of a millisecond with nothing pressed."""
        return self._take(self.board.run_timed(np.zeros((1, self.board.pads)), cycles)[0])

    def reset(self) -> None:
        """Press the reset button; what was on its way is cut off and forgotten."""
        self.board.reset()
        self._unfinished = b""

    def send(self, command: Message, request: int = 0) -> None:
        """Send a command under this number."""
        self.board.send(encode(command, request))

    def _take(self, stream: bytes) -> list[Frame]:
        received = self._unfinished + stream
        end = received.rfind(b"\0") + 1
        self._unfinished = received[end:]
        return frames_of(received[:end])


RigMaker = Callable[..., Listener]
"""What the `make_rig` fixture of tests/firmware gives: takes the arguments of `SimavrBoard`."""


def frames_of(stream: bytes) -> list[Frame]:
    """Read every frame; the last may be unfinished and is then left out.

    Raises
    ------
    FrameError
        If a frame is damaged. Nothing on an emulated line may be.
    """
    frames: list[Frame] = []
    for piece in stream.split(b"\0")[:-1]:
        if piece:
            message, sequence = decode(piece)
            assert message is not None, f"frame of unknown type: {piece.hex()}"
            frames.append(Frame(message, sequence))
    return frames


def of_type(kind: type[M], frames: list[Frame]) -> list[M]:
    """Only the messages of one type."""
    return [frame.message for frame in frames if isinstance(frame.message, kind)]


def missing_numbers(frames: list[Frame]) -> int:
    """How many numbers the sequence skips between the first and the last frame."""
    numbers = [frame.sequence for frame in frames]
    return sum((after - before - 1) & 0xFFFF for before, after in pairwise(numbers))
