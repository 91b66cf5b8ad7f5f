"""What every monitor has: a book of its alarms, and the session time of what it knew last."""

from __future__ import annotations

from pawpress.core.safety.alarm import AlarmState
from pawpress.core.safety.book import Alarm, AlarmBook, AlarmChange, Episode
from pawpress.core.safety.conditions import Edge


class Monitor:
    """Watches some alarms; a monitor of one kind adds what it watches them by."""

    def __init__(self) -> None:
        self._book = AlarmBook()
        self._t_s = 0.0

    def let_pass(self, t_s: float, calm_s: float, *, loaded: bool) -> list[AlarmChange]:
        """Return what changes because it was over before anybody touched a pad."""
        return self._book.let_pass(t_s, calm_s, loaded=loaded)

    def passing(self) -> set[Alarm]:
        """Return the alarms that will go by themselves."""
        return self._book.passing()

    def acknowledge(self) -> list[AlarmChange]:
        """Return what changes when a person has seen the alarms."""
        return self._book.acknowledge(self._t_s)

    @property
    def calm(self) -> bool:
        """Whether every alarm is back to normal."""
        return self._book.calm

    def active(self) -> list[tuple[Alarm, AlarmState]]:
        """Return every alarm that is not back to normal, red ones first."""
        return self._book.active()

    def episodes(self) -> list[Episode]:
        """Return every stretch in which a condition held, in order of start; those still on have no end."""
        return self._book.episodes({})

    def _turn(self, alarm: Alarm, *, raised: bool) -> list[AlarmChange]:
        return self._book.edge(alarm, Edge(self._t_s, raised, 0.0))
