"""Runs the kernel's image: one `Machine` is one copy of it in a memory of its own.

A call by wasmtime's own Python costs 17 to 42 µs, nearly all of it for looking up types that never change. The C
function `wasmtime_func_call_unchecked` takes them as known and costs about one; `_function` alone calls it, and every
function's types are looked at once, when it is looked up.
"""

from __future__ import annotations

import atexit
import hashlib
import shlex
import sys
from collections.abc import Callable
from ctypes import POINTER, addressof, byref, c_void_p, memmove
from functools import cache
from importlib.resources import files
from struct import Struct, unpack_from
from threading import local
from typing import TYPE_CHECKING, Any, Final, cast
from weakref import WeakSet

import numpy as np
from numpy.typing import NDArray

from pawpress.core.kernel.image_generated import IMAGE_SHA256
from pawpress.core.user_error import UserError

if TYPE_CHECKING:
    from wasmtime import Engine, Module

IMAGE: Final = "kernel.wasm"
PAGE_BYTES: Final = 1 << 16
ALIGNED: Final = 16
STACK_BYTES: Final = 1 << 18
Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]


_STORES: WeakSet[Any] = WeakSet()
"""What must be closed while wasmtime is still whole: at the interpreter's end it would print a complaint."""


class KernelUnavailable(UserError, RuntimeError):
    """The kernel cannot run here, and so nothing can be judged; the text says why and what to do."""


class KernelStopped(RuntimeError):
    """The kernel met a fault of its own; the text says which."""


class Machine:
    """One copy of the kernel.

    Its `memory` is written and read from Python. A view of it lives until the memory grows, so whoever needs more room
    asks for it first (`heap`).
    """

    def __init__(self) -> None:
        engine, module = _loaded()
        from wasmtime import Func, Global, Instance, Store
        from wasmtime import Memory as WasmMemory

        self._store = Store(engine)
        _STORES.add(self._store)
        exports: dict[str, Any] = dict(Instance(self._store, module, []).exports(self._store))
        memory = exports["memory"]
        assert isinstance(memory, WasmMemory)
        self._memory = memory
        self._places = {name: int(e.value(self._store)) for name, e in exports.items() if isinstance(e, Global)}
        self._looked_up: dict[str, Callable[..., float | int | None]] = {}
        self._functions = {name: e for name, e in exports.items() if isinstance(e, Func)}
        self._heap = -(-self._places["__heap_base"] // ALIGNED) * ALIGNED
        self.memory = self._seen()
        self.takings = 0
        """How often the heap was given away: what lay there before is lost."""

    def function(self, name: str) -> Callable[..., float | int | None]:
        """Return one of its functions; it takes whole numbers, places in memory and, where it says so, fractions."""
        found = self._looked_up.get(name)
        if found is None:
            found = self._looked_up[name] = _function(self._store, name, self._functions[name])
        return found

    def number(self, name: str) -> Callable[..., float]:
        """Return one of its functions that returns a fraction."""
        return cast("Callable[..., float]", self.function(name))

    def place(self, name: str) -> int:
        """Return where a variable lies, bytes."""
        return self._places[name]

    def heap(self, size: int) -> int:
        """Return where as many bytes are free, making room if need be; views of the memory may then be old."""
        self.takings += 1
        self.reach(self._heap + size)
        return self._heap

    def reach(self, end: int) -> None:
        """Make room up to a place, for who has the heap already; views of the memory may then be old."""
        if end > self._size:
            self._memory.grow(self._store, -(-(end - self._size) // PAGE_BYTES))
            self.memory = self._seen()

    def floats(self, at: int, count: int) -> Floats:
        """Return a view of so many numbers at a place."""
        return self.memory[at : at + 8 * count].view(np.float64)

    def read(self, at: int, count: int) -> tuple[float, ...]:
        """Return a few numbers from a place; takes less time than through `floats`."""
        return unpack_from(f"<{count}d", self._whole, at)

    def write(self, at: int, content: bytes) -> None:
        """Copy bytes to a place where `heap` made room; takes less time than through `memory`."""
        size = len(content)
        if at + size > self._size:
            raise KernelStopped("there is no room for so many bytes")
        memmove(self._begin + at, content, size)

    def _seen(self) -> Bytes:
        whole: Any = cast("Any", self._memory).get_buffer_ptr(self._store)
        self._whole, self._begin, self._size = whole, addressof(whole), len(whole)
        return np.ctypeslib.as_array(whole)


class _Shared(local):
    """The machine of a thread for what keeps nothing from call to call: calls of two threads must not meet in one."""

    machine: Machine | None = None


_SHARED = _Shared()


def shared() -> Machine:
    """Return the machine of this thread."""
    if _SHARED.machine is None:
        _SHARED.machine = Machine()
    return _SHARED.machine


def require() -> None:
    """Load the kernel now, so that nothing starts that could not judge.

    Raises
    ------
    KernelUnavailable
        If it cannot run here.
    """
    _loaded()


CELLS: Final = {"i32": "I12x", "f64": "d8x"}
"""How a number of a call lies in memory, by its type."""


def _function(store: Any, name: str, function: Any) -> Callable[..., float | int | None]:
    from wasmtime import _ffi

    ffi = cast("Any", _ffi)

    pack = Struct("<" + "".join(CELLS[str(kind)] for kind in function.type(store).params)).pack_into
    results = [str(kind) for kind in function.type(store).results]
    numbers = (ffi.wasmtime_val_raw_t * max(1, len(function.type(store).params)))()
    first, result = numbers[0], results[0] if results else None
    pointer_to: Any = POINTER
    trap: Any = pointer_to(ffi.wasm_trap_t)()
    context, callee, fault = store._context(), byref(function._func), byref(trap)
    unchecked, count = ffi.dll["wasmtime_func_call_unchecked"], len(numbers)
    # Everything that is handed on has its type already; what comes back is nothing, or the place of an error.
    unchecked.restype = c_void_p

    def call(*arguments: float) -> float | int | None:
        pack(numbers, 0, *arguments)
        if unchecked(context, callee, numbers, count, fault) or trap:
            raise KernelStopped(f"the kernel met a fault of its own in {name}")
        return getattr(first, result) if result else None

    return call


@cache
def _loaded() -> tuple[Engine, Module]:
    """Return the engine and the image of this process; it installs no handler for signals."""
    image = files("pawpress.core.kernel").joinpath(IMAGE)
    advice = f"type {shlex.quote(sys.executable)} -m pip install --force-reinstall pawpress wasmtime"
    try:
        from wasmtime import Config, Engine, Module, WasmtimeError
    except (ImportError, OSError, RuntimeError) as error:
        raise KernelUnavailable(f"nothing can be judged without wasmtime ({_line(error)}): {advice}") from error
    config = Config()
    config.signals_based_traps = False
    config.memory_guard_size = 0
    config.memory_reservation = 0
    config.max_wasm_stack = STACK_BYTES
    config.parallel_compilation = False
    try:
        content = image.read_bytes()
        if hashlib.sha256(content).hexdigest() != IMAGE_SHA256:
            raise KernelUnavailable(f"{IMAGE} is damaged, so nothing can be judged: {advice}")
        engine = Engine(config)
        module = Module(engine, content)
    except (OSError, WasmtimeError) as error:
        raise KernelUnavailable(f"nothing can be judged, the kernel does not run ({_line(error)}): {advice}") from error
    atexit.register(_close, engine, module)
    return engine, module


def _close(*after: Any) -> None:
    for thing in (*_STORES, *after):
        thing.close()


def _line(error: Exception) -> str:
    return str(error).partition("\n")[0]
