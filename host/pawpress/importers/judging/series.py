"""One pad of a table: its readings above rest on strictly increasing time stamps, and what limits trust in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arrays import chosen
from pawpress.core.events import Quality
from pawpress.core.safety import FootPair
from pawpress.importers.forms.codes import at_the_ends
from pawpress.importers.imported_table import Table
from pawpress.importers.judging.direction import falling
from pawpress.importers.judging.drift import MovingRest, moving_rest
from pawpress.importers.judging.foot_rest import foot_rests
from pawpress.importers.judging.notes import (
    clock_notes,
    fault_notes,
    gap_notes,
    loaded_note,
    low_rate_notes,
    shifted_note,
    stretch_notes,
)
from pawpress.importers.judging.rest import Rest, begins_loaded, never_rests, rest_of
from pawpress.importers.quality.clipping import clipped
from pawpress.importers.quality.faults import Faults, Resting, lost, wild
from pawpress.importers.quality.held_readings import taken
from pawpress.importers.roles.unit_names import GivenUnit, Unit, given_unit
from pawpress.importers.times.burst_stamps import increasing
from pawpress.importers.times.time_steps import readings_per_s, usual_step_s

Mode = Literal["hands", "foot"]
Array = NDArray[np.float64]

SHARED_SHARE = 0.05
"""Told from this share of readings on that have the time stamp of another."""
FIRST_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is to be read."""

    unit: GivenUnit | None = None
    """Wins over what the file says; None for what it says."""
    invert: bool = False
    tare: str = "auto"
    """`auto`, `none`, or a number in the file's unit."""
    mode: Mode = "hands"

    def unit_of(self, table: Table, name: str) -> Unit:
        """Return the unit of a pad."""
        return table.unit(name) if self.unit is None else given_unit(self.unit)


@dataclass(frozen=True, slots=True)
class Column:
    """One pad as it stands in the file, rising with load, in newtons or counts."""

    name: str
    t_s: Array
    """Strictly increasing, shape (n,), seconds."""
    force: Array
    """Shape (n,)."""
    newtons: bool
    """Whether these are newtons, and not counts."""
    per_unit: float
    """Newtons, or counts, in one unit of the file."""
    beyond: NDArray[np.bool_]
    """Where the converter was at its end, shape (n,)."""
    faults: Faults
    """Readings that no hand made."""
    rest: Rest
    """Where it rests, by all other readings."""
    rate_hz: float
    """Readings a second, those of one moment counted one by one."""
    notes: list[Quality]
    """What is to be reported about its time stamps."""
    inverted_top: float | None
    """Where a column that falls with load begins to fall: its highest reading, or 0 for newtons that go below it."""
    restarts_s: tuple[float, ...]
    """Last time before each place at which the clock started again."""

    @property
    def sound(self) -> tuple[Array, Array]:
        """Time stamps and readings without those that no hand made."""
        good = ~self.faults.found
        return chosen(self.t_s, good), chosen(self.force, good)

    def as_in_file(self, level: float) -> float:
        """Return a level as the file shows it."""
        return level if self.inverted_top is None else self.inverted_top - level


@dataclass(slots=True)
class Series:
    """One pad above rest."""

    name: str
    t_s: Array
    """Strictly increasing, shape (n,), seconds."""
    force: Array
    """Above rest, shape (n,), newtons or counts."""
    beyond: NDArray[np.bool_]
    """Where the converter was at its end, shape (n,)."""
    rest: Rest
    tare: float
    """The resting level in the file's own orientation."""
    rate_hz: float
    taken: NDArray[np.bool_]
    """In which rows there was a new reading that a hand can have made, shape (n,)."""
    lost: NDArray[np.bool_]
    """In which rows a number stands for a reading that was lost, shape (n,): none in foot mode."""
    newtons: bool
    period_s: float
    """Usual time from one reading to the next, of those that were taken."""
    quality: list[Quality] = field(default_factory=list[Quality])


def all_series(table: Table, asked: ImportOptions, pair: FootPair) -> list[Series]:
    """Read every pad of a table."""
    fall = _falling(table, asked)
    columns = [_column(name, table, asked, falls=falls) for name, falls in zip(table.readings, fall, strict=True)]
    if asked.mode == "foot" and asked.tare == "auto" and columns[0].newtons:
        rests = foot_rests([(column.t_s, column.force) for column in columns], pair.giver_n)
        return [_series(column, rest, None) for column, rest in zip(columns, rests, strict=True)]
    return [_with_own_rest(column, asked) for column in columns]


def _column(name: str, table: Table, asked: ImportOptions, *, falls: bool) -> Column:
    unit = asked.unit_of(table, name)
    newtons = unit.quantity == "force"
    known = np.isfinite(table.readings[name])
    stamps = chosen(table.t_s, known)
    found = increasing(stamps, chosen(table.readings[name], known))
    t_s, reading = found.t_s, found.reading if unit.newtons == 1.0 else found.reading * unit.newtons
    notes = clock_notes(name, found, SHARED_SHARE, table.tick_s)
    top = _top(reading, invert=asked.invert, falls=falls)
    force = reading if top is None else top - reading
    faults, rest = _faults(t_s, force, found.reading, hands=asked.mode == "hands")
    duration_s = float(t_s[-1] - t_s[0])
    return Column(
        name,
        t_s,
        force,
        newtons,
        unit.newtons,
        np.zeros(len(t_s), dtype=np.bool_) if newtons else clipped(reading, invert=asked.invert),
        faults,
        rest,
        (len(stamps) - 1) / duration_s if notes and duration_s > 0.0 else readings_per_s(t_s),
        notes,
        top,
        table.restarts_s,
    )


def _faults(t_s: Array, force: Array, raw: Array, *, hands: bool) -> tuple[Faults, Rest]:
    """Return what no hand made, and the rest without it; feet may do what they like, but for one reading of many."""
    ends = at_the_ends(raw) if hands else np.zeros(len(raw), dtype=np.bool_)
    good = ~ends
    rest = rest_of(chosen(t_s, good), chosen(force, good))
    resting = Resting(rest.level, rest.sigma, rest.span)
    dropout = ends | (lost(t_s, force, raw, resting, good) if hands else False)
    sound = ~dropout
    outlier = np.zeros(len(raw), dtype=np.bool_)
    outlier[sound] = wild(chosen(t_s, sound), chosen(force, sound), resting, slow=hands)
    faults = Faults(dropout, outlier)
    changed = bool(faults.found[good].any())
    return faults, rest_of(t_s[~faults.found], force[~faults.found]) if changed else rest


def _falling(table: Table, asked: ImportOptions) -> list[bool]:
    """Tell which columns fall with load by themselves; counts do not tell."""
    units = [asked.unit_of(table, name) for name in table.readings]
    if asked.invert or units[0].quantity != "force":
        return [False] * len(table.readings)
    columns = zip(units, table.readings.values(), strict=True)
    return falling(
        [
            _with_sense(numbers) if unit.newtons == 1.0 else unit.newtons * _with_sense(numbers)
            for unit, numbers in columns
        ],
        feet=asked.mode == "foot",
    )


def _with_sense(numbers: Array) -> Array:
    known = chosen(numbers, np.isfinite(numbers))
    return chosen(known, ~at_the_ends(known))


def _top(reading: Array, *, invert: bool, falls: bool) -> float | None:
    """Return where a column begins to fall, None if it rises with load.

    An empty plate shows 0 whichever way it points; its highest reading is noise, or somebody who never left it.
    """
    if invert:
        return float(reading.max())
    return 0.0 if falls else None


def _with_own_rest(column: Column, asked: ImportOptions) -> Series:
    t_s, force = column.sound
    rest = column.rest
    first = float(np.median(force[:FIRST_SAMPLES]))
    if asked.tare == "none":
        return _series(column, _above(rest, 0.0), None)
    if asked.tare != "auto":
        return _series(column, _above(rest, column.as_in_file(float(asked.tare) * column.per_unit)), None)
    if begins_loaded(rest, first, column.newtons) or never_rests(force, rest, first):
        return _series(column, _above(rest, 0.0), None, [loaded_note(column.name, t_s, first, newtons=column.newtons)])
    moving = moving_rest(t_s, force, rest, newtons=column.newtons) if asked.mode == "hands" else None
    return _series(column, rest, moving)


def _above(rest: Rest, level: float) -> Rest:
    """Return a rest that was set to another level."""
    return Rest(level, rest.sigma, max(0.0, rest.level + rest.span - level))


def _series(column: Column, rest: Rest, moving: MovingRest | None, notes: Sequence[Quality] = ()) -> Series:
    level = rest.level if moving is None else float(np.median(moving.level))
    rows = taken(column.force)
    new = ~column.faults.found if rows is None else rows & ~column.faults.found
    pad = Series(
        column.name,
        column.t_s,
        column.force - (level if moving is None else moving.at(column.t_s)),
        column.beyond,
        Rest(0.0, rest.sigma, rest.span),
        column.as_in_file(level),
        column.rate_hz,
        new,
        column.faults.dropout,
        column.newtons,
        usual_step_s(chosen(column.t_s, new)),
        [*column.notes, *notes],
    )
    pad.quality += gap_notes(pad.name, pad.t_s, column.restarts_s) + stretch_notes(pad.name, pad.t_s, pad.beyond)
    pad.quality += low_rate_notes(pad.name, pad.t_s, pad.period_s, held=rows is not None)
    pad.quality += fault_notes(column.name, column.t_s, column.faults)
    if moving is not None:
        low, high = sorted(column.as_in_file(float(end)) for end in (moving.level.min(), moving.level.max()))
        pad.quality.append(shifted_note(pad.name, moving.t_s, low, high, newtons=column.newtons))
    return pad
