"""A table to presses, alarms and quality, each pad on its own time stamps."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pawpress.calibration import ForceBlock
from pawpress.foreign.agreement import disagreeing
from pawpress.foreign.foot_rest import foot_rests
from pawpress.foreign.rest import Rest, begins_loaded, rest_of, thresholds_for
from pawpress.foreign.table import Table
from pawpress.grading import Limits, Tally
from pawpress.line import ForceLine, PressJudged
from pawpress.pipeline import Quality
from pawpress.presses import single_pads
from pawpress.presses.standing import Standing, StandingDetector
from pawpress.safety import Episode, FootPair, Ground, Guard, SafetyLimits

Unit = Literal["n", "kgf", "lbf", "counts"]
NEWTONS_IN = {"n": 1.0, "kgf": 9.80665, "lbf": 4.4482216152605, "counts": 1.0}
GAP_PERIODS, GAP_S = 4.0, 0.25
"""A step in time is a gap if it is longer than both."""
LOW_RATE_S = 0.05
BURST_SHARE = 0.05
CENTRE_LINE = ("centre", "center", "spine")
"""Words in the name of a column that is the strip on the spine."""


@dataclass(frozen=True, slots=True)
class ForeignAnswer:
    """What was found in a table."""

    rate_hz: float
    duration_s: float
    tare: dict[str, float]
    """Resting level of each pad in its own orientation, newtons or counts."""
    presses: list[PressJudged]
    episodes: list[Episode]
    quality: list[Quality]
    tally: Tally
    standing: list[Standing]


@dataclass(frozen=True, slots=True)
class _Column:
    """One pad as it stands in the file, rising with load."""

    name: str
    t_s: NDArray[np.float64]
    force: NDArray[np.float64]
    bursts: float
    """Share of the readings that share their time stamp."""
    inverted_top: float | None
    """Highest reading of a column that falls with load."""

    def tare(self, level: float) -> float:
        """Return a level as the file shows it."""
        return level if self.inverted_top is None else self.inverted_top - level


@dataclass(slots=True)
class _Series:
    """One pad on strictly increasing time stamps, in newtons or counts above rest."""

    name: str
    t_s: NDArray[np.float64]
    force: NDArray[np.float64]
    rest: Rest
    quality: list[Quality] = field(default_factory=list[Quality])


def judge_table(
    table: Table,
    limits: Limits,
    safety: SafetyLimits,
    *,
    unit: Unit = "n",
    invert: bool = False,
    tare: str = "auto",
    mode: Literal["hands", "foot"] = "hands",
    pair: FootPair | None = None,
) -> ForeignAnswer:
    """Judge every pad of a table.

    Parameters
    ----------
    table : Table
        Time stamps and readings.
    limits, safety
        Thresholds of verdicts and alarms.
    unit : str
        Unit of the readings; with `counts`, whatever needs newtons is withheld.
    invert : bool
        Whether readings fall with load.
    tare : str
        `auto`, `none`, or a number in the file's unit.
    mode : str
        In foot mode a file that begins loaded is not tared, and every pad is a foot.
    pair : FootPair, optional
        Who stands on whom in foot mode; without weights only limits in newtons hold.
    """
    newtons = unit != "counts"
    pair = pair or FootPair()
    columns = [_column(name, table, unit, invert) for name in table.readings]
    rests = _rests(columns, unit, tare, mode, pair)
    tares = {column.name: column.tare(rest.level) for column, rest in zip(columns, rests, strict=True)}
    series = [_series(column, rest) for column, rest in zip(columns, rests, strict=True)]
    presses: list[PressJudged] = []
    tally = Tally()
    for pad in series:
        presses += _judge_pad(pad, limits, newtons=newtons, zoned=newtons and mode == "hands")
    presses.sort(key=lambda judged: judged.press.onset_s)
    for judged in presses:
        tally.add(judged.verdict)
    t_s, total = _together(series)
    ground = _ground(list(tares), pair) if mode == "foot" else None
    guard = _guarded(series, safety, ground) if newtons else None
    period_s = _period_s(t_s)
    return ForeignAnswer(
        rate_hz=1.0 / period_s,
        duration_s=float(t_s[-1] - t_s[0]),
        tare=tares,
        presses=presses,
        episodes=[] if guard is None else guard.episodes(),
        quality=[quality for pad in series for quality in pad.quality]
        + _low_rate(t_s, period_s)
        # Each foot carries what the other does not; hands load their pads together.
        + ([] if mode == "foot" else _unreliable(t_s, total, [pad.name for pad in series])),
        tally=tally,
        standing=_standing(t_s, total, series, newtons=newtons),
    )


def _column(name: str, table: Table, unit: Unit, invert: bool) -> _Column:
    """Return one pad as it stands in the file, rising with load, in newtons or counts."""
    known = np.isfinite(table.readings[name])
    t_s, reading, bursts = _increasing(table.t_s[known], table.readings[name][known] * NEWTONS_IN[unit])
    top = float(reading.max())
    return _Column(name, t_s, top - reading if invert else reading, bursts, top if invert else None)


def _rests(columns: list[_Column], unit: Unit, tare: str, mode: str, pair: FootPair) -> list[Rest]:
    """Return where each pad rests; its level is what is taken off its readings."""
    if mode == "foot" and tare == "auto" and unit != "counts":
        return foot_rests([(column.t_s, column.force) for column in columns], pair.giver_n)
    return [_rest(column, unit, tare) for column in columns]


def _rest(column: _Column, unit: Unit, tare: str) -> Rest:
    rest = rest_of(column.t_s, column.force)
    loaded = begins_loaded(rest, float(np.median(column.force[:5])), unit != "counts")
    if tare == "none" or (tare == "auto" and loaded):
        level = 0.0
    elif tare == "auto":
        level = rest.level
    else:
        number = float(tare) * NEWTONS_IN[unit]
        level = number if column.inverted_top is None else column.inverted_top - number
    return Rest(level, rest.sigma, max(0.0, rest.level + rest.span - level))


def _series(column: _Column, rest: Rest) -> _Series:
    pad = _Series(column.name, column.t_s, column.force - rest.level, Rest(0.0, rest.sigma, rest.span))
    pad.quality += _gaps(pad.name, pad.t_s)
    if column.bursts > BURST_SHARE:
        text = f"{100 * column.bursts:.0f} % of the readings share their time stamp with another; they were averaged."
        pad.quality.append(Quality("burst_timestamps", pad.name, float(pad.t_s[0]), float(pad.t_s[-1]), text))
    return pad


def _increasing(
    t_s: NDArray[np.float64], reading: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Drop rows whose time runs back, average rows of one time stamp; also return their share."""
    forward = t_s >= np.maximum.accumulate(t_s)
    t_s, reading = t_s[forward], reading[forward]
    stamps, first, counts = np.unique(t_s, return_index=True, return_counts=True)
    means = np.add.reduceat(reading, first) / counts
    return stamps, means, 1.0 - len(stamps) / len(t_s)


def _judge_pad(pad: _Series, limits: Limits, *, newtons: bool, zoned: bool) -> list[PressJudged]:
    thresholds = thresholds_for(pad.rest, newtons=newtons)
    period_s = _period_s(pad.t_s)
    line = ForceLine(
        single_pads([pad.name]), 1 / period_s, thresholds, limits, None, smooth=False, newtons=newtons, zoned=zoned
    )
    events = [event for block in _blocks(pad.t_s, pad.force, period_s) for event in line.process(block)]
    return [event for event in events + line.finish() if isinstance(event, PressJudged)]


def _blocks(t_s: NDArray[np.float64], force: NDArray[np.float64], period_s: float) -> list[ForceBlock]:
    """Cut at gaps."""
    steps = np.diff(t_s)
    cuts = [0, *(np.flatnonzero(_is_gap(steps, period_s)) + 1).tolist(), len(t_s)]
    columns = force[:, None] if force.ndim == 1 else force
    clear = np.zeros(columns.shape, dtype=np.bool_)
    return [
        ForceBlock(t_s[a:b], columns[a:b], clear[a:b], round(steps[a - 1] / period_s) if a else 0, period_s)
        for a, b in pairwise(cuts)
    ]


def _is_gap(steps: NDArray[np.float64], period_s: float) -> NDArray[np.bool_]:
    return (steps > GAP_PERIODS * period_s) & (steps > GAP_S)


def _gaps(name: str, t_s: NDArray[np.float64]) -> list[Quality]:
    found = np.flatnonzero(_is_gap(np.diff(t_s), _period_s(t_s)))
    return [
        Quality("gap", name, float(t_s[i]), float(t_s[i + 1]), f"No readings for {t_s[i + 1] - t_s[i]:.2f} s.")
        for i in found.tolist()
    ]


def _low_rate(t_s: NDArray[np.float64], period_s: float) -> list[Quality]:
    if period_s <= LOW_RATE_S:
        return []
    text = f"Only {1 / period_s:.1f} readings a second: rates of rise are taken over one interval."
    return [Quality("low_rate", None, float(t_s[0]), float(t_s[-1]), text)]


def _unreliable(t_s: NDArray[np.float64], forces: NDArray[np.float64], names: list[str]) -> list[Quality]:
    return [
        Quality(
            "unreliable_sensor",
            name,
            float(t_s[0]),
            float(t_s[-1]),
            f"{name} does not follow {other}, though they are loaded together (rank correlation {agreement:.2f}).",
        )
        for name, other, agreement in disagreeing(forces, names, _period_s(t_s))
    ]


def _period_s(t_s: NDArray[np.float64]) -> float:
    return float(np.median(np.diff(t_s))) if len(t_s) > 1 else 1.0


def _together(series: list[_Series]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return all pads on the union of their time stamps, each holding its last force, shapes (n,) and (n, pads)."""
    t_s = np.unique(np.concatenate([pad.t_s for pad in series]))
    held = [np.clip(np.searchsorted(pad.t_s, t_s, side="right") - 1, 0, None) for pad in series]
    return t_s, np.stack([pad.force[index] for pad, index in zip(series, held, strict=True)], axis=1)


def _ground(names: list[str], pair: FootPair) -> Ground:
    """Return what the feet stand on; a column named for the spine or the centre line is one."""
    centre = {name: (i,) for i, name in enumerate(names) if any(word in name.lower() for word in CENTRE_LINE)}
    return Ground(pair, plates=True, centre=centre)


def _guarded(series: list[_Series], safety: SafetyLimits, ground: Ground | None) -> Guard:
    t_s, forces = _together(series)
    guard = Guard(
        [(pad.name, [column]) for column, pad in enumerate(series)], safety, ground, [pad.name for pad in series]
    )
    for block in _blocks(t_s, forces, _period_s(t_s)):
        guard.process(block)
    return guard


def _standing(
    t_s: NDArray[np.float64], forces: NDArray[np.float64], series: list[_Series], *, newtons: bool
) -> list[Standing]:
    least = sum(thresholds_for(pad.rest, newtons=newtons).armed_n for pad in series)
    detector = StandingDetector(least, _period_s(t_s))
    for block in _blocks(t_s, forces, _period_s(t_s)):
        detector.process(block)
    return detector.found()
