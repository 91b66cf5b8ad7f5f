"""Alarms of a stream that never stood and of an emulator that is late; and what passes without a mark."""

from __future__ import annotations

from pawpress.core.safety.book import Alarm, AlarmChange
from pawpress.core.safety.conditions import Edge
from pawpress.core.safety.monitor import Monitor
from pawpress.core.safety.stream import Stream

NO_STREAM = Alarm("no_stream", "red", None)
LATE = Alarm("emulator_late", "amber", None)


class StreamMonitor(Monitor):
    """Follows whether a stream stands and whether its emulator keeps up.

    Parameters
    ----------
    stream : Stream
        What is known of the stream.
    """

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self._stream = stream

    def update(self, end_s: float, now_s: float) -> list[AlarmChange]:
        """Return what changes at a host time, the newest reading being of session time `end_s`."""
        heard_s = self._stream.heard_s
        self._t_s = end_s if heard_s is None else end_s + max(0.0, now_s - heard_s)
        return [
            *self._follow(NO_STREAM, raised=self._stream.overdue(now_s), over=self._stream.stands),
            *self._follow(LATE, raised=self._stream.late_for_long(now_s), over=not self._stream.late),
        ]

    def _follow(self, alarm: Alarm, *, raised: bool, over: bool) -> list[AlarmChange]:
        if not self._book.is_open(alarm):
            return self._turn(alarm, raised=True) if raised else []
        if not over:
            return []
        # Readings that were only held up have times from before.
        return self._book.edge(alarm, Edge(max(self._t_s, self._book.since_s(alarm)), False, 0.0))
