"""Opens the file of a recording, whole, damaged or cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pawpress.core.protocol import Decoder
from pawpress.core.protocol.schema_generated import Document, End
from pawpress.recording.damage import Damage, Patch, RecordingError, patched
from pawpress.recording.first_hello import check_hello
from pawpress.recording.head import read_manifest
from pawpress.recording.manifest import Manifest
from pawpress.recording.naming import is_text
from pawpress.recording.pieces import pieces
from pawpress.recording.recorded_setup import nonsense_in
from pawpress.system.untrusted import open_regular

READ_BYTES = 1 << 18
"""Some ten seconds of a rig: large enough to be judged by arrays, small enough for the processor's caches."""
TAIL_BYTES = 512
"""Enough for the last frames: the copy of the Hello and the end."""
LONG_TAIL_BYTES = 1 << 18
"""Enough for the copy of the manifest, too."""


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
    damage: tuple[Damage, ...] = ()
    """What is wrong with the file though it can be read; damaged frames of the rig are counted where it is judged."""
    patches: tuple[Patch, ...] = ()
    """What stands for damaged bytes, from copies in the file."""

    def chunks(self, begins_at: int = 0) -> Iterator[bytes]:
        """Yield the stream from its beginning, or from a byte of it on, as `Pipeline.receive` takes it.

        Raises
        ------
        RecordingError
            If the disk fails on the way.
        """
        left = self.intact_bytes - begins_at
        try:
            with open_regular(self.path) as file:
                file.seek(begins_at)
                while left > 0 and (chunk := file.read(min(READ_BYTES, left))):
                    yield patched(chunk, self.intact_bytes - left, self.patches) if self.patches else chunk
                    left -= len(chunk)
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
        raise RecordingError(f"{path}: its name cannot be read as text. Rename it, with plain letters.")
    try:
        with open_regular(path) as file:
            return _opened(path, file)
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read ({error.strerror}). Check the name.") from error


def looks_like_recording(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a recording, some of them damaged perhaps."""
    return any(piece.kind == Document.TYPE for piece in pieces(head))


def _opened(path: Path, file: BinaryIO) -> RecordingFile:
    def read(at: int, size: int) -> bytes:
        file.seek(at)
        return file.read(size)

    size = file.seek(0, 2)
    if not size:
        raise RecordingError(f"{path}: the file is empty. Nothing was recorded in it.")
    tail_at = max(0, size - TAIL_BYTES)
    tail = read(tail_at, TAIL_BYTES)
    intact_bytes = tail_at + (tail.rfind(b"\0") + 1 or len(tail))
    manifest, damage = read_manifest(
        path, lambda most: read(0, most), lambda: read(max(0, size - LONG_TAIL_BYTES), LONG_TAIL_BYTES)
    )
    if why := nonsense_in(manifest):
        raise RecordingError(f"{path}: its settings make no sense ({why}). Take a copy of it if there is one.")
    patches, more = check_hello(tail, tail_at, read)
    return RecordingFile(
        path,
        manifest,
        recovered=not _ended(tail),
        intact_bytes=intact_bytes,
        damage=(*damage, *more),
        patches=patches,
    )


def _ended(tail: bytes) -> bool:
    messages = Decoder().receive(tail)
    return bool(messages) and isinstance(messages[-1], End)
