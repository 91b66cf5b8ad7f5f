"""Reads spreadsheets with python-calamine: the sheet that holds the longest table, through the same rules as a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from pawpress.importers.forms.form import Form
from pawpress.importers.forms.open_document import OpenDocumentExtent
from pawpress.importers.forms.raw import RawTable, TableError
from pawpress.importers.forms.text import read_lines
from pawpress.system.untrusted import TABLE_BYTES, unpacked_members

MOST_CELLS = 20_000_000
"""A sheet of Excel has at most 1,048,576 rows; more cells than this are nobody's recording."""
SHEET = re.compile(r"xl/worksheets/[^/]*\.xml", re.IGNORECASE)
CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
LONGEST_CELL_NAME_BYTES = 64
OPEN_DOCUMENT = "content.xml"
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
BINARY_BOOK = "xl/workbook.bin"
"""In it, how far apart the cells of a sheet lie shows only when it is read."""


def read_sheet(path: Path, content: bytes) -> RawTable:
    """Read a spreadsheet.

    Raises
    ------
    ImportError
        If python-calamine is not installed.
    TableError
        If no sheet holds a table, or there is more in it than can be read.
    """
    import python_calamine

    if content.startswith(ZIP):
        _check_size(path, content)
    calamine: Any = python_calamine  # its stubs leave the type of paths open
    refused: TableError | None = None
    with calamine.CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        sheets = [sheet for sheet in sheets if sheet.height and sheet.height * sheet.width < MOST_CELLS]
        for sheet in sorted(sheets, key=lambda sheet: -sheet.height):
            try:
                return replace(read_lines(path, _text(path, sheet)), kind="xlsx")
            except TableError as error:
                refused = refused or error
    raise refused or TableError(f"{path}: is a spreadsheet without a table. Put one on its first sheet.")


def _check_size(path: Path, content: bytes) -> None:
    """Refuse what unpacks to too much, and sheets whose cells lie so far apart that no memory holds what is between."""
    cells: dict[str, tuple[int, int]] = {}
    rest, unpacking = b"", ""
    open_document = OpenDocumentExtent()
    try:
        for name, chunk in unpacked_members(path, content, TABLE_BYTES):
            if name.lower() == BINARY_BOOK:
                raise TableError(f"{path}: is a binary Excel workbook, which is not read. Save the sheet as CSV.")
            if name == OPEN_DOCUMENT:
                open_document.feed(chunk)
            if SHEET.fullmatch(name) is None:
                continue
            rest = rest if name == unpacking else b""
            rows, columns = _extent(rest + chunk)
            known = cells.get(name, (0, 0))
            cells[name] = max(rows, known[0]), max(columns, known[1])
            rest, unpacking = chunk[-LONGEST_CELL_NAME_BYTES:], name
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror}). Save the sheet as CSV.") from error
    if sum(rows * columns for rows, columns in cells.values()) + open_document.cells > MOST_CELLS:
        raise TableError(
            f"{path}: its sheets span more than {MOST_CELLS:,} cells. Save the part that holds the table as CSV."
        )


def _extent(sheet: bytes) -> tuple[int, int]:
    """Return the last row and the last column that cells of a part of a sheet are in, both from 1."""
    found = CELL.findall(sheet)
    rows = max((int(row) for _, row in found), default=0)
    return rows, max((_column_number(letters) for letters in {letters for letters, _ in found}), default=0)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - ord("A") + 1
    return number


def _text(path: Path, sheet: Any) -> str:
    rows: Iterator[list[object]] = sheet.iter_rows()
    lines: list[str] = []
    letters = 0
    for row in rows:
        line = "\t".join(map(_cell, row))
        letters += len(line) + 1
        if letters > TABLE_BYTES:
            raise TableError(f"{path}: a sheet of it holds more than {TABLE_BYTES >> 20} MiB of text. Save it as CSV.")
        if lines or line.strip():
            lines.append(line)
    return "\n".join(lines)


def _cell(content: object) -> str:
    if isinstance(content, datetime | date | time):
        return content.isoformat(" ") if isinstance(content, datetime) else content.isoformat()
    if isinstance(content, timedelta):
        return repr(content.total_seconds())
    return str(content).replace("\t", " ").replace("\n", " ")


def _is_sheet(path: Path, content: bytes) -> bool:
    if content.startswith(OLD_OFFICE):
        return True
    if not content.startswith(ZIP):
        return False
    named = path.name.lower().endswith(ENDINGS)
    return named or b"xl/" in content[:4096] or b"opendocument.spreadsheet" in content[:256]


FORM = Form(
    "an Excel or OpenDocument spreadsheet",
    "save the sheet as CSV",
    is_one=_is_sheet,
    read=read_sheet,
    native=True,
    kind="xlsx",
    endings=ENDINGS,
)
