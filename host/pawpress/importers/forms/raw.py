"""What the first stage gives the others: columns as they stand in the file, and what the lines above them say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pawpress.core.user_error import UserError
from pawpress.importers.forms.numbers import Cells


class TableError(UserError, ValueError):
    """The file cannot be read as a table; the text says what, where and what to do."""


MOST_COLUMNS = 1_000
"""Nobody records more; what is compared column by column would take for ever."""
MOST_SPREAD_CELLS = 20_000_000
"""Cells of a table that is mostly empty; one that is full is as large as its file."""
LEAST_FILLED = 0.25


def check_spread(path: Path, rows: int, columns: int, filled: int) -> None:
    """Refuse a table that takes far more memory than what was read of it, since nearly all of its cells are empty.

    Parameters
    ----------
    path : Path
        Its file, for the message.
    rows, columns : int
        Its extent.
    filled : int
        How many of its cells hold something.

    Raises
    ------
    TableError
        If it is one.
    """
    if rows * columns > MOST_SPREAD_CELLS and filled < LEAST_FILLED * rows * columns:
        raise TableError(
            f"{path}: its table is {columns:,} columns wide and {rows:,} rows long, and nearly empty. Save the columns "
            "that hold forces as CSV."
        )


@dataclass(frozen=True, slots=True)
class Preamble:
    """What a file states outside its columns."""

    rate_hz: float | None = None
    rate_said: str = ""
    """The words that say it."""
    rates_hz: tuple[float, ...] = ()
    """All rates it says, where they are several and none is the one of the readings."""
    unit: str = ""
    """Unit of force that holds for all columns; "" where none is said."""
    unit_said: str = ""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file as named columns of equal length."""

    columns: Mapping[str, Cells]
    units: Sequence[str]
    """What a line of units, or the format, says of each column; "" where it says nothing."""
    kind: str = "csv"
    """What the file is, as `source.kind` of the answer."""
    preamble: Preamble = field(default_factory=Preamble)
