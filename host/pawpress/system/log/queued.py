"""Takes records without touching a file and writes them from a thread of its own, so that no disk delays an alarm.

Strategy: `emit` formats a record in memory and queues its line. The thread claims a file with the first line. Where
nothing can be written, lines are dropped and counted; a session is never disturbed.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from pawpress.system.log.private import PrivateFormatter

if TYPE_CHECKING:
    from pawpress.system.log.file import PrivateFile

MOST_WAITING = 2000
"""Lines in memory for a disk that stalls (choice): about 0.3 MB."""


class QueuedHandler(logging.Handler):
    """The log of one process.

    Parameters
    ----------
    role : str
        Names the file.
    folder : Path
        Where to.
    """

    def __init__(self, role: str, folder: Path) -> None:
        super().__init__()
        self.setFormatter(PrivateFormatter())
        self.path: Path | None = folder / f"{role}.log"
        """The file, as far as it is known; None when none can be written."""
        self._role, self._folder = role, folder
        self._lines: deque[str] = deque()
        self._dropped = 0
        self._changed = threading.Condition()
        self._ending = self._busy = False
        self._thread: threading.Thread | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Queue a record; returns at once."""
        with contextlib.suppress(Exception):  # a record that cannot be formatted disturbs nobody
            line = self.format(record)
            with self._changed:
                if len(self._lines) >= MOST_WAITING or self._ending:
                    self._dropped += 1
                    return
                self._lines.append(line)
                if self._thread is None:
                    self._thread = threading.Thread(target=self._work, name="log", daemon=True)
                    self._thread.start()
                self._changed.notify_all()

    def wait(self, patience_s: float) -> bool:
        """Wait until what was queued is written, or given up; return whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: not (self._lines or self._busy), patience_s)

    def finish(self, patience_s: float) -> None:
        """Write what is left and end the thread."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(patience_s)

    def _work(self) -> None:
        file: PrivateFile | None = None
        while lines := self._next():
            try:
                file = file or self._open()
                for line in lines:
                    file.write(line)
            except OSError:
                self.path = None if file is None else self.path
                self._dropped += len(lines)
            except Exception:  # whatever a logging library raises, the session goes on
                self._dropped += len(lines)
            with self._changed:
                self._busy = False
                self._changed.notify_all()
        if file is not None:
            file.close()

    def _open(self) -> PrivateFile:
        from pawpress.system.log.file import PrivateFile, claim

        claimed = claim(self._folder, self._role)
        self.path = claimed.path
        return PrivateFile(claimed)

    def _next(self) -> list[str]:
        """Wait for lines; none are left when the log ends."""
        with self._changed:
            self._changed.wait_for(lambda: self._lines or self._ending)
            lines = list(self._lines)
            self._lines.clear()
            if lines and self._dropped:
                lines.append(f"{self._dropped} records were dropped: the disk was slow, or took nothing")
                self._dropped = 0
            self._busy = bool(lines)
            return lines


def _let_go() -> None:
    """Take the log of the parent away from its forked child."""
    logger = logging.getLogger("pawpress")
    logger.handlers = [one for one in logger.handlers if not isinstance(one, QueuedHandler)]


if hasattr(os, "register_at_fork"):
    # A forked process has no thread that writes, and may have copied a lock that is held.
    os.register_at_fork(after_in_child=_let_go)
