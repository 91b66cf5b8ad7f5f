"""Reads the text of a table: header, units, rows; any usual delimiter, decimal commas, lines of a program above it."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pawpress.importers.forms.cells import parted, told_apart
from pawpress.importers.forms.known import text_forms
from pawpress.importers.forms.numbers import Cells, is_number
from pawpress.importers.forms.plain import LEAST_ROWS, plain_columns
from pawpress.importers.forms.preamble import preamble_of
from pawpress.importers.forms.raw import RawTable, TableError
from pawpress.importers.forms.table_header import COMMENTS, SAMPLE, NoHeader, TableHeader, find_header
from pawpress.importers.forms.terminal import without_stamps_in_front

HEAD = 1 << 16
"""Letters of a file in which its header is looked for."""
NUL_WITHIN = 1 << 12
"""A text holds no zero within so many letters."""
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, content: bytes) -> RawTable:
    """Read a text table from the bytes of its file.

    Raises
    ------
    TableError
        If it is no text, there is no header, or nothing below it, or a cell is longer than any reading.
    """
    try:
        return _read_plain(content) or read_lines(path, _decoded(path, content))
    except csv.Error as error:
        raise TableError(f"{path}: cannot be read as a table ({error}). Write one line for each reading.") from error


def read_lines(path: Path, text: str) -> RawTable:
    """Read a text table from its lines.

    Raises
    ------
    TableError
        If there is no header, or nothing below it.
    """
    form = next((form for form in text_forms() if form.is_one(text)), None)
    if form is not None:
        return form.read(path, text)
    text = without_stamps_in_front(text)
    try:
        head = _Head.of(text)
    except NoHeader as error:
        raise TableError(f"{path}: has no header line. Put the names of the columns in the first line.") from error
    if head is None:
        raise TableError(f"{path}: the file is empty. Nothing can be judged in it.")
    columns = _columns(path, text, head.header, head.begins)
    return RawTable(columns, head.header.units[: len(columns)], preamble=preamble_of(head.above, head.header.names))


def _read_plain(content: bytes) -> RawTable | None:
    """Read a table of nothing but numbers below its header; None for every other file."""
    if content.startswith(UTF_16) or b"\0" in content[:NUL_WITHIN]:
        return None
    start = content[:HEAD]
    start = start if len(content) <= HEAD else start[: start.rfind(b"\n") + 1]
    try:
        text = start.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = start.decode("latin-1")
    if without_stamps_in_front(text) != text or any(form.is_one(text) for form in text_forms()):
        return None
    try:
        head = _Head.of(text)
    except NoHeader:
        return None
    columns = None if head is None else plain_columns(content, head.header, len(head.above))
    if head is None or columns is None:
        return None
    return RawTable(columns, head.header.units[: len(columns)], preamble=preamble_of(head.above, head.header.names))


def _decoded(path: Path, content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith(UTF_16) else ("utf-8-sig", "latin-1"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text[:NUL_WITHIN]:
            return text
    raise TableError(f"{path}: is neither a pawpress recording nor a CSV file. Give one of these.")


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the readings."""

    header: TableHeader
    above: list[str]
    """All lines above the first readings."""
    begins: int
    """Number, among the lines that hold something, of the first line below the names."""

    @classmethod
    def of(cls, text: str) -> _Head | None:
        """Find it in the first lines of a text; None where nothing stands in them."""
        lines = text[:HEAD].splitlines()
        lines = lines[:-1] if len(text) > HEAD else lines
        kept = [number for number, line in enumerate(lines) if line.strip() and not line.startswith(COMMENTS)]
        if not kept:
            return None
        comments = [line for line in lines[: 4 * SAMPLE] if line.startswith(COMMENTS)]
        header = find_header([lines[number] for number in kept[:SAMPLE]], comments)
        above = lines[: kept[header.begins]] if header.begins < len(kept) else lines
        return cls(header, above, min(header.begins, len(kept)))


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


def _are_whole(rows: Sequence[Sequence[str]]) -> bool:
    """Whether all cells that hold something are whole numbers."""
    return all(is_number(cell) and "." not in cell for row in rows for cell in row if cell)


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
    if header.delimiter == "," and width < usual <= 2 * width and _are_whole(others[:SAMPLE]):
        return (
            f"its numbers have decimal commas, and commas part its columns too: {width} names, {usual} cells in a row. "
            "Save it with semicolons or tabs between the columns, or with decimal points."
        )
    return (
        f"its rows do not fit its header: {width} names, {usual} cells in a row. "
        "Give every column a name, and every row a cell for each."
    )
