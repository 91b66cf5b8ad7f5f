"""Keeps the state and the history of alarms: edges of conditions in, changes for people out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pawpress.core.safety.alarm import TRANSITIONS, AlarmEvent, AlarmState, Severity
from pawpress.core.safety.alarms_generated import ALARMS
from pawpress.core.safety.conditions import Edge
from pawpress.core.safety.facts import AlarmFacts


@dataclass(frozen=True, slots=True)
class Alarm:
    """Which alarm: one code may stand for several pads and severities at once."""

    code: str
    severity: Severity
    pad: str | None
    """Name of the pad, hand or foot; None for the sum of all."""

    @property
    def facts(self) -> AlarmFacts:
        """What is a fact of its code."""
        return ALARMS[self.code]


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


class AlarmBook:
    """Every alarm of one watcher. Nothing outside the table in `alarm` decides a state."""

    def __init__(self) -> None:
        self._states: dict[Alarm, AlarmState] = {}
        self._open: dict[Alarm, Episode] = {}
        self._past: list[Episode] = []
        self._over_s: dict[Alarm, float] = {}
        """When the condition of an alarm that was raised before last ended."""
        self._kept: set[Alarm] = set()
        """Alarms that a person must see, because a pad may have been loaded since they were raised."""

    def is_open(self, alarm: Alarm) -> bool:
        """Whether the alarm's condition holds now."""
        return bool(self._open) and alarm in self._open  # asked for every chunk, and mostly nothing is

    def since_s(self, alarm: Alarm) -> float:
        """When the condition that holds now began."""
        return self._open[alarm].start_s

    def edge(self, alarm: Alarm, edge: Edge) -> list[AlarmChange]:
        """Note that a condition was raised or cleared."""
        peak_n = edge.peak if alarm.facts.peak else None
        bound_s = edge.t_s if edge.since_s is None else edge.since_s
        if edge.raised:
            self._open[alarm] = _episode(alarm, bound_s, None, peak_n)
            return self._step(alarm, AlarmEvent.RAISED, edge.t_s, peak_n)
        begun = self._open.pop(alarm)
        self._past.append(_episode(alarm, begun.start_s, bound_s, peak_n))
        self._over_s[alarm] = edge.t_s
        event = AlarmEvent.LATCHED if alarm.facts.latches else AlarmEvent.CLEARED
        return self._step(alarm, event, edge.t_s, peak_n)

    def acknowledge(self, t_s: float) -> list[AlarmChange]:
        """Return what changes when a person has seen the alarms."""
        changes: list[AlarmChange] = []
        for alarm in list(self._states):
            episode = self._open.get(alarm)
            peak_n = None if episode is None else episode.peak_n
            changes += self._step(alarm, AlarmEvent.ACKNOWLEDGED, t_s, peak_n)
        return changes

    def let_pass(self, t_s: float, calm_s: float, *, loaded: bool) -> list[AlarmChange]:
        """Return what changes because alarms of the link were over before anybody touched a pad.

        Parameters
        ----------
        t_s : float
            Session time of the newest reading.
        calm_s : float
            How long an alarm must be over.
        loaded : bool
            Whether a pad may have been loaded since the last call or shortly before it. If so, every alarm that is not
            back to normal stays until a person has seen it, together with what it is raised for until then.
        """
        pending = [alarm for alarm, state in self._states.items() if state is not AlarmState.NORMAL]
        if loaded:
            self._kept |= {alarm for alarm in pending if alarm.facts.passes != "always"}
        changes: list[AlarmChange] = []
        for alarm in pending:
            if self._may_pass(alarm) and alarm not in self._open and t_s - self._over_s[alarm] >= calm_s:
                changes += self._step(alarm, AlarmEvent.PASSED, t_s, None)
        return changes

    def passing(self) -> set[Alarm]:
        """Return the alarms that are not back to normal and will be by themselves if no pad is loaded until then."""
        return {alarm for alarm, _ in self.active() if self._may_pass(alarm)}

    @property
    def calm(self) -> bool:
        """Whether every alarm is back to normal."""
        return not self._states or all(state is AlarmState.NORMAL for state in self._states.values())

    def active(self) -> list[tuple[Alarm, AlarmState]]:
        """Return every alarm that is not back to normal, the most pressing first."""
        alarms = [(alarm, state) for alarm, state in self._states.items() if state is not AlarmState.NORMAL]
        return sorted(alarms, key=lambda pair: pressing(pair[0]))

    def episodes(self, peaks: Mapping[Alarm, float]) -> list[Episode]:
        """Return every stretch in which a condition held, in order of start; those still on have no end."""
        still = [_episode(e.alarm, e.start_s, None, self._peak_n(e, peaks)) for e in self._open.values()]
        return sorted([*self._past, *still], key=lambda episode: episode.start_s)

    def _peak_n(self, episode: Episode, peaks: Mapping[Alarm, float]) -> float | None:
        return peaks.get(episode.alarm, episode.peak_n) if episode.alarm.facts.peak else None

    def _may_pass(self, alarm: Alarm) -> bool:
        return alarm.facts.passes != "never" and alarm not in self._kept

    def _step(self, alarm: Alarm, event: AlarmEvent, t_s: float, peak_n: float | None) -> list[AlarmChange]:
        before = self._states.get(alarm, AlarmState.NORMAL)
        after = TRANSITIONS[before, event]
        self._states[alarm] = after
        if after is AlarmState.NORMAL:
            self._kept.discard(alarm)
        if after is before:
            return []
        return [AlarmChange(alarm, after, t_s, peak_n, message(alarm, peak_n), alarm.facts.remedy)]


def pressing(alarm: Alarm) -> tuple[bool, int, str]:
    """Return the order in which alarms are told: red first, then by priority."""
    return (alarm.severity != "red", alarm.facts.priority, alarm.pad or "")


def message(alarm: Alarm, peak_n: float | None) -> str:
    """Return what happened in one line."""
    where = "all pads together" if alarm.pad is None else alarm.pad
    facts = alarm.facts
    if facts.message and peak_n is not None:
        return facts.message.format(peak_n=peak_n, where=where)
    return facts.cause if alarm.pad is None else f"{alarm.pad}: {facts.cause}"


def _episode(alarm: Alarm, start_s: float, end_s: float | None, peak_n: float | None) -> Episode:
    return Episode(alarm, start_s, end_s, peak_n, message(alarm, peak_n))
