"""A recording as a link: the bytes come again as they came, at the pace of the rig's own clock or faster."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from pawpress.link import LinkOver
from pawpress.protocol.codec import FrameError, decode
from pawpress.protocol.schema_generated import Gap, Hello, Samples
from pawpress.recorder.reader import Recording

WRAP_US = 1 << 32
LONGEST_STEP_US = 2_000_000
"""Nobody wants to wait longer where the recording is silent; the gap itself stays as long as it was."""
MOST_A_READ = 1 << 16
"""Bytes of one read, so that a replay at full speed lets others have their turn."""


class ReplayLink:
    """Conforms to `Link`. Time begins with the first read.

    Parameters
    ----------
    recording : Recording
        What to play.
    clock : callable
        The host's clock, seconds.
    speed : float
        1 is as it was, 2 is twice as fast, `math.inf` is as fast as the machine can.
    from_s : float
        What lies before comes at once, seconds.
    """

    kind = "recording"

    def __init__(
        self, recording: Recording, clock: Callable[[], float], speed: float = 1.0, from_s: float = 0.0
    ) -> None:
        self._name = recording.path.name
        self._clock = clock
        self._speed = speed
        self._from_s = from_s
        self._frames = _timed(recording.chunks())
        self._next = next(self._frames, None)
        self._start_s: float | None = None

    @property
    def name(self) -> str:
        """Name of the file."""
        return self._name

    def read(self) -> bytes:
        """Return what is due.

        Raises
        ------
        LinkOver
            If everything was played.
        """
        if self._next is None:
            raise LinkOver(f"{self._name}: the recording is over. Press q to leave.")
        due_s = self._due_s()
        frames: list[bytes] = []
        size = 0
        while self._next is not None and self._next[0] <= due_s and size < MOST_A_READ:
            frames.append(self._next[1])
            size += len(self._next[1])
            self._next = next(self._frames, None)
        return b"".join(frames)

    def write(self, frame: bytes) -> None:
        """Let a command pass: a recording answers nothing."""

    def close(self) -> None:
        """Play nothing more; harmless when called twice."""
        self._next = None

    def _due_s(self) -> float:
        if math.isinf(self._speed):
            return math.inf
        now_s = self._clock()
        if self._start_s is None:
            self._start_s = now_s
        return self._from_s + (now_s - self._start_s) * self._speed


def _timed(chunks: Iterator[bytes]) -> Iterator[tuple[float, bytes]]:
    """Yield every piece of the stream up to a delimiter, with the time it is due, seconds."""
    pending = b""
    due_us = 0
    device_us: int | None = None
    for chunk in chunks:
        *pieces, pending = (pending + chunk).split(b"\0")
        for piece in pieces:
            step_us, device_us = _step(piece, device_us)
            due_us += step_us
            yield due_us / 1e6, piece + b"\0"
    if pending:
        yield due_us / 1e6, pending


def _step(piece: bytes, device_us: int | None) -> tuple[int, int | None]:
    """Return how long to wait before a frame, and the device's clock after it."""
    try:
        message, _ = decode(piece)
    except FrameError:
        return 0, device_us
    match message:
        case Samples(t_us=t_us):
            step_us = 0 if device_us is None else (t_us - device_us) % WRAP_US
            return min(step_us, LONGEST_STEP_US), t_us
        case Gap(duration_us=duration_us):
            return min(duration_us, LONGEST_STEP_US), None
        case Hello(restarted=1):
            return 0, None
        case _:
            return 0, device_us
