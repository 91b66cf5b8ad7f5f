"""Writes a recording: the bytes as they came, with a few frames of the host's own between them.

Strategy: append-only, through a thread of its own, so that whatever was taken survives a crash of the program and a
slow disk delays no alarm. The host's own frames go in only behind a delimiter, so that the rig's frames stay whole. A
frame that has only begun waits for its end, so that a session that ends within one does not leave damage in the file.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import copy
from pathlib import Path

import msgspec

from pawpress.core.annotation import Annotation, CommandSent
from pawpress.core.events import Event
from pawpress.core.protocol.codec import MAX_ENCODED
from pawpress.core.protocol.schema_generated import SCHEMA_JSON, DocumentKind, End, HostTime
from pawpress.core.safety import AlarmChange
from pawpress.core.sink import SinkError
from pawpress.recording.alarm_log import alarm_note
from pawpress.recording.copies import HelloFinder, packed
from pawpress.recording.disk import AppendedFile, DiskWriter, File
from pawpress.recording.host_frames import HELLO_COPY, PACKED_MANIFEST, HostFrames
from pawpress.recording.manifest import Manifest
from pawpress.system.new_file import writing

TELL_TIME_EVERY_S = 1.0


class Recorder:
    """A sink that keeps the stream in a file. Never overwrites; readable by its owner only.

    Parameters
    ----------
    path : Path
        Where to; there must be no file yet.
    manifest : Manifest
        What the recording says about itself.
    file : File, optional
        Takes the bytes instead of a new file at `path`.
    wall_ns : callable
        The wall clock, nanoseconds since 1970; it may be set while it runs, and nothing depends on it.
    """

    def __init__(
        self,
        path: Path,
        manifest: Manifest,
        file: File | None = None,
        wall_ns: Callable[[], int] | None = None,
    ) -> None:
        self.path = path
        self._wall_ns = wall_ns or time.time_ns
        self._frames = HostFrames()
        self._waiting = b""
        """Frames of the host's own that wait for a delimiter."""
        self._told_s: float | None = None
        self._began_s = 0.0
        self._begun = b""
        """The beginning of a frame of the rig whose delimiter is still to come."""
        self._at_boundary = True
        """Whether the file ends in a delimiter: only endless bytes without one are written before it."""
        self._over = False
        self._finder = HelloFinder()
        self._packed = packed(text := msgspec.json.encode(manifest))
        head = b"\0" + self._documents(text)
        self._size = len(head)
        """Bytes of the file so far, those that wait for the disk included."""
        self._disk = DiskWriter(_create(path, head) if file is None else file)
        if file is not None:
            self._disk.put(head)

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        """Hand the bytes that arrived to the file, and beside them what was said and what was sent to the rig."""
        if self._over:
            return
        self._waiting += self._own_frames(events)
        if self._told_s is None:
            self._began_s = now_s
        chunk = self._ready(chunk)
        cut = chunk.rfind(b"\0") + 1
        own = self._hello_copy_if_new(chunk, cut)
        if cut or self._at_boundary:
            own += self._host_time(now_s) + self._waiting
            chunk = chunk[:cut] + own + chunk[cut:]
            self._waiting = b""
        if chunk:
            self._at_boundary = chunk.endswith(b"\0")
            self._put(chunk)
        self._raise_trouble()

    def flush(self) -> None:
        """Wait until what was taken is with the operating system.

        Raises
        ------
        SinkError
            If it could not be written.
        """
        self._disk.flush()
        self._raise_trouble()

    def close(self) -> None:
        """Mark the end and close the file.

        Raises
        ------
        SinkError
            If what was still in hand could not be written.
        """
        if self._over:
            return
        self._put(self.tail())
        self._disk.close()
        self._raise_trouble()
        self._over = True

    @property
    def size(self) -> int:
        """Bytes taken so far, those that wait for the disk included."""
        return self._size

    def tail(self) -> bytes:
        """Return what would end the file here; the recording itself goes on."""
        frames = copy(self._frames)
        begin = b"\0" + self._waiting + frames.document(PACKED_MANIFEST, self._packed)
        return begin + self._hello_copy(self._size + len(begin), frames) + frames.frame(End())

    def _put(self, chunk: bytes) -> None:
        self._size += len(chunk)
        self._disk.put(chunk)

    def _documents(self, manifest: bytes) -> bytes:
        texts = {
            DocumentKind.MANIFEST: manifest,
            DocumentKind.SCHEMA: SCHEMA_JSON.encode(),
            PACKED_MANIFEST: self._packed,
        }
        return b"".join(self._frames.document(kind, text) for kind, text in texts.items())

    def _ready(self, chunk: bytes) -> bytes:
        """Return what may be written now: whole frames, and what is longer than any frame."""
        stream = self._begun + chunk
        whole = stream.rfind(b"\0") + 1
        if len(stream) - whole > MAX_ENCODED:
            whole = len(stream)
        self._begun = stream[whole:]
        return stream[:whole]

    def _hello_copy_if_new(self, chunk: bytes, cut: int) -> bytes:
        """Return a copy of the rig's first Hello as a frame behind the last delimiter of the chunk that ends it."""
        if self._finder.found is not None:
            return b""
        self._finder.scan(chunk, self._size)
        return self._hello_copy(self._size + cut)

    def _hello_copy(self, here: int, frames: HostFrames | None = None) -> bytes:
        """Return a copy of the rig's first Hello as a frame that stands at `here`; nothing as long as there is none."""
        if self._finder.found is None:
            return b""
        return (frames or self._frames).document(HELLO_COPY, self._finder.copy(here))

    def _own_frames(self, events: Sequence[Event]) -> bytes:
        frames = b""
        for event in events:
            if isinstance(event, Annotation):
                frames += self._frames.annotation(event)
            elif isinstance(event, AlarmChange):
                frames += self._frames.annotation(alarm_note(event))
            elif isinstance(event, CommandSent):
                frames += event.frame
        return frames

    def _host_time(self, now_s: float) -> bytes:
        """Return the host's clock as a frame if it is time to write it."""
        if self._told_s is not None and now_s - self._told_s < TELL_TIME_EVERY_S:
            return b""
        self._told_s = now_s
        session_us = round((now_s - self._began_s) * 1e6)
        return self._frames.frame(HostTime(session_us, max(0, self._wall_ns()) // 1_000_000))

    def _raise_trouble(self) -> None:
        if not self._disk.trouble or self._over:
            return
        self._over = True
        kept = "" if self._disk.deleted else "What was written is kept; free some space and "
        remedy = f"{kept}start a new recording."
        raise SinkError(f"{self.path}: recording stopped ({self._disk.trouble}). {remedy[0].upper()}{remedy[1:]}")


def _create(path: Path, head: bytes) -> AppendedFile:
    """Create the file and write its head at once, so that a disk that takes nothing is known before the session."""
    with writing(path, SinkError, advice="Choose a folder you may write to."):
        file = AppendedFile(path)
    with writing(path, SinkError, advice="Free some space or choose another disk."):
        try:
            file.write(head)
        except OSError:
            file.close()
            with suppress(OSError):
                path.unlink()  # nothing of a session is in it yet
            raise
    return file
