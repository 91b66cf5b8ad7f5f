"""Raw counts at the end of a converter's range: the true reading lies beyond."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

TOPS = tuple(float((1 << bits) - 1) for bits in (8, 10, 12, 14, 16))
"""Full scale of the usual converters, counts."""
LEAST_RUN = 3
"""This many readings in a row at the end of the range are not chance."""
REST_SHARE = 0.02
"""A converter whose usual reading is this close to its end, as a share of its range, rests there."""


def clipped(counts: NDArray[np.float64], *, invert: bool) -> NDArray[np.bool_]:
    """Return where counts stand at the loaded end of the converter's range, shape (n,).

    Parameters
    ----------
    counts : array, shape (n,)
        Readings as they stand in the file.
    invert : bool
        Whether readings fall with load: then the end is 0.
    """
    top = float(counts.max())
    end = 0.0 if invert else top
    rests_there = abs(float(np.median(counts)) - end) <= REST_SHARE * top
    if rests_there or (not invert and top not in TOPS):
        return np.zeros(len(counts), dtype=np.bool_)
    return _in_runs(counts == end)


def _in_runs(true: NDArray[np.bool_]) -> NDArray[np.bool_]:
    edges = np.flatnonzero(np.diff(true, prepend=False, append=False))
    runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    kept = np.zeros(len(true), dtype=np.bool_)
    for a, b in runs:
        kept[a:b] = b - a >= LEAST_RUN
    return kept
