"""Reads spreadsheets with python-calamine: the sheet that holds the longest table, through the same rules as a text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from pawpress.importers.forms.raw import RawTable, TableError
from pawpress.importers.forms.text import read_text

MOST_CELLS = 60_000_000
"""A sheet of Excel has at most 1,048,576 rows; more cells than this are nobody's recording."""


def read_sheet(path: Path) -> RawTable:
    """Read a spreadsheet.

    Raises
    ------
    ImportError
        If python-calamine is not installed.
    TableError
        If no sheet holds a table.
    """
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(str(path)) as book:
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        sheets = [sheet for sheet in sheets if sheet.height and sheet.height * sheet.width < MOST_CELLS]
        sheets.sort(key=lambda sheet: -sheet.height)
        refused: TableError | None = None
        for sheet in sheets:
            text = "\n".join("\t".join(map(_cell, row)) for row in sheet.to_python(skip_empty_area=True))
            try:
                return replace(read_text(path, text), kind="xlsx")
            except TableError as error:
                refused = refused or error
    raise refused or TableError(f"{path}: is a spreadsheet without a table. Put one on its first sheet.")


def _cell(content: object) -> str:
    if isinstance(content, datetime | date | time):
        return content.isoformat(" ") if isinstance(content, datetime) else content.isoformat()
    if isinstance(content, timedelta):
        return repr(content.total_seconds())
    return str(content).replace("\t", " ").replace("\n", " ")
