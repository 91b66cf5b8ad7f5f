"""Opens the file of a recording, whole or cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgspec

from pawpress.grading import load_limits
from pawpress.protocol import Decoder
from pawpress.protocol.codec import FrameError, decode
from pawpress.protocol.schema_generated import Document, DocumentKind, End
from pawpress.recorder.manifest import FORMAT, Manifest
from pawpress.recorder.naming import is_text
from pawpress.safety import load_safety_limits
from pawpress.untrusted import open_regular

READ_BYTES = 1 << 18
"""Some ten seconds of a rig: large enough to be judged by arrays, small enough for the processor's caches."""
HEAD_BYTES = 1 << 20
"""Manifests are far smaller: a calibration of sixteen pads with all its points takes about 60 kB."""
TAIL_BYTES = 512


class RecordingError(ValueError):
    """A file cannot be read as a recording; the text says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class RecordingFile:
    """An opened recording, as bytes."""

    path: Path
    manifest: Manifest
    recovered: bool
    """Whether it was cut off before its end was written; everything up to the cut is there."""
    intact_bytes: int
    """Where the last whole frame ends; a torn one behind it is left out."""
    watch: Callable[[float], None] | None = None
    """Is told, whenever the recording is read, which share of it was, from 0 to 1."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the stream from its beginning, as `Pipeline.receive` takes it.

        Raises
        ------
        RecordingError
            If the disk fails on the way.
        """
        left = self.intact_bytes
        try:
            with open_regular(self.path) as file:
                while left and (chunk := file.read(min(READ_BYTES, left))):
                    left -= len(chunk)
                    yield chunk
                    if self.watch is not None:
                        self.watch(1.0 - left / self.intact_bytes)
        except OSError as error:
            raise RecordingError(
                f"{self.path}: cannot be read to its end ({error.strerror}). Copy it first."
            ) from error


def open_file(path: Path | str) -> RecordingFile:
    """Open the file of a recording.

    Raises
    ------
    RecordingError
        If the file is missing, empty, or no recording.
    """
    path = Path(path)
    if not is_text(path):
        raise RecordingError(f"{path}: its name is no text. Rename it, with plain letters.")
    try:
        with open_regular(path) as file:
            head = file.read(HEAD_BYTES)
            tail_at = max(0, path.stat().st_size - TAIL_BYTES)
            file.seek(tail_at)
            tail = file.read(TAIL_BYTES)
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read ({error.strerror}). Check the name.") from error
    if not head:
        raise RecordingError(f"{path}: the file is empty. Nothing was recorded in it.")
    intact_bytes = tail_at + (tail.rfind(b"\0") + 1 or len(tail))
    return RecordingFile(path, _manifest(path, head), recovered=not _ended(tail), intact_bytes=intact_bytes)


def looks_like_recording(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a recording."""
    messages = Decoder().receive(head)
    return head[:1] == b"\0" and bool(messages) and isinstance(messages[0], Document)


def _manifest(path: Path, head: bytes) -> Manifest:
    pieces = _manifest_pieces(path, head)
    if not pieces:
        raise RecordingError(f"{path}: is not a pawpress recording. Give a recording, or a CSV file with a header.")
    try:
        told = msgspec.json.decode(pieces, type=dict[str, Any])
        if (made_as := told.get("format", FORMAT)) != FORMAT:
            raise RecordingError(f"{path}: is of format {made_as}, this program reads {FORMAT}. Update pawpress.")
        told["limits"] = _completed(told.get("limits"), msgspec.to_builtins(load_limits()))
        told["safety"] = _completed(told.get("safety", {}), msgspec.to_builtins(load_safety_limits()))
        return msgspec.convert(told, Manifest)
    except msgspec.DecodeError as error:
        raise _damaged(path, error) from error


def _manifest_pieces(path: Path, head: bytes) -> bytes:
    """Return the manifest's text; its frames must follow each other, else another text would be read."""
    text, last = b"", None
    for frame in head.split(b"\0")[1:]:
        try:
            message, sequence = decode(frame)
        except FrameError as error:
            if last is None:
                break
            raise _damaged(path, error) from error
        if not isinstance(message, Document) or message.kind != DocumentKind.MANIFEST:
            break
        if last is not None and sequence != last + 1:
            raise _damaged(path, "a piece is missing")
        text, last = text + bytes(message.text), sequence
        if message.last:
            break
    return text


def _damaged(path: Path, why: object) -> RecordingError:
    return RecordingError(f"{path}: the head of the recording is damaged ({why}). Take a copy of it if there is one.")


def _completed(recorded: Any, shipped: Any) -> Any:
    """Return settings as recorded, with those the recording is too old, or too new, to share taken from the shipped."""
    if not isinstance(recorded, dict) or not isinstance(shipped, dict):
        return recorded
    settings = cast("dict[str, Any]", recorded)
    known = cast("dict[str, Any]", shipped)
    return {name: _completed(settings[name], own) if name in settings else own for name, own in known.items()}


def _ended(tail: bytes) -> bool:
    messages = Decoder().receive(tail)
    return bool(messages) and isinstance(messages[-1], End)
