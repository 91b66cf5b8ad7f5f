"""Which cue an alarm is given, at most one for all that is raised together."""

from __future__ import annotations

from typing import Final, Literal

from pawpress.core.coach.cues import PRIORITY, alarm_cue
from pawpress.core.coach.outputs import Cue
from pawpress.core.safety import AlarmChange, AlarmState

TOGETHER_S: Final = 2.0
"""Alarms that follow a cue so soon are told by it, unless theirs matters more."""


class AlarmsHeard:
    """Turns alarms into cues. It adds words; it mutes and delays nothing, since alarms do not pass through it."""

    def __init__(self, mode: Literal["hands", "foot"]) -> None:
        self._mode: Literal["hands", "foot"] = mode
        self._newest: Cue | None = None
        self.since_press = False
        """Whether an alarm was raised since the last press that was judged."""
        self.red = False
        """Whether one of them was red."""

    def take(self, change: AlarmChange) -> list[Cue]:
        """Return the cue of an alarm that was raised; none where one was given just now."""
        if change.state is not AlarmState.UNACKNOWLEDGED:
            return []
        fault = alarm_cue(change.alarm.code, change.alarm.severity, self._mode)
        if fault is None:
            return []
        self.since_press = True
        self.red |= change.alarm.severity == "red"
        newest = self._newest
        if newest is not None and change.t_s - newest.t_s < TOGETHER_S and PRIORITY[newest.fault] <= PRIORITY[fault]:
            return []
        self._newest = Cue(fault, change.t_s, urgent=True)
        return [self._newest]

    def judged(self) -> None:
        """Begin anew after a press."""
        self.since_press = self.red = False
