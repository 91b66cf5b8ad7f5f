"""The chip in V8; the only module of the product that imports py_mini_racer.

V8 is initialised in the main thread. On processors with protection keys (`pku` in /proc/cpuinfo) the right to touch
V8's memory belongs to the thread that initialised it and to the threads which that one starts: initialised in a thread
that ends, every later use is a SIGSEGV. No event loop may run there: an engine made in one binds itself to it.
"""

from __future__ import annotations

import json
import threading
from importlib.resources import files
from typing import Any, cast

from pawpress.simulator.board import STEP_US
from pawpress.system.extras import how_to_install

BUNDLE = "avr8js_generated.js"
CLOCK_HZ = 16_000_000
STEP_CYCLES = CLOCK_HZ // 1_000_000 * STEP_US


class EmulatorUnavailable(RuntimeError):
    """The emulator cannot be used here; the text says what to install."""


def bundle_text() -> str:
    """Return the emulator's JavaScript.

    Raises
    ------
    EmulatorUnavailable
        If this copy of pawpress has none.
    """
    bundle = files("pawpress.simulator") / BUNDLE
    if not bundle.is_file():
        raise EmulatorUnavailable(
            "this copy of pawpress was built without the AVR emulator: install Node.js and run `make bundle`, "
            "or install a released wheel"
        )
    return bundle.read_text(encoding="utf-8")


class V8:
    """V8, initialised in the main thread, and the thread it was initialised in.

    Raises
    ------
    EmulatorUnavailable
        If mini-racer is missing or does not start here.
    RuntimeError
        If it is made in another thread.
    """

    def __init__(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("V8 must be initialised in the main thread of its process")
        advice = f"type {how_to_install('emulator')}"
        try:
            from py_mini_racer import MiniRacer, init_mini_racer
        except ImportError as error:
            raise EmulatorUnavailable(f"mini-racer is not installed: {advice}") from error
        try:
            init_mini_racer(ignore_duplicate_init=False)
        except (OSError, RuntimeError) as error:
            raise EmulatorUnavailable(f"mini-racer does not start here ({error}): {advice}") from error
        self.thread = threading.current_thread().name
        self._bundle = bundle_text()
        self._context = MiniRacer

    def chip(self, options: dict[str, Any]) -> Chip:
        """Return a chip with a firmware image, powered on; raises ValueError if the image is not Intel HEX."""
        return Chip(self._context(), self._bundle, options)


class Chip:
    """One emulated board. Readings and bytes cross over in two buffers that both sides see."""

    def __init__(self, context: Any, bundle: str, options: dict[str, Any]) -> None:
        self._context = context
        context.eval(bundle)
        self._max_steps = cast("int", context.eval("pawpressRig.MAX_STEPS"))
        self._codes = cast("memoryview", context.eval("pawpressRig.codesBuffer")).cast("B")
        self._sent = cast("memoryview", context.eval("pawpressRig.sentBuffer")).cast("B")
        self.pads: int = options["pads"]
        extras = {key: options[key] for key in ("denseTimers", "startUpCycles") if key in options}
        complaint = self.call("load", options["image"], self.pads, STEP_CYCLES, extras)
        if complaint:
            raise ValueError(str(complaint))

    def run(self, codes: bytes) -> bytes:
        """Live through the readings, u16 of shape (steps, pads), and return what the board sent."""
        row, whole = 2 * self.pads, bytearray()
        for start in range(0, len(codes), row * self._max_steps):
            portion = codes[start : start + row * self._max_steps]
            self._codes[: len(portion)] = portion
            count = cast("int", self._context.eval(f"pawpressRig.run({len(portion) // row})"))
            whole += self._sent[:count]
        return bytes(whole)

    def send(self, frame: bytes) -> None:
        """Put bytes on the receive line."""
        self.call("send", list(frame))

    def call(self, function: str, *arguments: object) -> object:
        """Call a function of the bundle."""
        listed = ", ".join(json.dumps(argument) for argument in arguments)
        result = self._context.eval(f"pawpressRig.{function}({listed})")
        return result if isinstance(result, (str, int, float, bool)) else None

    def close(self) -> None:
        """Let go of its memory."""
        self._codes, self._sent = memoryview(b""), memoryview(b"")
        self._context.close()
