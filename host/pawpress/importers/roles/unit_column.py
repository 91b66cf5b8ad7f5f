"""Columns that hold nothing but a unit, as scales write it behind each reading: `12.3,kg`."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pawpress.importers.forms.numbers import Cells
from pawpress.importers.roles.unit_names import unit_of


class UnitsDiffer(ValueError):
    """A column says several units of force."""


def units_beside(columns: Mapping[str, Cells]) -> dict[int, str]:
    """Return the unit of each column, by its place, that the column behind it says in every row.

    Raises
    ------
    UnitsDiffer
        If such a column says several units of force: its readings cannot be compared.
    """
    found: dict[int, str] = {}
    for at, (name, cells) in enumerate(columns.items()):
        if at == 0 or isinstance(cells, np.ndarray):
            continue
        said = {text for cell in cells if (text := str(cell).strip())}
        units = {unit_of(text) for text in said} if len(said) <= 8 else {None}
        if None in units or not said:
            continue
        if len(units) > 1:
            told = " and ".join(sorted(said)[:3])
            raise UnitsDiffer(f"column {name!r} says {told}: the unit changes within the file. Split it by its unit")
        found[at - 1] = said.pop()
    return found
