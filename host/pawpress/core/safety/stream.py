"""Whether the stream of readings stands: from then on its silence is a loss, before that it is a start.

A stream stands once readings have come for `stands_s` without a gap that would be an alarm, by the host's clock and by
the rig's. The host's clock alone would take a start for a stream whose readings are old; the rig's alone would take
half a second of readings that come out of a buffer in one go. Once a stream has stood it stands for good: whatever
happens to it afterwards, a link that was away included, is told as it happens.
"""

from __future__ import annotations

from dataclasses import dataclass

from pawpress.core.calibration import ForceBlock
from pawpress.core.safety.alarm_limits import SafetyLimits

LATE_FOR_S = 0.5
"""Lateness is reported once it has lasted this long: one hiccup is not lateness, and silence has its own alarm."""


@dataclass(slots=True)
class _Run:
    """Readings without a gap: first and last of them by both clocks, seconds."""

    first_now_s: float
    first_t_s: float
    last_now_s: float
    last_t_s: float

    def at_least(self, length_s: float) -> bool:
        """Whether it has lasted this long by both clocks."""
        return min(self.last_now_s - self.first_now_s, self.last_t_s - self.first_t_s) >= length_s


class Stream:
    """What is known of the stream. Where nobody follows the link, as in a recording, it stands.

    Parameters
    ----------
    limits : SafetyLimits
        When it stands, and what a gap is.
    """

    def __init__(self, limits: SafetyLimits) -> None:
        self._limits = limits.link
        self._silence_s = limits.common.silence_s.limit
        self.stands = True
        self.late = False
        """Whether the emulator at the far end lags behind the clock."""
        self._late_since_s = 0.0
        self.heard_s: float | None = None
        """Host time of the newest reading since the link was last opened."""
        self._openings = 0
        self._opened_s = 0.0
        self._is_open = True
        self._run: _Run | None = None
        self._timely_since_s: float | None = None

    @property
    def followed(self) -> bool:
        """Whether anybody follows the link."""
        return self._openings > 0

    def follow(self, now_s: float, *, openings: int, is_open: bool, behind_s: float | None) -> None:
        """Note the state of the link.

        Parameters
        ----------
        now_s : float
            The host's clock.
        openings : int
            How often it was opened.
        is_open : bool
            Whether it is open now.
        behind_s : float or None
            By how much the emulator at the far end lags behind the clock, seconds; None where there is a real rig.
        """
        if openings != self._openings:
            self.stands = self.stands and self.followed
            self._openings, self._opened_s = openings, now_s
            self.heard_s, self._run = None, None
        self._is_open = is_open
        self._follow_emulator(behind_s, now_s)

    def read(self, now_s: float) -> None:
        """Note that readings of a stream that stands were read at a host time."""
        self.heard_s = now_s

    def readings(self, block: ForceBlock, now_s: float) -> None:
        """Note readings that were read at a host time."""
        run, self.heard_s = self._run, now_s
        if self.stands:
            return
        gap = block.gap_before * block.period_s > self._silence_s
        if run is None or gap or now_s - run.last_now_s > self._silence_s:
            run = self._run = _Run(now_s, float(block.t_s[0]), now_s, 0.0)
        run.last_now_s, run.last_t_s = now_s, float(block.t_s[-1])
        self.stands = run.at_least(self._limits.stands_s.limit)

    def late_for_long(self, now_s: float) -> bool:
        """Whether the emulator still lags behind after half a second; V8 warms up in less."""
        return self.late and self._timely_since_s is None and now_s - self._late_since_s >= LATE_FOR_S

    def cut(self) -> None:
        """Note that the rig began again: what came before does not count."""
        self._run = None

    def overdue(self, now_s: float) -> bool:
        """Whether it should stand by now and does not, or cannot because the link is gone."""
        if self.stands:
            return False
        if not self._is_open:
            return True
        since_s = self._opened_s if self.heard_s is None else self.heard_s
        if self.late and now_s - since_s <= self._limits.emulator_stopped_s.limit:
            return False
        return now_s - self._opened_s > self._limits.stands_within_s.limit

    def excuses(self, silent_s: float) -> bool:
        """Whether silence of so many seconds, or readings that are late, are no loss of this stream.

        Before it stands one alarm tells everything, `no_stream`; while an emulator is late, `emulator_late` does.
        """
        return not self.stands or (self.late and silent_s <= self._limits.emulator_stopped_s.limit)

    def _follow_emulator(self, behind_s: float | None, now_s: float) -> None:
        limit_s = self._limits.emulator_late_s.limit
        if behind_s is None:
            self.late = False
        elif behind_s >= limit_s:
            self._late_since_s = self._late_since_s if self.late else now_s
            self.late, self._timely_since_s = True, None
        elif behind_s >= 0.5 * limit_s:
            self._timely_since_s = None
        elif self.late:
            self._timely_since_s = now_s if self._timely_since_s is None else self._timely_since_s
            # What piled up while it was late has been read by then.
            self.late = now_s - self._timely_since_s < self._limits.stands_s.limit
