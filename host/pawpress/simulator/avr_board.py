"""The real firmware image in an AVR emulator (avr8js), inside this process.

Strategy: the emulator is JavaScript and runs in V8 by way of mini-racer. Readings and bytes cross over in two buffers
that both sides see, so a call carries one number; a call costs about 0.25 ms, which is why runs of 5 to 10 ms are
several times faster than real time.
"""

from __future__ import annotations

import json
import weakref
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from pawpress.extras import how_to_install
from pawpress.simulator.board import STEP_US
from pawpress.simulator.interrupts import InterruptsWait

if TYPE_CHECKING:
    from py_mini_racer import MiniRacer

CLOCK_HZ = 16_000_000
STEP_CYCLES = CLOCK_HZ // 1_000_000 * STEP_US
START_UP_CYCLES = 10_200
"""From the release of reset to the first instruction. Real boards take up to 65 ms. This much puts the scans of the
firmware about 1000 cycles into a step, so that all readings of a scan start well inside one step at every rate, and
emulators whose interrupts differ by some cycles still read the same (tests/system/test_emulators_agree.py)."""
STOP_LOOP_PIN, SPOT_BUTTON_PIN = 2, 10
BUNDLE = "avr8js_generated.js"
ADVICE = f"type {how_to_install('emulator')}"


class EmulatorUnavailable(RuntimeError):
    """The emulator cannot be used here; the text says what to install."""


class PinEdge(msgspec.Struct, frozen=True, array_like=True):
    """A watched pin (3, 8, 9 or 13 in Arduino's count) changed its level."""

    cycle: int
    pin: int
    level: int


class CpuLoad(msgspec.Struct, frozen=True):
    """The chip's own bookkeeping since power-on, in processor cycles."""

    awake_cycles: int
    total_cycles: int
    baud: int
    """What the firmware set its serial line to."""


class AvrBoard:
    """An ATmega328P with a firmware image, powered on when it is made.

    Parameters
    ----------
    image : str
        The image as Intel HEX.
    pads : int
        Pads wired to A0 upwards; the others read 0.
    dense_timers : bool
        Take avr8js' own timers, which are slower; to check the fast ones against.
    start_up_cycles : int
        From the release of reset to the first instruction.

    Raises
    ------
    EmulatorUnavailable
        If mini-racer or the emulator's bundle is missing.
    ValueError
        If the image is not Intel HEX.
    """

    kind = "emulated-avr"

    def __init__(
        self, image: str, pads: int, *, dense_timers: bool = False, start_up_cycles: int = START_UP_CYCLES
    ) -> None:
        bundle = _bundle()
        self._pads = pads
        with InterruptsWait():
            self._engine = _engine()
        # Runs before the interpreter stops its threads: an engine still open by then would wait for them for ever.
        self._let_go = weakref.finalize(self, self._engine.close)
        self._eval(bundle)
        self._max_steps = cast("int", self._eval("pawpressRig.MAX_STEPS"))
        self._codes = np.frombuffer(self._memory("codesBuffer"), dtype=np.uint16)
        self._sent = self._memory("sentBuffer")
        options = {"denseTimers": dense_timers, "startUpCycles": start_up_cycles}
        call = f"pawpressRig.load({json.dumps(image)}, {pads}, {STEP_CYCLES}, {json.dumps(options)})"
        complaint = self._eval(call)
        if complaint:
            raise ValueError(str(complaint))

    @property
    def pads(self) -> int:
        """How many pads it scans."""
        return self._pads

    def run(self, codes: NDArray[np.uint16]) -> bytes:
        """Live through `len(codes)` steps of 1 ms; see `Board.run`."""
        return b"".join(self._run(codes[i : i + self._max_steps]) for i in range(0, len(codes), self._max_steps))

    def send(self, frame: bytes) -> None:
        """Put bytes on the receive line; they arrive one after the other at the line's speed."""
        self._eval(f"pawpressRig.send({list(frame)})")

    def reset(self) -> None:
        """Press the reset button."""
        self._eval("pawpressRig.reset()")

    def power_cycle(self) -> None:
        """Switch off and on; only the EEPROM keeps what it holds."""
        self._eval("pawpressRig.powerCycle()")

    def open_loop(self, is_open: bool = True) -> None:
        """Open or close the partner's stop loop."""
        self._eval(f"pawpressRig.setContact({STOP_LOOP_PIN}, {json.dumps(is_open)})")

    def hold_button(self, held: bool = True) -> None:
        """Hold or release the partner's good-spot button."""
        self._eval(f"pawpressRig.setContact({SPOT_BUTTON_PIN}, {json.dumps(not held)})")

    def read_eeprom(self) -> bytes:
        """Return what the EEPROM holds, 1 kB."""
        return bytes(json.loads(cast("str", self._eval("pawpressRig.readEeprom()"))))

    def write_eeprom(self, content: bytes) -> None:
        """Put bytes into the EEPROM from its start, behind the firmware's back."""
        self._eval(f"pawpressRig.writeEeprom({list(content)})")

    def watch_pins(self) -> None:
        """Keep what D3 (buzzer), D8 (toggles a scan), D9 (trip lamp) and D13 (status lamp) do from now on."""
        self._eval("pawpressRig.watchPins()")

    def take_edges(self) -> list[PinEdge]:
        """Return what the watched pins did since the last call."""
        return msgspec.json.decode(cast("str", self._eval("pawpressRig.takeEdges()")), type=list[PinEdge])

    def cpu_load(self) -> CpuLoad:
        """Return how busy the chip was."""
        return msgspec.json.decode(cast("str", self._eval("pawpressRig.cpuLoad()")), type=CpuLoad)

    def close(self) -> None:
        """Let go of the emulator's memory; the board cannot be used afterwards. Harmless when called twice."""
        self._codes = np.empty(0, np.uint16)
        self._sent = memoryview(b"")
        self._let_go()

    def _eval(self, script: str) -> object:
        """Have V8 do something; torn by Ctrl-C it would leave tasks of its own event loop behind."""
        with InterruptsWait():
            return self._engine.eval(script)

    def _memory(self, name: str) -> memoryview:
        return cast("memoryview", self._eval(f"pawpressRig.{name}"))

    def _run(self, codes: NDArray[np.uint16]) -> bytes:
        steps, pads = codes.shape
        if pads != self._pads:
            raise ValueError(f"readings for {pads} pads were given to a board with {self._pads}")
        self._codes[: steps * pads] = codes.reshape(-1)
        count = cast("int", self._eval(f"pawpressRig.run({steps})"))
        return bytes(self._sent[:count])


def _bundle() -> str:
    bundle = files("pawpress.simulator") / BUNDLE
    if not bundle.is_file():
        raise EmulatorUnavailable(
            "this copy of pawpress was built without the AVR emulator: install Node.js and run `make bundle`, "
            "or install a released wheel"
        )
    return bundle.read_text(encoding="utf-8")


def _engine() -> MiniRacer:
    try:
        from py_mini_racer import MiniRacer
    except ImportError as error:
        raise EmulatorUnavailable(f"mini-racer is not installed: {ADVICE}") from error
    # An engine made while an event loop runs binds itself to that loop and then blocks every other thread.
    with ThreadPoolExecutor(1) as thread:
        try:
            return thread.submit(cast("Any", MiniRacer)).result()
        except (OSError, RuntimeError) as error:
            raise EmulatorUnavailable(f"mini-racer does not start here ({error}): {ADVICE}") from error
