"""Alarms of a stream that never stood and of an emulator that is late; and what passes without a mark."""

from __future__ import annotations

from pawpress.core.safety.alarm import AlarmState
from pawpress.core.safety.book import Alarm, AlarmBook, AlarmChange, Episode
from pawpress.core.safety.conditions import Edge
from pawpress.core.safety.stream import Stream

NO_STREAM = Alarm("no_stream", "red", None)
LATE = Alarm("emulator_late", "amber", None)


class StreamMonitor:
    """Follows whether a stream stands and whether its emulator keeps up.

    Parameters
    ----------
    stream : Stream
        What is known of the stream.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._book = AlarmBook()
        self._t_s = 0.0

    def look(self, end_s: float, now_s: float) -> list[AlarmChange]:
        """Return what changes at a host time, the newest reading being of session time `end_s`."""
        heard_s = self._stream.heard_s
        self._t_s = end_s if heard_s is None else end_s + max(0.0, now_s - heard_s)
        return [
            *self._turn(NO_STREAM, raised=self._stream.overdue(now_s), over=self._stream.stands),
            *self._turn(LATE, raised=self._stream.late_for_long(now_s), over=not self._stream.late),
        ]

    def let_pass(self, t_s: float, calm_s: float, *, loaded: bool) -> list[AlarmChange]:
        """Return what changes because it was over before anybody touched a pad."""
        return self._book.let_pass(t_s, calm_s, loaded=loaded)

    def passing(self) -> set[Alarm]:
        """Return the alarms that will go by themselves."""
        return self._book.passing()

    def acknowledge(self) -> list[AlarmChange]:
        """Return what changes when a person has seen the alarms."""
        return self._book.acknowledge(self._t_s)

    def active(self) -> list[tuple[Alarm, AlarmState]]:
        """Return every alarm that is not back to normal."""
        return self._book.active()

    def episodes(self) -> list[Episode]:
        """Return every stretch in which something was wrong."""
        return self._book.episodes({})

    def _turn(self, alarm: Alarm, *, raised: bool, over: bool) -> list[AlarmChange]:
        if not self._book.is_open(alarm):
            return self._book.edge(alarm, Edge(self._t_s, True, 0.0)) if raised else []
        if not over:
            return []
        # Readings that were only held up have times from before.
        return self._book.edge(alarm, Edge(max(self._t_s, self._book.since_s(alarm)), False, 0.0))
