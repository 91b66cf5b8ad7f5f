"""Reads a file of another program into forces on a time axis: the first stages, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arrays import chosen
from pawpress.importers.forms.known import form_of, read_binary
from pawpress.importers.forms.numbers import Cells, is_numeric, readings_of, unit_behind
from pawpress.importers.forms.raw import MOST_COLUMNS, Preamble, RawTable, TableError
from pawpress.importers.forms.stacked import spread
from pawpress.importers.forms.text import read_text
from pawpress.importers.roles.force_columns import ColumnRole, ForceColumns, NoForces, forces_of
from pawpress.importers.roles.force_evidence import WantedForces
from pawpress.importers.roles.label import Label, labels_of
from pawpress.importers.roles.unit_column import UnitsDiffer, units_beside
from pawpress.importers.roles.unit_names import GivenUnit, N, Unit, given_unit, unit_of
from pawpress.importers.times.axis import Axis, Ordered, in_order, time_axis
from pawpress.importers.times.stamps import DAY_S, NoTimes
from pawpress.system.untrusted import TABLE_BYTES, read_bounded


@dataclass(frozen=True, slots=True)
class Table:
    """Time and pads of a file as they stand in it."""

    t_s: NDArray[np.float64]
    """Time of each row since the first one, shape (n,), seconds; as it comes, not sorted."""
    readings: dict[str, NDArray[np.float64]]
    """One column for each pad, of shape (n,), in the unit of the file; NaN where the cell is empty."""
    time_unit_s: float = 1.0
    """Seconds in the unit its time column was written in."""
    restarts_s: tuple[float, ...] = ()
    """Last time before each place at which its clock began again."""
    tick_s: float | None = None
    """Step of its clock, if that was too coarse to separate the rows; they were spread evenly."""
    units: Mapping[str, Unit] = field(default_factory=dict[str, Unit])
    """Unit of each pad; newtons where none is given."""
    columns: Sequence[ColumnRole] = ()
    """What was made of each column of the file, in its order."""
    kind: str = "csv"
    """What the file is."""
    beside: Mapping[str, NDArray[np.float64]] = field(default_factory=dict[str, NDArray[np.float64]])
    """Raw counts beside the forces, each of shape (n,): not judged, but held against them."""
    time_why: str = ""
    """Where its times come from, one plain sentence."""

    def unit(self, name: str) -> Unit:
        """Return the unit of a pad."""
        return self.units.get(name, N)

    @property
    def input_unit(self) -> Unit:
        """The unit of the file: of its first pad."""
        return next((self.unit(name) for name in self.readings), N)


def read_table(
    path: Path,
    time_column: str | None = None,
    force_columns: Sequence[str] = (),
    unit: GivenUnit | None = None,
    rate_hz: float | None = None,
) -> Table:
    """Read a file.

    Parameters
    ----------
    path : Path
        A text table, gzipped or not, or a format that the extra `files` reads.
    time_column, force_columns
        Columns that the user named; found by names, units and readings where left out.
    unit : str, optional
        Unit of the forces; wins over what the file says.
    rate_hz : float, optional
        Readings per second, for tables without times.

    Raises
    ------
    TableError
        If it is missing, empty, of an unknown form, without header or times, or lacks a wanted column.
    """
    raw = _read(path)
    if len(raw.columns) > MOST_COLUMNS:
        raise TableError(
            f"{path}: has {len(raw.columns):,} columns, and at most {MOST_COLUMNS:,} are read. Save those with forces."
        )
    for name in [*([] if time_column is None else [time_column]), *force_columns]:
        _must_have(path, list(raw.columns), name)
    try:
        labels = _labels(raw)
        axis = time_axis(raw.columns, labels, raw.preamble, time_column, rate_hz)
        times = in_order(axis)
        return _assembled(path, raw, labels, axis, times, _wanted(raw.preamble, force_columns, unit))
    except (NoTimes, NoForces, UnitsDiffer) as error:
        raise TableError(f"{path}: {str(error).rstrip('.')}.") from error


def _read(path: Path) -> RawTable:
    """Stage 1: from the file to raw columns."""
    try:
        content = read_bounded(path, TABLE_BYTES, gunzip=True)
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror}). Check the file.") from error
    form = form_of(path, content)
    return spread(read_text(path, content) if form is None else read_binary(path, content, form))


def _labels(raw: RawTable) -> dict[str, Label]:
    """Stage 2, first half: what the name and the unit of each column say."""
    units = [said or unit_behind(cells) for said, cells in zip(raw.units, raw.columns.values(), strict=True)]
    for at, unit in units_beside(raw.columns).items():
        units[at] = units[at] or unit
    return dict(zip(raw.columns, labels_of(list(raw.columns), units), strict=True))


def _assembled(
    path: Path, raw: RawTable, labels: Mapping[str, Label], axis: Axis, times: Ordered, wanted: WantedForces
) -> Table:
    """Stage 2, second half: which of the other columns are forces."""
    others = {name: raw.columns[name] for name in wanted.names or raw.columns if name != axis.column}
    readings, words = _readings(path, others, strict=bool(wanted.names))
    known = {name: chosen(numbers, times.rows) for name, numbers in readings.items()}
    forces = forces_of(known, labels, times.t_s, wanted)
    return Table(
        times.t_s,
        forces.readings,
        axis.unit_s,
        times.restarts_s,
        times.tick_s,
        forces.units,
        _in_order_of_file(raw, labels, axis, forces, words),
        raw.kind,
        forces.beside,
        axis.why,
    )


def _in_order_of_file(
    raw: RawTable, labels: Mapping[str, Label], axis: Axis, forces: ForceColumns, words: set[str]
) -> list[ColumnRole]:
    told = {role.name: role for role in forces.roles}
    found: list[ColumnRole] = []
    for name in raw.columns:
        unit = labels[name].unit
        symbol = None if unit is None else unit.symbol
        if name == axis.column:
            found.append(ColumnRole(name, "time", symbol or _symbol_of(axis.unit_s), axis.why))
        elif name in told:
            found.append(told[name])
        else:
            why = "It holds no numbers." if name in words else "It is not among the columns that were named."
            found.append(ColumnRole(name, "ignored", symbol, why))
    return found


def _symbol_of(unit_s: float) -> str:
    return {1.0: "s", 1e-3: "ms", 1e-6: "us", 1e-9: "ns", DAY_S: "d"}.get(unit_s, "s")


def _wanted(preamble: Preamble, force_columns: Sequence[str], unit: GivenUnit | None) -> WantedForces:
    return WantedForces(
        tuple(force_columns),
        None if unit is None else given_unit(unit),
        unit_of(preamble.unit) if preamble.unit else None,
        preamble.unit_said,
    )


def _must_have(path: Path, header: list[str], name: str) -> None:
    if name not in header:
        raise TableError(f"{path}: has no column {name!r}. It has {', '.join(map(repr, header))}.")


def _readings(
    path: Path, columns: Mapping[str, Cells], *, strict: bool
) -> tuple[dict[str, NDArray[np.float64]], set[str]]:
    """Return the columns of numbers, and the names of the others."""
    numbers = {name: readings_of(cells) for name, cells in columns.items()}
    numeric = {name: column for name, column in numbers.items() if is_numeric(columns[name], column)}
    missing = sorted(set(numbers) - set(numeric))
    if not numeric or (strict and missing):
        names = ", ".join(map(repr, missing)) or "any"
        raise TableError(f"{path}: no numbers in column {names}. Name the force columns with --force-column.")
    return numeric, set(missing)
