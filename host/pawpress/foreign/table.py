"""Reads a CSV file with a header into numbers: any usual delimiter, decimal commas, gzip, a byte-order mark.

Cells that are no numbers become NaN; a column counts as numeric if most of its cells are.
"""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DELIMITERS = ",;\t|"
NUMERIC_SHARE = 0.5
GZIP_MAGIC = b"\x1f\x8b"
TIME_UNITS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "msec": 1e-3, "millis": 1e-3, "min": 60.0}
"""Seconds in the unit that a time column's name ends in; seconds when it names none."""


class TableError(ValueError):
    """The file cannot be read as a table; the text says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """Time and pads of a file as they stand in it."""

    t_s: NDArray[np.float64]
    """Time of each row since the first one, shape (n,), seconds; as it comes, not sorted."""
    readings: dict[str, NDArray[np.float64]]
    """One column a pad, each of shape (n,); NaN where the cell is empty."""


def read_table(path: Path, time_column: str | None = None, force_columns: Sequence[str] = ()) -> Table:
    """Read a file.

    Raises
    ------
    TableError
        If it is missing, empty, binary, without header, or lacks a wanted column.
    """
    header, rows = _rows(path)
    time_name = _named(path, header, time_column) if time_column is not None else header[0]
    wanted = [_named(path, header, name) for name in force_columns]
    columns = dict(zip(header, zip(*rows, strict=True), strict=True))
    t_s = _time(path, time_name, columns[time_name])
    readings = _readings(
        path, {name: columns[name] for name in wanted or header if name != time_name}, strict=bool(wanted)
    )
    usable = np.isfinite(t_s)
    if usable.sum() < 2:
        raise TableError(f"{path}: column {time_name!r} holds no times. Name the time column with --time-column.")
    first_s = t_s[usable][0]
    return Table(t_s[usable] - first_s, {name: numbers[usable] for name, numbers in readings.items()})


def _rows(path: Path) -> tuple[list[str], list[list[str]]]:
    lines = [line for line in _text(path).splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        raise TableError(f"{path}: the file is empty. Nothing can be judged in it.")
    delimiter = max(DELIMITERS, key=lines[0].count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter)]
    header = rows[0]
    if len(header) < 2:
        raise TableError(
            f"{path}: is no CSV file with a time and a force column. Give a header and two columns or more."
        )
    if len(set(header)) != len(header):
        raise TableError(f"{path}: two columns have the same name. Rename one of them.")
    if all(_is_number(cell) for cell in header if cell):
        raise TableError(f"{path}: has no header line. Put the names of the columns in the first line.")
    whole = [row for row in rows[1:] if len(row) == len(header)]
    if len(whole) < 2:
        raise TableError(f"{path}: holds a header and fewer than two rows. Nothing can be judged in it.")
    return header, whole


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        if content.startswith(GZIP_MAGIC):
            content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or "the gzip file is damaged or cut off"
        raise TableError(f"{path}: cannot be read ({reason}). Check the file.") from error
    if b"\0" in content[:4096]:
        raise TableError(f"{path}: is neither a pawpress recording nor a CSV file. Give one of these.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _named(path: Path, header: list[str], name: str) -> str:
    if name not in header:
        raise TableError(f"{path}: has no column {name!r}. It has {', '.join(map(repr, header))}.")
    return name


def _time(path: Path, name: str, cells: Sequence[str]) -> NDArray[np.float64]:
    numbers = _numbers(cells)
    if np.isfinite(numbers).mean() >= NUMERIC_SHARE:
        unit = re.split(r"[^A-Za-zµ]+", name.strip(" )]").lower())[-1]
        return numbers * TIME_UNITS.get(unit, 1.0)
    try:
        return np.array([datetime.fromisoformat(cell).timestamp() for cell in cells])
    except ValueError as error:
        raise TableError(f"{path}: column {name!r} holds no times. Name the time column with --time-column.") from error


def _readings(path: Path, columns: dict[str, Sequence[str]], *, strict: bool) -> dict[str, NDArray[np.float64]]:
    numbers = {name: _numbers(cells) for name, cells in columns.items()}
    numeric = {name: column for name, column in numbers.items() if np.isfinite(column).mean() >= NUMERIC_SHARE}
    missing = sorted(set(numbers) - set(numeric))
    if strict and missing:
        # Two sensors of different rates leave gaps in each other's rows: a wanted column may be sparse.
        numeric = {name: column for name, column in numbers.items() if np.isfinite(column).sum() >= 2}
        missing = sorted(set(numbers) - set(numeric))
    if not numeric or (strict and missing):
        names = ", ".join(map(repr, missing)) or "any"
        raise TableError(f"{path}: no numbers in column {names}. Name the force columns with --force-column.")
    return numeric


def _numbers(cells: Sequence[str]) -> NDArray[np.float64]:
    try:
        return np.array(cells, dtype=np.float64)
    except ValueError:
        return np.array([_number(cell) for cell in cells])


def _number(cell: str) -> float:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return float("nan")


def _is_number(cell: str) -> bool:
    return not np.isnan(_number(cell))
