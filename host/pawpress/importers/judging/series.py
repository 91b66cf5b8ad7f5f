"""One pad of a table: its readings above rest on strictly increasing time stamps, and what limits trust in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.judging.direction import falling
from pawpress.importers.judging.drift import MovingRest, moving_rest
from pawpress.importers.judging.foot_rest import foot_rests
from pawpress.importers.judging.rest import Rest, begins_loaded, rest_of
from pawpress.importers.quality.clipping import clipped
from pawpress.importers.quality.held import taken
from pawpress.importers.table import Table
from pawpress.pipeline import Quality
from pawpress.presses.measure import LOW_RATE_S
from pawpress.safety import FootPair

Unit = Literal["n", "kgf", "lbf", "counts"]
Mode = Literal["hands", "foot"]
Array = NDArray[np.float64]

NEWTONS_IN = {"n": 1.0, "kgf": 9.80665, "lbf": 4.4482216152605, "counts": 1.0}
GAP_PERIODS, GAP_S = 4.0, 0.25
"""A step in time is a gap if it is longer than both."""
SHARED_SHARE = 0.05
"""Told from this share of readings on that have the time stamp of another."""
BURST_STEP, BURST_SHARE = 0.25, 0.35
"""Readings came in bursts if this share of the steps is shorter than a quarter of the mean step."""
FIRST_SAMPLES = 5
MICROSECOND_S = 1e-6
"""No clock of a recording tells more than this; below it, numbers of seconds since 1970 are rounded."""
COARSE_SHARE = 0.2
"""Stamps are coarse if their unit is this share of the usual step or more; as long as it, a reading was lost."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a file is to be read."""

    unit: Unit = "n"
    invert: bool = False
    tare: str = "auto"
    """`auto`, `none`, or a number in the file's unit."""
    mode: Mode = "hands"

    @property
    def newtons(self) -> bool:
        """Whether the readings are newtons."""
        return self.unit != "counts"


@dataclass(frozen=True, slots=True)
class Column:
    """One pad as it stands in the file, rising with load, in newtons or counts."""

    name: str
    t_s: Array
    """Strictly increasing, shape (n,), seconds."""
    force: Array
    """Shape (n,)."""
    beyond: NDArray[np.bool_]
    """Where the converter was at its end, shape (n,)."""
    rate_hz: float
    """Readings a second, those of one moment counted one by one."""
    notes: list[Quality]
    """What is to be told of its time stamps."""
    inverted_top: float | None
    """Where a column that falls with load begins to fall: its highest reading, or 0 for newtons that go below it."""
    restarts_s: tuple[float, ...]
    """Last time before each place at which the clock began anew."""

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
    """In which rows there was a new reading, shape (n,)."""
    quality: list[Quality] = field(default_factory=list[Quality])

    @property
    def period_s(self) -> float:
        """Usual time from one reading to the next."""
        return usual_step_s(self.t_s[self.taken])


def all_series(table: Table, asked: Asked, pair: FootPair) -> list[Series]:
    """Read every pad of a table."""
    fall = _falling(table, asked)
    columns = [_column(name, table, asked, falls=falls) for name, falls in zip(table.readings, fall, strict=True)]
    if asked.mode == "foot" and asked.tare == "auto" and asked.newtons:
        rests = foot_rests([(column.t_s, column.force) for column in columns], pair.giver_n)
        return [_series(column, rest, None, asked) for column, rest in zip(columns, rests, strict=True)]
    return [_with_own_rest(column, asked) for column in columns]


def _column(name: str, table: Table, asked: Asked, *, falls: bool) -> Column:
    known = np.isfinite(table.readings[name])
    stamps = table.t_s[known]
    t_s, reading, notes = _increasing(name, stamps, table.readings[name][known] * NEWTONS_IN[asked.unit])
    notes += _coarse_clock(name, t_s, table.tick_s)
    top = _top(reading, invert=asked.invert, falls=falls)
    duration_s = float(t_s[-1] - t_s[0])
    return Column(
        name,
        t_s,
        reading if top is None else top - reading,
        np.zeros(len(t_s), dtype=np.bool_) if asked.newtons else clipped(reading, invert=asked.invert),
        (len(stamps) - 1) / duration_s if notes and duration_s > 0.0 else _readings_per_s(t_s),
        notes,
        top,
        table.restarts_s,
    )


def _falling(table: Table, asked: Asked) -> list[bool]:
    """Tell which columns fall with load by themselves; counts do not tell."""
    if asked.invert or not asked.newtons:
        return [False] * len(table.readings)
    scale = NEWTONS_IN[asked.unit]
    readings = [scale * column[np.isfinite(column)] for column in table.readings.values()]
    return falling(readings, feet=asked.mode == "foot")


def _top(reading: Array, *, invert: bool, falls: bool) -> float | None:
    """Return where a column begins to fall, None if it rises with load.

    An empty plate shows 0 whichever way it points; its highest reading is noise, or somebody who never left it.
    """
    if invert:
        return float(reading.max())
    return 0.0 if falls else None


def _with_own_rest(column: Column, asked: Asked) -> Series:
    rest = rest_of(column.t_s, column.force)
    loaded = begins_loaded(rest, float(np.median(column.force[:FIRST_SAMPLES])), asked.newtons)
    if asked.tare == "none" or (asked.tare == "auto" and loaded):
        return _series(column, _above(rest, 0.0), None, asked)
    if asked.tare != "auto":
        return _series(column, _above(rest, column.as_in_file(float(asked.tare) * NEWTONS_IN[asked.unit])), None, asked)
    moving = moving_rest(column.t_s, column.force, rest, newtons=asked.newtons) if asked.mode == "hands" else None
    return _series(column, rest, moving, asked)


def _above(rest: Rest, level: float) -> Rest:
    """Return a rest that was set to another level."""
    return Rest(level, rest.sigma, max(0.0, rest.level + rest.span - level))


def _series(column: Column, rest: Rest, moving: MovingRest | None, asked: Asked) -> Series:
    level = rest.level if moving is None else float(np.median(moving.level))
    rows = taken(column.force)
    pad = Series(
        column.name,
        column.t_s,
        column.force - (level if moving is None else moving.at(column.t_s)),
        column.beyond,
        Rest(0.0, rest.sigma, rest.span),
        column.as_in_file(level),
        column.rate_hz,
        np.ones(len(column.t_s), dtype=np.bool_) if rows is None else rows,
        list(column.notes),
    )
    pad.quality += _gaps(pad, column.restarts_s) + _saturated(pad) + _low_rate(pad) + _shifted(column, moving, asked)
    return pad


def usual_step_s(t_s: Array) -> float:
    """Median time from one stamp to the next."""
    return float(np.median(np.diff(t_s))) if len(t_s) > 1 else 1.0


def _readings_per_s(t_s: Array) -> float:
    """Return how many readings there are a second: as many as the usual step makes, where the stamps are fine enough.

    Stamps in whole milliseconds make steps of two and of three of 400 readings a second. There the mean counts, of all
    steps that one unit of the stamps can make of the usual one.
    """
    usual_s, steps_s = usual_step_s(t_s), np.diff(t_s)
    steps_us, usual_us = np.rint(steps_s / MICROSECOND_S), usual_s / MICROSECOND_S
    lengths_us = np.unique(steps_us)
    unit_us = float(np.diff(lengths_us).min()) if len(lengths_us) > 1 else 0.0
    alike_s = steps_s[np.abs(steps_us - usual_us) <= 1.5 * unit_us]
    if not len(alike_s) or not COARSE_SHARE * usual_us <= unit_us < usual_us:
        return 1.0 / usual_s
    return 1.0 / float(alike_s.mean())


def is_gap(steps_s: Array, period_s: float) -> NDArray[np.bool_]:
    """Whether steps in time are gaps."""
    return (steps_s > GAP_PERIODS * period_s) & (steps_s > GAP_S)


def _increasing(name: str, t_s: Array, reading: Array) -> tuple[Array, Array, list[Quality]]:
    """Drop rows whose time runs back, average what came at once; also return what is to be told of it."""
    forward = t_s >= np.maximum.accumulate(t_s)
    t_s, reading = t_s[forward], reading[forward]
    rows = len(t_s)
    stamps, first, counts = np.unique(t_s, return_index=True, return_counts=True)
    reading = np.add.reduceat(reading, first) / counts
    starts = _burst_starts(stamps)
    if starts is not None:
        counts = np.diff(np.append(starts, len(stamps)))
        stamps = np.add.reduceat(stamps, starts) / counts
        reading = np.add.reduceat(reading, starts) / counts
    shared = 1.0 - len(stamps) / rows
    if shared <= SHARED_SHARE:
        return stamps, reading, []
    text = f"{100 * shared:.0f} % of the readings came at once with another; those of one moment were averaged."
    return stamps, reading, [Quality("burst_timestamps", name, float(stamps[0]), float(stamps[-1]), text)]


def _burst_starts(stamps: Array) -> NDArray[np.intp] | None:
    """Return where bursts of almost equal stamps begin; None where readings came one by one."""
    steps = np.diff(stamps)
    usual = steps[steps <= GAP_S]
    if len(usual) == 0:
        return None
    close = steps < BURST_STEP * float(usual.mean())
    return np.concatenate(([0], np.flatnonzero(~close) + 1)) if close.mean() > BURST_SHARE else None


def _coarse_clock(name: str, t_s: Array, tick_s: float | None) -> list[Quality]:
    if tick_s is None:
        return []
    text = f"The clock shows steps of {tick_s:.3g} s only: the readings of one step were spread evenly over it."
    return [Quality("burst_timestamps", name, float(t_s[0]), float(t_s[-1]), text)]


def _gaps(pad: Series, restarts_s: Sequence[float]) -> list[Quality]:
    steps_s = np.diff(pad.t_s)
    found = np.flatnonzero(is_gap(steps_s, usual_step_s(pad.t_s))).tolist()
    return [_gap(pad.name, float(pad.t_s[i]), float(pad.t_s[i + 1]), restarts_s) for i in found]


def _gap(name: str, start_s: float, end_s: float, restarts_s: Sequence[float]) -> Quality:
    anew = any(start_s <= at_s < end_s for at_s in restarts_s)
    text = (
        "The clock began anew: how long it stood is not known." if anew else f"No readings for {end_s - start_s:.2f} s."
    )
    return Quality("gap", name, start_s, end_s, text)


def _saturated(pad: Series) -> list[Quality]:
    edges = np.flatnonzero(np.diff(pad.beyond, prepend=False, append=False))
    text = "The converter was at the end of its range: the true reading lies beyond."
    return [
        Quality("saturated", pad.name, float(pad.t_s[a]), float(pad.t_s[b - 1]), text)
        for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    ]


def _low_rate(pad: Series) -> list[Quality]:
    if pad.period_s <= LOW_RATE_S:
        return []
    held = "" if pad.taken.all() else ", each written more than once"
    text = f"Only {1 / pad.period_s:.1f} readings a second{held}: rates of rise are taken over one interval."
    return [Quality("low_rate", pad.name, float(pad.t_s[0]), float(pad.t_s[-1]), text)]


def _shifted(column: Column, moving: MovingRest | None, asked: Asked) -> list[Quality]:
    if moving is None:
        return []
    low, high = sorted(column.as_in_file(float(level)) for level in (moving.level.min(), moving.level.max()))
    text = (
        f"The rest moved between {low:.1f} and {high:.1f} {'N' if asked.newtons else 'counts'}: "
        "every press is measured above the rest around it."
    )
    return [Quality("baseline_shift", column.name, float(moving.t_s[0]), float(moving.t_s[-1]), text)]
