"""What the first stage gives the others: columns as they stand in the file, and what the lines above them say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pawpress.core.user_error import UserError
from pawpress.importers.forms.numbers import Cells


class TableError(UserError, ValueError):
    """The file cannot be read as a table; the text says what, where and what to do."""


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
