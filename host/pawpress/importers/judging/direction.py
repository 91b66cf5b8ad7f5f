"""Do newtons rise or fall with load? Some plates and robots write what presses them below zero: it points down.

A load cell that nobody zeroed may rest below zero, too, and rise from there. It rests where it reads least, does not
come near zero, and no cell is off by as much as a body weighs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.judging.foot_rest import UNTARED_N

Array = NDArray[np.float64]

LEAST_N = 1.0
"""Less than this below zero is nobody's press."""
SHARE = 0.1
"""Within this share of its range of zero a plate is empty; no more than this share above zero is noise."""


def falling(pads: Sequence[Array], *, feet: bool) -> list[bool]:
    """Tell which pads of a file fall with load: a pad cannot be pulled.

    Pads of one file point the same way: where one surely falls, those that stay below zero fall, too. Feet stand on
    several pads, each of which may carry less than a cell can be off by; what they carry together tells.

    Parameters
    ----------
    pads : sequence of array, each of shape (n,)
        Newtons as they stand in the file.
    feet : bool
        Whether the pads are plates under feet.
    """
    below = [_range_below_zero(force_n) for force_n in pads]
    sure = _surely_falls([reads for reads in below if reads is not None], feet=feet)
    return [
        reads is not None and (sure or _rests_high(force_n, *reads)) for force_n, reads in zip(pads, below, strict=True)
    ]


def _range_below_zero(force_n: Array) -> tuple[float, float] | None:
    """Return what a pad that stays below zero reads at least and at most, but for strays; None for any other."""
    # Nearly no file has a reading so low, and percentiles put all readings in order.
    if force_n.min(initial=0.0) >= -LEAST_N:
        return None
    low, high = np.percentile(force_n, (1, 99)).tolist()
    return (low, high) if -low > LEAST_N and high < SHARE * -low else None


def _surely_falls(ranges: Sequence[tuple[float, float]], *, feet: bool) -> bool:
    """Whether of pads that stay below zero, each with what it reads at least and at most, one surely falls."""
    if feet and -sum(low for low, _ in ranges) > UNTARED_N:
        return True
    return any(high > SHARE * low or -low > UNTARED_N for low, high in ranges)


def _rests_high(force_n: Array, low: float, high: float) -> bool:
    """Whether a pad mostly reads the upper half of what it reads: there it rests."""
    return float(np.median(force_n)) > 0.5 * (low + high)
