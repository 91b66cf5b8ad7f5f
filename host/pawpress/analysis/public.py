"""The functions for use in Python: grade a file, or arrays that are already in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pawpress.analysis.graded import GradedSession

if TYPE_CHECKING:
    from pawpress.analysis.grade_files import GradeOptions
    from pawpress.importers.roles.unit_names import GivenUnit

ARRAYS = "arrays"
"""Stands in place of a path where there is no file."""


def grade_file(
    path: Path | str,
    *,
    time_column: str | None = None,
    force_columns: Sequence[str] = (),
    unit: GivenUnit | None = None,
    rate_hz: float | None = None,
    invert: bool = False,
    tare: str | float = "auto",
    mode: Literal["hands", "foot"] = "hands",
    giver_kg: float | None = None,
    receiver_kg: float | None = None,
    style: str | None = None,
    limits: Path | str | None = None,
) -> GradedSession:
    r"""Grade a recording, or a table of another program.

    Parameters
    ----------
    path : Path or str
        The file.
    time_column, force_columns, unit, rate_hz, invert, tare
        What a table does not say itself; see the options of `pawpress grade`. Recordings need none of them.
    mode : str
        `hands` or `foot`; a recording knows its own.
    giver_kg, receiver_kg : float, optional
        Weights of the two people, kilograms.
    style, limits : optional
        A style of pressing, and a TOML file of limits that differ.

    Raises
    ------
    ValueError
        If the file or the limits cannot be used; the text says what, where and what to do.

    Examples
    --------
    >>> import pawpress
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> table = Path(mkdtemp()) / "push.csv"
    >>> ramp = [0, 0, 0, 0] + [30, 60, 90, 100] + [100] * 20 + [60, 20, 0, 0, 0]
    >>> _ = table.write_text("time (s),force (N)\n" + "".join(f"{i / 10},{n}\n" for i, n in enumerate(ramp)))
    >>> pawpress.grade_file(table).presses[0].verdict
    'steady'
    """
    from pawpress.analysis.grade_files import grade_file as answer_of

    how = _how(
        style,
        limits,
        time_column=time_column,
        force_columns=tuple(force_columns),
        unit=unit,
        rate_hz=rate_hz,
        invert=invert,
        tare=str(tare),
        mode=mode,
        giver_kg=giver_kg,
        receiver_kg=receiver_kg,
    )
    return GradedSession(answer_of(Path(path), how))


def grade_arrays(
    t_s: ArrayLike,
    force_n: ArrayLike,
    *,
    unit: GivenUnit = "n",
    mode: Literal["hands", "foot"] = "hands",
    pads: Sequence[str] | None = None,
    tare: str | float = "auto",
    invert: bool = False,
    giver_kg: float | None = None,
    receiver_kg: float | None = None,
    style: str | None = None,
    limits: Path | str | None = None,
) -> GradedSession:
    """Grade forces that are already in memory, by the same stages as a file.

    Parameters
    ----------
    t_s : array, shape (n,)
        Times, seconds, not falling.
    force_n : array, shape (n,) or (n, pads)
        Forces, in newtons unless `unit` says otherwise; NaN where a reading is missing.
    unit : str
        `n`, `kn`, `mn`, `kgf`, `g`, `lbf` or `counts`.
    mode : str
        `hands` or `foot`.
    pads : sequence of str, optional
        Names of the pads; `pad 1`, `pad 2`, … when left out.
    tare, invert, giver_kg, receiver_kg, style, limits
        As in `grade_file`.

    Raises
    ------
    ValueError
        If the arrays do not fit together, or the limits cannot be used.

    Examples
    --------
    >>> import numpy as np, pawpress
    >>> t_s = np.arange(0.0, 6.0, 0.01)
    >>> force_n = 100.0 * np.clip(np.minimum((t_s - 1.0) / 0.8, (4.5 - t_s) / 0.5), 0.0, 1.0)
    >>> pawpress.grade_arrays(t_s, force_n)
    <1 press (1 steady), 0 alarms>
    """
    from pawpress.analysis.grade_files import grade_table
    from pawpress.importers import Table
    from pawpress.importers.roles.unit_names import given_unit

    times_s, forces = _checked(t_s, force_n)
    names = list(pads) if pads is not None else [f"pad {number}" for number in range(1, forces.shape[1] + 1)]
    if len(set(names)) != forces.shape[1]:
        raise ValueError(f"{forces.shape[1]} pads need as many different names, and there are {len(set(names))}.")
    readings = {name: np.ascontiguousarray(forces[:, column]) for column, name in enumerate(names)}
    table = Table(times_s - times_s[0], readings, units=dict.fromkeys(names, given_unit(unit)), kind=ARRAYS)
    how = _how(
        style,
        limits,
        unit=unit,
        invert=invert,
        tare=str(tare),
        mode=mode,
        giver_kg=giver_kg,
        receiver_kg=receiver_kg,
    )
    return GradedSession(grade_table(table, ARRAYS, how))


def _checked(t_s: ArrayLike, force_n: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    times_s, forces = np.asarray(t_s, dtype=np.float64), np.asarray(force_n, dtype=np.float64)
    forces = forces[:, None] if forces.ndim == 1 else forces
    if times_s.ndim != 1 or forces.ndim != 2 or len(times_s) != len(forces):
        raise ValueError(
            f"t_s must have shape (n,) and force_n (n,) or (n, pads); they have {times_s.shape} and {forces.shape}."
        )
    if len(times_s) < 2 or not forces.shape[1]:
        raise ValueError("There must be two readings of one pad at least.")
    if not np.isfinite(times_s).all() or (np.diff(times_s) < 0.0).any():
        raise ValueError("t_s must be finite and must not fall. Sort the readings by time.")
    return times_s, forces


def _how(style: str | None, limits: Path | str | None, **asked: Any) -> GradeOptions:
    from pawpress.analysis.grade_files import GradeOptions
    from pawpress.settings.grading_limits import DEFAULT_STYLE, load_limits

    for name in ("giver_kg", "receiver_kg"):
        _check_weight(name, asked[name])
    own = None if limits is None else Path(limits)
    return GradeOptions(limits=load_limits(own, style or DEFAULT_STYLE), own_limits=bool(style or limits), **asked)


def _check_weight(name: str, weight_kg: float | None) -> None:
    from pawpress.core.body_weight import HEAVIEST_KG, LIGHTEST_KG

    if weight_kg is not None and not LIGHTEST_KG <= weight_kg <= HEAVIEST_KG:
        raise ValueError(f"{name} is {weight_kg:g}: no weight of a person. Give it in kilograms.")
