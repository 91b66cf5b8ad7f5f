"""The firmware's own core, compiled to WebAssembly, on a board played around it.

Strategy: `core.wasm` (firmware/wasm) holds the unmodified core of the firmware and the hardware it needs, with the same
timing as the real image in the emulator (tests/system compares them frame by frame). It runs under wasmtime, in memory
of its own: whatever goes wrong in there is a `CoreStopped` here, never a signal.

What it does not play: the time the processor takes, so that scans are never late and no byte from the host is lost;
the watchdog; the checksum of the program.
"""

from __future__ import annotations

import atexit
import shlex
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from pawpress.core.protocol.schema_generated import Board, PadKind, ResetCause
from pawpress.rig.firmware_images import core_image, manifest
from pawpress.rig.link import LinkError

if TYPE_CHECKING:
    from wasmtime import Engine, Memory, Module

MAX_STEPS = 1000
MAX_SENT = MAX_STEPS * 50 + 1
MAX_INCOMING = 4096
"""Of a call; as in `line.h` and `board.c` of firmware/wasm."""
FUEL_PER_CALL, FUEL_PER_STEP = 2_000_000, 200_000
"""Instructions after which a call counts as hung: some hundred times what the busiest step takes."""
WASM_STACK_BYTES = 256 * 1024


class CoreUnavailable(LinkError):
    """WebAssembly cannot be run here; the text says what to install."""


class CoreStopped(RuntimeError):
    """The core did something no program may do, or hung; this board is of no more use."""


class CoreBoard:
    """Conforms to `SimulatedBoard`; powered on when it is made.

    Parameters
    ----------
    board : str
        `uno`, `nano` or `mux`.
    image : bytes, optional
        Another WebAssembly image with the same exports.

    Raises
    ------
    KeyError
        If no firmware is shipped for this board.
    CoreUnavailable
        If wasmtime is missing or does not run here.
    """

    kind = "core"

    def __init__(self, board: str = "uno", image: bytes | None = None) -> None:
        played = manifest().images[board]
        self.pads = played.pads
        """How many pads it scans."""
        self._core = core = _Instance(core_image() if image is None else image)
        self._run_steps = core.buffer("run_steps", 4).view("<u4")
        self._run_sent = core.buffer("run_sent", 4).view("<u4")
        self._codes = core.buffer("scan_codes", 2 * MAX_STEPS * self.pads).view("<u2")
        self._sent = core.buffer("line_sent", MAX_SENT)
        self._incoming = core.buffer("incoming", MAX_INCOMING)
        self._waiting = bytearray()
        self._core.call("board_make", Board[played.board], self.pads, PadKind[played.pad_kind])

    def run(self, codes: NDArray[np.uint16]) -> bytes:
        """Live through `len(codes)` steps of 1 ms; see `Board.run`.

        Raises
        ------
        CoreStopped
            If the core broke down.
        """
        if codes.shape[1] != self.pads:
            raise ValueError(f"readings for {codes.shape[1]} pads were given to a board with {self.pads}")
        return b"".join(self._run(codes[i : i + MAX_STEPS]) for i in range(0, len(codes), MAX_STEPS))

    def send(self, frame: bytes) -> None:
        """Put bytes on the receive line; they arrive one after the other at the line's speed."""
        self._waiting += frame
        self._pass_on()

    def reset(self) -> None:
        """Press the reset button; bytes on their way in are lost."""
        self._waiting.clear()
        self._core.call("board_restart", ResetCause.EXTERNAL)

    def _run(self, codes: NDArray[np.uint16]) -> bytes:
        self._pass_on()
        self._codes[: codes.size] = codes.reshape(-1)
        self._run_steps[0] = len(codes)
        self._core.call("board_run", steps=len(codes))
        return self._sent[: int(self._run_sent[0])].tobytes()

    def _pass_on(self) -> None:
        """Hand over what waits, as far as there is room: more than a second of the line's time."""
        while self._waiting:
            part = self._waiting[:MAX_INCOMING]
            self._incoming[: len(part)] = part
            taken = self._core.call("board_receive", len(part))
            del self._waiting[:taken]
            if taken < len(part):
                return


class _Instance:
    """One core in its own memory, which cannot grow: so its buffers stay where they are."""

    def __init__(self, image: bytes) -> None:
        engine = _engine()
        from wasmtime import Instance, Store

        self._store = Store(engine)
        self._store.set_fuel(FUEL_PER_CALL)
        exports = Instance(self._store, _module(engine, image), []).exports(self._store)
        self._exports = {name: cast("Any", export) for name, export in exports.items()}
        self._memory = cast("Memory", exports["memory"])
        self._store.set_limits(memory_size=self._memory.data_len(self._store))
        self._stopped = ""

    def call(self, name: str, *arguments: int, steps: int = 0) -> int:
        """Call one of its functions."""
        if self._stopped:
            raise CoreStopped(self._stopped)
        self._store.set_fuel(FUEL_PER_CALL + steps * FUEL_PER_STEP)
        try:
            return self._exports[name](self._store, *arguments) or 0
        except Exception as error:
            self._stopped = f"the firmware's core stopped: {_reason(error)}"
            raise CoreStopped(self._stopped) from error

    def buffer(self, name: str, size: int) -> NDArray[np.uint8]:
        """Return one of its buffers, to be used only as long as this object lives.

        Raises
        ------
        CoreStopped
            If it does not lie in the memory.
        """
        at = self._exports[name].value(self._store)
        if not 0 <= at <= self._memory.data_len(self._store) - size:
            raise CoreStopped(f"the firmware's core has no {size} bytes of {name} in its memory")
        return np.ctypeslib.as_array(self._memory.get_buffer_ptr(self._store, size, at))


@cache
def _engine() -> Engine:
    """Return the one engine of this process. It checks by itself and installs no handler for signals."""
    try:
        from wasmtime import Config, Engine
    except (ImportError, OSError) as error:
        reason = str(error).partition("\n")[0]
        advice = f"type {shlex.quote(sys.executable)} -m pip install --force-reinstall wasmtime"
        raise CoreUnavailable(
            f"the firmware's core needs wasmtime, which does not run here ({reason}): {advice}"
        ) from error
    config = Config()
    config.signals_based_traps = False
    config.memory_guard_size = 0
    config.memory_reservation = 0
    config.consume_fuel = True
    config.max_wasm_stack = WASM_STACK_BYTES
    config.parallel_compilation = False
    engine = Engine(config)
    atexit.register(engine.close)  # later, wasmtime is no longer whole and would print a complaint
    return engine


@cache
def _module(engine: Engine, image: bytes) -> Module:
    from wasmtime import Module

    module = Module(engine, image)
    atexit.register(module.close)
    return module


def _reason(error: Exception) -> str:
    """The last line of what wasmtime says, without the list of functions before it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1].removeprefix("Caused by:").strip() if lines else type(error).__name__
