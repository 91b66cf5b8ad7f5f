"""Reads text tables of nothing but numbers below their header, straight from the bytes of the file into columns.

An hour at 1 kHz is read so in a third of the time, and without the five times larger memory that its text takes. What
holds anything else - a unit behind a number, a hole, decimal commas - is none: the cells have to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import numpy as np
from numpy.typing import NDArray

from pawpress.core.kernel import NotExact, NotNumbers, table_rows
from pawpress.importers.forms.cells import told_apart
from pawpress.importers.forms.numbers import Cells, may_be_grouped
from pawpress.importers.forms.table_header import TableHeader

CHUNK_BYTES = 1 << 18
LEAST_ROWS = 2


def plain_columns(content: bytes, header: TableHeader, lines_above: int) -> dict[str, Cells] | None:
    """Return the columns, each of shape (n,), of a file that is such a table; None for every other file.

    Parameters
    ----------
    content : bytes
        The file, in an encoding whose digits are those of ASCII.
    header : TableHeader
        What its columns are called, and what parts them.
    lines_above : int
        Lines above the first readings.
    """
    width = len(header.names)
    begins = _end_of_line(content, lines_above)
    if width < 2 or begins is None or len(header.delimiter) > 1 or not header.delimiter.isascii():
        return None
    columns = np.empty((width, content.count(b"\n", begins) + 1))
    count = 0
    for lines in _chunks(content, begins):
        rows = _rows(lines, header.delimiter, width)
        if rows is None or not np.isfinite(rows).all():
            return None
        columns[:, count : count + len(rows)] = rows.T
        count += len(rows)
    columns = columns[:, :count]
    if count < LEAST_ROWS:
        return None
    if any(map(may_be_grouped, columns)):
        return None  # only the cells as texts show what their points are
    return dict(zip(told_apart(header.names), columns, strict=True))


def _rows(lines: memoryview, delimiter: str, width: int) -> NDArray[np.float64] | None:
    try:
        return table_rows(lines, delimiter, width)
    except NotNumbers:
        return None
    except NotExact:
        text = StringIO(bytes(lines).decode("ascii", "replace"))
    try:
        rows = np.loadtxt(text, delimiter=delimiter or None, comments=None, ndmin=2)
    except ValueError:
        return None
    return rows if rows.shape[1:] == (width,) else None


def _chunks(content: bytes, begins: int) -> Iterator[memoryview]:
    """Yield whole lines, in parts that stay in the processor's memory."""
    view = memoryview(content)
    while begins < len(content):
        ends = content.rfind(b"\n", begins, begins + CHUNK_BYTES) + 1
        ends = ends or _end_of_line(content, 1, begins) or len(content)
        yield view[begins:ends]
        begins = ends


def _end_of_line(content: bytes, lines: int, begins: int = 0) -> int | None:
    """Return where so many lines are over; None if there are not as many."""
    for _ in range(lines):
        begins = content.find(b"\n", begins) + 1
        if begins == 0:
            return None
    return begins
