"""Readings that were written more often than they were taken: a slow sensor in the table of a fast one.

Each stays until the next one comes, so the column climbs in stairs, and every stair looks like a jab. Strategy: a
sensor that is read for every row and moves changes in the next row, too; one that is held stands still after every
change. Of such a column presses see only the rows for which a reading was taken. Alarms look at all of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STEP_PERCENT, MOVED_STEPS = 5.0, 2.5
"""A change by more than this many of its small steps, which this share are, is a movement and no tremble of its last
digit: that stands still in between, too."""
ENOUGH = 12
"""So many movements tell; fewer may be weights that were put on."""
HELD_SHARE = 0.9
"""A column is held if after this share of its movements it stands still for a row or more."""


def taken(reading: NDArray[np.float64]) -> NDArray[np.bool_] | None:
    """Return for which rows of a column, shape (n,), readings were taken; None if for all."""
    still = reading[1:] == reading[:-1]
    if len(still) - np.count_nonzero(still) < ENOUGH:
        return None
    movements = _movements(reading, still)
    if len(movements) < ENOUGH or float(_stands(still, movements).mean()) < HELD_SHARE:
        return None
    starts = np.concatenate(([0], np.flatnonzero(~still) + 1))
    rows = np.diff(starts, append=len(reading))
    every = float(np.median(rows[starts.searchsorted(movements)]))
    since = np.arange(len(reading)) - np.repeat(starts, rows)
    left = np.repeat(rows, rows) - since
    # The next reading may have been the same as the last; it came when it was due.
    due = since // every > (since - 1) // every
    return due & ((since == 0) | (left > 0.5 * every))


def _movements(reading: NDArray[np.float64], still: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the rows, shape (movements,), at which a column of shape (n,) moved; most columns get no further."""
    changes = np.abs(reading[1:] - reading[:-1])
    least = MOVED_STEPS * float(np.percentile(changes[~still], STEP_PERCENT, overwrite_input=True))
    return np.flatnonzero(changes > least) + 1


def _stands(still: NDArray[np.bool_], rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether a column stands still behind each of these rows."""
    return np.append(still, False)[rows]
