"""A table to presses, alarms and quality, each pad on its own time stamps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arrays import chosen
from pawpress.core.calibration import ForceBlock
from pawpress.core.events import Quality
from pawpress.core.force_line import ForceLine, PressGraded
from pawpress.core.grading import GradingLimits, Tally
from pawpress.core.presses import single_pads
from pawpress.core.presses.standing import StandingDetector, StandingStretch
from pawpress.core.safety import AlarmMonitor, Episode, FootPair, Ground, SafetyLimits
from pawpress.importers.imported_table import Table
from pawpress.importers.judging.rest import thresholds_for
from pawpress.importers.judging.series import ImportOptions, Series, all_series
from pawpress.importers.quality.agreement import disagreeing
from pawpress.importers.times.time_steps import is_gap, usual_step_s

Array = NDArray[np.float64]

BLOCK_ROWS = 1 << 13
"""Rows that are judged at once: enough that calls cost nothing, so few that a press looks at no more than its own."""
CENTRE_LINE = ("centre", "center", "spine")
"""Words in the name of a column that is the strip on the spine."""


@dataclass(frozen=True, slots=True)
class GradedTable:
    """What was found in a table."""

    rate_hz: float
    duration_s: float
    tare: dict[str, float]
    """Resting level of each pad in its own orientation, newtons or counts."""
    presses: list[PressGraded]
    episodes: list[Episode]
    quality: list[Quality]
    tally: Tally
    standing: list[StandingStretch]
    newtons: bool = True
    """Whether the readings were forces, and not counts."""


def judge_table(
    table: Table,
    limits: GradingLimits,
    safety: SafetyLimits,
    asked: ImportOptions | None = None,
    pair: FootPair | None = None,
) -> GradedTable:
    """Judge every pad of a table.

    Parameters
    ----------
    table : Table
        Time stamps and readings.
    limits, safety
        Thresholds of verdicts and alarms.
    asked : ImportOptions, optional
        Unit, if another than the table's, direction, tare and mode. With counts, whatever needs newtons is withheld; in
        foot mode a file that begins loaded is not tared, and every pad is a foot.
    pair : FootPair, optional
        Who stands on whom in foot mode; without weights only limits in newtons hold.
    """
    asked, pair = asked or ImportOptions(), pair or FootPair()
    series = all_series(table, asked, pair)
    names = [pad.name for pad in series]
    newtons, hands = all(pad.newtons for pad in series), asked.mode == "hands"
    presses, tally = _judged(series, limits, hands=hands)
    t_s, forces, beyond = _together(series)
    ground = None if hands else _ground(names, pair)
    blocks = _blocks(t_s, forces, beyond)
    alarm_monitor = _guarded(names, blocks, safety, ground) if newtons else None
    # Each foot carries what the other does not; hands load their pads together.
    unreliable = _unreliable(t_s, *_with_those_beside(t_s, forces, names, table)) if hands else []
    return GradedTable(
        rate_hz=max(pad.rate_hz for pad in series),
        duration_s=float(t_s[-1] - t_s[0]),
        tare={pad.name: pad.tare for pad in series},
        presses=presses,
        episodes=[] if alarm_monitor is None else alarm_monitor.episodes(),
        quality=[*chain.from_iterable(pad.quality for pad in series), *unreliable],
        tally=tally,
        standing=_standing(blocks, series, newtons=newtons),
        newtons=newtons,
    )


def _judged(series: list[Series], limits: GradingLimits, *, hands: bool) -> tuple[list[PressGraded], Tally]:
    """Return the presses of all pads, by onset, and their totals."""
    presses = [judged for pad in series for judged in _judge_pad(pad, limits, hands=hands)]
    presses.sort(key=lambda judged: judged.press.onset_s)
    tally = Tally()
    for judged in presses:
        tally.add(judged.verdict)
    return presses, tally


def _judge_pad(pad: Series, limits: GradingLimits, *, hands: bool) -> list[PressGraded]:
    thresholds = thresholds_for(pad.rest, newtons=pad.newtons, pushes_every_s=pad.period_s if hands else None)
    line = ForceLine(
        single_pads([pad.name]),
        1 / pad.period_s,
        thresholds,
        limits,
        None,
        newtons=pad.newtons,
        zoned=pad.newtons and hands,
    )
    t_s, beyond = chosen(pad.t_s, pad.taken), pad.beyond[pad.taken]
    blocks = _blocks(t_s, chosen(pad.force, pad.taken)[:, None], beyond[:, None])
    events = [event for block in blocks for event in line.process(block)]
    return [event for event in events + line.finish() if isinstance(event, PressGraded)]


def _blocks(t_s: Array, forces: Array, beyond: NDArray[np.bool_]) -> list[ForceBlock]:
    """Cut readings, shape (n, pads), at gaps, and else where a block is full."""
    period_s, steps = usual_step_s(t_s), np.diff(t_s)
    gaps = (np.flatnonzero(is_gap(steps, period_s)) + 1).tolist()
    missing = {row: round(steps[row - 1] / period_s) for row in gaps}
    cuts = sorted({*range(0, len(t_s), BLOCK_ROWS), *gaps, len(t_s)})
    return [ForceBlock(t_s[a:b], forces[a:b], beyond[a:b], missing.get(a, 0), period_s) for a, b in pairwise(cuts)]


def _with_those_beside(t_s: Array, forces: Array, names: list[str], table: Table) -> tuple[Array, list[str]]:
    """Return forces, shape (n, pads), and names with the raw sensors under the same hands."""
    columns = [forces]
    for reading in table.beside.values():
        known = np.isfinite(reading)
        at = np.clip(np.searchsorted(table.t_s[known], t_s, side="right") - 1, 0, None)
        columns.append(reading[known][at][:, None])
    return np.concatenate(columns, axis=1), [*names, *table.beside]


def _unreliable(t_s: Array, forces: Array, names: list[str]) -> list[Quality]:
    return [
        Quality(
            "unreliable_sensor",
            name,
            float(t_s[0]),
            float(t_s[-1]),
            f"{name} does not follow {other}, though they are loaded together (rank correlation {agreement:.2f}).",
        )
        for name, other, agreement in disagreeing(forces, names, usual_step_s(t_s))
    ]


def _together(series: list[Series]) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Return all pads on the union of their time stamps, each holding its last reading: (n,) and twice (n, pads).

    A number that stands for a lost reading is none, so the alarms see the one before it. Wild readings stay.
    """
    first = series[0].t_s
    if all(np.array_equal(pad.t_s, first) and not pad.lost.any() for pad in series):
        return first, np.stack([pad.force for pad in series], 1), np.stack([pad.beyond for pad in series], 1)
    t_s = np.unique(np.concatenate([pad.t_s for pad in series]))
    there = [np.flatnonzero(~pad.lost) for pad in series]
    held = [
        rows[np.clip(np.searchsorted(pad.t_s[rows], t_s, side="right") - 1, 0, None)]
        for pad, rows in zip(series, there, strict=True)
    ]
    pairs = list(zip(series, held, strict=True))
    return t_s, np.stack([pad.force[i] for pad, i in pairs], axis=1), np.stack([pad.beyond[i] for pad, i in pairs], 1)


def _ground(names: list[str], pair: FootPair) -> Ground:
    """Return what the feet stand on; a column named for the spine or the centre line is one."""
    centre = {name: (i,) for i, name in enumerate(names) if any(word in name.lower() for word in CENTRE_LINE)}
    return Ground(pair, plates=True, centre=centre)


def _guarded(names: list[str], blocks: list[ForceBlock], safety: SafetyLimits, ground: Ground | None) -> AlarmMonitor:
    alarm_monitor = AlarmMonitor([(name, [column]) for column, name in enumerate(names)], safety, ground, names)
    for block in blocks:
        alarm_monitor.process(block)
    return alarm_monitor


def _standing(blocks: list[ForceBlock], series: list[Series], *, newtons: bool) -> list[StandingStretch]:
    least = sum(thresholds_for(pad.rest, newtons=newtons).armed_n for pad in series)
    detector = StandingDetector(least, blocks[0].period_s)
    for block in blocks:
        detector.process(block)
    return detector.found()
