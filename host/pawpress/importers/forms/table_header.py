"""Finds the header of a text table: the names of its columns, a line of units below them, and where the readings begin.

Strategy: programs of laboratories write lines of their own above the header. The header is the first line of names
that is followed by readings, in lines of its own width, and that is not a setting. Where no line is one, it is the
first line of names as wide as most lines; else a comment may name the columns. A reading is never a name: channels
that are called 1, 2, 3 are names only in a row with words, above numbers or a line of units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pawpress.importers.forms.cells import cells_of, delimiter_of, parted
from pawpress.importers.forms.numbers import NOTHING, is_number
from pawpress.importers.roles.label import label_of
from pawpress.importers.roles.unit_names import unit_of
from pawpress.importers.times.stamps import is_no_name

COMMENTS = ("#", "%")
"""A line that begins with one of these is not a row."""
HEADER_WITHIN = 80
"""A header further down than this is not looked for."""
TITLES = "channeltitle="
"""Begins a line of names in the text files of some laboratories' programs; the times below it have none."""
SAMPLE = 240
"""This many lines show how wide most lines are."""
FOLLOW = 5
"""This many lines below a header have its width, or all there are."""
NAMELESS = "reading"
"""Name of the only column of a file that has no header."""


class NoHeader(ValueError):
    """No line names the columns."""


@dataclass(frozen=True, slots=True)
class TableHeader:
    """Where a table begins, and what its columns are called."""

    names: list[str]
    units: list[str]
    """What a line of units says of each; "" where it says nothing."""
    begins: int
    """Number of the line that holds the first readings."""
    delimiter: str
    """Between its cells; "" for blanks."""


def find_header(lines: Sequence[str], comments: Sequence[str]) -> TableHeader:
    """Find the header among the first lines of a file.

    Parameters
    ----------
    lines : sequence of str
        The lines that are neither comments nor blank; more than `SAMPLE` are not looked at.
    comments : sequence of str
        The comments among the first lines.

    Raises
    ------
    NoHeader
        If no line names the columns.
    """
    lines = lines[:SAMPLE]
    if (titled := _titled(lines)) is not None:
        return titled
    places = range(min(HEADER_WITHIN, len(lines)))
    at = next((at for at in places if _is_header(lines[at : at + 3 + FOLLOW])), None)
    if at is None:
        at = _of_usual_width(lines)
    if at is not None:
        return _below(lines, at)
    first = _first_readings(lines)
    named = _named_in_a_comment(comments, lines[first])
    if named is not None:
        return TableHeader(named, [""] * len(named), first, delimiter_of(lines[first]))
    misfit = [at for at, line in enumerate(lines[:first]) if _is_of_names(cells_of(line))]
    if misfit:
        return _below(lines, misfit[-1])  # what is wrong is said of the rows
    if all(map(_is_one_number, lines[first:])):
        return TableHeader([NAMELESS], [""], first, "")
    raise NoHeader


def _below(lines: Sequence[str], at: int) -> TableHeader:
    """Pass over lines of units and of words below the names."""
    delimiter = delimiter_of(lines[at])
    if not delimiter and at + 1 < len(lines) and len(lines[at + 1].split()) == 1:
        return TableHeader([lines[at].strip()], [""], at + 1, "")
    names, *below = parted(lines[at : at + 4], delimiter)
    units = [""] * len(names)
    passed = 0
    while passed < len(below) and len(below[passed]) == len(names) and not _holds_a_reading(below[passed]):
        units = below[passed] if _says_units(below[passed]) else units
        passed += 1
    return TableHeader(names, units, at + 1 + passed, delimiter)


def _is_one_number(line: str) -> bool:
    return not delimiter_of(line) and is_number(line.strip())


def _rows_of_units(below: Sequence[Sequence[str]], width: int) -> int:
    """Count the rows of units, two at most, that stand below names."""
    units = 0
    while units < min(2, len(below)) and len(below[units]) == width and _says_units(below[units]):
        units += 1
    return units


def _is_header(lines: Sequence[str]) -> bool:
    """Whether a line holds names of columns, and those below it, or below a line of units, their readings."""
    head, *below = parted(lines, delimiter_of(lines[0]))
    units = _rows_of_units(below, len(head))
    rows = below[units : units + FOLLOW]
    return (
        len(head) > 1
        and 2 * sum(map(bool, head)) >= len(head)
        and not _is_setting(head)
        and bool(rows)
        and {len(row) for row in rows} == {len(head)}
        and _holds_a_reading(rows[0])
        and not _names_what_follows(rows[0], rows[-1])
        and (not _holds_a_reading(head) or _numbers_channels(head, rows[0], said=units > 0))
    )


def _names_what_follows(row: Sequence[str], last: Sequence[str]) -> bool:
    """Whether a row with a number in it has words above readings: it is a header itself, of numbered channels."""
    return any(
        is_no_name(below) and bool(cell) and cell.lower() not in NOTHING and not is_no_name(cell)
        for cell, below in zip(row, last, strict=True)
    )


def _numbers_channels(head: Sequence[str], first: Sequence[str], *, said: bool) -> bool:
    """Whether names that are numbers are those of channels: counted one by one, beside words above numbers."""
    numbers = [cell for cell in head if is_no_name(cell)]
    words = [at for at, cell in enumerate(head) if cell and not is_no_name(cell)]
    if not words or not all(map(str.isdigit, numbers)):
        return False
    counted = list(map(int, numbers))
    follow = counted == list(range(counted[0], counted[0] + len(counted))) and counted[0] in (0, 1)
    return (follow or said) and any(is_no_name(first[at]) for at in words)


def _holds_a_reading(cells: Sequence[str]) -> bool:
    return any(is_no_name(cell) for cell in cells)


def _says_units(cells: Sequence[str]) -> bool:
    return any(map(_is_unit, cells)) and not _holds_a_reading(cells)


def _is_unit(cell: str) -> bool:
    bracketed = cell[:1] in "[(" and cell[-1:] in ")]" and len(cell) > 2
    return bracketed or (bool(cell) and unit_of(cell.strip("[]()")) is not None)


def _is_setting(cells: Sequence[str]) -> bool:
    """Whether a line says something of its program or its device: a word with a mark behind it, and what it is."""
    return len(cells) > 1 and cells[0].endswith((":", "=")) and not cells[1].endswith((":", "="))


def _of_usual_width(lines: Sequence[str]) -> int | None:
    """Return the first line of names as wide as most lines, as where a board that starts talks in between.

    Where there is none, but the first line holds names, it is the header: what is wrong is said of its rows.
    """
    rows = [parted([line], delimiter_of(line))[0] for line in lines]
    usual = _usual(rows)
    named = (at for at, cells in enumerate(rows[:HEADER_WITHIN]) if len(cells) == usual and not _holds_a_reading(cells))
    found = next(named, None) if usual > 1 else None
    if found is None and not _holds_a_reading(rows[0]) and not any(map(_is_row, rows[1:])):
        return 0
    return found


def _is_of_names(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and not _holds_a_reading(cells) and not _is_setting(cells)


def _is_row(cells: Sequence[str]) -> bool:
    """Whether all that stands in a line are readings."""
    return len(cells) > 1 and all(is_no_name(cell) for cell in cells if cell)


def _usual(rows: Sequence[list[str]]) -> int:
    widths = [len(row) for row in rows]
    return max(set(widths), key=widths.count)


def _first_readings(lines: Sequence[str]) -> int:
    """Return the first line with readings that is as wide as most."""
    rows = [parted([line], delimiter_of(line))[0] for line in lines]
    usual = _usual(rows)
    return next((at for at, cells in enumerate(rows) if len(cells) == usual and _holds_a_reading(cells)), 0)


def _named_in_a_comment(comments: Sequence[str], first: str) -> list[str] | None:
    """Return the names that a comment gives the cells of the first row; one of them must say what it holds.

    The mark of the comment may itself be a name: `#` above numbers of rows.
    """
    delimiter = delimiter_of(first)
    width = len(parted([first], delimiter)[0])
    for comment in reversed(comments):
        bare = comment.lstrip("".join(COMMENTS)).strip()
        for cells in (cells_of(bare, delimiter), cells_of(comment, delimiter), cells_of(bare)):
            if len(cells) == width and not _holds_a_reading(cells) and any(map(_says_what, cells)):
                return cells
    return None


def _says_what(cell: str) -> bool:
    label = label_of(cell)
    return label.unit is not None or label.meaning is not None


def _titled(lines: Sequence[str]) -> TableHeader | None:
    """Read the line of titles that some laboratories' programs write among their settings."""
    at = next((at for at, line in enumerate(lines[:HEADER_WITHIN]) if line.lower().startswith(TITLES)), None)
    if at is None:
        return None
    names = cells_of("Time" + lines[at][len(TITLES) :].strip("\r\n"))
    settings = (cells_of(line) for line in lines[at:])
    below = next((row for row, cells in enumerate(settings, at) if not _is_setting(cells)), len(lines))
    named = [cells_of(line)[1:] for line in lines[:below] if line.lower().startswith("unitname=")]
    units = ["s", *(named[0] if named else [])][: len(names)]
    return TableHeader(names, [*units, *[""] * (len(names) - len(units))], below, delimiter_of(lines[at]))
