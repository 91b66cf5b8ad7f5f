"""Time stamps of a table: seconds, parts of a second, times of day, dates.

A column may name its unit. If it does not, the step from row to row tells it: sensors are read between 3 and 3000
times a second, and within that span a step of 0.3 to 300 can only be milliseconds, a larger one microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

import numpy as np
from numpy.typing import NDArray

from pawpress.foreign.numbers import NUMERIC_SHARE, Cells, numbers_of

UNITS = {
    "s": 1.0,
    "sec": 1.0,
    "secs": 1.0,
    "second": 1.0,
    "seconds": 1.0,
    "ms": 1e-3,
    "msec": 1e-3,
    "millis": 1e-3,
    "milliseconds": 1e-3,
    "us": 1e-6,
    "µs": 1e-6,  # micro sign
    "μs": 1e-6,  # the Greek letter that looks like it
    "usec": 1e-6,
    "micros": 1e-6,
    "microseconds": 1e-6,
    "ns": 1e-9,
    "nanos": 1e-9,
    "nanoseconds": 1e-9,
    "min": 60.0,
    "minutes": 60.0,
}
"""Seconds in the unit that a time column's name ends in."""
STEP_UNITS = ((0.3, 1.0), (300.0, 1e-3), (3e5, 1e-6), (np.inf, 1e-9))
"""Steps below the first number have the second as their unit, where the name of the column says nothing."""
ENOUGH_ROWS = 50
"""Fewer rows are nobody's recording, and their steps tell nothing."""
ROW_NAMES = frozenset({"", "index", "idx", "sample", "samples", "frame", "row", "n", "no", "nr", "unnamed: 0"})
DAY_S = 86_400.0


class NoTimes(ValueError):
    """The column holds no times; the text says what it holds instead."""


@dataclass(frozen=True, slots=True)
class Stamps:
    """The times of a column."""

    t_s: NDArray[np.float64]
    """Seconds, shape (n,); NaN where a cell holds no time."""
    unit_s: float
    """Seconds in the unit the column was written in."""


def read_stamps(name: str, cells: Cells) -> Stamps:
    """Read a column of times.

    Parameters
    ----------
    name : str
        Its name, which may end in a unit.
    cells : sequence of str, or array
        Its cells.

    Raises
    ------
    NoTimes
        If these are no times.
    """
    numbers = numbers_of(cells)
    if np.isfinite(numbers).mean() < NUMERIC_SHARE:
        return Stamps(_clock([str(cell) for cell in cells]), 1.0)
    words = re.split(r"[^A-Za-zµμ]+", name.strip(" )]").lower())
    unit_s = UNITS.get(words[-1]) if words else None
    if unit_s is None:
        unit_s = _unit_of_steps(name, numbers[np.isfinite(numbers)])
    return Stamps(numbers * unit_s, unit_s)


def _unit_of_steps(name: str, numbers: NDArray[np.float64]) -> float:
    steps = np.diff(np.unique(numbers))
    step = float(np.median(steps)) if len(steps) else 0.0
    if name.strip().lower() in ROW_NAMES and step == 1.0 and bool((steps == 1.0).all()):
        raise NoTimes("counts rows and holds no times")
    if len(numbers) < ENOUGH_ROWS:
        return 1.0
    return next(unit_s for most, unit_s in STEP_UNITS if step < most)


def _clock(cells: Sequence[str]) -> NDArray[np.float64]:
    """Return dates, or times of a day that may pass midnight, in seconds."""
    try:
        return np.array([datetime.fromisoformat(cell).timestamp() for cell in cells])
    except ValueError:
        pass
    try:
        times = [time.fromisoformat(cell.replace(",", ".")) for cell in cells]
    except ValueError as error:
        raise NoTimes("holds no times") from error
    of_day_s = np.array([3600.0 * t.hour + 60.0 * t.minute + t.second + 1e-6 * t.microsecond for t in times])
    midnights = np.cumsum(np.diff(of_day_s, prepend=of_day_s[:1]) < -DAY_S / 2)
    return np.asarray(of_day_s + DAY_S * midnights, dtype=np.float64)
