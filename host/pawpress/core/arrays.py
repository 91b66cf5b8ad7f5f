"""Where a condition holds, as stretches; used by the stages that look at a whole block at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def runs(true: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return begin and end of every stretch in which the condition holds, of shape (n,)."""
    if not true.any():
        return []
    edges: list[int] = ((true[1:] != true[:-1]).nonzero()[0] + 1).tolist()
    if true[0]:
        edges.insert(0, 0)
    if true[-1]:
        edges.append(len(true))
    return list(zip(edges[::2], edges[1::2], strict=True))


def chosen(values: NDArray[np.float64], rows: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the rows for which a condition holds, shape (n,); the array itself, not a copy, where it holds for all."""
    return values if rows.all() else values[rows]
