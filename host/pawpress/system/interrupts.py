"""Ctrl-C as a flag, so that no step of a loop is torn and no interrupt is lost.

Python raises `KeyboardInterrupt` wherever the main thread is. In a callback whose exceptions Python ignores, such as
the lock of an import that ends, it is printed and forgotten, and the program runs on. A loop that must end with Ctrl-C
therefore asks this module whether one came.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any, Self

_seen = False


def note_interrupts() -> None:
    """Remember from now on that Ctrl-C was pressed; it is raised as ever. For the start of a program."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _raise_noted)


def _raise_noted(number: int, frame: FrameType | None) -> None:
    global _seen
    _seen = True
    signal.default_int_handler(number, frame)


class InterruptsWait:
    """A block in which Ctrl-C sets `came`, and which raises it at its end; only the main thread is ever interrupted."""

    came = False

    def __enter__(self) -> Self:
        """Take interrupts from now on."""
        self._take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raise what came meanwhile."""
        if self._give_back() and self.came:
            signal.raise_signal(signal.SIGINT)

    def _take(self) -> None:
        self._before: Any = None
        if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is not None:
            self._before = signal.signal(signal.SIGINT, self._note)

    def _give_back(self) -> bool:
        """Let interrupts be as they were; return whether they were taken."""
        if self._before is None:
            return False
        signal.signal(signal.SIGINT, self._before)
        return True

    def _note(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self.came = True


class Interrupts(InterruptsWait):
    """A block in which the first Ctrl-C, or order to end (SIGTERM), only sets `came`, and a second one is raised.

    `timeout`, a scheduler or a system that shuts down sends that order; without a handler it ends the program between
    two instructions, with no answer. A terminal that was closed (SIGHUP) still does: over feet the rig must then beep.
    """

    def __enter__(self) -> Self:
        """Take interrupts from now on, and the one that came before and was lost."""
        self.came = _seen
        self._take()
        if self._before is not None and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let interrupts be as they were."""
        if self._give_back() and signal.getsignal(signal.SIGTERM) == self._note:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.came:
            signal.default_int_handler(number, frame)
        self.came = True


class OrdersToEnd:
    """Orders to end (SIGTERM) that nobody has carried out yet; without this a program ends between two instructions."""

    def __init__(self) -> None:
        self._waiting = 0
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, self._note)

    def take(self) -> int:
        """Return how many came since the last call."""
        taken, self._waiting = self._waiting, 0
        return taken

    def _note(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self._waiting += 1
