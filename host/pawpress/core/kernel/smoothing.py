"""The pads of a scan brought to one time, and the low-pass, in one pass over the samples."""

from __future__ import annotations

import numpy as np

from pawpress.core.kernel.wasm_machine import Floats, shared

HEAD = [
    ("pads", "<u4"),
    ("begun", "<u4"),
    ("filtered", "<u4"),
    ("unused", "<u4"),
    ("sections", "<f8", (2, 6)),
    ("settled", "<f8", (4,)),
]
BEGUN_AT = 4
PAD = np.dtype([("late", "<f8"), ("before", "<f8"), ("state", "<f8", (4,))])
"""`Stream` of `source/smooth.c`: its head, and what follows for each pad."""


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
        stream = np.zeros(1, [*HEAD, ("pad", PAD, (len(late),))])
        stream["pads"], stream["pad"]["late"] = len(late), late
        if sections is not None and settled is not None:
            stream["filtered"], stream["sections"], stream["settled"] = 1, sections, settled
        self._stream = stream.tobytes()

    def process(self, force_n: Floats, *, gap: bool) -> Floats:
        """Return smoothed forces of shape (n, pads), those of a pad side by side; behind a gap they begin anew."""
        machine, size = shared(), force_n.size
        at, place = machine.heap(8 * size), machine.place("stream")
        smooth_n = machine.floats(at, size).reshape(force_n.shape[::-1])
        smooth_n[:] = force_n.T
        machine.write(place, self._stream)
        machine.function("smooth")(at, len(force_n), gap)
        self._stream = machine.memory[place : place + len(self._stream)].tobytes()
        return smooth_n.copy().T

    def reset(self) -> None:
        """Forget everything that came before."""
        self._stream = self._stream[:BEGUN_AT] + bytes(4) + self._stream[BEGUN_AT + 4 :]
