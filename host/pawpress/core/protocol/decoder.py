"""The stream: bytes in any chunks to messages, with a count of everything that went wrong.

Strategy: cut at 0x00; every cut that does not decode is one damaged frame, and the next good one is a resync. The
stretch before the first good frame is nobody's fault (the host joined in mid-frame) and is not counted as damage.
Runs of Samples frames, which are nearly all of the traffic, are turned into arrays by the kernel in one go; whatever is
damaged or different is taken piece by piece, and so is everything where the kernel fails.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pawpress.core.kernel import KernelStopped, KernelUnavailable
from pawpress.core.kernel.frames import ScanFrames, ScanRun, kind_bytes
from pawpress.core.protocol.codec import (
    CHECKSUM_BYTES,
    CRC_START,
    HEADER,
    MAX_ENCODED,
    MAX_FRAME,
    OVERHEAD,
    FrameError,
    unpack_body,
    unstuffed,
)
from pawpress.core.protocol.schema_generated import MESSAGES, Hello, Message, Samples

FIRST_HOST_TYPE = 0x40
"""Types from here on do not come from the rig and have no part in its frame counter."""

SHORTEST_PERIOD_US = 50
"""No pad is scanned faster; a frame that says so is damaged."""

RESTART_JUMP = 0x8000
"""A sequence that seems to jump by more than half its range has started again."""


KIND = kind_bytes(Samples.TYPE, Samples.LAYOUT.size, CRC_START, MAX_FRAME, SHORTEST_PERIOD_US)
"""What the kernel takes for a frame of scans."""
LARGE_BYTES = 1 << 19
"""Of a larger chunk so many bytes at a time are laid down in the kernel."""

SCANS = bytes([Samples.TYPE])
SHAPE_BYTES = 3
SHAPE = slice(HEADER.size + 4, HEADER.size + 4 + SHAPE_BYTES)
"""Where period and number of pads stand in a Samples frame: a run of frames agrees in them."""


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
    even: bool
    """Whether each scan is a period behind the one before."""


class Decoder:
    """Turns a stream of bytes into messages; the result does not depend on how the stream was chopped."""

    def __init__(self, unread: Collection[int] = ()) -> None:
        """Begin a stream.

        Parameters
        ----------
        unread : collection of int
            Types of messages that nobody asks for: their frames count, and nothing is made of them.
        """
        self._unread = frozenset(unread)
        self._health = LinkHealth()
        self._pending = b""
        self._expected: int | None = None
        self._synced = False
        self._damaged = False

    @property
    def health(self) -> LinkHealth:
        """The counts as they stand now."""
        return replace(self._health)

    @property
    def damaged(self) -> int:
        """Damaged frames so far."""
        return self._health.crc_errors

    @property
    def expected(self) -> int | None:
        """Sequence of the next frame of the rig; None before the first one."""
        return self._expected

    @property
    def pending(self) -> bytes:
        """What has come of a frame that is not whole."""
        return self._pending

    def receive(self, chunk: bytes) -> list[Message | Scans]:
        """Return the messages completed by this chunk, oldest first; never raises on bad bytes."""
        messages: list[Message | Scans] = []
        for at in range(0, len(chunk), LARGE_BYTES):
            stream = self._pending + chunk[at : at + LARGE_BYTES]
            whole = stream.rfind(b"\0") + 1
            # One byte over the limit is kept, so that a frame that is too long stays too long.
            self._pending = stream[whole : whole + MAX_ENCODED + 1]
            if whole:
                self._take_many(stream, whole, messages)
        return messages

    def _take_many(self, stream: bytes, whole: int, messages: list[Message | Scans]) -> None:
        """Take whole pieces, so many bytes: runs of scans by the kernel, and what lies between them."""
        at, frames = 0, None
        try:
            while (begin := _scans_from(stream, at, whole)) >= 0:
                if begin > at:
                    self._take_pieces(stream[at:begin], messages)
                at, frames = begin, frames or ScanFrames(KIND, stream, whole)
                run = frames.run_at(at)
                if run is not None:
                    at += run.size
                    self._take_run(run, messages)
                else:
                    at = stream.index(b"\0", begin) + 1
                    self._take_pieces(stream[begin:at], messages)
        except (KernelStopped, KernelUnavailable):
            pass  # a fault of the kernel must keep nothing from anybody
        if at < whole:
            self._take_pieces(stream[at:whole], messages)

    def _take_pieces(self, stream: bytes, messages: list[Message | Scans]) -> None:
        """Take pieces that end in delimiters, one by one."""
        run: list[bytes] = []
        shape = b""
        for piece in stream[:-1].split(b"\0"):
            frame = unstuffed(piece)
            if frame is None:
                self._count_damage(piece)
            elif frame[0] != Samples.TYPE:
                self._flush(run, messages)
                self._take(frame, piece, messages)
            elif run and len(frame) == len(run[0]) and frame[SHAPE] == shape:
                run.append(frame)
                self._count_resync()
            elif _holds_whole_scans(len(frame), frame[SHAPE]):
                self._flush(run, messages)
                run.append(frame)
                shape = frame[SHAPE]
                self._synced = True
                self._count_resync()
            else:
                self._count_damage(piece)
        self._flush(run, messages)

    def _take(self, frame: bytes, piece: bytes, messages: list[Message | Scans]) -> None:
        """Take a good frame that holds no scans."""
        kind, _, sequence = HEADER.unpack_from(frame)
        message_type = MESSAGES.get(kind)
        if kind in self._unread and len(frame) >= OVERHEAD + MESSAGES[kind].LAYOUT.size:
            message_type = None
        try:
            message = None if message_type is None else unpack_body(message_type, frame[HEADER.size : -CHECKSUM_BYTES])
        except FrameError:
            self._count_damage(piece)
            return
        self._count_resync()
        self._health.frames += 1
        self._health.unknown += kind not in MESSAGES
        if kind < FIRST_HOST_TYPE:
            self._synced = True
            restarted = isinstance(message, Hello) and bool(message.restarted)
            self._count_lost(sequence, sequence, 0, restarted=restarted)
        if message is not None:
            messages.append(message)

    def _flush(self, run: list[bytes], messages: list[Message | Scans]) -> None:
        """Turn a run of Samples frames of one length, period and pad count into one message."""
        if run:
            self._take_scans(np.frombuffer(b"".join(run), dtype=_layout(len(run[0]))), messages)
            run.clear()

    def _take_run(self, run: ScanRun, messages: list[Message | Scans]) -> None:
        """Take the same from the kernel."""
        self._synced = True
        self._count_resync()
        self._health.frames += run.frames
        self._count_lost(run.first, run.last, run.lost, restarted=False)
        messages.append(Scans(run.t_us, run.period_us, run.counts, run.even))

    def _take_scans(self, frames: NDArray[np.void], messages: list[Message | Scans]) -> None:
        self._health.frames += len(frames)
        sequence = frames["sequence"]
        jumps = sequence[1:] - sequence[:-1] - np.uint16(1)
        between = int(jumps[jumps < RESTART_JUMP].sum())
        self._count_lost(int(sequence[0]), int(sequence[-1]), between, restarted=False)
        messages.append(_scans(frames))

    def _count_damage(self, piece: bytes) -> None:
        if not piece:
            return
        if self._synced:
            self._health.crc_errors += 1
            self._damaged = True
        else:
            # No more of an endless piece is kept than this.
            self._health.unsynced_bytes += min(len(piece), MAX_ENCODED + 1)

    def _count_resync(self) -> None:
        self._health.resyncs += self._damaged
        self._damaged = False

    def _count_lost(self, first: int, last: int, between: int, *, restarted: bool) -> None:
        expected = first if self._expected is None or restarted else self._expected
        self._expected = (last + 1) & 0xFFFF
        jump = (first - expected) & 0xFFFF
        self._health.lost += between + (jump if jump < RESTART_JUMP else 0)


def _scans_from(stream: bytes, at: int, end: int) -> int:
    """Return where the next piece begins that may be a frame of scans; -1 if there is none up to a delimiter's end."""
    # A type is never 0, so that COBS leaves it as it is.
    while at < end:
        if stream[at + 1 : at + 2] == SCANS:
            return at
        at = stream.index(b"\0", at) + 1
    return -1


@cache
def _holds_whole_scans(frame_bytes: int, shape: bytes) -> bool:
    """Whether a Samples frame of this length, period and pad count holds whole scans, and at least one."""
    tail = frame_bytes - OVERHEAD - Samples.LAYOUT.size
    period_us, pads = int.from_bytes(shape[:2], "little"), shape[2] if len(shape) == SHAPE_BYTES else 0
    return tail > 0 and period_us >= SHORTEST_PERIOD_US and pads > 0 and tail % (2 * pads) == 0


def _scans(frames: NDArray[np.void]) -> Scans:
    """Read Samples frames of one length, period and pad count."""
    numbers = frames["counts"].shape[1]
    pads, period_us = int(frames["pads"][0]), int(frames["period_us"][0])
    t_us = frames["t_us"]
    if numbers > pads:
        within_us = np.arange(numbers // pads, dtype=np.uint32) * np.uint32(period_us)
        t_us = (t_us[:, None] + within_us[None, :]).reshape(-1)
    t_us, counts = t_us.astype(np.uint32), frames["counts"].reshape(-1, pads).astype(np.uint16)
    return Scans(t_us, period_us, counts, bool((t_us[1:] - t_us[:-1] == period_us).all()))


@cache
def _layout(frame_bytes: int) -> np.dtype[np.void]:
    """Return where the fields of a Samples frame of this length lie."""
    body = HEADER.size
    numbers = (frame_bytes - OVERHEAD - Samples.LAYOUT.size) // 2
    return np.dtype(
        {
            "names": ["sequence", "t_us", "period_us", "pads", "counts"],
            "formats": ["<u2", "<u4", "<u2", "u1", ("<u2", (numbers,))],
            "offsets": [2, body, body + 4, body + 6, body + Samples.LAYOUT.size],
            "itemsize": frame_bytes,
        }
    )
