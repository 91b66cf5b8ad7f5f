"""Recordings made by tests."""

from __future__ import annotations

from pathlib import Path

from pawpress.core.protocol import Decoder, Scans, encode
from pawpress.core.protocol.schema_generated import Document, End, Gap, HostTime, Message
from pawpress.recording import Manifest, Recorder
from pawpress.recording.host_frames import HELLO_COPY, PACKED_MANIFEST
from pawpress.recording.pieces import pieces
from pawpress.settings.grading_limits import load_limits

HOST_FRAMES = (Document, HostTime, Gap, End)


def manifest(**changes: object) -> Manifest:
    """Return what a recording of a test says about itself."""
    fields: dict[str, object] = {
        "program": "pawpress test",
        "created_unix_ms": 1_767_225_600_000,
        "source": "a test",
        "mode": "hands",
        "layout": None,
        "limits": load_limits(),
    }
    return Manifest(**{**fields, **changes})  # type: ignore[arg-type]


def record(
    path: Path, pieces: list[bytes], every_s: float = 0.02, *, close: bool = True, head: Manifest | None = None
) -> Path:
    """Record a stream that arrives piece by piece."""
    recorder = Recorder(path, head or manifest())
    for number, piece in enumerate(pieces):
        recorder.take(piece, [], 10.0 + every_s * number)
    recorder.flush()
    if close:
        recorder.close()
    return path


def rig_messages(stream: bytes) -> list[Message | Scans]:
    """Return what the rig said in a stream, the host's own frames left out."""
    return [message for message in Decoder().receive(stream) if not isinstance(message, HOST_FRAMES)]


def without_host_frames(stream: bytes) -> bytes:
    """Return the bytes of a recording less the host's own frames and the delimiters before documents and end."""
    frames = stream.split(b"\0")
    kept = [frame for frame in frames if not _is_host_frame(frame)]
    return b"\0".join(kept)


def _is_host_frame(frame: bytes) -> bool:
    messages = Decoder().receive(frame + b"\0")
    return bool(messages) and isinstance(messages[0], HOST_FRAMES)


def gap_frame(seconds: float) -> bytes:
    """Return what the engine writes when the link came back."""
    return b"\0" + encode(Gap(round(seconds * 1e6)), 0)


def as_before_copies(recording: bytes) -> bytes:
    """Return the bytes of a recording as it was written before it had copies of its manifest and its Hello."""
    kinds = (HELLO_COPY, PACKED_MANIFEST)
    return b"\0".join(frame for frame in recording.split(b"\0") if _document_kind(frame) not in kinds)


def documents_at(recording: bytes, kind: int) -> list[int]:
    """Return where the frames of a kind of document begin."""
    return [piece.at for piece in pieces(recording) if _document_kind(piece.encoded) == kind]


def flipped(content: bytes, at: int, bit: int = 0) -> bytes:
    """Return bytes of which one bit is another."""
    touched = bytearray(content)
    touched[at] ^= 1 << bit
    return bytes(touched)


def _document_kind(frame: bytes) -> int | None:
    messages = Decoder().receive(frame + b"\0")
    return messages[0].kind if messages and isinstance(messages[0], Document) else None
