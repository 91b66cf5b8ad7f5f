"""Log files: private, of bounded size and number, and each of one process at a time.

Two processes that rotate one file lose lines, and Windows renames no file that another process has open. So every
process holds a place: the first engine writes `engine.log`, a second beside it `engine-2.log`. The operating system
frees the place when the process ends, and the next one goes on in the same file.
"""

from __future__ import annotations

import contextlib
import logging
import os
from dataclasses import dataclass
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from pawpress.system.file_lock import hold

MOST_BYTES = 500_000
"""Size of a file (choice): some thousand alarms."""
OLD_FILES = 2
"""Older files that are kept beside it (choice)."""
PLACES = 64
"""Processes of one role at once; more have no log."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A log file that belongs to this process until `lock` is closed."""

    path: Path
    lock: int
    """Descriptor of the file whose lock says so."""


def claim(folder: Path, role: str) -> Claimed:
    """Return a log file that no other process writes to.

    Raises
    ------
    OSError
        If the folder cannot be made or written to, or every place is taken.
    """
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for place in range(1, PLACES + 1):
        name = role if place == 1 else f"{role}-{place}"
        lock = os.open(folder / f".{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            hold(lock)
        except OSError:
            os.close(lock)
            continue
        return Claimed(folder / f"{name}.log", lock)
    raise OSError(f"{folder}: {PLACES} programs write logs there.")


class PrivateFile:
    """A rotating file that only its owner may read. Lines that cannot be written raise OSError."""

    def __init__(self, claimed: Claimed) -> None:
        self._lock = claimed.lock
        self._handler = _Rotating(claimed.path, maxBytes=MOST_BYTES, backupCount=OLD_FILES, encoding="utf-8")

    def write(self, line: str) -> None:
        """Write a line, and begin a new file where this one is full.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        self._handler.emit(logging.makeLogRecord({"msg": line}))

    def close(self) -> None:
        """Close the file and leave its place to another process."""
        with contextlib.suppress(OSError):
            self._handler.close()
        os.close(self._lock)


class _Rotating(RotatingFileHandler):
    """Makes files private, and raises what `logging` would print over the screen."""

    def _open(self) -> TextIOWrapper:
        number = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return open(number, "a", encoding=self.encoding, errors="backslashreplace")  # noqa: PTH123 - a descriptor

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's own name
        raise
