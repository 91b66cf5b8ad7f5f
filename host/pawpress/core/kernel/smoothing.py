"""The pads of a scan brought to one time, and the low-pass, in one pass over the samples."""

from __future__ import annotations

import numpy as np

from pawpress.core.kernel.wasm_machine import Bytes, Floats, Machine

STREAM = np.dtype(
    [
        ("pads", "<u4"),
        ("begun", "<u4"),
        ("filtered", "<u4"),
        ("unused", "<u4"),
        ("sections", "<f8", (2, 6)),
        ("settled", "<f8", (4,)),
        ("late", "<f8", (255,)),
        ("before", "<f8", (255,)),
        ("state", "<f8", (255, 4)),
    ]
)
"""`Stream` of `source/smooth.c`."""
MOST_PADS = 255


class Smoothing:
    """Smooths a stream of forces, in whatever portions it comes.

    Parameters
    ----------
    late : array, shape (pads,)
        How late each pad is read, as a share of the time from scan to scan.
    sections : array, shape (2, 6), optional
        Second-order sections of the low-pass; None where there is none.
    settled : array, shape (4,), optional
        The state in which an input of 1 stays 1.
    """

    def __init__(self, late: Floats, sections: Floats | None, settled: Floats | None) -> None:
        self._begin()
        stream, pads = self._stream, len(late)
        stream["pads"], stream["late"][:pads] = pads, late
        if sections is not None and settled is not None:
            stream["filtered"], stream["sections"], stream["settled"] = 1, sections, settled

    def __getstate__(self) -> bytes:
        """Return everything that it knows: a replay keeps the whole state of the judging at some moments."""
        return self._bytes.tobytes()

    def __setstate__(self, stream: bytes) -> None:
        """Go on in a copy of the kernel of its own."""
        self._begin()
        self._bytes[:] = np.frombuffer(stream, np.uint8)

    def _begin(self) -> None:
        self._machine = Machine()
        self._smooth = self._machine.function("smooth")

    @property
    def _stream(self) -> np.void:
        """The variable of the kernel; looked up each time, since its place moves when the memory grows."""
        return self._bytes.view(STREAM)[0]

    @property
    def _bytes(self) -> Bytes:
        at = self._machine.place("stream")
        return self._machine.memory[at : at + STREAM.itemsize]

    def process(self, force_n: Floats, *, gap: bool) -> Floats:
        """Return smoothed forces of shape (n, pads); behind a gap they begin anew."""
        size, machine = force_n.size, self._machine
        at = machine.heap(16 * size)
        machine.floats(at, size).reshape(force_n.shape)[:] = force_n
        self._smooth(at, at + 8 * size, len(force_n), gap)
        return machine.floats(at + 8 * size, size).reshape(force_n.shape).copy()

    def reset(self) -> None:
        """Forget everything that came before."""
        self._stream["begun"] = 0
