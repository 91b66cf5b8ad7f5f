"""A look at bytes of the rig before anything is made of them: whether they are usual, and may wait."""

from __future__ import annotations

from struct import Struct

import numpy as np
from numpy.typing import NDArray

from pawpress.core.kernel.wasm_machine import ALIGNED, shared

USUAL = Struct("<IHHH")
"""`Usual` of `source/look.c`, behind the kind of frames and in front of the largest reading of each pad."""


def usual_bytes(
    next_us: int,
    sequence: int,
    period_us: int,
    kind: bytes,
    most: NDArray[np.intp],
) -> bytes:
    """Return what `usual_scans` compares with.

    Parameters
    ----------
    next_us : int
        Device time of the next scan, microseconds.
    sequence : int
        Of the next frame.
    period_us : int
        From scan to scan, microseconds.
    kind : bytes
        What tells frames of scans from others (`kind_bytes`).
    most : array, shape (pads,)
        The largest reading of each pad that may wait, counts.
    """
    return kind + USUAL.pack(next_us, sequence, period_us, len(most)) + most.astype("<u2").tobytes()


def usual_scans(usual: bytes, stream: bytes) -> int:
    """Return how many scans are in the whole frames of a stream; -1 where there is anything but usual scans.

    Usual scans go on after the last ones without a gap, undamaged, and no reading is above what may wait. Nothing is
    said of what follows the last whole frame.
    """
    machine, both, begin = shared(), usual + stream, len(usual)
    size = len(both)
    at = machine.heap(size + ALIGNED)  # the kernel takes so many bytes at a time
    machine.write(at, both)
    scans = machine.function("look")(at, at + begin, size - begin)
    assert isinstance(scans, int)
    return scans
