"""From the text of a table to its header and its rows of cells.

Strategy: programs of laboratories write some lines of their own above the header. The header is the first line of
names that is followed by readings, in lines of its own width, and that is no setting; where no line is, the first one
as wide as most, or the first of all. Where that holds readings, too, a comment may name them.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from pawpress.importers.times.stamps import UNITS as TIME_UNITS
from pawpress.importers.times.stamps import is_no_name

DELIMITERS = ",;\t|"
COMMENTS = ("#", "%")
"""A line that begins with one of these is no row."""
UNITS = frozenset(
    {*TIME_UNITS, "n", "kn", "mn", "kg", "kgf", "g", "gf", "lb", "lbs", "lbf", "v", "mv", "counts", "newton"}
)
"""A line with one of these in a cell, or with a cell in brackets, says units."""
HEADER_WITHIN = 60
"""A header further down than this is not looked for."""
TITLES = "channeltitle="
"""Begins a line of names in the text files of some laboratories' programs; the times below it have none."""
SAMPLE = 200
"""So many lines show how wide most lines are."""
FOLLOW = 5
"""So many lines below a header have its width, or all there are."""


class TableError(ValueError):
    """The file cannot be read as a table; the text says what, where and what to do."""


def header_and_rows(path: Path, text: str) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns and the rows that have a cell for each.

    Raises
    ------
    TableError
        If there is no header, or nothing below it.
    """
    written = [line for line in text.splitlines() if line.strip()]
    lines = [line for line in written if not line.startswith(COMMENTS)]
    if not lines:
        raise TableError(f"{path}: the file is empty. Nothing can be judged in it.")
    lines = _titles_first(lines)
    places = range(min(HEADER_WITHIN, len(lines)))
    begins = next((at for at in places if _is_header(lines[at : at + 1 + FOLLOW])), None)
    rows = _parted(lines[_of_usual_width(lines) if begins is None else begins :])
    if _names_nothing(rows[0]):
        rows = _named_in_a_comment(rows[0], written) + rows
    header = rows[0]
    if len(header) < 2:
        raise TableError(
            f"{path}: is no CSV file with a time and a force column. Give a header and two columns or more."
        )
    if _names_nothing(header):
        raise TableError(f"{path}: has no header line. Put the names of the columns in the first line.")
    whole = [row for row in rows[1:] if len(row) == len(header)]
    if len(whole) < 2:
        raise TableError(f"{path}: holds a header and fewer than two rows. Nothing can be judged in it.")
    return _told_apart(header), whole


def _of_usual_width(lines: Sequence[str]) -> int:
    """Return the first line of names as wide as most lines, as where a board that starts talks in between; else 0."""
    parted = [_parted([line])[0] for line in lines[:SAMPLE]]
    widths = [len(cells) for cells in parted]
    usual = max(set(widths), key=widths.count)
    named = (at for at, cells in enumerate(parted[:HEADER_WITHIN]) if len(cells) == usual and _names_all(cells))
    return next(named, 0) if usual > 1 else 0


def _names_all(cells: list[str]) -> bool:
    return not any(is_no_name(cell) for cell in cells)


def _told_apart(header: list[str]) -> list[str]:
    """Number names that stand there twice, as where every plate calls its forces the same."""
    names: list[str] = []
    for name in header:
        other, number = name, 1
        while other in names or (number > 1 and other in header):
            number += 1
            other = f"{name} ({number})".strip()
        names.append(other)
    return names


def _titles_first(lines: list[str]) -> list[str]:
    """Turn the line of titles that some laboratories' programs write among their settings into a header."""
    at = next((at for at, line in enumerate(lines[:HEADER_WITHIN]) if line.lower().startswith(TITLES)), None)
    if at is None:
        return lines
    below = next((row for row in range(at, len(lines)) if not _is_setting(_parted([lines[row]])[0])), len(lines))
    return ["Time" + lines[at][len(TITLES) :], *lines[below:]]


def _is_setting(cells: list[str]) -> bool:
    """Whether a line says something of its program or its device: a word with a mark behind it, and what it is."""
    return len(cells) > 1 and cells[0].endswith((":", "=")) and not cells[1].endswith((":", "="))


def _names_nothing(cells: list[str]) -> bool:
    return all(is_no_name(cell) for cell in cells if cell)


def _named_in_a_comment(first: list[str], written: list[str]) -> list[list[str]]:
    """Return a comment that names the cells of the first row, as some libraries write their header."""
    comments = [line.lstrip("".join(COMMENTS)).strip() for line in written if line.startswith(COMMENTS)]
    heads = [_parted([comment])[0] for comment in reversed(comments) if comment]
    return [head for head in heads if len(head) == len(first) and not any(map(is_no_name, head))][:1]


def _parted(lines: Sequence[str]) -> list[list[str]]:
    """Part lines at the delimiter of the first one, or at their blanks if it has none."""
    delimiter = max(DELIMITERS, key=lines[0].count)
    if delimiter not in lines[0]:
        return [line.split() for line in lines]
    return _closed([[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter)])


def _closed(rows: list[list[str]]) -> list[list[str]]:
    """Leave out empty cells behind the last name, as a delimiter at the end of a line makes them."""
    names = next((at for at in range(len(rows[0]), 0, -1) if rows[0][at - 1]), 0)
    if 2 * sum(any(row[names:]) for row in rows) > len(rows):
        return rows  # a column without a name
    return [row if any(row[names:]) else row[:names] for row in rows]


def _is_unit(cell: str) -> bool:
    return cell.strip("[]()").lower() in UNITS or (cell[:1] in "[(" and cell[-1:] in ")]" and len(cell) > 2)


def _is_header(lines: Sequence[str]) -> bool:
    """Whether a line holds names of columns, and the next one, or the one below a line of units, their readings."""
    head, *below = _parted(lines)
    below = below[1:] if below and any(map(_is_unit, below[0])) else below
    return (
        len(head) > 1
        and not _is_setting(head)
        and bool(below)
        and {len(row) for row in below} == {len(head)}
        and _names_all(head)
        and any(is_no_name(cell) for cell in below[0])
    )
