"""Frames of scans to columns: runs of good frames of one shape, undone together."""

from __future__ import annotations

from struct import Struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pawpress.core.kernel.wasm_machine import ALIGNED, shared

KIND = Struct("<HHHHHH")
"""`Kind` of `source/frames.h`."""
RUN = Struct("<IIIIIIHHHH")
"""`Run` of `source/runs.c`."""


class ScanRun(NamedTuple):
    """Good frames of scans, alike in length, period and number of pads."""

    size: int
    """Bytes up to behind its last delimiter."""
    frames: int
    lost: int
    """Frames that are missing in between, by their sequence."""
    first: int
    last: int
    """Sequence of the first and the last frame."""
    period_us: int
    t_us: NDArray[np.uint32]
    """Device time of each scan, shape (n,); wraps."""
    counts: NDArray[np.uint16]
    """Raw readings, shape (n, pads)."""
    even: bool
    """Whether each scan is a period behind the one before."""


def kind_bytes(frame_type: int, body_bytes: int, crc_start: int, most_bytes: int, shortest_period_us: int) -> bytes:
    """Return what tells frames of scans from others.

    Parameters
    ----------
    frame_type : int
        Their type.
    body_bytes : int
        How many bytes of their body are in front of the readings.
    crc_start : int
        What the checksum begins with.
    most_bytes : int
        Of a frame.
    shortest_period_us : int
        From scan to scan, microseconds; what says less is damaged.
    """
    return KIND.pack(frame_type, body_bytes, crc_start, most_bytes, shortest_period_us, 0)


class ScanFrames:
    """A stream, laid down in the kernel; nothing else may call it until the last run is taken.

    Parameters
    ----------
    kind : bytes
        Which frames are taken (`kind_bytes`).
    stream : bytes
        The stream.
    end : int
        Up to where, behind a delimiter.
    """

    def __init__(self, kind: bytes, stream: bytes, end: int) -> None:
        self._machine = machine = shared()
        self._end = end
        whole = -(-len(stream) // ALIGNED) * ALIGNED
        # A scan takes two bytes at least, which is one reading, and its time takes four.
        self._kind = machine.heap(4 * ALIGNED + 4 * whole)
        self._run = self._kind + ALIGNED
        self._stream = self._run + 2 * ALIGNED
        self._t_us = self._stream + whole
        self._counts = self._t_us + 2 * whole
        self._take = machine.function("take_run")
        machine.write(self._kind, kind)
        machine.write(self._stream, stream)

    def run_at(self, at: int) -> ScanRun | None:
        """Return the run that begins at a place of the stream; None where none does."""
        machine, counts_at = self._machine, self._counts
        self._take(self._stream + at, self._end - at, self._kind, self._run, self._t_us, counts_at)
        size, frames, scans, lost, even, _, first, last, period_us, pads = RUN.unpack(
            machine.memory[self._run : self._run + RUN.size].tobytes()
        )
        if not frames:
            return None
        t_us = machine.memory[self._t_us : self._t_us + 4 * scans].view(np.uint32).copy()
        counts = machine.memory[counts_at : counts_at + 2 * scans * pads].view(np.uint16)
        return ScanRun(size, frames, lost, first, last, period_us, t_us, counts.reshape(scans, pads).copy(), bool(even))
