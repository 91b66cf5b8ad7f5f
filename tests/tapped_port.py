"""A port between the program and a rig, listened to on the way: who spoke when, and what the rig said of itself."""

from __future__ import annotations

import os
import pty
import select
import threading
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from pawpress.core.protocol import Decoder, Scans
from pawpress.core.protocol.schema_generated import GuardState, Status, Trip


class TappedPort:
    """Passes bytes on in both directions.

    Parameters
    ----------
    rig : str
        The port of the rig; `port` is the one for the program.
    """

    def __init__(self, rig: str) -> None:
        self._rig = os.open(rig, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        tty.setraw(self._rig)
        self._master, self._slave = pty.openpty()  # our own end of the slave keeps the port there when a program ends
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self.port = os.ttyname(self._slave)
        self.commanded_s = float("-inf")
        """When the program spoke last."""
        self.guard: GuardState | None = None
        self.silent_s: list[float] = []
        """When the rig said that it misses its host, and beeps."""
        self.tripped_s: list[float] = []
        self._decoder = Decoder()

    def look(self) -> None:
        """Pass on what is there, for at most a hundredth of a second."""
        ready, _, _ = select.select([self._rig, self._master], [], [], 0.01)
        if self._rig in ready:
            self._pass(self._rig, self._master)
        if self._master in ready and self._pass(self._master, self._rig):
            self.commanded_s = time.monotonic()

    def close(self) -> None:
        """Let go of everything."""
        for end in (self._rig, self._master, self._slave):
            os.close(end)

    def _pass(self, source: int, sink: int) -> int:
        try:
            piece = os.read(source, 1 << 16)
        except OSError:
            return 0
        if source == self._rig:
            self._take(piece)
        with suppress(OSError):  # nobody reads: a real port loses the bytes, too
            os.write(sink, piece)
        return len(piece)

    def _take(self, piece: bytes) -> None:
        for message in self._decoder.receive(piece):
            if isinstance(message, Scans):
                continue
            if isinstance(message, Status):
                self.guard = GuardState(message.guard)
                self.silent_s += [time.monotonic()] if self.guard is GuardState.HOST_SILENT else []
            elif isinstance(message, Trip) and message.tripped:
                self.tripped_s.append(time.monotonic())


@contextmanager
def tapped(rig: str) -> Iterator[TappedPort]:
    """Pass bytes on from a thread."""
    port, ended = TappedPort(rig), threading.Event()

    def work() -> None:
        while not ended.is_set():
            port.look()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield port
    finally:
        ended.set()
        thread.join()
        port.close()
