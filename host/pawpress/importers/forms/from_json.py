"""Reads JSON: rows (`[{"t": 0.0, "f": 1.0}, …]`, or a line each) or columns (`{"t": […], "f": […]}`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from pawpress.importers.forms.form import TextForm
from pawpress.importers.forms.numbers import Cells
from pawpress.importers.forms.raw import RawTable, TableError, check_spread

MOST_LETTERS = 64 << 20
"""Python's reader takes some thirty times the memory of what it reads."""
OPENS = ("{", "[{", '["')
WAY_OUT = 'Write rows, [{"time_s": 0.0, "force_n": 1.5}, …], or save the table as CSV.'


def is_json(text: str) -> bool:
    """Whether a text is one JSON document; a log may begin with a bracket, too."""
    bare = text.lstrip("\ufeff \t\r\n")
    return "".join(bare[:256].split()).startswith(OPENS) and bare.rstrip()[-1:] in ("}", "]")


def read_json(path: Path, text: str) -> RawTable:
    """Read the largest table in it.

    Raises
    ------
    TableError
        If it is damaged, too large, or holds no table.
    """
    if len(text) > MOST_LETTERS:
        raise TableError(f"{path}: is JSON of more than {MOST_LETTERS >> 20} million letters. Save the table as CSV.")
    try:
        document = _document(text)
    except (ValueError, RecursionError) as error:
        reason = str(error).split(":")[0]
        raise TableError(f"{path}: is JSON that cannot be read ({reason}). {WAY_OUT}") from error
    columns = _columns(path, document)
    if columns is None:
        raise TableError(f"{path}: is JSON without a table of readings. {WAY_OUT}")
    return RawTable(columns, [""] * len(columns), "json")


def _document(text: str) -> object:
    """Return what a text holds; of lines of JSON, their list."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise
    lines = (line.strip() for line in text.splitlines())
    return [json.loads(line) for line in lines if line]


def _columns(path: Path, document: object) -> dict[str, Cells] | None:
    """Return the columns of a table, or of the longest one among the values of an object."""
    if isinstance(document, list):
        rows = cast("list[object]", document)
        return _of_rows(path, rows)
    if not isinstance(document, Mapping):
        return None
    held = cast("Mapping[str, object]", document)
    plain = _plain_lists(held)
    if len(plain) > 1 and len({len(cells) for cells in plain.values()}) == 1:
        return {name: [_cell(cell) for cell in cells] for name, cells in plain.items()}
    tables = [found for found in (_columns(path, each) for each in held.values()) if found is not None]
    return max(tables, key=lambda table: len(next(iter(table.values()))), default=None)


def _plain_lists(held: Mapping[str, object]) -> dict[str, list[object]]:
    """Return the lists that hold no other list or object."""
    lists = {name: cast("list[object]", cells) for name, cells in held.items() if isinstance(cells, list)}
    return {name: cells for name, cells in lists.items() if not any(isinstance(cell, (dict, list)) for cell in cells)}


def _of_rows(path: Path, rows: list[object]) -> dict[str, Cells] | None:
    flat = [cast("Mapping[str, object]", row) for row in rows if isinstance(row, Mapping)]
    names = list(dict.fromkeys(name for row in flat for name in row))
    if len(flat) < 2 or len(flat) < len(rows) or len(names) < 2:
        return None
    check_spread(path, len(flat), len(names), sum(map(len, flat)))
    return {name: [_cell(row.get(name)) for row in flat] for name in names}


def _cell(value: object) -> str:
    return "" if value is None or isinstance(value, (dict, list, bool)) else str(value)


FORM = TextForm("a JSON document", is_json, read_json, kind="json", endings=(".json",))
