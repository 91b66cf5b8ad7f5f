"""Everything that watches beside the forces: the link, the clocks, the program and the rig's own guard."""

from __future__ import annotations

from pawpress.core.calibration import ForceBlock
from pawpress.core.safety.alarm import AlarmState
from pawpress.core.safety.book import Alarm, AlarmChange, Episode
from pawpress.core.safety.guard import Guard
from pawpress.core.safety.limits import SafetyLimits
from pawpress.core.safety.link_watch import LinkWatch
from pawpress.core.safety.load import Load
from pawpress.core.safety.rig_watch import RigWatch
from pawpress.core.safety.stream import Stream
from pawpress.core.safety.supervisor import Supervisor


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
        self.supervisor = Supervisor(limits.common, self.stream)
        self.rig = RigWatch()
        self._link = LinkWatch(self.stream)
        self._load = Load(limits, feet=feet)
        self._calm_s = limits.link.stands_s.limit

    def readings(self, block: ForceBlock, now_s: float) -> None:
        """Note unfiltered forces that were read at a host time; without a link to follow they change nothing here."""
        if self.stream.followed:
            self.stream.readings(block, now_s)
            self._load.process(block)

    def restarted(self) -> None:
        """Note that the rig began again: how far the clocks are apart is not known, and a start begins again too."""
        self.supervisor.anew()
        self.stream.cut()

    def look(self, guard: Guard | None, damaged_frames: int, end_s: float, now_s: float) -> list[AlarmChange]:
        """Return what the passing of host time changes, once everything that was read has been taken in.

        Parameters
        ----------
        guard : Guard or None
            What watches the forces, once there are any.
        damaged_frames : int
            How many frames arrived damaged so far.
        end_s : float
            Session time of the newest reading.
        now_s : float
            The host's clock.
        """
        changes = [] if guard is None else guard.supervise(now_s)
        changes += self.supervisor.look(damaged_frames, now_s)
        if not self.stream.followed:
            return changes
        changes += self._link.look(end_s, now_s)
        loaded = self._load.taken()
        for watcher in (self._link, self.supervisor, *([] if guard is None else [guard])):
            changes += watcher.let_pass(end_s, self._calm_s, loaded=loaded)
        return changes

    def acknowledge(self) -> list[AlarmChange]:
        """Return what changes when a person has seen the alarms."""
        return [*self._link.acknowledge(), *self.supervisor.acknowledge(), *self.rig.acknowledge()]

    def active(self) -> list[tuple[Alarm, AlarmState]]:
        """Return every alarm that is not back to normal."""
        return [*self._link.active(), *self.supervisor.active(), *self.rig.active()]

    def passing(self) -> set[Alarm]:
        """Return the alarms that will go by themselves if no pad is loaded until then."""
        return self._link.passing() | self.supervisor.passing()

    def episodes(self) -> list[Episode]:
        """Return every stretch in which a condition held."""
        return [*self._link.episodes(), *self.supervisor.episodes(), *self.rig.episodes()]
