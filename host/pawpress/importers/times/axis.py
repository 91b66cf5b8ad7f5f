"""The time axis of a table: from the column that holds it, from a rate and a counter, or from a rate alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arrays import chosen
from pawpress.importers.forms.numbers import Cells, numbers_of
from pawpress.importers.forms.raw import Preamble
from pawpress.importers.roles.label import Label
from pawpress.importers.times.clock import between_ticks, one_after_another
from pawpress.importers.times.stamps import NoTimes, Stamps, counts_rows, read_stamps

NAME_TIMES = (
    "Name the time column with --time-column. If the file has none, give its rate, in readings per second, "
    "with --rate HZ."
)
FIRST = "It is the first column"


@dataclass(frozen=True, slots=True)
class Axis:
    """When each row was read."""

    t_s: NDArray[np.float64]
    """Seconds, one for each row, as they come; NaN for rows whose time is not known."""
    column: str | None
    """The column it was read from; None where a rate made it."""
    why: str
    """One plain sentence: where it comes from."""
    unit_s: float = 1.0
    """Seconds in the unit of the column."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """The rows that have a time, from 0 on."""

    rows: NDArray[np.bool_]
    """Which rows these are."""
    t_s: NDArray[np.float64]
    restarts_s: tuple[float, ...]
    """Last time before each place at which the clock began again."""
    tick_s: float | None
    """Step of a clock too coarse to separate its rows, which were spread evenly; else None."""


def time_axis(
    columns: Mapping[str, Cells],
    labels: Mapping[str, Label],
    preamble: Preamble,
    asked: str | None = None,
    rate_hz: float | None = None,
) -> Axis:
    """Find when each row was read.

    Parameters
    ----------
    columns, labels : mapping
        Cells of each column, and what its name says.
    preamble : Preamble
        What the file says outside its columns.
    asked : str, optional
        The time column that the user named.
    rate_hz : float, optional
        The rate that the user gave; it wins over everything in the file.

    Raises
    ------
    NoTimes
        If nothing gives it; the text explains why, and what to do.
    """
    if rate_hz is not None:
        return _at_rate(columns, labels, rate_hz, f"--rate says {rate_hz:g} Hz")
    if asked is not None:
        return _of(asked, labels[asked], columns[asked], "It was named")
    try:
        return _told_by_a_column(columns, labels)
    except NoTimes as error:
        if preamble.rate_hz is not None:
            return _at_rate(columns, labels, preamble.rate_hz, f"The file says {preamble.rate_said!r}")
        if preamble.rates_hz:
            rates = ", ".join(f"{rate:g} Hz" for rate in preamble.rates_hz)
            raise NoTimes(
                f"{error} The file speaks of several rates ({rates}): give the right one with --rate."
            ) from None
        raise


def in_order(axis: Axis) -> Ordered:
    """Return the times of the rows that have one: clocks that begin again go on, coarse ticks are spread."""
    usable = np.isfinite(axis.t_s)
    if usable.sum() < 2:
        raise NoTimes(f"column {axis.column!r} holds no times. {NAME_TIMES}")
    t_s, restarts_s = one_after_another(chosen(axis.t_s, usable))
    t_s, tick_s = between_ticks(t_s)
    began_s = float(t_s[0])
    return Ordered(usable, t_s - began_s if began_s else t_s, tuple(at_s - began_s for at_s in restarts_s), tick_s)


def _told_by_a_column(columns: Mapping[str, Cells], labels: Mapping[str, Label]) -> Axis:
    """Read the first column; or if another is named for times, the one that fits."""
    first = next(iter(columns))
    if len(columns) == 1 and not labels[first].is_time:
        raise NoTimes(
            "is no CSV file with a time and a force column. Give a header and two columns or more, or the rate of its "
            "readings with --rate HZ."
        )
    named = _named_for_times([name for name in columns if name != first], labels)
    try:
        found = _of(first, labels[first], columns[first], FIRST)
    except NoTimes:
        if not named:
            raise
        return _first_readable(named, labels, columns)
    if not named or labels[first].is_time or (_goes_up(found.t_s) and not _is_a_pad(labels[first])):
        return found
    try:
        return _first_readable(named, labels, columns)
    except NoTimes:
        return found


def _named_for_times(names: list[str], labels: Mapping[str, Label]) -> list[str]:
    """Return the columns that are called times, and after them those that say a unit of time alone."""
    called = [name for name in names if labels[name].meaning == "time"]
    return called + [name for name in names if name not in called and _only_a_unit(labels[name])]


def _first_readable(named: list[str], labels: Mapping[str, Label], columns: Mapping[str, Cells]) -> Axis:
    """Return the first of the columns that are named for times, and hold some."""
    for name in named[:-1]:
        try:
            return _of(name, labels[name], columns[name], "It is named for times")
        except NoTimes:
            continue
    return _of(named[-1], labels[named[-1]], columns[named[-1]], "It is named for times")


def _of(name: str, label: Label, cells: Cells, why: str) -> Axis:
    if label.unit is not None and label.unit.quantity != "time":
        raise NoTimes(f"column {name!r} has {label.unit.symbol} as its unit and holds no times. {NAME_TIMES}")
    if _is_a_pad(label) and not label.is_time and why == FIRST:
        raise NoTimes(f"column {name!r} is named for a force and holds no times. {NAME_TIMES}")
    try:
        stamps: Stamps = read_stamps(label, cells)
    except NoTimes as error:
        raise NoTimes(f"column {name!r} {error}. {NAME_TIMES}") from error
    return Axis(stamps.t_s, name, f"{why}.", stamps.unit_s)


def _is_a_pad(label: Label) -> bool:
    return label.meaning in ("force", "counts")


def _only_a_unit(label: Label) -> bool:
    """Whether a unit of time is all that a name says, as in `millis`."""
    return not label.words and label.unit is not None and label.unit.quantity == "time"


def _goes_up(t_s: NDArray[np.float64]) -> bool:
    """Whether no two times are the same or in the wrong order."""
    return bool((np.diff(t_s[np.isfinite(t_s)]) > 0.0).all())


def _at_rate(columns: Mapping[str, Cells], labels: Mapping[str, Label], rate_hz: float, why: str) -> Axis:
    """Count rows at a rate; where a column numbers them, the rows that it passes over are missing."""
    rows = len(next(iter(columns.values())))
    number = np.arange(rows, dtype=np.float64)
    for name, label in labels.items():
        if label.counts_rows:
            counter = numbers_of(columns[name])
            if np.isfinite(counter).all() and counts_rows(counter) and bool((np.diff(counter) >= 1.0).all()):
                return Axis((counter - counter[0]) / rate_hz, None, f"{why}, and {name!r} counts the rows.")
    return Axis(number / rate_hz, None, f"{why}.")
