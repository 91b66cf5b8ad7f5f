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
LEAST_ROWS, HELD_SHARE = 2, 0.9
"""A column is held if after this share of its movements it stands still for this many rows or more."""


def taken(reading: NDArray[np.float64]) -> NDArray[np.bool_] | None:
    """Return for which rows of a column, shape (n,), readings were taken; None if for all."""
    starts = np.flatnonzero(np.diff(reading, prepend=np.nan) != 0.0)
    rows = np.diff(starts, append=len(reading))
    changes = np.abs(np.diff(reading[starts]))
    if len(changes) < ENOUGH:
        return None
    held = rows[1:][changes > MOVED_STEPS * float(np.percentile(changes, STEP_PERCENT))]
    if len(held) < ENOUGH or float((held >= LEAST_ROWS).mean()) < HELD_SHARE:
        return None
    every = float(np.median(held))
    since = np.arange(len(reading)) - np.repeat(starts, rows)
    left = np.repeat(rows, rows) - since
    # The next reading may have been the same as the last; it came when it was due.
    due = since // every > (since - 1) // every
    return due & ((since == 0) | (left > 0.5 * every))
