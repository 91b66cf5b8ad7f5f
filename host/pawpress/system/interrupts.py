"""Ctrl-C as a flag that a loop looks at, so that no step of it is torn and no interrupt is lost.

Python raises `KeyboardInterrupt` wherever the main thread happens to be. In a callback whose exceptions Python ignores,
such as the lock of an import that ends, it is printed and forgotten: the program then runs on. So whoever waits for an
interrupt asks this module whether one came.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any

_seen = False


def note_interrupts() -> None:
    """Remember from now on that Ctrl-C was pressed; it is raised as ever. For the start of a program."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _raise_noted)


def _raise_noted(number: int, frame: FrameType | None) -> None:
    global _seen
    _seen = True
    signal.default_int_handler(number, frame)


class Interrupts:
    """A block in which the first Ctrl-C sets `came` and a second one is raised; only the main thread gets any."""

    def __enter__(self) -> Interrupts:
        """Take interrupts from now on, and the one that came before and was lost."""
        self.came = _seen
        self._before: Any = None
        if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is not None:
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let interrupts be as they were."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.came:
            signal.default_int_handler(number, frame)
        self.came = True
