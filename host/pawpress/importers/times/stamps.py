"""Time stamps of a table: seconds, parts of a second, times of day, dates.

A column may name its unit. If it does not, the step from row to row tells it: sensors are read between 3 and 3000
times a second, and within that span a step of 0.3 to 300 can only be milliseconds, a larger one microseconds. Dates
that are not written as ISO 8601 are passed over: the time of day beside them says all that a recording needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.forms.numbers import NUMERIC_SHARE, Cells, is_number, numbers_of
from pawpress.importers.times.clock import ENOUGH_ROWS, without_overflow

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
BACK_SHARE = 0.2
"""A column that runs back in more of its steps than this holds no times."""
FALLING_SHARE = 0.25
"""Nor does one that often falls twice in a row: clocks that begin anew go on after it, and so do rows in disorder."""
ROW_WORDS = frozenset(
    {"", "index", "idx", "sample", "samples", "frame", "frames", "row", "rows", "n", "no", "nr", "number", "unnamed"}
    | {"count", "counter", "seq", "sequence", "packet"}
)
"""A column named with nothing but these, and that goes up by one, counts rows."""
TIME_WORDS = frozenset({"time", "times", "timestamp", "timestamps", "t", "clock", "elapsed", "zeit", "temps", "tiempo"})
"""One of these begins the name of a column of times; so does a unit of time that is all of a name."""
DAY_S = 86_400.0
OF_DAY = re.compile(r"(?:^|[ T])(\d{1,2}):(\d{2}):(\d{2})(?:[.,:](\d+))?\s*([AaPp][Mm])?$")
"""Hours, minutes, seconds, parts of a second behind a point, a comma or a colon; a date may stand before."""
OF_HOUR = re.compile(r"^()(\d{1,3}):(\d{2})[.,](\d+)()$")
"""Minutes, seconds and parts of one, as spreadsheets show a time of day."""


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
    known = np.isfinite(numbers)
    if known.mean() < NUMERIC_SHARE:
        return Stamps(_clock([str(cell) for cell in cells]), 1.0)
    numbers[known] = without_overflow(numbers[known])
    _goes_on(numbers[known])
    unit_s = UNITS.get(_words(name)[-1])
    if unit_s is None:
        unit_s = _unit_of_steps(name, numbers[known])
    return Stamps(numbers * unit_s, unit_s)


def is_named_as_time(name: str) -> bool:
    """Whether the name of a column says that it holds times."""
    first, *others = _words(name)
    return first in TIME_WORDS or (not others and first in UNITS)


def may_name_a_time(name: str) -> bool:
    """Whether the name of a column speaks of time somewhere, or ends in a unit of it."""
    words = _words(name)
    return not TIME_WORDS.isdisjoint(words) or words[-1] in UNITS


def is_no_name(cell: str) -> bool:
    """Whether what should be the name of a column is a reading or a time."""
    return is_number(cell) or _of_day_s(cell) is not None or _date_of(cell) is not None


def _words(name: str) -> list[str]:
    return re.split(r"[^A-Za-zµμ]+", name.strip(" )]([_").lower())


def _goes_on(numbers: NDArray[np.float64]) -> None:
    """Refuse what stands still, and what rises and falls as forces do."""
    steps = np.diff(numbers)
    steps = steps[steps != 0.0]
    if len(numbers) > 1 and not len(steps):
        raise NoTimes("says the same in every row and holds no times")
    falls = steps < 0.0
    back, again = int(falls.sum()), int((falls[1:] & falls[:-1]).sum())
    if back > 1 and (back > BACK_SHARE * len(steps) or again > FALLING_SHARE * back):
        raise NoTimes(f"runs back in {100 * back / len(numbers):.0f} % of its rows and holds no times")


def _unit_of_steps(name: str, numbers: NDArray[np.float64]) -> float:
    steps = np.diff(np.unique(numbers))
    step = float(np.median(steps)) if len(steps) else 0.0
    if set(_words(name)) <= ROW_WORDS and step == 1.0 and bool((steps == 1.0).all()):
        raise NoTimes("counts rows and holds no times")
    if len(numbers) < ENOUGH_ROWS:
        return 1.0
    return next(unit_s for most, unit_s in STEP_UNITS if step < most)


def _clock(cells: Sequence[str]) -> NDArray[np.float64]:
    """Return dates, or times of a day that may pass midnight, in seconds; NaN where a cell holds none."""
    for read, turn_s in ((_of_date_s, 0.0), (_of_day_s, DAY_S)):
        found = [read(cell) for cell in cells]
        known = np.array([second is not None for second in found])
        if known.mean() >= NUMERIC_SHARE:
            times_s = np.array([second for second in found if second is not None])
            turns = np.cumsum(np.diff(times_s, prepend=times_s[:1]) < -DAY_S / 2)
            all_s = np.full(len(cells), np.nan)
            all_s[known] = times_s + turn_s * turns
            _goes_on(all_s[known])
            return all_s
    raise NoTimes("holds no times")


def _of_date_s(cell: str) -> float | None:
    """Return the seconds of a date with a time of day; a date without one tells no rows apart."""
    date = _date_of(cell) if ":" in cell else None
    return None if date is None else date.timestamp()


def _date_of(cell: str) -> datetime | None:
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        return None


def _of_day_s(cell: str) -> float | None:
    found = OF_DAY.search(cell) or OF_HOUR.match(cell)
    if found is None:
        return None
    hours, minutes, seconds, parts, half = found.groups()
    hour = int(hours or 0)
    if half:
        hour = hour % 12 + 12 * (half[0] in "Pp")
    return 3600.0 * hour + 60.0 * int(minutes) + int(seconds) + float(f"0.{parts or 0}")
