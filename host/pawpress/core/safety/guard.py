"""Watches the unfiltered force and the silence of the link, and keeps the state of every alarm.

Strategy, the same in every call: look at the conditions, feed their edges to the book of alarms, report what changed.
Nothing here waits, averages or depends on presses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pawpress.core.calibration import ForceBlock, Totals
from pawpress.core.safety.alarm import AlarmState, Severity
from pawpress.core.safety.book import Alarm, AlarmBook, AlarmChange, Episode
from pawpress.core.safety.conditions import AboveLimit, Edge
from pawpress.core.safety.foot import Ground, Watched, foot_limits, pad_faults
from pawpress.core.safety.limits import SafetyLimits
from pawpress.core.safety.pads import Saturation
from pawpress.core.safety.recent import RateAbove, RiseAbove
from pawpress.core.safety.restarts import Restarts
from pawpress.core.safety.rig_limits import RedLine
from pawpress.core.safety.stream import Stream

RISE_WINDOW_S = 0.05
SILENT = Alarm("signal_lost", "red", None)
RESTARTING = Alarm("rig_restarts", "red", None)
TOO_HEAVY = Alarm("weight_rule", "red", None)


class PadCondition(Protocol):
    """Follows the readings of pads rather than one number."""

    def forget(self) -> None:
        """Compare nothing with what was before a stretch without readings."""
        ...

    def may_cross(self, *, saturated: bool) -> bool:
        """Whether a block in which any pad is saturated, or none, can change anything; sparing the work if not."""
        ...

    def process(self, block: ForceBlock, /) -> list[Edge]:
        """Return the crossings in these samples."""
        ...


class Guard:
    """Overload of hands or feet, the state of the pads, and silence.

    Parameters
    ----------
    groups : sequence of (name, columns)
        Hands or feet.
    limits : SafetyLimits
        Where the lines are.
    ground : Ground, optional
        In foot mode, what the feet stand on.
    pad_names : sequence of str, optional
        In foot mode, the names of the pads in the order of their columns; numbered when left out.
    """

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[int]]],
        limits: SafetyLimits,
        ground: Ground | None = None,
        pad_names: Sequence[str] = (),
    ) -> None:
        self.stream = Stream(limits)
        """What is known of the stream: whether its silence is a loss."""
        self._silence_s = limits.common.silence_s.limit
        self._restarts = Restarts(round(limits.link.restarts.limit), limits.link.restarts_within_s.limit)
        self._watched = _hand_limits(groups, limits) if ground is None else foot_limits(groups, limits, ground)
        self._pads: list[tuple[Alarm, PadCondition]] = [
            (RESTARTING, self._restarts),
            *((Alarm("saturated", "red", name), Saturation(columns)) for name, columns in groups),
        ]
        if ground is not None:
            columns = sorted({column for _, group in groups for column in group})
            names = [pad_names[column] if column < len(pad_names) else f"pad {column}" for column in columns]
            self._pads += pad_faults(columns, names, limits.foot, plates=ground.plates)
        totals = list(dict.fromkeys(tuple(watched.columns) for watched in self._watched))
        self._totals = Totals(totals)
        self._total_of = [totals.index(tuple(watched.columns)) for watched in self._watched]
        self._too_heavy = ground is not None and ground.pair.breaks_rule
        self._book = AlarmBook()
        self._last_t_s = 0.0
        self._last_now_s: float | None = None

    def process(self, block: ForceBlock, now_s: float | None = None) -> list[AlarmChange]:
        """Return what the newest forces change.

        Parameters
        ----------
        block : ForceBlock
            Unfiltered forces.
        now_s : float, optional
            Host time of arrival; None when a file is judged.
        """
        first_s = float(block.t_s[0])
        changes: list[AlarmChange] = []
        if now_s is not None:
            # A host that was frozen finds old readings waiting: it was blind all the same.
            changes += self.supervise(now_s) + self._heard(first_s)
        if self._too_heavy and not self._book.is_open(TOO_HEAVY):
            changes += self._book.edge(TOO_HEAVY, Edge(first_s, raised=True, peak=0.0))
        self._last_t_s, self._last_now_s = float(block.t_s[-1]), now_s
        if block.gap_before * block.period_s > self._silence_s:
            self._forget()
        for edge, alarm in sorted(self._crossings(block), key=lambda crossing: crossing[0].t_s):
            changes += self._book.edge(alarm, edge)
        return changes

    def supervise(self, now_s: float) -> list[AlarmChange]:
        """Return what the passing of host time changes: too long without readings is an alarm itself."""
        if self._last_now_s is None or now_s - self._last_now_s <= self._silence_s or self._book.is_open(SILENT):
            return []
        silent_s = now_s - self._last_now_s
        if self.stream.excuses(silent_s):
            return []
        return self._book.edge(SILENT, Edge(self._last_t_s + silent_s, raised=True, peak=0.0))

    def restarted(self) -> None:
        """Note that the rig restarted in mid-stream."""
        self._restarts.restarted()

    def let_pass(self, t_s: float, calm_s: float, *, loaded: bool) -> list[AlarmChange]:
        """Return what changes because it was over before anybody touched a pad."""
        return self._book.let_pass(t_s, calm_s, loaded=loaded)

    def passing(self) -> set[Alarm]:
        """Return the alarms that will go by themselves."""
        return self._book.passing()

    def acknowledge(self) -> list[AlarmChange]:
        """Return what changes when a person has seen the alarms."""
        return self._book.acknowledge(self._last_t_s)

    def active(self) -> list[tuple[Alarm, AlarmState]]:
        """Return every alarm that is not back to normal, red ones first."""
        return self._book.active()

    def episodes(self) -> list[Episode]:
        """Return every stretch in which a condition held, in order of start; those still on have no end."""
        return self._book.episodes({watched.alarm: watched.condition.peak for watched in self._watched})

    def red_lines(self) -> list[RedLine]:
        """Return the forces, and rises within 50 ms, that are red the moment they are passed."""
        found: list[RedLine] = []
        for watched in self._watched:
            condition, columns = watched.condition, tuple(sorted(watched.columns))
            if watched.alarm.severity != "red":
                continue
            if isinstance(condition, AboveLimit):
                found.append(RedLine(columns, condition.limit))
            elif isinstance(condition, RiseAbove):
                found.append(RedLine(columns, condition.limit, rise=True))
            elif isinstance(condition, RateAbove):
                found.append(RedLine(columns, condition.limit * RISE_WINDOW_S, rise=True))
        return found

    def _crossings(self, block: ForceBlock) -> list[tuple[Edge, Alarm]]:
        totals_n = self._totals.of(block.force_n)
        tops_n = totals_n.max(axis=1).tolist()
        crossings = [
            (edge, watched.alarm)
            for watched, total in zip(self._watched, self._total_of, strict=True)
            if watched.condition.may_cross(tops_n[total])
            for edge in watched.condition.process(block.t_s, totals_n[total])
        ]
        saturated = bool(block.saturated.any())
        return crossings + [
            (edge, alarm)
            for alarm, condition in self._pads
            if condition.may_cross(saturated=saturated)
            for edge in condition.process(block)
        ]

    def _forget(self) -> None:
        for watched in self._watched:
            watched.condition.forget()
        for _, condition in self._pads:
            condition.forget()

    def _heard(self, t_s: float) -> list[AlarmChange]:
        if not self._book.is_open(SILENT):
            return []
        # Readings that were only held up have times from before their silence was noticed.
        end_s = max(t_s, self._book.since_s(SILENT))
        return self._book.edge(SILENT, Edge(end_s, raised=False, peak=0.0))


def _hand_limits(groups: Sequence[tuple[str, Sequence[int]]], limits: SafetyLimits) -> list[Watched]:
    hands, clear, settle_s = limits.hands, limits.common.clear_share.limit, limits.common.settle_s.limit
    everything = sorted({column for _, columns in groups for column in columns})
    steps: list[tuple[Severity, float]] = [
        ("amber", hands.one_hand_amber_n.limit),
        ("red", hands.one_hand_red_n.limit),
    ]
    watched = [
        Watched(Alarm("overload", severity, name), columns, AboveLimit(limit, clear * limit, settle_s))
        for name, columns in groups
        for severity, limit in steps
    ]
    both, strike = hands.both_hands_red_n.limit, hands.impact_n.limit
    watched.append(Watched(Alarm("overload", "red", None), everything, AboveLimit(both, clear * both, settle_s)))
    strike_condition = RiseAbove(AboveLimit(strike, clear * strike, settle_s), RISE_WINDOW_S)
    watched.append(Watched(Alarm("impact", "red", None), everything, strike_condition))
    return watched
