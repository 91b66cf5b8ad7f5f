"""Puts bytes into a file from a thread of its own, so that a disk that takes its time delays nobody.

Strategy: the caller only hands bytes over. Every `WRITE_EVERY_S` the thread writes what has come, every
`SYNC_EVERY_S` it asks the disk to keep it. A killed program so loses at most the last twentieth of a second, a power
cut about a second. When the disk stalls, the bytes wait in memory up to `MOST_WAITING`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
import time
from pathlib import Path
from typing import Protocol

WRITE_EVERY_S = 0.05
SYNC_EVERY_S = 1.0
MOST_WAITING = 64 << 20
"""Bytes kept in memory for a disk that stalls: more than an hour of six pads at 500 scans per second."""
PATIENCE_S = 4.0
"""How long the end of a session waits for the disk; the engine's own end allows five seconds."""


class File(Protocol):
    """What the thread needs of a file."""

    def write(self, chunk: bytes) -> None:
        """Write all of it."""
        ...

    def sync(self) -> None:
        """Ask the disk to keep it."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class AppendedFile:
    """A new file that only grows, readable by its owner only."""

    def __init__(self, path: Path) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._number = os.open(path, flags, 0o600)
        _keep_name(path.parent)

    def write(self, chunk: bytes) -> None:
        """Write all of it."""
        rest = memoryview(chunk)
        while rest:
            rest = rest[os.write(self._number, rest) :]

    def sync(self) -> None:
        """Ask the disk to keep it; a file that somebody deleted keeps nothing."""
        getattr(os, "fdatasync", os.fsync)(self._number)
        if os.name != "nt" and os.fstat(self._number).st_nlink == 0:
            raise FileNotFoundError(errno.ENOENT, "the file was deleted meanwhile")

    def close(self) -> None:
        """Let go of it."""
        os.close(self._number)


def _keep_name(folder: Path) -> None:
    """Ask the disk to keep the name of a new file too; where a folder cannot be asked, nothing is lost but that."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


class DiskWriter:
    """Hands bytes to a file through a thread; `trouble` says what went wrong, after which nothing more is taken."""

    def __init__(self, file: File) -> None:
        self.trouble = ""
        self.deleted = False
        """Whether the trouble is that somebody deleted the file."""
        self._file = file
        self._waiting = bytearray()
        self._changed = threading.Condition()
        self._busy = False
        self._urgent = False
        self._ending = False
        self._thread = threading.Thread(target=self._work, name="recorder", daemon=True)
        self._thread.start()

    def put(self, chunk: bytes) -> None:
        """Take bytes; returns at once."""
        with self._changed:
            if self.trouble or self._ending:
                return
            if len(self._waiting) + len(chunk) > MOST_WAITING:
                self.trouble = "the disk has stalled"
                return
            self._waiting += chunk

    def flush(self, patience_s: float = PATIENCE_S) -> bool:
        """Wait until everything taken so far is with the operating system; return whether it is."""
        with self._changed:
            self._urgent = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.trouble or not (self._waiting or self._busy), patience_s)
            return not (self.trouble or self._waiting or self._busy)

    def close(self, patience_s: float = PATIENCE_S) -> None:
        """Write and keep what is left, then close the file; gives a stalled disk some seconds."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        self._thread.join(patience_s)
        if self._thread.is_alive() and not self.trouble:
            self.trouble = "the disk has stalled"

    def _work(self) -> None:
        synced_s = time.monotonic()
        try:
            while True:
                chunk, ending = self._next()
                if chunk:
                    self._file.write(chunk)
                if ending or time.monotonic() - synced_s >= SYNC_EVERY_S:
                    self._file.sync()
                    synced_s = time.monotonic()
                self._written()
                if ending:
                    break
        except OSError as error:
            with self._changed:
                self.trouble = self.trouble or error.strerror or str(error)
                self.deleted = isinstance(error, FileNotFoundError)
                self._waiting.clear()
        finally:
            with contextlib.suppress(OSError):  # a file system may report only now what it could not write
                self._file.close()
            self._written()

    def _next(self) -> tuple[bytes, bool]:
        """Wait a while, or until something is urgent; return what has come and whether it is the last."""
        with self._changed:
            self._changed.wait_for(lambda: self._ending or self._urgent, WRITE_EVERY_S)
            chunk = bytes(self._waiting)
            self._waiting.clear()
            self._urgent, self._busy = False, True
            return chunk, self._ending

    def _written(self) -> None:
        with self._changed:
            self._busy = False
            self._changed.notify_all()
