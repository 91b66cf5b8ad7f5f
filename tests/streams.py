"""Streams of bytes as a rig sends them, for forces chosen by the test."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration.pad_models import fsr_divider
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import SCHEMA_HASH, Hello, Message, Samples

HELLO = Hello(
    protocol_version=1,
    schema_hash=SCHEMA_HASH,
    firmware_major=0,
    firmware_minor=1,
    firmware_patch=0,
    board=1,
    pad_kind=1,
    pads=2,
    rate_hz=500,
    counts_max=1023,
    pad_skew_ns=112_000,
    baud=500_000,
    reset_cause=2,
    restarted=1,
)
PERIOD_US = 2000


def counts_of(force_n: NDArray[np.float64]) -> NDArray[np.uint16]:
    """Return the readings at which the nominal curve gives these forces, any shape, to the nearest count."""
    conductance = (force_n / fsr_divider.HALF_SCALE_N) ** fsr_divider.EXPONENT
    return np.rint(fsr_divider.COUNTS_MAX * conductance / (1.0 + conductance)).astype(np.uint16)


class RigStream:
    """Writes what a rig would send, frame by frame, with its sequence and its clock."""

    def __init__(self, period_us: int = PERIOD_US, t_us: int = 0, sequence: int = 0) -> None:
        self.period_us = period_us
        self.t_us = t_us
        self.sequence = sequence

    def frame(self, message: Message) -> bytes:
        """Return the next frame."""
        encoded = encode(message, self.sequence)
        self.sequence = (self.sequence + 1) & 0xFFFF
        return encoded

    def hello(self, pads: int = 2, **changes: int) -> bytes:
        fields = {name: getattr(HELLO, name) for name in HELLO.__slots__}
        return self.frame(Hello(**{**fields, "pads": pads, "rate_hz": 1_000_000 // self.period_us, **changes}))

    def scan(self, counts: NDArray[np.uint16]) -> bytes:
        """Return one frame with one scan of all pads, or with several of shape (scans, pads)."""
        scans = np.atleast_2d(counts)
        numbers = tuple(int(number) for number in scans.reshape(-1))
        frame = self.frame(Samples(self.t_us, self.period_us, scans.shape[1], numbers))
        self.lose(len(scans))
        return frame

    def lose(self, scans: int) -> None:
        """Let time pass without a frame, as when a scan was not taken."""
        self.t_us = (self.t_us + scans * self.period_us) & 0xFFFFFFFF

    def scans(self, counts: NDArray[np.uint16]) -> list[bytes]:
        """Return a frame a scan, counts of shape (n, pads)."""
        return [self.scan(row) for row in counts]

    def restart(self) -> None:
        """Begin clock and sequence anew."""
        self.t_us, self.sequence = 0, 0


def stream_of(force_n: NDArray[np.float64], period_us: int = PERIOD_US) -> bytes:
    """Return Hello and a frame for every row of forces, shape (n, pads), newtons."""
    rig = RigStream(period_us)
    return rig.hello(force_n.shape[1]) + b"".join(rig.scans(counts_of(force_n)))


def frames_of(stream: bytes) -> Iterator[bytes]:
    """Yield the frames of a stream, delimiters included."""
    for frame in stream.split(b"\0")[:-1]:
        yield frame + b"\0"
