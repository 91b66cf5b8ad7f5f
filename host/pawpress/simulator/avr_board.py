"""The real firmware image in an AVR emulator (avr8js), which runs in a process of its own.

Strategy: all boards of a program live in one emulator process, started with the first of them, so that V8 is started
once. A call costs about 0.3 ms, which is why runs of 5 to 10 ms are several times faster than real time.
"""

from __future__ import annotations

import itertools
import json
import os
import threading
import weakref

import numpy as np
from numpy.typing import NDArray

from pawpress.simulator.emulator import wire
from pawpress.simulator.emulator.emulator_process import EmulatorEnded, EmulatorFault, EmulatorProcess, check_installed
from pawpress.simulator.emulator.v8 import CLOCK_HZ, STEP_CYCLES, EmulatorUnavailable

__all__ = [
    "CLOCK_HZ",
    "START_UP_CYCLES",
    "STEP_CYCLES",
    "AvrBoard",
    "EmulatorEnded",
    "EmulatorFault",
    "EmulatorUnavailable",
]

START_UP_CYCLES = 19_070
"""From the release of reset to the first instruction. Real boards take up to 65 ms. This much puts the scans of the
firmware about 1000 cycles into a step, so that all readings of a scan start well inside one step at every rate, and
emulators whose interrupts differ by some cycles still read the same (tests/system/test_emulators_agree.py)."""


class AvrBoard:
    """An ATmega328P with a firmware image, powered on when it is made.

    Parameters
    ----------
    image : str
        The image as Intel HEX.
    pads : int
        Pads wired to A0 upwards; the others read 0. More than the chip's eight inputs stand behind a 74HC4067 at A0,
        which D4 to D7 switch.
    dense_timers : bool
        Take avr8js' own timers, which are slower; to check the fast ones against.
    start_up_cycles : int
        From the release of reset to the first instruction.

    Raises
    ------
    EmulatorUnavailable
        If mini-racer or the emulator's bundle is missing.
    EmulatorEnded
        If the emulator process ends; any method may raise it.
    ValueError
        If the image is not Intel HEX.
    """

    kind = "emulated-avr"

    def __init__(
        self, image: str, pads: int, *, dense_timers: bool = False, start_up_cycles: int = START_UP_CYCLES
    ) -> None:
        self.pads = pads
        """How many pads it scans."""
        self._process, self._number = emulator_process(), next(_numbers)
        options = {"image": image, "pads": pads, "denseTimers": dense_timers, "startUpCycles": start_up_cycles}
        self._process.ask(wire.OPEN, self._number, json.dumps(options).encode())
        self._let_go = weakref.finalize(self, self._process.close_board, self._number)

    def run(self, codes: NDArray[np.uint16]) -> bytes:
        """Live through `len(codes)` steps of 1 ms; see `Board.run`."""
        pads = codes.shape[1]
        if pads != self.pads:
            raise ValueError(f"readings for {pads} pads were given to a board with {self.pads}")
        return self._process.ask(wire.RUN, self._number, codes.astype("<u2").tobytes())

    def send(self, frame: bytes) -> None:
        """Put bytes on the receive line; they arrive one after the other at the line's speed."""
        self._call("send", list(frame))

    def reset(self) -> None:
        """Press the reset button."""
        self._call("reset")

    def close(self) -> None:
        """Let go of the emulator's memory; the board cannot be used afterwards. Harmless when called twice."""
        self._let_go()

    def _call(self, function: str, *arguments: object) -> str:
        """Call a function of the bundle and return the text that it gives, empty when it gives none."""
        answer = self._process.ask(wire.CALL, self._number, json.dumps([function, *arguments]).encode())
        return json.loads(answer) or ""


_numbers = itertools.count(1)
_shared: list[EmulatorProcess] = []
_starting = threading.Lock()


def emulator_process() -> EmulatorProcess:
    """Return the process in which this program's boards live; a new one when the last one ended or was not ours."""
    check_installed()
    with _starting:
        if not (_shared and _shared[-1].owner == os.getpid() and _shared[-1].alive):
            _shared.append(EmulatorProcess())
        return _shared[-1]
