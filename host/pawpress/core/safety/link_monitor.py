"""Watches the watching itself: a damaged line, a late host, a program that stumbles.

All of it follows the host's clock, so a recording that is judged later has none of it.
"""

from __future__ import annotations

from collections import deque

from pawpress.core.safety.alarm_limits_generated import CommonLimits
from pawpress.core.safety.book import Alarm, AlarmChange
from pawpress.core.safety.monitor import Monitor
from pawpress.core.safety.stream import LATE_FOR_S, Stream
from pawpress.core.units import RIG_CLOCK_DRIFT

STORM_WINDOW_S = 1.0

NOISE = Alarm("link_noise", "red", None)
BEHIND = Alarm("host_behind", "red", None)
FAULT = Alarm("host_fault", "red", None)


class LinkMonitor(Monitor):
    """Alarms about the link, the clocks and the program.

    Parameters
    ----------
    limits : CommonLimits
        What is too much.
    stream : Stream, optional
        What is known of the stream; without it, it stands.
    """

    def __init__(self, limits: CommonLimits, stream: Stream | None = None) -> None:
        super().__init__()
        self._limits = limits
        self._stream = stream
        self._damaged: deque[tuple[float, int]] = deque()
        self._offset_s: float | None = None
        self._last_now_s = 0.0
        self._late_since_s: float | None = None

    def update(self, damaged_frames: int, now_s: float) -> list[AlarmChange]:
        """Return what the count of damaged frames since the start changes."""
        if self._stream is not None and not self._stream.stands:
            self._damaged.clear()  # what a start damages does not count afterwards
        if self._damaged and now_s <= self._damaged[-1][0]:
            self._damaged[-1] = (self._damaged[-1][0], damaged_frames)
            return []
        self._damaged.append((now_s, damaged_frames))
        while len(self._damaged) > 1 and self._damaged[1][0] <= now_s - STORM_WINDOW_S:
            self._damaged.popleft()
        lately = damaged_frames - self._damaged[0][1]
        if self._book.is_open(NOISE):
            return self._turn(NOISE, raised=False) if lately == 0 else []
        return self._turn(NOISE, raised=True) if lately >= self._limits.damaged_frames.limit else []

    def heard(self, t_s: float, now_s: float) -> list[AlarmChange]:
        """Return what it changes that the newest reading, of session time `t_s`, was read at host time `now_s`."""
        self._t_s = t_s
        offset_s = now_s - t_s
        late = self._book.is_open(BEHIND)
        if self._offset_s is None:
            self._offset_s = offset_s
        elif not late:
            self._offset_s += RIG_CLOCK_DRIFT * max(0.0, now_s - self._last_now_s)
        self._offset_s = min(self._offset_s, offset_s)
        self._last_now_s = now_s
        lag_s = offset_s - self._offset_s
        if late:
            return self._turn(BEHIND, raised=False) if lag_s < 0.5 * self._limits.late_s.limit else []
        if lag_s <= self._limits.late_s.limit:
            self._late_since_s = None
            return []
        self._late_since_s = now_s if self._late_since_s is None else self._late_since_s
        if self._stream is not None and self._stream.excuses(0.0):
            return []
        return self._turn(BEHIND, raised=True) if now_s - self._late_since_s >= LATE_FOR_S else []

    def restart(self) -> None:
        """Know no more how far the clocks are apart: the rig began anew, or was away."""
        self._offset_s = None
        self._late_since_s = None

    def fault(self) -> list[AlarmChange]:
        """Return the alarm that the program stumbled; it latches, and every stumble is an episode of its own."""
        return [*self._turn(FAULT, raised=True), *self._turn(FAULT, raised=False)]
