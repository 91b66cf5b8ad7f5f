"""A recording as a link: the bytes come again as they came, at the pace of the rig's own clock or faster."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pawpress.core.protocol.codec import FrameError, decode
from pawpress.core.protocol.schema_generated import Gap, Hello, Samples
from pawpress.core.samples import RESTART_GAP_S, WRAP_US
from pawpress.recording.reader import RecordingFile
from pawpress.rig.link import LinkOver

LONGEST_STEP_US = 2_000_000
"""Nobody wants to wait longer where the recording is silent; the gap itself stays as long as it was."""
MOST_A_READ = 1 << 16
"""Bytes of one read, so that a replay at full speed lets others have their turn."""
SLOWEST, FASTEST = 0.01, 1000.0


class ReplayLink:
    """Conforms to `Link`. Time begins with the first read.

    Parameters
    ----------
    recording : RecordingFile
        What to play.
    clock : callable
        The host's clock, seconds.
    speed : float
        1 is as it was, 2 is twice as fast, `math.inf` is as fast as the machine can.
    from_s : float
        What lies before this session time comes at once, seconds.
    """

    kind = "recording"

    def __init__(
        self, recording: RecordingFile, clock: Callable[[], float], speed: float = 1.0, from_s: float = 0.0
    ) -> None:
        self._name = recording.path.name
        self._clock = clock
        self._speed, self._paused = speed, False
        self._skip_to_s = from_s
        self._frames = _timed(recording.chunks())
        self._next = next(self._frames, None)
        self._mark: tuple[float, float] | None = None
        """Host time, and what was due then, from which the pace is counted; None: from the next frame on."""

    @property
    def name(self) -> str:
        """Name of the file."""
        return self._name

    @property
    def speed(self) -> float | None:
        """How many times as fast as it was; None is as fast as the machine can."""
        return None if math.isinf(self._speed) else self._speed

    @property
    def pace_words(self) -> str:
        """The pace in words."""
        if self._paused:
            return "no further: paused"
        return "as fast as it can" if math.isinf(self._speed) else f"at {self._speed:g} times its pace"

    def pace(self, times: float) -> None:
        """Play this many times faster than now; 0 pauses, and goes on when it is paused."""
        self._mark = self._clock(), self._due_s()
        if times == 0.0:
            self._paused = not self._paused
        elif not math.isinf(self._speed):
            self._speed = min(max(self._speed * times, SLOWEST), FASTEST)

    def skip_to(self, to_s: float) -> None:
        """Have everything before a session time come at once."""
        self._skip_to_s = to_s

    def read(self) -> bytes:
        """Return what is due.

        Raises
        ------
        LinkOver
            If everything was played.
        """
        if self._next is None:
            raise LinkOver(f"{self._name}: the recording is over.")
        frames: list[bytes] = []
        size = 0
        due_s = self._due_s()
        while self._next is not None and size < MOST_A_READ:
            if self._next.session_s < self._skip_to_s:
                self._mark = None
            elif self._mark is None:
                self._mark = self._clock(), self._next.due_s
                due_s = self._due_s()
            if self._mark is not None and self._next.due_s > due_s:
                break
            frames.append(self._next.piece)
            size += len(self._next.piece)
            self._next = next(self._frames, None)
        return b"".join(frames)

    def write(self, frame: bytes) -> None:
        """Let a command pass: a recording answers nothing."""

    def close(self) -> None:
        """Play nothing more; harmless when called twice."""
        self._next = None

    def _due_s(self) -> float:
        if self._mark is None:
            return 0.0 if self._next is None else self._next.due_s
        clock_s, due_s = self._mark
        if self._paused:
            return due_s
        return math.inf if math.isinf(self._speed) else due_s + (self._clock() - clock_s) * self._speed


class _Piece(NamedTuple):
    """A piece of the stream up to a delimiter."""

    due_s: float
    """When it is to come, long silences cut short, seconds."""
    session_s: float
    """When it came, seconds."""
    piece: bytes


def _timed(chunks: Iterator[bytes]) -> Iterator[_Piece]:
    """Yield every piece of the stream with its times."""
    pending = b""
    due_us = session_us = 0
    device_us: int | None = None
    for chunk in chunks:
        *pieces, pending = (pending + chunk).split(b"\0")
        for piece in pieces:
            step_us, device_us = _step(piece, device_us)
            due_us += min(step_us, LONGEST_STEP_US)
            session_us += step_us
            yield _Piece(due_us / 1e6, session_us / 1e6, piece + b"\0")
    if pending:
        yield _Piece(due_us / 1e6, session_us / 1e6, pending)


def _step(piece: bytes, device_us: int | None) -> tuple[int, int | None]:
    """Return how much later than the one before a frame came, and the device's clock after it."""
    try:
        message, _ = decode(piece)
    except FrameError:
        return 0, device_us
    match message:
        case Samples(t_us=t_us):
            step_us = 0 if device_us is None else (t_us - device_us) % WRAP_US
            # A clock that seems to go back started again, though its Hello was lost.
            return round(RESTART_GAP_S * 1e6) if step_us > WRAP_US // 2 else step_us, t_us
        case Gap(duration_us=duration_us):
            return duration_us, None
        case Hello(restarted=1) if device_us is not None:
            return round(RESTART_GAP_S * 1e6), None
        case _:
            return 0, device_us
