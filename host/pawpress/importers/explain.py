"""How a file of another program was understood, in words: for `pawpress grade --explain`."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pawpress.importers.imported_table import Table

ROWS = 5
"""First rows that are shown as they were read."""


def explained(path: Path, table: Table) -> str:
    """Return lines that say what each column was taken for, where times and units come from, and the first rows.

    Parameters
    ----------
    path : Path
        The file.
    table : Table
        What was read from it.
    """
    unit = table.input_unit
    judged = "judged as counts, without alarms" if unit.quantity == "counts" else f"{unit.newtons:g} N each"
    lines = [
        f"{path}: {table.kind}, {len(table.t_s)} rows with a time, {float(np.ptp(table.t_s)):.3f} s",
        f"  time   {table.time_why} Unit: {table.time_unit_s:g} s.",
        f"  unit   {unit.symbol}: {judged}",
        "  columns",
    ]
    width = max((len(role.name) for role in table.columns), default=0)
    lines += [f"    {role.name:<{width}}  {role.role:<7}  {role.unit or '-':<7}  {role.why}" for role in table.columns]
    return "\n".join([*lines, f"  the first {min(ROWS, len(table.t_s))} rows as they were read", *_first_rows(table)])


def _first_rows(table: Table) -> list[str]:
    """Return the first rows under the names of their columns."""
    heads = ["t_s", *table.readings]
    rows = [
        [f"{table.t_s[row]:.4f}", *(_shown(float(column[row])) for column in table.readings.values())]
        for row in range(min(ROWS, len(table.t_s)))
    ]
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    return [
        "    " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in [heads, *rows]
    ]


def _shown(reading: float) -> str:
    return f"{reading:.6g}" if np.isfinite(reading) else "(none)"
