"""What the rig says by itself: its trips, the partner's stop, and whether its guard is known to watch.

Trips and stops are in the stream, so a recording has them again. Whether the guard watches is known only live.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pawpress.core.protocol.schema_generated import Button, ButtonKind, FaultCode, GuardState, Trip, TripCause
from pawpress.core.safety.book import Alarm, AlarmChange
from pawpress.core.safety.monitor import Monitor

STOP = Alarm("stop", "red", None)
FAULTY = Alarm("rig_fault", "red", None)
UNGUARDED = Alarm("unguarded", "red", None)


NOT_UNDER_FEET: Final = (
    FaultCode.FLASH_DAMAGED,
    FaultCode.RAM_DAMAGED,
    FaultCode.ADC_GROUND,
    FaultCode.SUPPLY_LOW,
    FaultCode.SUPPLY_HIGH,
    FaultCode.PAD_OPEN,
    FaultCode.PAD_SHORTED,
    FaultCode.PAD_STUCK,
    FaultCode.STACK_LOW,
    FaultCode.STOP_LOOP_OPEN,
    FaultCode.STOP_LOOP_SHORTED,
)
"""Faults with which nobody may stand on the pads: readings, limits or the stop cannot be relied on."""


def under_feet(faults: int) -> list[FaultCode]:
    """Return the faults of a rig with which nobody may stand on its pads; the argument has a bit for each."""
    return [code for code in NOT_UNDER_FEET if faults & 1 << code]


class RigStatusMonitor(Monitor):
    """Alarms about the rig's own guard.

    Parameters
    ----------
    pad_names : sequence of str
        Names of the pads in the order of their channels.
    """

    def __init__(self, pad_names: Sequence[str] = ()) -> None:
        super().__init__()
        self.pad_names = pad_names
        self._tripped: Alarm | None = None

    @property
    def tripped(self) -> bool:
        """Whether the rig holds a trip that must be acknowledged."""
        return self._tripped is not None

    def trip(self, trip: Trip, t_s: float) -> list[AlarmChange]:
        """Return what it changes that the rig tripped, said so again, or was acknowledged."""
        self._t_s = t_s
        before, self._tripped = self._tripped, self._alarm_of(trip) if trip.tripped else None
        if before == self._tripped:
            return []
        changes = [] if before is None else self._turn(before, raised=False)
        return changes if self._tripped is None else [*changes, *self._turn(self._tripped, raised=True)]

    def heard(self, guard_state: int, t_s: float) -> list[AlarmChange]:
        """Return what it changes that the rig says whether it is tripped, should the frame that told so be lost."""
        if (guard_state == GuardState.TRIPPED) == self.tripped:
            return []
        return self.trip(Trip(0, int(guard_state == GuardState.TRIPPED), TripCause.NONE, 0, 0, 0), t_s)

    def faulty(self, faults: int, t_s: float) -> list[AlarmChange]:
        """Return what it changes which faults the rig has, in foot mode; an open stop loop has its own alarm."""
        self._t_s = t_s
        raised = under_feet(faults & ~(1 << FaultCode.STOP_LOOP_OPEN)) != []
        return [] if raised == self._book.is_open(FAULTY) else self._turn(FAULTY, raised=raised)

    def button(self, button: Button, t_s: float) -> list[AlarmChange]:
        """Return what it changes that the partner pressed or released something, in foot mode."""
        self._t_s = t_s
        if button.button != ButtonKind.STOP_LOOP or button.pressed == self._book.is_open(STOP):
            return []
        return self._turn(STOP, raised=bool(button.pressed))

    def guarded(self, *, known: bool, t_s: float) -> list[AlarmChange]:
        """Return what it changes that the rig's guard is known to watch, or not."""
        self._t_s = t_s
        return [] if known != self._book.is_open(UNGUARDED) else self._turn(UNGUARDED, raised=not known)

    def _alarm_of(self, trip: Trip) -> Alarm:
        named = trip.cause in (TripCause.PAD_LIMIT, TripCause.PAD_FAULT) and trip.source < len(self.pad_names)
        return Alarm("rig_trip", "red", self.pad_names[trip.source] if named else None)
