"""The stream: bytes in any portions to messages, with a count of everything that went wrong.

Strategy: cut at 0x00; every cut that does not decode is one damaged frame, and the next good one is a resync. The
stretch before the first good frame is nobody's fault (the host joined in mid-frame) and is not counted as damage.
Runs of Samples frames, which are nearly all of the traffic, are turned into arrays in one go.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pawpress.protocol.codec import (
    CHECKSUM_BYTES,
    HEADER,
    MAX_ENCODED,
    FrameError,
    unpack_body,
    unstuff,
)
from pawpress.protocol.schema_generated import MESSAGES, Hello, Message, Samples

FIRST_HOST_TYPE = 0x40
"""Types from here on do not come from the rig and have no part in its frame counter."""

RESTART_JUMP = 0x8000
"""A sequence that seems to jump by more than half its range has started again."""


@dataclass(slots=True)
class LinkHealth:
    """Counts since the decoder was made; `Decoder.health` hands out copies."""

    frames: int = 0
    """Good frames."""
    lost: int = 0
    """Frames missing in the sequence."""
    crc_errors: int = 0
    """Damaged frames."""
    resyncs: int = 0
    """Times a good frame followed damage."""
    unknown: int = 0
    """Good frames of a type this host does not know."""
    unsynced_bytes: int = 0
    """Bytes before the first good frame."""


@dataclass(frozen=True, slots=True)
class Scans:
    """A run of scans as it came, gaps and all."""

    t_us: NDArray[np.uint32]
    """Device time of each scan, shape (n,); wraps."""
    period_us: int
    """Time from one scan to the next."""
    counts: NDArray[np.uint16]
    """Raw readings, shape (n, pads)."""


class Decoder:
    """Turns a stream of bytes into messages; the result does not depend on how the stream was chopped."""

    def __init__(self) -> None:
        self._health = LinkHealth()
        self._pending = b""
        self._expected: int | None = None
        self._damaged = False

    @property
    def health(self) -> LinkHealth:
        """The counts as they stand now."""
        return replace(self._health)

    def receive(self, chunk: bytes) -> list[Message | Scans]:
        """Return the messages completed by this chunk, oldest first; never raises on bad bytes."""
        pieces = (self._pending + chunk).split(b"\0")
        # One byte over the limit is kept, so that a frame that is too long stays too long.
        self._pending = pieces.pop()[: MAX_ENCODED + 1]
        messages: list[Message | Scans] = []
        run: list[bytes] = []
        for piece in pieces:
            if piece:
                self._take(piece, run, messages)
        _flush(run, messages)
        return messages

    def _take(self, piece: bytes, run: list[bytes], messages: list[Message | Scans]) -> None:
        try:
            frame = unstuff(piece)
            message = _message_of(frame)
        except FrameError:
            self._count_damage(piece)
            return
        self._count_good(frame, message)
        if frame[0] == Samples.TYPE:
            if run and (len(run[0]) != len(frame) or run[0][8:11] != frame[8:11]):
                _flush(run, messages)
            run.append(frame)
        elif message is not None:
            _flush(run, messages)
            messages.append(message)

    def _count_damage(self, piece: bytes) -> None:
        if self._expected is None:
            self._health.unsynced_bytes += len(piece)
        else:
            self._health.crc_errors += 1
            self._damaged = True

    def _count_good(self, frame: bytes, message: Message | None) -> None:
        kind, _, sequence = HEADER.unpack_from(frame)
        health = self._health
        health.frames += 1
        health.lost += self._lost_before(kind, sequence, message)
        health.unknown += kind != Samples.TYPE and message is None
        health.resyncs += self._damaged
        self._damaged = False

    def _lost_before(self, kind: int, sequence: int, message: Message | None) -> int:
        if kind >= FIRST_HOST_TYPE:
            return 0
        expected, self._expected = self._expected, (sequence + 1) & 0xFFFF
        if expected is None or (isinstance(message, Hello) and message.restarted):
            return 0
        jump = (sequence - expected) & 0xFFFF
        return jump if jump < RESTART_JUMP else 0


def _message_of(frame: bytes) -> Message | None:
    """Return the message of a good frame; Samples are only checked here and read in runs."""
    kind = frame[0]
    if kind == Samples.TYPE:
        _check_samples(frame)
        return None
    message_type = MESSAGES.get(kind)
    return None if message_type is None else unpack_body(message_type, frame[HEADER.size : -CHECKSUM_BYTES])


def _check_samples(frame: bytes) -> None:
    tail = len(frame) - HEADER.size - CHECKSUM_BYTES - Samples.LAYOUT.size
    pads = frame[HEADER.size + 6] if tail > 0 else 0
    period_us = int.from_bytes(frame[HEADER.size + 4 : HEADER.size + 6], "little")
    if pads == 0 or period_us == 0 or tail % (2 * pads):
        raise FrameError("Samples that hold no whole scan")


def _flush(run: list[bytes], messages: list[Message | Scans]) -> None:
    if run:
        messages.append(_scans(run))
        run.clear()


def _scans(run: list[bytes]) -> Scans:
    """Read a run of Samples frames of one length, period and pad count."""
    first = run[0]
    pads = first[HEADER.size + 6]
    numbers = (len(first) - HEADER.size - CHECKSUM_BYTES - Samples.LAYOUT.size) // 2
    layout = np.dtype(
        {
            "names": ["t_us", "period_us", "counts"],
            "formats": ["<u4", "<u2", ("<u2", (numbers,))],
            "offsets": [HEADER.size, HEADER.size + 4, HEADER.size + Samples.LAYOUT.size],
            "itemsize": len(first),
        }
    )
    frames = np.frombuffer(b"".join(run), dtype=layout)
    period_us = int(frames["period_us"][0])
    within_us = np.arange(numbers // pads, dtype=np.uint32) * np.uint32(period_us)
    t_us = (frames["t_us"][:, None] + within_us[None, :]).reshape(-1).astype(np.uint32)
    return Scans(t_us, period_us, frames["counts"].reshape(-1, pads).astype(np.uint16))
