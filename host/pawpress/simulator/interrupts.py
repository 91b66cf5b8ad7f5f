"""Lets Ctrl-C wait for the end of a short piece of work that must not be torn."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any


class InterruptsWait:
    """A block in which Ctrl-C is noted, and which passes it on at its end; only the main thread is ever interrupted."""

    def __enter__(self) -> None:
        """Take note of interrupts from now on."""
        self._came = False
        self._before: Any = None
        if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is not None:
            self._before = signal.signal(signal.SIGINT, self._note)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Pass on what came meanwhile."""
        if self._before is None:
            return
        signal.signal(signal.SIGINT, self._before)
        if self._came:
            signal.raise_signal(signal.SIGINT)

    def _note(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self._came = True
