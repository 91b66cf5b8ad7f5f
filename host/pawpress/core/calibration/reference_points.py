"""Reference points: a known force and what the pad read, typed in or from a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Annotated, Final, Literal

import msgspec

from pawpress.core.units import NEWTONS_PER_KGF, NEWTONS_PER_LBF
from pawpress.core.user_error import UserError

Unit = Literal["n", "kgf", "lbf"]
NEWTONS_IN: Final[dict[Unit, float]] = {"n": 1.0, "kgf": NEWTONS_PER_KGF, "lbf": NEWTONS_PER_LBF}
Direction = Literal["up", "down"]
READ_AFTER_S = 2.5
"""Time under load at which a point is read when nothing else is said: a ramp of 1 s, then the mean of 1 to 2 s."""


class PointsError(UserError, ValueError):
    """A table of points cannot be read; the text says which, where and what to do."""


class ReferencePoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A known force and the reading of the pad under it."""

    reference_n: Annotated[float, msgspec.Meta(ge=0)]
    """True force, newtons; 0 for the empty pad."""
    counts: Annotated[float, msgspec.Meta(ge=0)]
    direction: Direction = "up"
    """Whether the force was reached from below or from above."""
    round: int = 1
    loaded_s: Annotated[float, msgspec.Meta(ge=0)] = READ_AFTER_S
    """How long the pad had been under load, seconds."""


def read_points(text: str, origin: str, unit: Unit | None = None) -> dict[str, tuple[ReferencePoint, ...]]:
    """Read a CSV table of points.

    Parameters
    ----------
    text : str
        Columns `pad`, `reference_n` (or `reference_kgf`, `reference_lbf`, or `reference` with a unit) and `counts`;
        `direction` (up or down), `round` and `loaded_s` may be there, any other column is left alone.
    origin : str
        Name of the file, for errors.
    unit : str, optional
        Unit of the reference column, whatever its name; None takes it from the name.

    Returns
    -------
    dict
        The points of each pad, pads and points in the order of the file.

    Raises
    ------
    PointsError
        If a column is missing or a cell cannot be read, or it is no table at all.
    """
    try:
        return _points(text, origin, unit)
    except csv.Error as error:
        raise PointsError(f"{origin}: cannot be read as a table ({error}). Write a line for each load.") from error


def _points(text: str, origin: str, unit: Unit | None) -> dict[str, tuple[ReferencePoint, ...]]:
    rows = csv.DictReader(StringIO(text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")), skipinitialspace=True)
    names = [name.strip().lower() for name in rows.fieldnames or ()]
    rows.fieldnames = names
    reference, factor = _reference_column(names, origin, unit)
    for needed in ("pad", "counts"):
        if needed not in names:
            raise PointsError(f"{origin}: has no column `{needed}`. Needed are pad, reference_n and counts.")
    points: dict[str, list[ReferencePoint]] = {}
    for row in rows:
        where = f"{origin}, line {rows.line_num}"
        pad = (row["pad"] or "").strip()
        if not pad:
            raise PointsError(f"{where}: no pad is named. Write the pad's name, such as L1.")
        points.setdefault(pad, []).append(_point(row, reference, factor, where))
    if not points:
        raise PointsError(f"{origin}: has no points. Write a line for each load.")
    return {pad: tuple(its) for pad, its in points.items()}


def _reference_column(names: Sequence[str], origin: str, unit: Unit | None) -> tuple[str, float]:
    """Return the name of the reference column and how many newtons one of it is."""
    for suffix, factor in NEWTONS_IN.items():
        if f"reference_{suffix}" in names:
            return f"reference_{suffix}", factor if unit is None else NEWTONS_IN[unit]
    if "reference" in names:
        return "reference", NEWTONS_IN[unit or "n"]
    raise PointsError(f"{origin}: has no column `reference_n`. Write the true force, in another unit with --unit.")


def _point(row: Mapping[str, str | None], reference: str, factor: float, where: str) -> ReferencePoint:
    cells = {name: cell.strip() for name, cell in row.items() if cell and cell.strip()}
    if missing := [name for name in (reference, "counts") if name not in cells]:
        raise PointsError(f"{where}: {missing[0]} is empty. Write a number, or take the line out.")
    try:
        return msgspec.convert(
            {
                "reference_n": round(_finite(cells[reference]) * factor, 6),
                "counts": _finite(cells["counts"]),
                "direction": cells.get("direction", "up").lower(),
                "round": int(cells.get("round", "1")),
                "loaded_s": _finite(cells.get("loaded_s", str(READ_AFTER_S))),
            },
            ReferencePoint,
        )
    except (ValueError, msgspec.ValidationError) as error:
        raise PointsError(f"{where}: {error}. Mend the line or take it out.") from error


def _finite(cell: str) -> float:
    number = float(cell)
    if number - number != 0.0:
        raise ValueError(f"{cell} is no number to calibrate with")
    return number
