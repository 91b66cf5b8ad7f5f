"""Tables of other programs in the library: a copy of the file, and on its card how to read it."""

from __future__ import annotations

import shutil
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pawpress.library.card import Card, TableReading, write_card
from pawpress.recording.naming import BROUGHT_IN, TABLES
from pawpress.system.new_file import write_new
from pawpress.system.untrusted import moment_of, open_regular
from pawpress.system.untrusted.dates import EPOCH

if TYPE_CHECKING:
    from pawpress.importers import GradedTable


def kept_endings() -> tuple[str, ...]:
    """Return the endings that a file keeps in the library; every other one is a text, and called `.csv` there."""
    from pawpress.importers.forms.known import binary_forms

    return (*TABLES, *(ending for form in binary_forms() for ending in form.endings))


def is_table(path: Path) -> bool:
    """Whether a file of the library is a table that was brought in."""
    return path.name.endswith(tuple(BROUGHT_IN + ending for ending in kept_endings()))


def bring_in(table: Path, folder: Path, card: Card, reading: TableReading) -> Path:
    """Copy a table into the library and return the copy; it is judged first, so that nothing unreadable gets in.

    Raises
    ------
    TableError
        If it cannot be judged.
    OSError
        If it cannot be copied.
    """
    judged(table, reading)
    lower = table.name.lower()
    ending = ".csv.gz" if lower.endswith(".gz") else next(filter(lower.endswith, kept_endings()), ".csv")
    stem = table.name.split(".")[0] or "table"
    made = (moment_of(table.stat().st_mtime * 1e3) or EPOCH).astimezone()
    names = [f"{made:%Y-%m-%d}_{stem}", *(f"{made:%Y-%m-%d}_{stem}-{number}" for number in range(2, 1000))]
    name = next(name for name in names if not any(folder.glob(f"{escape(name)}.*")))
    copy = folder / f"{name}{BROUGHT_IN}{ending}"
    with open_regular(table) as source:
        write_new(copy, lambda into: shutil.copyfileobj(source, into))
    shutil.copystat(table, copy)
    copy.chmod(0o600)
    write_card(copy, msgspec.structs.replace(card, table=reading, original=table.name))
    return copy


def judged(path: Path, reading: TableReading) -> GradedTable:
    """Judge a table as its card says.

    Raises
    ------
    TableError
        If it cannot be read.
    """
    from pawpress.importers import ImportOptions, judge_table, read_table
    from pawpress.settings.grading_limits import load_limits
    from pawpress.settings.safety_limits import load_safety_limits

    table = read_table(path, reading.time_column, reading.force_columns, reading.unit, reading.rate_hz)
    asked = ImportOptions(reading.unit, reading.invert, reading.tare, reading.mode)
    return judge_table(table, load_limits(), load_safety_limits(), asked)


def created(path: Path) -> str:
    """Return when a table was last written, as the index keeps it."""
    made = moment_of(path.stat().st_mtime * 1e3)
    return "" if made is None else made.isoformat(timespec="seconds")
