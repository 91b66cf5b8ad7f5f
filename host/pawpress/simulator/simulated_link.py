"""A link whose far end is a simulated board: every read lets the board live up to the host's clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pawpress.rig.link import LinkError, LinkFailed
from pawpress.simulator.board import SimulatedBoard
from pawpress.simulator.body import STEP_S

MAX_STEPS_A_READ = 100
"""A read never takes longer than this many steps; what is left is caught up by the next ones."""


class Presser(Protocol):
    """Whoever presses the pads."""

    def codes(self, steps: NDArray[np.int64], /) -> NDArray[np.uint16]:
        """Return what the converter reads in these steps, shape (n, pads), counts."""
        ...


class SimulatedLink:
    """Conforms to `Link`. Time begins with the first read.

    Parameters
    ----------
    board : SimulatedBoard
        The rig.
    body : Presser
        Who presses its pads.
    clock : callable
        The host's clock, seconds.
    name : str
        What a person would call the rig.
    """

    def __init__(self, board: SimulatedBoard, body: Presser, clock: Callable[[], float], name: str) -> None:
        self._board = board
        self._body = body
        self._clock = clock
        self.name = name
        """What a person would call it."""
        self._start_s: float | None = None
        self._lived = 0
        self._due = 0
        self._closed = False

    @property
    def kind(self) -> str:
        """`emulated-avr` or `core`."""
        return self._board.kind

    @property
    def behind_s(self) -> float:
        """By how much the board lagged behind the clock after the last read, seconds; grows on a slow machine."""
        return (self._due - self._lived) * STEP_S

    def read(self) -> bytes:
        """Let the board live until now, at most 100 steps, and return what it sent.

        Raises
        ------
        LinkFailed
            If the simulated board broke down.
        LinkError
            If the link is closed.
        """
        self._check_open()
        now_s = self._clock()
        if self._start_s is None:
            self._start_s = now_s
        self._due = int((now_s - self._start_s) / STEP_S + 1e-6)
        steps = min(self._due - self._lived, MAX_STEPS_A_READ)
        if steps <= 0:
            return b""
        codes = self._body.codes(np.arange(self._lived, self._lived + steps))
        self._lived += steps
        try:
            return self._board.run(codes)
        except Exception as error:
            raise self._broken(error) from error

    def write(self, frame: bytes) -> None:
        """Send one frame to the board.

        Raises
        ------
        LinkFailed
            If the simulated board broke down.
        LinkError
            If the link is closed.
        """
        self._check_open()
        try:
            self._board.send(frame)
        except Exception as error:
            raise self._broken(error) from error

    def close(self) -> None:
        """End the simulation; harmless when called twice."""
        if not self._closed:
            self._closed = True
            close = getattr(self._board, "close", None)
            if close is not None:
                close()

    def _check_open(self) -> None:
        if self._closed:
            raise LinkError(f"{self.name} was closed: open the demo again")

    def _broken(self, error: Exception) -> LinkFailed:
        reason = str(error).partition("\n")[0] or type(error).__name__
        return LinkFailed(f"{self.name} broke down ({reason}): start it again, or choose `--rig core`")
