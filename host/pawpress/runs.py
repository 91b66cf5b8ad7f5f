"""Where a condition holds, as stretches; used by the rooms that look at a whole block at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def runs(true: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return begin and end of every stretch in which the condition holds, of shape (n,)."""
    if not true.any():
        return []
    edges = np.flatnonzero(np.diff(np.concatenate(([False], true, [False])).view(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
