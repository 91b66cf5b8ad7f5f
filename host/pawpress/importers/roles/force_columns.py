"""Gives every column of a table its role: time, force or ignored, each with its unit and one sentence why.

Strategy: a unit decides, then the words of the name, then the readings. Forces are what is left when everything that
is not a force has been named: where some columns have a unit of force, those are the pads; else the columns that are
called forces or are called nothing in particular; else raw counts; else signals such as volts, whose shape alone is
judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.roles.beside_columns import copies, differences, smoothed, sums
from pawpress.importers.roles.force_evidence import WantedForces, only_counts, unit_for, why_not_a_force
from pawpress.importers.roles.label import Label
from pawpress.importers.roles.plausible import contradiction, too_light
from pawpress.importers.roles.unit_names import COUNTS, SHAPE_ONLY, Unit

Array = NDArray[np.float64]
Role = Literal["time", "force", "ignored"]
MOST_PADS = 64
"""Columns judged together: four times the largest rig. What is found between pads takes time with their square."""


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """What was made of a column."""

    name: str
    role: Role
    unit: str | None
    """Symbol of its unit as the answer spells it; None where it has none."""
    why: str
    """One plain sentence."""


class NoForces(ValueError):
    """No column is a force; the text says what the columns are instead."""


@dataclass(slots=True)
class ForceColumns:
    """The columns that are judged, in the order of the file."""

    readings: dict[str, Array]
    units: dict[str, Unit]
    beside: dict[str, Array]
    """Raw counts that are not judged: sensors that lie under the same hands as the forces."""
    roles: list[ColumnRole] = field(default_factory=list[ColumnRole])


@dataclass(slots=True)
class _Candidate:
    name: str
    label: Label
    readings: Array
    unit: Unit
    why: str
    explicit: bool
    """Whether its own unit, not a default, makes it a force."""


def forces_of(
    readings: Mapping[str, Array], labels: Mapping[str, Label], t_s: Array, wanted: WantedForces
) -> ForceColumns:
    """Tell forces from everything else.

    Parameters
    ----------
    readings : mapping of str to array of shape (n,)
        All numeric columns but the time.
    labels : mapping of str to Label
        What their names say.
    t_s : array, shape (n,)
        Time of each row, seconds.
    wanted : WantedForces
        Columns and unit that the user named.

    Raises
    ------
    NoForces
        If none is one, if they are too many, or if a unit cannot be what it says.
    """
    left: dict[str, ColumnRole] = {}
    beside: dict[str, Array] = {}
    if wanted.names:
        found = [_named(name, labels[name], readings[name], wanted) for name in wanted.names]
        left |= {name: _ignored(name, labels[name], "is not among the columns that were named") for name in readings}
    else:
        found = _candidates(readings, labels, t_s, wanted, left)
        found = found or _clocks_for_want_of_others(readings, labels, wanted, left)
        found, beside = _without_others(found, left)
    if not found:
        raise NoForces(_no_forces(left))
    if len(found) > MOST_PADS:
        raise NoForces(
            f"has {len(found):,} columns of force, and at most {MOST_PADS} are judged together. Choose them with "
            "--force-column"
        )
    found = _large_enough([_checked(one, wanted) for one in found], wanted)
    _refuse_mixed(found)
    left |= {one.name: _taken(one) for one in found}
    return ForceColumns(
        {one.name: one.readings for one in found},
        {one.name: one.unit for one in found},
        beside,
        [left[name] for name in readings],
    )


def _named(name: str, label: Label, readings: Array, wanted: WantedForces) -> _Candidate:
    unit, why = unit_for(label, readings, wanted)
    return _Candidate(name, label, readings, unit, f"it was named, and {why}", explicit=True)


def _candidates(
    readings: Mapping[str, Array],
    labels: Mapping[str, Label],
    t_s: Array,
    wanted: WantedForces,
    left: dict[str, ColumnRole],
) -> list[_Candidate]:
    """Return what may be a force; put everything else into `left`, with the reason."""
    found: list[_Candidate] = []
    compared = differences(list(readings))
    for name, numbers in readings.items():
        label = labels[name]
        why_not = (
            "compares two others" if name in compared else why_not_a_force(label) or only_counts(label, numbers, t_s)
        )
        if why_not:
            left[name] = _ignored(name, label, why_not)
            continue
        found.append(_candidate(name, label, numbers, wanted))
    return found


def _clocks_for_want_of_others(
    readings: Mapping[str, Array], labels: Mapping[str, Label], wanted: WantedForces, left: dict[str, ColumnRole]
) -> list[_Candidate]:
    """Return columns that go up in even steps, where there is nothing else: a ramp looks like that."""
    named = {name: numbers for name, numbers in readings.items() if not why_not_a_force(labels[name])}
    for name in named:
        del left[name]
    return [_candidate(name, labels[name], numbers, wanted) for name, numbers in named.items()]


def _candidate(name: str, label: Label, readings: Array, wanted: WantedForces) -> _Candidate:
    unit, why = unit_for(label, readings, wanted)
    return _Candidate(name, label, readings, unit, why, label.unit is not None and label.unit.quantity == "force")


def _taken(one: _Candidate) -> ColumnRole:
    return ColumnRole(one.name, "force", one.unit.symbol, one.why[0].upper() + one.why[1:])


def _without_others(found: list[_Candidate], left: dict[str, ColumnRole]) -> tuple[list[_Candidate], dict[str, Array]]:
    """Return the candidates without what repeats or contradicts others, and the raw sensors left out beside them."""
    found = _without_smoothed(found, left)
    kind = _of_one_kind(found, left)
    beside = {one.name: one.readings for one in found if one.name in left and _kind(one) == RAW}
    return _without_repeats(kind, left), beside


def _without_smoothed(found: list[_Candidate], left: dict[str, ColumnRole]) -> list[_Candidate]:
    """Leave out what is another column smoothed: in newtons of its own it would pass for a force of raw counts."""
    of_pads = {name for name, parts in _sums(found).items() if len(parts) > 1}
    own = {one.name: one for one in found if one.name not in of_pads}
    labels = {name: one.label for name, one in own.items()}
    for name, other in smoothed({name: one.readings for name, one in own.items()}, labels).items():
        if len({labels[name].unit, labels[other].unit} - {None}) < 2:
            left[name] = _ignored(name, labels[name], f"is {other!r}, smoothed")
    return [one for one in found if one.name not in left]


def _of_one_kind(found: list[_Candidate], left: dict[str, ColumnRole]) -> list[_Candidate]:
    """Keep the best kind of what may be a force: with a unit of force, called so or called nothing, counts, signals."""
    kinds = {one.name: _kind(one) for one in found}
    best = min(kinds.values(), default=0)
    for one in found:
        if kinds[one.name] > best:
            left[one.name] = _ignored(one.name, one.label, _WORSE[kinds[one.name]])
    return [one for one in found if kinds[one.name] == best]


def _kind(one: _Candidate) -> int:
    """Return how surely it is a force, the surest first: what its own header says counts, not a given unit."""
    own = one.label.unit
    if one.explicit:
        return FORCES
    if one.label.meaning == "supply" or (own is not None and own.quantity in SHAPE_ONLY):
        return SIGNALS
    raw = one.label.meaning == "counts" or (own is not None and own.quantity == "counts")
    return RAW if raw or one.unit.quantity == "counts" else ASSUMED


FORCES, ASSUMED, RAW, SIGNALS = range(4)
_WORSE = {
    ASSUMED: "has no unit, while others have one of force",
    RAW: "holds raw counts, while others are forces",
    SIGNALS: "is a signal and no force, while others are forces or counts",
}


def _without_repeats(found: list[_Candidate], left: dict[str, ColumnRole]) -> list[_Candidate]:
    """Leave out sums beside their parts, and the same force in another unit."""
    readings = {one.name: one.readings * one.unit.newtons for one in found}
    labels, units = {one.name: one.label for one in found}, {one.name: one.unit for one in found}
    for name, parts in _sums(found).items():
        left[name] = _ignored(name, labels[name], f"is the sum of {_listed(parts)}")
    for name, other in copies({name: column for name, column in readings.items() if name not in left}, units).items():
        left[name] = _ignored(name, labels[name], f"says the same as {other!r}")
    return [one for one in found if one.name not in left]


def _sums(found: list[_Candidate]) -> dict[str, list[str]]:
    readings = {one.name: one.readings * one.unit.newtons for one in found}
    return sums(readings, {one.name: one.label for one in found})


def _checked(one: _Candidate, wanted: WantedForces) -> _Candidate:
    """Refuse newtons that nobody can press; take numbers without a unit for counts instead."""
    if wanted.unit is not None or one.unit.quantity != "force":
        return one
    why = contradiction(one.readings, one.unit)
    if not why:
        return one
    if one.label.unit is None and wanted.in_file is None:
        return replace_unit(one, f"{why}: judged as counts; --unit says otherwise.")
    raise NoForces(f"column {one.name!r}: {why}. Say with --unit what its numbers are")


def _large_enough(found: list[_Candidate], wanted: WantedForces) -> list[_Candidate]:
    """Take numbers for counts if nothing says that they are newtons, and all are too small for a hand's."""
    unsaid = wanted.unit is None and wanted.in_file is None and all(one.label.unit is None for one in found)
    if not unsaid or not all(one.unit.quantity == "force" and too_light(one.readings) for one in found):
        return found
    why = "no unit is said, and no hand presses so lightly in newtons: judged as counts; --unit says otherwise."
    return [replace_unit(one, why) for one in found]


def replace_unit(one: _Candidate, why: str) -> _Candidate:
    """Return a candidate as raw counts."""
    return replace(one, unit=COUNTS, why=why)


def _ignored(name: str, label: Label, why: str) -> ColumnRole:
    return ColumnRole(name, "ignored", None if label.unit is None else label.unit.symbol, f"It {why}.")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names[:4])) + (" …" if len(names) > 4 else "")


def _no_forces(left: Mapping[str, ColumnRole]) -> str:
    reasons = [f"{role.name!r} {role.why.removeprefix('It ').rstrip('.')}" for role in left.values()]
    shown = "; ".join(reasons[:3]) + ("; …" if len(reasons) > 3 else "")
    return f"no column is a force: {shown}. Name the force columns with --force-column and their unit with --unit"


def _refuse_mixed(found: Sequence[_Candidate]) -> None:
    forces = [one.name for one in found if one.unit.quantity == "force"]
    counts = [one.name for one in found if one.unit.quantity != "force"]
    if forces and counts:
        raise NoForces(
            f"column {forces[0]!r} holds forces and {counts[0]!r} raw counts, which no judge can add. Name one kind "
            "with --force-column, or say with --unit what all are"
        )
