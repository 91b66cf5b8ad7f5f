"""The seam of everything that can play the rig: the real firmware in an emulator, or its core as WebAssembly."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

STEP_US = 1000
"""Pads change their reading once a step; a step of a board is one millisecond of its own time."""


class SimulatedBoard(Protocol):
    """A rig without a clock of its own: it lives only while it is run."""

    @property
    def kind(self) -> str:
        """`emulated-avr` or `core`, as the command line reports it."""
        ...

    @property
    def pads(self) -> int:
        """How many pads it scans."""
        ...

    def run(self, codes: NDArray[np.uint16]) -> bytes:
        """Live through `len(codes)` steps and return the bytes sent meanwhile.

        Parameters
        ----------
        codes : array, shape (steps, pads), counts
            What the converter reads at each pad during each step.
        """
        ...

    def send(self, frame: bytes) -> None:
        """Put bytes on the board's receive line."""
        ...

    def reset(self) -> None:
        """Press the reset button."""
        ...
