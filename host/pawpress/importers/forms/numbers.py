"""Cells of a table as numbers: decimal commas, marks between thousands, units behind the number.

The marks are read off a whole column, never off one cell: `1,234` alone says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arrays import chosen

Array = NDArray[np.float64]
Cells = Sequence[str] | Array
"""A column as it stands in the file, or as numbers where it holds nothing else."""

NUMERIC_SHARE = 0.5
"""A column is one of numbers if at least this share of its cells that hold anything are numbers."""
NOTHING = frozenset(
    {
        "",
        "nan",
        "na",
        "n/a",
        "null",
        "none",
        "-",
        "--",
        "---",
        "\u2013",
        "\u2014",
        "?",
        "nodata",
        "missing",
        "ovf",
        "ovl",
        "ol",
    }
)
"""What stands where there was no reading."""

NO_READING = 1e12
"""From here on a number is none: instruments write 9.9e37 where they have nothing to say."""

GROUPED = {mark: re.compile(rf"[-+]?[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+$") for mark in ",.'"}
"""A whole number whose thousands are set off by a mark."""
BLANKS = re.compile(r"(?<=\d)[\s\u00a0\u202f'\u2019](?=\d{3}(?!\d))")
"""A blank or an apostrophe between thousands."""
WITH_UNIT = re.compile(r"([-+]?[\d.,]*\d(?:[eE][-+]?\d+)?)\s*([^\W\d_][\w/^.\u00b2]*|%|\u00b0\w?)$")
HEX = re.compile(r"0[xX][0-9a-fA-F]+$")
SAMPLE = 200
"""Cells that show whether a unit stands behind the numbers."""
POINTED_SHARE = 0.02
THOUSAND = 1000.0


def numbers_of(cells: Cells) -> Array:
    """Return cells as numbers, shape (n,); NaN where a cell holds none. What holds numbers already is not copied."""
    if isinstance(cells, np.ndarray):
        return cells
    try:
        return np.array(cells, dtype=np.float64)
    except ValueError:
        texts = [str(cell).strip() for cell in cells]
        change = _marks_of(texts)
        return np.array([_number(text, *change) for text in texts])


def readings_of(cells: Cells) -> Array:
    """Return cells as readings of a sensor, shape (n,); NaN where a cell holds none."""
    numbers = numbers_of(cells)
    there = np.abs(numbers) < NO_READING
    numbers = numbers if there.all() else np.where(there, numbers, np.nan)
    if isinstance(cells, np.ndarray) or not may_be_grouped(numbers):
        return numbers
    return _with_thousands(numbers, cells)


def unit_behind(cells: Cells) -> str:
    """Return the unit that stands behind the numbers of a column, as in `12.3 N`; "" where none does."""
    if not isinstance(cells, np.ndarray):
        found = [WITH_UNIT.match(str(cell).strip()) for cell in cells[:SAMPLE] if str(cell).strip()]
        units = {match[2] for match in found if match is not None}
        if len(units) == 1 and 2 * sum(match is not None for match in found) > len(found):
            return units.pop()
    return ""


def is_numeric(cells: Cells, numbers: Array) -> bool:
    """Whether a column is one of numbers: two sensors of different rates leave empty cells in each other's rows."""
    known = int(np.isfinite(numbers).sum())
    if known >= NUMERIC_SHARE * len(numbers):
        return known > 0
    filled = sum(str(cell).strip().lower() not in NOTHING for cell in cells)
    return known >= 2 and known >= NUMERIC_SHARE * filled


def is_number(cell: str) -> bool:
    """Whether a cell holds a number."""
    return not np.isnan(_number(cell.strip(), *_marks_of([cell.strip()])))


def _marks_of(texts: Sequence[str]) -> tuple[str, str]:
    """Return the mark to leave out of the numbers of a column, and the one that is its decimal mark; "" for none."""
    commas = [text for text in texts if "," in text]
    if not commas:
        return "", ""
    both = [text for text in commas if "." in text]
    if both:
        later = sum(text.rfind(".") > text.rfind(",") for text in both)
        return (",", ".") if 2 * later > len(both) else (".", ",")
    grouped = all(map(GROUPED[","].match, commas)) and _shows_grouping(texts)
    return (",", ".") if grouped else ("", ",")


def _shows_grouping(texts: Sequence[str]) -> bool:
    """Whether other numbers say that commas part thousands: by a decimal point, no mark at all, or several commas."""
    return any(
        text.count(",") > 1 if "," in text else text.lstrip("+-").isdigit() or ("." in text and text[-1:].isdigit())
        for text in texts
    )


def _number(text: str, left_out: str, decimal: str) -> float:
    if left_out:
        text = text.replace(left_out, "")
    if decimal == ",":
        text = text.replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return _with_blanks_or_unit(text)


def _with_blanks_or_unit(text: str) -> float:
    if HEX.match(text):
        return float(int(text, 16))
    text = BLANKS.sub("", text)
    found = WITH_UNIT.match(text)
    try:
        return float(text if found is None else found[1])
    except ValueError:
        return float("nan")


def may_be_grouped(numbers: Array) -> bool:
    """Whether numbers may have thousands set off by points, as in `987`, `1.012`, `1.034`; how they are written says.

    Numbers that leave out the zeros at their end come near it, but those below one would stand among them.
    """
    known = chosen(numbers, np.isfinite(numbers))
    if known.min(initial=np.inf) <= -THOUSAND or known.max(initial=-np.inf) >= THOUSAND:
        return False
    pointed = known != np.floor(known)
    if not POINTED_SHARE * len(known) < pointed.sum() < (1.0 - POINTED_SHARE) * len(known):
        return False
    fine, whole = np.abs(known[pointed]), np.abs(known[~pointed])
    if fine.min() < 1.0 or whole.max() <= 100.0 * fine.min():
        return False
    return bool((np.abs(fine * THOUSAND - np.rint(fine * THOUSAND)) <= 1e-6 * THOUSAND).all())


def _with_thousands(numbers: Array, cells: Sequence[str]) -> Array:
    """Return whole numbers whose thousands are set off by points as what they are: all below 1,000 have no point."""
    texts = [str(cell).strip() for cell in cells]
    known = np.isfinite(numbers)
    pointed = known & np.array(["." in text for text in texts])
    all_grouped = all(GROUPED["."].match(texts[at]) for at in np.flatnonzero(pointed).tolist())
    few_whole = (known & ~pointed).sum() <= POINTED_SHARE * known.sum()
    return numbers if few_whole or not all_grouped else np.where(pointed, np.rint(numbers * THOUSAND), numbers)
