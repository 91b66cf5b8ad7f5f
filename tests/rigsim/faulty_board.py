"""A board on a bad day: any other board, with a line that drops, damages, adds or withholds bytes on command."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pawpress.core.protocol import decode, encode
from pawpress.core.protocol.schema_generated import Samples
from tests.rigsim.wired_boards import FootBoard

DELIMITER = b"\0"


class FaultyBoard:
    """Passes everything through until it is told to misbehave. Bytes come out as whole frames.

    Parameters
    ----------
    board : FootBoard
        The board behind the bad line.
    seed : int
        Decides which bits flip and what garbage looks like.
    """

    def __init__(self, board: FootBoard, seed: int = 0) -> None:
        self._board = board
        self._random = random.Random(seed)
        self._unfinished = b""
        self._garbage = b""
        self._frames_to_drop = 0
        self._frames_to_damage = 0
        self._silent_steps = 0
        self._frames_without_time = 0
        self._stopped_us: int | None = None

    @property
    def kind(self) -> str:
        """Kind of the board behind it."""
        return self._board.kind

    @property
    def pads(self) -> int:
        """How many pads it scans."""
        return self._board.pads

    def run(self, codes: NDArray[np.uint16]) -> bytes:
        """Live through `len(codes)` steps; see `Board.run`."""
        silent = min(self._silent_steps, len(codes))
        self._board.run(codes[:silent])
        self._silent_steps -= silent
        if silent == len(codes):
            return b""
        if silent:
            self._unfinished = b""
        *frames, self._unfinished = (self._unfinished + self._board.run(codes[silent:])).split(DELIMITER)
        garbage, self._garbage = self._garbage, b""
        return garbage + b"".join(self._worsen(frame) for frame in frames)

    def send(self, frame: bytes) -> None:
        """Put bytes on the board's receive line, which is in order."""
        self._board.send(frame)

    def reset(self) -> None:
        """Press the reset button; the frame it cuts off never comes out."""
        self._unfinished = b""
        self._board.reset()

    def power_cycle(self) -> None:
        """Switch off and on; the frame it cuts off never comes out."""
        self._unfinished = b""
        self._board.power_cycle()

    def open_loop(self, is_open: bool = True) -> None:
        """Open or close the partner's stop loop."""
        self._board.open_loop(is_open)

    def short_loop(self, shorted: bool = True) -> None:
        """Short the stop loop before the resistor at its end, or mend it."""
        self._board.short_loop(shorted)

    def hold_button(self, held: bool = True) -> None:
        """Hold or release the partner's good-spot button."""
        self._board.hold_button(held)

    def drop_frames(self, count: int) -> None:
        """Lose the next `count` frames."""
        self._frames_to_drop += count

    def flip_bits(self, count: int) -> None:
        """Flip one bit in each of the next `count` frames that are not lost."""
        self._frames_to_damage += count

    def burst(self, count: int) -> None:
        """Put `count` random bytes before what comes next."""
        self._garbage += self._random.randbytes(count)

    def go_silent(self, steps: int) -> None:
        """Say nothing for so many steps, though the board lives on."""
        self._silent_steps += steps

    def stop_clock(self, count: int) -> None:
        """Let the next `count` Samples frames all tell the time of the first of them."""
        self._frames_without_time += count
        self._stopped_us = None

    def _stand_still(self, frame: bytes) -> bytes:
        message, sequence = decode(frame)
        if not isinstance(message, Samples):
            return frame
        self._frames_without_time -= 1
        self._stopped_us = message.t_us if self._stopped_us is None else self._stopped_us
        return encode(replace(message, t_us=self._stopped_us), sequence)[:-1]

    def _worsen(self, frame: bytes) -> bytes:
        if frame and self._frames_to_drop:
            self._frames_to_drop -= 1
            return b""
        if frame and self._frames_without_time:
            frame = self._stand_still(frame)
        if frame and self._frames_to_damage:
            self._frames_to_damage -= 1
            frame = self._flip_one_bit(frame)
        return frame + DELIMITER

    def _flip_one_bit(self, frame: bytes) -> bytes:
        damaged = bytearray(frame)
        damaged[self._random.randrange(len(frame))] ^= 1 << self._random.randrange(8)
        return bytes(damaged)
