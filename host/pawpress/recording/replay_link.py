"""A recording as a link: the bytes come again as they came, at the pace of the rig's own clock or faster."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple, cast

from pawpress.core.annotation import Annotation
from pawpress.core.protocol.codec import CHECKSUM_BYTES, HEADER, FrameError, unpack_body, unstuffed
from pawpress.core.protocol.schema_generated import Document, Gap, Hello, Samples
from pawpress.core.samples import RESTART_GAP_S, WRAP_US
from pawpress.recording.host_frames import AnnotationReader
from pawpress.recording.reader import RecordingFile
from pawpress.rig.link import LinkOver

LONGEST_STEP_US = 2_000_000
"""Nobody wants to wait longer where the recording is silent; the gap itself stays as long as it was."""
MOST_A_READ = 1 << 16
"""Bytes of one read, so that a replay at full speed lets others have their turn."""
SLOWEST, FASTEST = 0.25, 8.0
"""What the keys choose between; who starts a replay may ask for more."""


class ReplayPlace(NamedTuple):
    """Where in a recording a replay stands: behind a whole frame."""

    byte: int = 0
    due_us: int = 0
    """When the frame before it was to come, long silences cut short."""
    session_us: int = 0
    """When it came."""
    device_us: int | None = None
    """What the rig's clock said then."""


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
    place : ReplayPlace
        Where to begin.
    paused : bool
        Whether it stands still once it is there.
    """

    kind = "recording"

    def __init__(
        self,
        recording: RecordingFile,
        clock: Callable[[], float],
        speed: float = 1.0,
        from_s: float = 0.0,
        place: ReplayPlace = ReplayPlace(),  # noqa: B008 - a tuple
        *,
        paused: bool = False,
    ) -> None:
        self.name = recording.path.name
        """Name of the file."""
        self._clock = clock
        self._speed, self.paused = speed, paused
        self._skip_to_s = from_s
        self.place = place
        """Behind the newest frame that was read."""
        self._annotations, self._said = AnnotationReader(), list[Annotation]()
        self._frames = _timed(recording.chunks(place.byte), place)
        self._next = next(self._frames, None)
        self._mark: tuple[float, float] | None = None
        """Host time, and what was due then, from which the pace is counted; None: from the next frame on."""

    @property
    def speed(self) -> float | None:
        """How many times as fast as it was; None is as fast as the machine can."""
        return None if math.isinf(self._speed) else self._speed

    @property
    def pace_words(self) -> str:
        """The pace in words."""
        if self.paused:
            return "no further: paused"
        return "as fast as it can" if math.isinf(self._speed) else f"at {self._speed:g} times its pace"

    def pace(self, times: float) -> None:
        """Play this many times faster than now; 0 pauses, and goes on when it is paused."""
        self._mark = self._clock(), self._due_s()
        if times == 0.0:
            self.paused = not self.paused
        elif math.isinf(self._speed):
            self._speed = self._speed if times > 1.0 else FASTEST
        else:
            self._speed = min(max(self._speed * times, min(SLOWEST, self._speed)), max(FASTEST, self._speed))

    @property
    def winding(self) -> bool:
        """Whether something still comes at once, on the way to where it is to play."""
        return self._next is not None and self._next.place.session_us < 1e6 * self._skip_to_s

    @property
    def state(self) -> str:
        """`winding` on the way to where it is to play, then `paused` or `playing`."""
        return "winding" if self.winding else "paused" if self.paused else "playing"

    def said(self) -> list[Annotation]:
        """Return what people said in the frames that were read, each once."""
        said, self._said = self._said, []
        return said

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
            raise LinkOver(f"{self.name}: the recording is over.")
        frames: list[bytes] = []
        size = 0
        due_s = self._due_s()
        # What somebody said speaks of the force of that moment: nothing behind it may come with it.
        while self._next is not None and size < MOST_A_READ and not self._said:
            if self._next.place.session_us < 1e6 * self._skip_to_s:
                self._mark = None
            elif self._mark is None:
                self._mark = self._clock(), self._next.due_s
                due_s = self._due_s()
            if self._mark is not None and self._next.due_s > due_s:
                break
            frames.append(self._next.piece)
            size += len(self._next.piece)
            self._listen(self._next)
            self._next = next(self._frames, None)
        return b"".join(frames)

    def write(self, frame: bytes) -> None:
        """Let a command pass: a recording answers nothing."""

    def close(self) -> None:
        """Play nothing more; harmless when called twice."""
        self._next = None

    def _listen(self, piece: _Piece) -> None:
        self.place = piece.place
        if piece.kind == Document.TYPE and (frame := unstuffed(piece.piece[:-1])) is not None:
            with suppress(FrameError):
                document = cast("Document", unpack_body(Document, frame[HEADER.size : -CHECKSUM_BYTES]))
                self._said += self._annotations.take(document)

    def _due_s(self) -> float:
        if self._mark is None:
            return 0.0 if self._next is None else self._next.due_s
        clock_s, due_s = self._mark
        if self.paused:
            return due_s
        return math.inf if math.isinf(self._speed) else due_s + (self._clock() - clock_s) * self._speed


class _Piece(NamedTuple):
    """A piece of the stream up to a delimiter."""

    place: ReplayPlace
    """Behind it."""
    kind: int
    """Type of its message; -1 if it is damaged."""
    piece: bytes

    @property
    def due_s(self) -> float:
        """When it is to come, seconds."""
        return self.place.due_us / 1e6


def _timed(chunks: Iterator[bytes], place: ReplayPlace) -> Iterator[_Piece]:
    """Yield every piece of the stream with its times."""
    pending = b""
    byte, due_us, session_us, device_us = place
    for chunk in chunks:
        *pieces, pending = (pending + chunk).split(b"\0")
        for piece in pieces:
            frame = unstuffed(piece)
            step_us, device_us = (0, device_us) if frame is None else _step(frame, device_us)
            byte += len(piece) + 1
            due_us += min(step_us, LONGEST_STEP_US)
            session_us += step_us
            kind = -1 if frame is None else frame[0]
            yield _Piece(ReplayPlace(byte, due_us, session_us, device_us), kind, piece + b"\0")
    if pending:
        yield _Piece(ReplayPlace(byte + len(pending), due_us, session_us, device_us), -1, pending)


def _step(frame: bytes, device_us: int | None) -> tuple[int, int | None]:
    """Return how much later than the one before a frame came, and the device's clock after it."""
    body = frame[HEADER.size : -CHECKSUM_BYTES]
    if frame[0] == Samples.TYPE and len(body) >= Samples.LAYOUT.size:
        t_us: int = Samples.LAYOUT.unpack_from(body)[0]
        step_us = 0 if device_us is None else (t_us - device_us) % WRAP_US
        # A clock that seems to go back started again, though its Hello was lost.
        return round(RESTART_GAP_S * 1e6) if step_us > WRAP_US // 2 else step_us, t_us
    if frame[0] not in (Gap.TYPE, Hello.TYPE):
        return 0, device_us
    try:
        message = unpack_body(Gap if frame[0] == Gap.TYPE else Hello, body)
    except FrameError:
        return 0, device_us
    match message:
        case Gap(duration_us=duration_us):
            return duration_us, None
        case Hello(restarted=1) if device_us is not None:
            return round(RESTART_GAP_S * 1e6), None
        case _:
            return 0, device_us
