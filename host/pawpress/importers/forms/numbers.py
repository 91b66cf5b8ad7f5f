"""Cells of a table as numbers, decimal commas included."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Cells = Sequence[str] | NDArray[np.float64]
"""A column as it stands in the file, or as numbers where it holds nothing else."""

NUMERIC_SHARE = 0.5
"""A column is one of numbers if at least this share of its cells that hold anything are numbers."""
NOTHING = frozenset({"", "nan", "na", "n/a", "null", "none", "-"})
"""What stands where there was no reading."""

NO_READING = 1e12
"""From here on a number is none: instruments write 9.9e37 where they have nothing to say."""


def numbers_of(cells: Cells) -> NDArray[np.float64]:
    """Return cells as numbers, shape (n,); NaN where a cell holds none."""
    try:
        return np.array(cells, dtype=np.float64)
    except ValueError:
        return np.array([_number(str(cell)) for cell in cells])


def readings_of(cells: Cells) -> NDArray[np.float64]:
    """Return cells as readings of a sensor, shape (n,); NaN where a cell holds none."""
    numbers = numbers_of(cells)
    return np.where(np.abs(numbers) < NO_READING, numbers, np.nan)


def is_numeric(cells: Cells, numbers: NDArray[np.float64]) -> bool:
    """Whether a column is one of numbers: two sensors of different rates leave empty cells in each other's rows."""
    known = int(np.isfinite(numbers).sum())
    if known >= NUMERIC_SHARE * len(numbers):
        return known > 0
    filled = sum(str(cell).lower() not in NOTHING for cell in cells)
    return known >= 2 and known >= NUMERIC_SHARE * filled


def is_number(cell: str) -> bool:
    """Whether a cell holds a number."""
    return not np.isnan(_number(cell))


def _number(cell: str) -> float:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return float("nan")
