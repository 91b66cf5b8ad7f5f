"""Everything that watches beside the forces: the link, the clocks, the program and the rig's own guard."""

from __future__ import annotations

from pawpress.core.calibration import ForceBlock
from pawpress.core.safety.alarm import AlarmState
from pawpress.core.safety.alarm_limits import SafetyLimits
from pawpress.core.safety.alarm_monitor import AlarmMonitor
from pawpress.core.safety.book import Alarm, AlarmChange, Episode
from pawpress.core.safety.link_monitor import LinkMonitor
from pawpress.core.safety.load import LoadPresence
from pawpress.core.safety.rig_status_monitor import RigStatusMonitor
from pawpress.core.safety.stream import Stream
from pawpress.core.safety.stream_monitor import StreamMonitor


class Watchers:
    """One of each, and what they need to know of each other.

    Parameters
    ----------
    limits : SafetyLimits
        What is too much.
    feet : bool
        Whether this is foot mode, in which no alarm passes by itself.
    """

    def __init__(self, limits: SafetyLimits, *, feet: bool) -> None:
        self.stream = Stream(limits)
        self.link = LinkMonitor(limits.common, self.stream)
        self.rig = RigStatusMonitor()
        self._stream_monitor = StreamMonitor(self.stream)
        self._load = LoadPresence(limits, feet=feet)
        self._calm_s = limits.link.stands_s.limit

    def readings(self, block: ForceBlock, now_s: float) -> None:
        """Note unfiltered forces that were read at a host time; without a link to follow they change nothing here."""
        if self.stream.followed:
            self.stream.readings(block, now_s)
            self._load.process(block)

    def read(self, t_s: float, now_s: float) -> list[AlarmChange]:
        """Return what it changes that the newest reading, which may wait, was read at a host time."""
        if self.stream.followed:
            self.stream.read(now_s)
        return self.link.heard(t_s, now_s)

    @property
    def calm(self) -> bool:
        """Whether the stream stands and no alarm of these is on: what is read then may wait."""
        return self.stream.stands and self._stream_monitor.calm and self.link.calm and self.rig.calm

    def restarted(self) -> None:
        """Note that the rig began again: how far the clocks are apart is not known, and a start begins again too."""
        self.link.restart()
        self.stream.cut()

    def update(
        self, monitor: AlarmMonitor | None, damaged_frames: int, end_s: float, now_s: float
    ) -> list[AlarmChange]:
        """Return what the passing of host time changes, once everything that was read has been taken in.

        Parameters
        ----------
        monitor : AlarmMonitor or None
            What watches the forces, once there are any.
        damaged_frames : int
            How many frames arrived damaged so far.
        end_s : float
            Session time of the newest reading.
        now_s : float
            The host's clock.
        """
        changes = [] if monitor is None else monitor.supervise(now_s)
        changes += self.link.update(damaged_frames, now_s)
        if not self.stream.followed:
            return changes
        changes += self._stream_monitor.update(end_s, now_s)
        loaded = self._load.taken()
        for watcher in (self._stream_monitor, self.link, *([] if monitor is None else [monitor])):
            changes += watcher.let_pass(end_s, self._calm_s, loaded=loaded)
        return changes

    def acknowledge(self) -> list[AlarmChange]:
        """Return what changes when a person has seen the alarms."""
        return [*self._stream_monitor.acknowledge(), *self.link.acknowledge(), *self.rig.acknowledge()]

    def active(self) -> list[tuple[Alarm, AlarmState]]:
        """Return every alarm that is not back to normal."""
        return [*self._stream_monitor.active(), *self.link.active(), *self.rig.active()]

    def passing(self) -> set[Alarm]:
        """Return the alarms that will go by themselves if no pad is loaded until then."""
        return self._stream_monitor.passing() | self.link.passing()

    def episodes(self) -> list[Episode]:
        """Return every stretch in which a condition held."""
        return [*self._stream_monitor.episodes(), *self.link.episodes(), *self.rig.episodes()]
