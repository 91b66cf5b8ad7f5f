"""The pads of a scan brought to one time, and the low-pass, in one pass over the samples."""

from __future__ import annotations

import numpy as np

from pawpress.core.kernel.wasm_machine import Floats, Machine

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
        self._machine = Machine()
        at = self._machine.place("stream")
        self._stream = self._machine.memory[at : at + STREAM.itemsize].view(STREAM)[0]
        self._smooth = self._machine.function("smooth")
        self._pads = len(late)
        self._stream["pads"], self._stream["late"][: self._pads] = self._pads, late
        if sections is not None:
            self._stream["filtered"], self._stream["sections"], self._stream["settled"] = 1, sections, settled

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
