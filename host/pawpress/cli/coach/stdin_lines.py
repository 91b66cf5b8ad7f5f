"""Lines from standard input, for questions before a session and words during it.

The descriptor is read as it is: Python's own buffer has a lock that a thread waiting for input would hold at exit.
"""

from __future__ import annotations

import os
import queue
import sys
import threading

WAKE_S = 0.2
"""How often a wait looks whether Ctrl-C came."""
READ_BYTES = 4096
LONGEST_LINE = 4000


class StdinLines:
    """Reads lines in a thread of its own, which ends with the program."""

    def __init__(self) -> None:
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._over = False
        self._thread: threading.Thread | None = None

    def next(self) -> str | None:
        """Wait for a line; None when nobody will say anything any more."""
        self._start()
        while not self._over:
            try:
                line = self._lines.get(timeout=WAKE_S)
            except queue.Empty:
                continue
            self._over = line is None
            return line
        return None

    def come(self) -> list[str]:
        """Return the lines that came, without waiting."""
        self._start()
        found: list[str] = []
        while not self._over:
            try:
                line = self._lines.get_nowait()
            except queue.Empty:
                break
            if line is None:
                self._over = True
            else:
                found.append(line)
        return found

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="words", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        left = b""
        try:
            descriptor = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
            while piece := os.read(descriptor, READ_BYTES):
                *whole, left = (left + piece).split(b"\n")
                left = left[:LONGEST_LINE]
                for line in whole:
                    self._lines.put(line.decode(errors="replace").strip())
        except (OSError, ValueError):
            pass  # closed: nobody says anything
        if left.strip():
            self._lines.put(left.decode(errors="replace").strip())
        self._lines.put(None)
