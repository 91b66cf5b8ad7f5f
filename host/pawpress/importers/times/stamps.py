"""Time stamps of a table: seconds, parts of a second, times of day, dates.

A column may name its unit. If it does not, the step from row to row shows it: sensors are read between 3 and 3000
times per second, and within that span a step of 0.3 to 300 can only be milliseconds, a larger one microseconds, and one
of some millionths the days of a spreadsheet. Dates
that are not written as ISO 8601 are passed over: the time of day beside them says all that a recording needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arrays import chosen
from pawpress.importers.forms.numbers import NUMERIC_SHARE, Cells, is_number, numbers_of
from pawpress.importers.roles.label import Label
from pawpress.importers.times.clock import ENOUGH_ROWS, without_overflow, without_strays

LONGEST_STEP_S, LONGEST_OF_FEW_S = 0.3, 2.5
"""The unit of stamps, where the column does not name it, is the largest in which their usual step is shorter than this.
In a few rows a longer step is the likelier: fifty rows of milliseconds hold no press."""
STEP_UNITS_S = (1.0, 1e-3, 1e-6)
BACK_SHARE = 0.2
"""A column that runs back in more of its steps than this holds no times."""
FALLING_SHARE = 0.25
"""Nor does one that often falls twice in a row: clocks that start again go on after it, and so do rows in disorder."""
DAY_S = 86_400.0
FASTEST_STEP_S = 1.5e-5
"""Stamps that go on by less are no seconds: nobody reads a force at 70 kHz, and a second is 0.0000116 days."""
DAYS_BETWEEN = ((0.0, 2.0), (20_000.0, 80_000.0), (700_000.0, 800_000.0))
"""Where days lie: parts of one, and days of our time since 1900 (spreadsheets) and since year 0 (MATLAB)."""
OF_DAY = re.compile(
    r"(?:^|[ T_\[(-])(\d{1,2}):(\d{2}):(\d{2})(?:(?:[.,]|::?)(\d+))?\s*([AaPp]\.?[Mm]\.?)?"
    r"\s*(?:Z|\(?[A-Z]{2,5}\)?|(?:UTC|GMT)?\s?[+-]\d{1,2}:?\d{0,2})?(?:\s\d{4})?[\])]?$"
)
"""Hours, minutes, seconds, parts of a second behind a point, a comma or colons; a date may stand before, the name of a
zone or its difference, and the year, behind."""
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


def read_stamps(label: Label, cells: Cells) -> Stamps:
    """Read a column of times.

    Parameters
    ----------
    label : Label
        What its name says, its unit above all.
    cells : sequence of str, or array
        Its cells.

    Raises
    ------
    NoTimes
        If these are not times.
    """
    numbers = numbers_of(cells)
    known = np.isfinite(numbers)
    if known.mean() < NUMERIC_SHARE:
        return Stamps(_clock([str(cell) for cell in cells]), 1.0)
    told = without_overflow(chosen(numbers, known))
    _goes_on(told)
    if label.counts_rows and counts_rows(told):
        raise NoTimes("counts rows and holds no times")
    named = label.unit is not None and label.unit.quantity == "time"
    unit_s = label.unit.seconds if named and label.unit is not None else _unit_of_steps(told)
    times_s = told if unit_s == 1.0 else told * unit_s
    if len(told) < len(numbers):
        spread_s = np.full(len(numbers), np.nan)
        spread_s[known] = times_s
        times_s = spread_s
    return Stamps(without_strays(times_s), unit_s)


def is_no_name(cell: str) -> bool:
    """Whether what should be the name of a column is a reading or a time."""
    return is_number(cell) or _of_day_s(cell) is not None or _date_of(cell) is not None


def counts_rows(numbers: NDArray[np.float64]) -> bool:
    """Whether numbers count rows: whole, and most of them one more than the last that differs."""
    steps = np.diff(numbers)
    steps = steps[steps != 0.0]
    return bool(len(steps)) and bool((numbers == np.floor(numbers)).all()) and float(np.median(steps)) == 1.0


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


def _unit_of_steps(numbers: NDArray[np.float64]) -> float:
    steps = np.diff(numbers)
    if not bool((steps > 0.0).all()):
        steps = np.diff(np.unique(numbers))
    step = float(np.median(steps)) if len(steps) else 0.0
    if 0.0 < step < FASTEST_STEP_S and any(low <= numbers.min() and numbers.max() < top for low, top in DAYS_BETWEEN):
        return DAY_S
    longest_s = LONGEST_OF_FEW_S if len(numbers) < ENOUGH_ROWS else LONGEST_STEP_S
    return next((unit_s for unit_s in STEP_UNITS_S if step * unit_s < longest_s), 1e-9)


def _clock(cells: Sequence[str]) -> NDArray[np.float64]:
    """Return dates, or times of a day that may pass midnight, in seconds; NaN where a cell holds none."""
    for read in (_of_date_s, _of_day_s):
        found = [read(cell) for cell in cells]
        known = np.array([second is not None for second in found])
        if known.mean() >= NUMERIC_SHARE:
            times_s = np.array([second for second in found if second is not None])
            turns = np.cumsum(np.diff(times_s, prepend=times_s[:1]) < -DAY_S / 2)
            all_s = np.full(len(cells), np.nan)
            all_s[known] = times_s + DAY_S * turns
            _goes_on(all_s[known])
            return without_strays(all_s)
    raise NoTimes("holds no times")


def _of_date_s(cell: str) -> float | None:
    """Return the seconds of a date with a time of day; a date without one does not separate rows."""
    date = _date_of(cell) if ":" in cell else None
    return None if date is None else date.timestamp()


def _date_of(cell: str) -> datetime | None:
    try:
        date = datetime.fromisoformat(cell)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _of_day_s(cell: str) -> float | None:
    found = OF_DAY.search(cell) or OF_HOUR.match(cell)
    if found is None:
        return None
    hours, minutes, seconds, parts, half = found.groups()
    hour = int(hours or 0)
    if half:
        hour = hour % 12 + 12 * (half[0] in "Pp")
    return 3600.0 * hour + 60.0 * int(minutes) + int(seconds) + float(f"0.{parts or 0}")
