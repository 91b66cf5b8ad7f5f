"""Lines of a text table as cells, and their names made unique."""

from __future__ import annotations

import csv
from collections.abc import Sequence

DELIMITERS = ",;\t|"


def told_apart(names: Sequence[str]) -> list[str]:
    """Number names that stand there twice, as where every plate calls its forces the same."""
    told: list[str] = []
    for name in names:
        other, number = name, 1
        while other in told or (number > 1 and other in names):
            number += 1
            other = f"{name} ({number})".strip()
        told.append(other)
    return told


def delimiter_of(line: str) -> str:
    """Return what parts the cells of a line; "" for blanks."""
    delimiter = max(DELIMITERS, key=line.count)
    return delimiter if delimiter in line else ""


def cells_of(line: str, delimiter: str | None = None) -> list[str]:
    """Return the cells of one line."""
    delimiter = delimiter_of(line) if delimiter is None else delimiter
    if not delimiter:
        return line.split()
    return [cell.strip() for row in csv.reader([line], delimiter=delimiter) for cell in row]


def parted(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Return the cells of lines of which the first names the columns.

    Empty cells behind the last name are left out, as delimiters at the end of a line make them.
    """
    if not delimiter:
        return [line.split() for line in lines]
    rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter)]
    names = next((at for at in range(len(rows[0]), 0, -1) if rows[0][at - 1]), 0)
    if 2 * sum(any(row[names:]) for row in rows) > len(rows):
        return rows  # a column without a name
    return [row if any(row[names:]) else row[:names] for row in rows]
