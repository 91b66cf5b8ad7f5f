"""Writes a recording: the bytes as they came, with a few frames of the host's own between them.

Strategy: append-only and unbuffered, so that whatever was taken survives a crash of the program; `fdatasync` once a
second, so that at most a second is lost with the power. The host's own frames go in only behind a delimiter, so that
the rig's frames stay whole.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from pawpress.pipeline import Event
from pawpress.protocol import encode
from pawpress.protocol.schema_generated import (
    MAX_BODY,
    SCHEMA_JSON,
    Document,
    DocumentKind,
    End,
    HostTime,
)
from pawpress.recorder.manifest import Manifest
from pawpress.sink import SinkError

SYNC_EVERY_S = 1.0
PIECE = MAX_BODY - Document.LAYOUT.size


class Recorder:
    """A sink that keeps the stream in a file. Never overwrites; readable by its owner only."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self._sequence = 0
        self._synced_s: float | None = None
        self._began_s = 0.0
        self._at_boundary = True
        self._file = _create(path)
        self._write(b"\0" + self._documents(manifest))

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:  # noqa: ARG002 - the raw bytes say it all
        """Append the bytes that arrived."""
        if self._file < 0:
            return
        if self._synced_s is None:
            self._began_s = now_s
        due = self._synced_s is None or now_s - self._synced_s >= SYNC_EVERY_S
        cut = chunk.rfind(b"\0") + 1
        if due and (cut or self._at_boundary):
            self._write(chunk[:cut] + self._host_time(now_s) + chunk[cut:])
            self._sync()
            self._synced_s = now_s
        elif chunk:
            self._write(chunk)
        if chunk:
            self._at_boundary = chunk.endswith(b"\0")

    def close(self) -> None:
        """Mark the end and close the file."""
        if self._file < 0:
            return
        try:
            self._write(b"\0" + self._frame(End()))
            self._sync()
        finally:
            os.close(self._file)
            self._file = -1

    def _documents(self, manifest: Manifest) -> bytes:
        texts = {DocumentKind.MANIFEST: msgspec.json.encode(manifest), DocumentKind.SCHEMA: SCHEMA_JSON.encode()}
        return b"".join(self._document(kind, text) for kind, text in texts.items())

    def _document(self, kind: DocumentKind, text: bytes) -> bytes:
        starts = range(0, len(text), PIECE)
        return b"".join(
            self._frame(Document(kind, int(start + PIECE >= len(text)), tuple(text[start : start + PIECE])))
            for start in starts
        )

    def _host_time(self, now_s: float) -> bytes:
        return self._frame(HostTime(round((now_s - self._began_s) * 1e6), time.time_ns() // 1_000_000))

    def _frame(self, message: Document | HostTime | End) -> bytes:
        self._sequence += 1
        return encode(message, self._sequence)

    def _write(self, chunk: bytes) -> None:
        try:
            rest = memoryview(chunk)
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            os.close(self._file)
            self._file = -1
            raise SinkError(
                f"{self.path}: recording stopped ({error.strerror}). What was written is kept; free some space and "
                "start a new recording."
            ) from error

    def _sync(self) -> None:
        sync = getattr(os, "fdatasync", os.fsync)
        sync(self._file)


def _create(path: Path) -> int:
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError as error:
        raise SinkError(f"{path}: is already there and is not overwritten. Choose another name.") from error
    except OSError as error:
        raise SinkError(f"{path}: cannot be created ({error.strerror}). Choose a folder you may write to.") from error
