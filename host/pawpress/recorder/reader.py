"""Opens a recording, whole or cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pawpress.protocol import Decoder
from pawpress.protocol.schema_generated import Document, DocumentKind, End
from pawpress.recorder.manifest import FORMAT, Manifest

READ_BYTES = 1 << 16
TAIL_BYTES = 512


class RecordingError(ValueError):
    """A file cannot be read as a recording; the text says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Recording:
    """An opened recording."""

    path: Path
    manifest: Manifest
    recovered: bool
    """Whether it was cut off before its end was written; everything up to the cut is there."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the stream from its beginning, as `Pipeline.receive` takes it."""
        with self.path.open("rb") as file:
            while chunk := file.read(READ_BYTES):
                yield chunk


def open_recording(path: Path) -> Recording:
    """Open a recording.

    Raises
    ------
    RecordingError
        If the file is missing, empty, or no recording.
    """
    try:
        with path.open("rb") as file:
            head = file.read(READ_BYTES)
            file.seek(max(0, path.stat().st_size - TAIL_BYTES))
            tail = file.read()
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read ({error.strerror}). Check the name.") from error
    if not head:
        raise RecordingError(f"{path}: the file is empty. Nothing was recorded in it.")
    return Recording(path, _manifest(path, head), recovered=not _ended(tail))


def looks_like_recording(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a recording."""
    messages = Decoder().receive(head)
    return head[:1] == b"\0" and bool(messages) and isinstance(messages[0], Document)


def _manifest(path: Path, head: bytes) -> Manifest:
    pieces: list[int] = []
    for message in Decoder().receive(head):
        if not isinstance(message, Document) or message.kind != DocumentKind.MANIFEST:
            break
        pieces += message.text
    if not pieces:
        raise RecordingError(f"{path}: is not a pawpress recording. Give a recording, or a CSV file with a header.")
    try:
        manifest = msgspec.json.decode(bytes(pieces), type=Manifest)
    except msgspec.DecodeError as error:
        raise RecordingError(f"{path}: the head of the recording is damaged ({error}).") from error
    if manifest.format != FORMAT:
        raise RecordingError(f"{path}: is of format {manifest.format}, this program reads {FORMAT}. Update pawpress.")
    return manifest


def _ended(tail: bytes) -> bool:
    messages = Decoder().receive(tail)
    return bool(messages) and isinstance(messages[-1], End)
