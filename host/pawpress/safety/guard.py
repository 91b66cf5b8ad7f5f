"""Watches the unfiltered force and the silence of the link, and keeps the state of every alarm.

Strategy, the same in every call: look at the conditions, feed their edges to the table in `alarm`, report what
changed. Nothing here waits, averages or depends on presses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pawpress.calibration import ForceBlock, totals_n
from pawpress.protocol.schema_generated import ALARM_TEXT
from pawpress.safety.alarm import TRANSITIONS, AlarmEvent, AlarmState, Severity
from pawpress.safety.conditions import AboveLimit, Edge, RiseAbove
from pawpress.safety.limits import SafetyLimits

RISE_WINDOW_S = 0.05


@dataclass(frozen=True, slots=True)
class Alarm:
    """Which alarm: one code may stand for several pads and severities at once."""

    code: str
    severity: Severity
    pad: str | None
    """Name of the pad, hand or foot; None for the sum of all."""


@dataclass(frozen=True, slots=True)
class AlarmChange:
    """An alarm went from one state to another."""

    alarm: Alarm
    state: AlarmState
    t_s: float
    peak_n: float | None
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Episode:
    """One stretch during which a condition held, whatever people did about it."""

    alarm: Alarm
    start_s: float
    end_s: float | None
    peak_n: float | None
    message: str


@dataclass(slots=True)
class _Watched:
    """A total of pads and the condition it is held against."""

    alarm: Alarm
    total: int
    """Column of the totals."""
    condition: AboveLimit | RiseAbove


class Guard:
    """Overload of hands, and silence."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[int]]], limits: SafetyLimits) -> None:
        everything = sorted({column for _, columns in groups for column in columns})
        self._totals = [*(list(columns) for _, columns in groups), everything]
        self._silence_s = limits.common.silence_s.limit
        self._watched = _hand_limits(groups, limits)
        self._states: dict[Alarm, AlarmState] = {}
        self._open: dict[Alarm, Episode] = {}
        self._past: list[Episode] = []
        self._silent = Alarm("signal_lost", "red", None)
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
        self._last_t_s = float(block.t_s[-1])
        changes = self._heard(float(block.t_s[0])) if now_s is not None else []
        self._last_now_s = now_s
        crossings = self._crossings(block)
        for edge, alarm in sorted(crossings, key=lambda crossing: crossing[0].t_s):
            changes += self._edge(alarm, edge)
        return changes

    def _crossings(self, block: ForceBlock) -> list[tuple[Edge, Alarm]]:
        totals = totals_n(block.force_n, self._totals)
        tops = totals.max(axis=0).tolist()
        return [
            (edge, watched.alarm)
            for watched in self._watched
            if watched.condition.may_cross(tops[watched.total])
            for edge in watched.condition.process(block.t_s, totals[:, watched.total])
        ]

    def supervise(self, now_s: float) -> list[AlarmChange]:
        """Return what the passing of host time changes: too long without readings is an alarm itself."""
        if self._last_now_s is None or now_s - self._last_now_s <= self._silence_s or self._silent in self._open:
            return []
        t_s = self._last_t_s + (now_s - self._last_now_s)
        return self._edge(self._silent, Edge(t_s, raised=True, peak=0.0))

    def acknowledge(self) -> list[AlarmChange]:
        """Return what changes when a person has seen the alarms."""
        changes: list[AlarmChange] = []
        for alarm in list(self._states):
            episode = self._open.get(alarm)
            peak_n = None if episode is None else episode.peak_n
            changes += self._step(alarm, AlarmEvent.ACKNOWLEDGED, self._last_t_s, peak_n)
        return changes

    def active(self) -> list[tuple[Alarm, AlarmState]]:
        """Return every alarm that is not back to normal, red ones first."""
        alarms = [(alarm, state) for alarm, state in self._states.items() if state is not AlarmState.NORMAL]
        return sorted(alarms, key=lambda pair: (pair[0].severity != "red", pair[0].code, pair[0].pad or ""))

    def episodes(self) -> list[Episode]:
        """Return every stretch in which a condition held, in order of start; those still on have no end."""
        return sorted([*self._past, *self._open_now()], key=lambda episode: episode.start_s)

    def _open_now(self) -> list[Episode]:
        peaks = {watched.alarm: watched.condition.peak for watched in self._watched}
        return [_episode(e.alarm, e.start_s, None, peaks.get(e.alarm)) for e in self._open.values()]

    def _heard(self, t_s: float) -> list[AlarmChange]:
        if self._silent not in self._open:
            return []
        return self._edge(self._silent, Edge(t_s, raised=False, peak=0.0))

    def _edge(self, alarm: Alarm, edge: Edge) -> list[AlarmChange]:
        peak_n = None if alarm.code == "signal_lost" else edge.peak
        if edge.raised:
            self._open[alarm] = _episode(alarm, edge.t_s, None, peak_n)
            return self._step(alarm, AlarmEvent.RAISED, edge.t_s, peak_n)
        begun = self._open.pop(alarm)
        self._past.append(_episode(alarm, begun.start_s, edge.t_s, peak_n))
        return self._step(alarm, AlarmEvent.CLEARED, edge.t_s, peak_n)

    def _step(self, alarm: Alarm, event: AlarmEvent, t_s: float, peak_n: float | None) -> list[AlarmChange]:
        before = self._states.get(alarm, AlarmState.NORMAL)
        after = TRANSITIONS[before, event]
        self._states[alarm] = after
        if after is before:
            return []
        return [AlarmChange(alarm, after, t_s, peak_n, message(alarm, peak_n), ALARM_TEXT[alarm.code][1])]


def message(alarm: Alarm, peak_n: float | None) -> str:
    """Return what happened in one line."""
    if alarm.code == "overload" and peak_n is not None:
        where = "all pads together" if alarm.pad is None else alarm.pad
        return f"Overload: {peak_n:.0f} N on {where}."
    if alarm.code == "impact" and peak_n is not None:
        return f"Impact: the force rose by {peak_n:.0f} N within 50 ms."
    return ALARM_TEXT[alarm.code][0]


def _episode(alarm: Alarm, start_s: float, end_s: float | None, peak_n: float | None) -> Episode:
    return Episode(alarm, start_s, end_s, peak_n, message(alarm, peak_n))


def _hand_limits(groups: Sequence[tuple[str, Sequence[int]]], limits: SafetyLimits) -> list[_Watched]:
    hands, clear = limits.hands, limits.common.clear_share.limit
    steps: list[tuple[Severity, float]] = [
        ("amber", hands.one_hand_amber_n.limit),
        ("red", hands.one_hand_red_n.limit),
    ]
    watched = [
        _Watched(Alarm("overload", severity, name), total, AboveLimit(limit, clear * limit))
        for total, (name, _) in enumerate(groups)
        for severity, limit in steps
    ]
    both, strike, everything = hands.both_hands_red_n.limit, hands.impact_n.limit, len(groups)
    watched.append(_Watched(Alarm("overload", "red", None), everything, AboveLimit(both, clear * both)))
    strike_condition = RiseAbove(strike, clear * strike, RISE_WINDOW_S)
    watched.append(_Watched(Alarm("impact", "red", None), everything, strike_condition))
    return watched
