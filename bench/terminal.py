"""A terminal for the dashboard: reads as fast as it may, answers where its cursor is, notes when an alarm is seen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

TOLD = re.compile(rb"guard tripped|too fast")
"""What the banner says of a foot that comes down too fast, whichever red alarm it shows first."""
QUESTION, ANSWER = b"\x1b[6n", b"\x1b[1;1R"
LONGEST_WORD = 32
COLUMNS, LINES = 120, 36
AS_FAST_AS_IT_COMES = float("inf")
LOOK_S = 0.01


class Terminal:
    """What a person sits at.

    Parameters
    ----------
    master : int
        The terminal's own side of a pseudo-terminal.
    bytes_a_second : float
        As many are read, evenly.
    """

    def __init__(self, master: int, bytes_a_second: float) -> None:
        os.set_blocking(master, False)
        self._master, self._speed = master, bytes_a_second
        self._tail, self._due, self._read_s = b"", 0.0, time.monotonic()
        self.shown_s: list[float] = []
        self.pid = 0
        """The program at this terminal."""

    def refresh_screen(self) -> None:
        """Read what may be read now, for at most a hundredth of a second."""
        if self._speed != AS_FAST_AS_IT_COMES:
            time.sleep(LOOK_S)
        elif not select.select([self._master], [], [], LOOK_S)[0]:
            return
        now_s = time.monotonic()
        allowed = min(1 << 16, self._due + (now_s - self._read_s) * self._speed)
        self._due, self._read_s = min(allowed, 2 * LOOK_S * self._speed), now_s
        try:
            piece = os.read(self._master, int(allowed)) if allowed >= 1 else b""
        except OSError:  # nothing there, or the program is gone
            return
        self._due -= len(piece)
        self._take(piece, now_s)

    def press(self, key: bytes) -> None:
        """Type a key."""
        os.write(self._master, key)

    def _take(self, piece: bytes, now_s: float) -> None:
        old, text = len(self._tail), self._tail + piece
        for _ in range(text.count(QUESTION) - self._tail.count(QUESTION)):
            self.press(ANSWER)
        self._tail = text[-LONGEST_WORD:]
        seen = any(found.end() > old for found in TOLD.finditer(text))
        if seen and (not self.shown_s or now_s - self.shown_s[-1] > 0.9):
            self.shown_s.append(now_s)


T = TypeVar("T", bound=Terminal)


@contextmanager
def at_terminal(
    arguments: Sequence[str],
    bytes_a_second: float = AS_FAST_AS_IT_COMES,
    kind: type[T] = Terminal,
    size: tuple[int, int] = (COLUMNS, LINES),
) -> Iterator[T]:
    """Run Python with these arguments at a terminal of a kind; it is killed at the end."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    process = subprocess.Popen(
        [sys.executable, *arguments], stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    try:
        terminal = kind(master, bytes_a_second)
        terminal.pid = process.pid
        yield terminal
    finally:
        process.kill()
        process.wait()
        os.close(master)


@contextmanager
def watched(terminal: Terminal) -> Iterator[None]:
    """Look at a terminal from a thread of its own."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.is_set():
            terminal.refresh_screen()

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
