"""Lets bytes of the rig wait until a lump is full, where nothing in them can matter before.

Taking a chunk of 5 ms apart costs nearly as much as taking apart one of 30 ms. So the kernel looks at every chunk at
once: at every checksum, at sequence and time, and at every reading. Bytes wait only while all of it is usual and no
reading is above what may wait; with anything else, everything that waits is judged in the same call. What may wait is a
bound (`Patience`): even if every pad read as much, no alarm could change, no force would rise fast, and nothing that
the lumps would hand on is left out: while a force rises fast or a press ends, bytes wait for a step of 10 ms at most.
Nothing waits while an alarm is not back to normal, nor in foot mode.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import Calibration
from pawpress.core.calibration.baseline_watch import BaselineWatch
from pawpress.core.calibration.creep import LOADED_N
from pawpress.core.force_line import ForceLine
from pawpress.core.kernel import KernelStopped
from pawpress.core.kernel.look import usual_bytes, usual_scans
from pawpress.core.protocol import Decoder
from pawpress.core.protocol.decoder import KIND
from pawpress.core.safety import AlarmMonitor
from pawpress.core.samples import SampleClock

LARGE_BYTES = 1 << 12
"""A chunk as large is no live one, and fills lumps of its own."""


class WaitingBytes:
    """Bytes that were looked at and not judged yet.

    Parameters
    ----------
    silence_s : float
        What comes after this time by the host's clock is not judged together with what came before.
    """

    def __init__(self, silence_s: float) -> None:
        self._silence_s = silence_s
        self._usual: bytes | None = None
        self._stream = b""
        """What the decoder has of a frame that is not whole, and what waits behind it."""
        self._begun = self._most = 0
        self.scans = 0
        """Whole scans that wait."""
        self.now_s = 0.0
        """When the newest of them came, by the host's clock, seconds."""
        self.full = False
        """Whether a chunk was refused for filling the lump: it is judged together with what waits, else behind it."""

    def begin(self, decoder: Decoder, clock: SampleClock, bound: tuple[NDArray[np.intp], int], now_s: float) -> None:
        """Let bytes wait from here on: readings up to a bound, and so many scans."""
        if decoder.expected is not None and (due := clock.due()) is not None:
            self._usual = usual_bytes(due[0], decoder.expected, due[1], KIND, bound[0])
            self._stream, self._begun = decoder.pending, len(decoder.pending)
            self._most, self.scans, self.now_s = bound[1], 0, now_s

    def take(self, chunk: bytes, now_s: float) -> bool:
        """Whether a chunk may wait; it does so then."""
        self.full = False
        if self._usual is None or len(chunk) > LARGE_BYTES or self._overdue(now_s):
            return False
        if chunk:
            stream = self._stream + chunk
            scans = _scans_in(self._usual, stream)
            if not 0 <= scans <= self._most:
                self.full = scans > self._most
                return False
            if scans > self.scans:
                self.now_s = now_s
            self._stream, self.scans = stream, scans
        return True

    def stop(self) -> None:
        """Let nothing more wait."""
        self._usual = None

    def release(self) -> bytes:
        """Return what waits, to be judged before anything else is."""
        waited = self._stream[self._begun :]
        self._usual, self._stream, self._begun, self.scans = None, b"", 0, 0
        return waited

    def _overdue(self, now_s: float) -> bool:
        """Whether something waits and nothing came after it for a while."""
        return self.scans > 0 and now_s - self.now_s > self._silence_s


def _scans_in(usual: bytes, stream: bytes) -> int:
    try:
        return usual_scans(usual, stream)
    except KernelStopped:  # a fault of the look must not keep an alarm from anybody
        return -1


class Patience:
    """Knows which readings may wait, and for how many scans.

    Parameters
    ----------
    calibration : Calibration
        What turns readings into newtons.
    watch : BaselineWatch
        Looks at some of the readings, which must not wait then.
    alarm_monitor : AlarmMonitor
        Knows up to which totals no alarm changes.
    line : ForceLine
        Knows what the lumps wait for.
    """

    def __init__(
        self, calibration: Calibration, watch: BaselineWatch, alarm_monitor: AlarmMonitor, line: ForceLine
    ) -> None:
        self._calibration, self._watch, self._monitor, self._line = calibration, watch, alarm_monitor, line
        self._top = calibration.newtons.shape[1] - 1
        self._newest: NDArray[np.uint16] | None = None
        """The newest readings that the lumps handed on."""

    def follow(self, counts: NDArray[np.uint16], gap_before: int) -> None:
        """Take note of readings that the line has taken, shape (n, pads)."""
        behind = self._line.held
        if behind < len(counts):
            self._newest = counts[-1 - behind]
        elif gap_before:
            self._newest = None

    def bound(self) -> tuple[NDArray[np.intp], int] | None:
        """Return the largest reading of each pad that may wait, and how many scans; None where nothing may."""
        if self._newest is None:
            return None
        scans = min(self._line.due, self._watch.due) - 1
        if scans < 1 or self._followers is None:
            return None
        row, most, newtons = self._followers
        largest: NDArray[np.intp] = most.take(np.minimum(self._newest, self._top) + row)
        return (largest, scans) if self._monitor.may_wait(newtons.take(largest + row)) else None

    @cached_property
    def _followers(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]] | None:
        """For each reading the largest one that may follow, and the force of each, those of a pad side by side.

        In front of them where each pad's begin. None where none may follow. Made once something may wait, which nothing
        of a recording ever does.
        """
        calibration, line = self._calibration, self._line
        # A force may rise by as much at once when its pad counts as recovered from its creep.
        rise_n = line.slow_n - LOADED_N * float(calibration.creep_per_decade.max())
        most = np.stack([table.searchsorted(table + rise_n, side="right") - 1 for table in calibration.newtons])
        most = np.minimum(most, calibration.saturation_counts[:, None].astype(np.intp) - 1)
        if not (calibration.newtons.min() >= 0.0 and most.min() >= 0 and rise_n > 0.0):
            return None
        row: NDArray[np.intp] = np.arange(len(most), dtype=np.intp) * most.shape[1]
        return row, most.reshape(-1), calibration.newtons.reshape(-1)
