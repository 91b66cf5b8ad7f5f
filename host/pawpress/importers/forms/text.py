"""Reads the text of a table: header, units, rows; any usual delimiter, decimal commas, lines of a program above it."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import numpy as np

from pawpress.importers.forms.cells import parted, told_apart
from pawpress.importers.forms.known import text_forms
from pawpress.importers.forms.numbers import Cells, is_number, may_be_grouped
from pawpress.importers.forms.preamble import preamble_of
from pawpress.importers.forms.raw import RawTable, TableError
from pawpress.importers.forms.table_header import COMMENTS, SAMPLE, NoHeader, TableHeader, find_header
from pawpress.importers.forms.terminal import without_stamps_in_front

HEAD = 1 << 16
"""Letters of a file in which its header is looked for."""
LEAST_ROWS = 2


def read_text(path: Path, text: str) -> RawTable:
    """Read a text table.

    Raises
    ------
    TableError
        If there is no header, or nothing below it.
    """
    form = next((form for form in text_forms() if form.is_one(text)), None)
    if form is not None:
        return form.read(path, text)
    text = without_stamps_in_front(text)
    head = text[:HEAD].splitlines()
    head = head[:-1] if len(text) > HEAD else head
    kept = [number for number, line in enumerate(head) if line.strip() and not line.startswith(COMMENTS)]
    comments = [line for line in head[: 4 * SAMPLE] if line.startswith(COMMENTS)]
    if not kept:
        raise TableError(f"{path}: the file is empty. Nothing can be judged in it.")
    try:
        header = find_header([head[number] for number in kept[:SAMPLE]], comments)
    except NoHeader as error:
        raise TableError(f"{path}: has no header line. Put the names of the columns in the first line.") from error
    above = head[: kept[header.begins]] if header.begins < len(kept) else head
    columns = _plain_columns(text, header, above) or _columns(path, text, header, _line_of_names(kept, header))
    return RawTable(columns, header.units[: len(columns)], preamble=preamble_of(above, header.names))


def _line_of_names(kept: Sequence[int], header: TableHeader) -> int:
    """Return the number, among the lines that hold something, of the first line below the names."""
    return min(header.begins, len(kept))


def _plain_columns(text: str, header: TableHeader, above: Sequence[str]) -> dict[str, Cells] | None:
    """Return the columns of a file that holds nothing but finite numbers below its header; None for every other file.

    An hour at 1 kHz is read so in a tenth of the time and a twentieth of the memory that its cells as texts take.
    """
    if len(header.names) < 2:
        return None
    begins = 0
    for _ in above:
        begins = text.find("\n", begins) + 1
        if begins == 0:
            return None
    if begins >= len(text) or text[begins : begins + 4096].isspace():
        return None
    delimiter = header.delimiter or None
    try:
        numbers = np.loadtxt(StringIO(text[begins:]), delimiter=delimiter, comments=None, ndmin=2)
    except ValueError:
        return None
    if len(numbers) < LEAST_ROWS or numbers.shape[1] != len(header.names) or not np.isfinite(numbers).all():
        return None
    if any(map(may_be_grouped, numbers.T)):
        return None  # only the cells as texts show what their points are
    return dict(zip(told_apart(header.names), np.ascontiguousarray(numbers.T), strict=True))


def _columns(path: Path, text: str, header: TableHeader, begins: int) -> dict[str, Cells]:
    """Return the columns as cells; rows that have not one for each name are left out."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(COMMENTS)][begins:]
    quoted = [_quoted(name, header.delimiter) for name in header.names]
    rows = parted([(header.delimiter or " ").join(quoted), *lines], header.delimiter)[1:]
    width = len(header.names)
    whole = [row for row in rows if len(row) == width]
    if len(whole) < LEAST_ROWS:
        raise TableError(f"{path}: {_too_few(rows, header)}")
    return dict(zip(told_apart(header.names), zip(*whole, strict=True), strict=True))


def _quoted(name: str, delimiter: str) -> str:
    return (
        '"' + name.replace('"', '""') + '"'
        if delimiter and (delimiter in name or '"' in name)
        else name or "_" * (not delimiter)
    )


def _too_few(rows: Sequence[Sequence[str]], header: TableHeader) -> str:
    """Say what is wrong with a table whose rows do not fit its header."""
    width = len(header.names)
    others = [row for row in rows if len(row) != width]
    if len(others) < LEAST_ROWS:
        return (
            "holds a header and fewer than two rows. Nothing can be judged in it."
            if width > 1
            else "is no CSV file with a time and a force column. Give a header and two columns or more."
        )
    usual = max(len(row) for row in others[:SAMPLE])
    whole_numbers = all(is_number(cell) and "." not in cell for row in others[:SAMPLE] for cell in row if cell)
    if header.delimiter == "," and width < usual <= 2 * width and whole_numbers:
        return (
            f"its numbers have decimal commas, and commas part its columns too: {width} names, {usual} cells in a row. "
            "Save it with semicolons or tabs between the columns, or with decimal points."
        )
    return (
        f"its rows do not fit its header: {width} names, {usual} cells in a row. "
        "Give every column a name, and every row a cell for each."
    )
