"""A recording that a key starts and stops, in a session that was started without one.

Strategy: everything is taken from the first byte on, as a recorder takes it, but held in memory. When the key is
pressed, a file gets all of that and then grows; so it begins where the session began, and judged again gives what the
live session gave, to the last bit: what a judge knows of a pad's rest, its creep and the last presses lies in the
readings before. The key stops it with an end of its own, and another file may follow. All work with the disk is done by
the recorder's thread.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Literal

from pawpress.core.events import Event
from pawpress.core.sink import SinkError
from pawpress.recording.disk import AppendedFile, File
from pawpress.recording.manifest import Manifest
from pawpress.recording.writer import Recorder

MOST_HELD: Final = 48 << 20
"""Bytes held in memory (choice): about two hours of six pads at 500 scans per second."""
TOO_LONG: Final = "This session has run too long to be kept from its beginning. End it, and start one with --save."

OVER: Final = "Nothing more can be recorded in this session. End it, and start one with --save."

State = Literal["off", "starting", "on", "stopping"]


class HeldFile:
    """Holds what is written, and puts it into a file as well while one is wanted. Called by the recorder's thread.

    Parameters
    ----------
    open_file : callable
        Makes the file of a path.
    most_held : int
        Bytes that are held; of a longer session nothing is.
    """

    def __init__(self, open_file: Callable[[Path], File] = AppendedFile, most_held: int = MOST_HELD) -> None:
        self.state: State = "off"
        self.path: Path | None = None
        """The file that is written, or was the last."""
        self.trouble = ""
        self._open_file, self._most = open_file, most_held
        self._held = bytearray()
        self._size = 0
        self._wanted: Callable[[], Path] | None = None
        self._end: tuple[int, bytes] | None = None
        self._file: File | None = None
        self._changing = threading.Lock()

    @property
    def complete(self) -> bool:
        """Whether everything from the beginning is still held."""
        return self._size <= self._most

    def start(self, path: Callable[[], Path]) -> None:
        """Have a file written from now on; `path` is called by the thread that works with the disk."""
        with self._changing:
            self._wanted, self._end, self.trouble, self.state = path, None, "", "starting"

    def stop(self, at: int, tail: bytes) -> None:
        """Have the file end after so many bytes of the session, with these behind them."""
        with self._changing:
            self._end, self.state = (at, tail), "stopping"

    def write(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._settle()
        before, self._size = self._size, self._size + len(chunk)
        if self.complete:
            self._held += chunk
        else:
            self._held.clear()
        if self._file is not None:
            with self._changing:
                end = self._end
            upto = len(chunk) if end is None else max(0, end[0] - before)
            self._into_file(chunk[:upto])
        self._settle()

    def sync(self) -> None:
        """Ask the disk to keep what is in the file."""
        self._settle()
        if self._file is not None:
            try:
                self._file.sync()
            except OSError as error:
                self._fail(error)

    def close(self) -> None:
        """Let go of the file; the end was written into it."""
        self._let_go()
        with self._changing:
            self.state = "off"

    def _settle(self) -> None:
        """Begin or end the file, if that is wanted and all bytes before are here."""
        with self._changing:
            wanted, self._wanted = self._wanted, None
            end = self._end
        if wanted is not None:
            self._begin(wanted)
        if end is not None and self._size >= end[0]:
            self._into_file(end[1])
            with contextlib.suppress(OSError):
                if self._file is not None:
                    self._file.sync()
            self._let_go()
            with self._changing:
                self._end = None
                self.state = "off" if self.state == "stopping" else self.state

    def _begin(self, path_of: Callable[[], Path]) -> None:
        path: Path | None = None
        try:
            path = path_of()
            self._file = self._open_file(path)
            self._file.write(bytes(self._held))
        except OSError as error:
            began = self._file is not None
            self._fail(error, path)
            if began and path is not None:
                with contextlib.suppress(OSError):
                    path.unlink()  # a beginning without an end claims more than it keeps
            return
        with self._changing:
            self.path = path
            self.state = "on" if self.state == "starting" else self.state

    def _into_file(self, chunk: bytes) -> None:
        if self._file is None or not chunk:
            return
        try:
            self._file.write(chunk)
        except OSError as error:
            self._fail(error)

    def _fail(self, error: OSError, path: Path | None = None) -> None:
        name = path or self.path
        self._let_go()
        with self._changing:
            self._end, self.state = None, "off"
            self.trouble = f"{name or 'The recording'}: not recorded ({error.strerror or error}). Check the disk."

    def _let_go(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None


class OnDemandRecorder:
    """A sink that keeps a session once it is asked to, from the session's beginning.

    Parameters
    ----------
    manifest : Manifest
        What a recording says about itself.
    path : callable
        Gives the path of a new file; called by the thread that works with the disk.
    held : HeldFile, optional
        What holds the bytes.
    """

    def __init__(self, manifest: Manifest, path: Callable[[], Path], held: HeldFile | None = None) -> None:
        self._held = HeldFile() if held is None else held
        self._recorder = Recorder(Path("on demand"), manifest, file=self._held)
        self._path = path
        self._over = False

    @property
    def recording(self) -> str | None:
        """The file that is being written; None while there is none, or it is not there yet."""
        return str(self._held.path) if self._held.state == "on" and self._held.path is not None else None

    @property
    def kept(self) -> str | None:
        """The newest file that was begun; None where nothing is kept."""
        return None if self._held.path is None else str(self._held.path)

    @property
    def wanted(self) -> bool:
        """Whether a file is being written, or about to be."""
        return self._held.state in ("starting", "on")

    def trouble(self) -> str:
        """Return what went wrong since the last call, in one line for people."""
        found, self._held.trouble = self._held.trouble, ""
        return found

    def start(self) -> str:
        """Keep the session from its beginning; return why not, empty where it is under way."""
        if self._over:
            return OVER
        if not self._held.complete:
            return TOO_LONG
        if self._held.state == "stopping":
            return "The last recording is still being closed. Press the key again."
        if not self.wanted:
            self._held.start(self._path)
        return ""

    def stop(self) -> None:
        """End the file here; the session goes on."""
        if self.wanted:
            self._held.stop(self._recorder.size, self._recorder.tail())

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        """Hold the bytes that arrived, and what was said beside them.

        Raises
        ------
        SinkError
            If a stalled disk has filled the memory; from then on nothing can be recorded.
        """
        try:
            self._recorder.take(chunk, events, now_s)
        except SinkError:
            self._over = True
            self._held.state = "off"
            raise SinkError(f"{self._held.path}: recording stopped (the disk has stalled). {OVER}") from None

    def flush(self) -> None:
        """Wait until what was taken is held, or in the file."""
        self._recorder.flush()

    def close(self) -> None:
        """End the file in order, if one is being written."""
        self._recorder.close()
