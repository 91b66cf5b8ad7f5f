"""The life of an alarm as a table, in the states of ISA-18.2.

Rule: every state has a row for every event; nothing outside this table decides a state. An alarm whose condition has
gone stays visible until a person has seen it, except an alarm of the link during which no pad was loaded: it passes.
An alarm that latches, because what it tells of is over before anybody
can look, does not even calm down: it calls until a person has seen it.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal

Severity = Literal["amber", "red"]


class AlarmState(Enum):
    """Where an alarm stands."""

    NORMAL = "NORMAL"
    UNACKNOWLEDGED = "UNACKNOWLEDGED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    RTN_UNACKNOWLEDGED = "RTN_UNACKNOWLEDGED"
    LATCHED = "LATCHED"


class AlarmEvent(Enum):
    """What can happen to an alarm."""

    RAISED = "condition raised"
    CLEARED = "condition cleared"
    LATCHED = "condition cleared, the alarm latches"
    ACKNOWLEDGED = "seen by a person"
    PASSED = "over, and no pad was loaded"


_S, _E = AlarmState, AlarmEvent

TRANSITIONS: Final[dict[tuple[AlarmState, AlarmEvent], AlarmState]] = {
    (_S.NORMAL, _E.RAISED): _S.UNACKNOWLEDGED,
    (_S.NORMAL, _E.CLEARED): _S.NORMAL,
    (_S.NORMAL, _E.LATCHED): _S.NORMAL,
    (_S.NORMAL, _E.ACKNOWLEDGED): _S.NORMAL,
    (_S.UNACKNOWLEDGED, _E.RAISED): _S.UNACKNOWLEDGED,
    (_S.UNACKNOWLEDGED, _E.CLEARED): _S.RTN_UNACKNOWLEDGED,
    (_S.UNACKNOWLEDGED, _E.LATCHED): _S.LATCHED,
    (_S.UNACKNOWLEDGED, _E.ACKNOWLEDGED): _S.ACKNOWLEDGED,
    (_S.ACKNOWLEDGED, _E.RAISED): _S.ACKNOWLEDGED,
    (_S.ACKNOWLEDGED, _E.CLEARED): _S.NORMAL,
    (_S.ACKNOWLEDGED, _E.LATCHED): _S.NORMAL,
    (_S.ACKNOWLEDGED, _E.ACKNOWLEDGED): _S.ACKNOWLEDGED,
    (_S.RTN_UNACKNOWLEDGED, _E.RAISED): _S.UNACKNOWLEDGED,
    (_S.RTN_UNACKNOWLEDGED, _E.CLEARED): _S.RTN_UNACKNOWLEDGED,
    (_S.RTN_UNACKNOWLEDGED, _E.LATCHED): _S.LATCHED,
    (_S.RTN_UNACKNOWLEDGED, _E.ACKNOWLEDGED): _S.NORMAL,
    (_S.LATCHED, _E.RAISED): _S.UNACKNOWLEDGED,
    (_S.LATCHED, _E.CLEARED): _S.LATCHED,
    (_S.LATCHED, _E.LATCHED): _S.LATCHED,
    (_S.LATCHED, _E.ACKNOWLEDGED): _S.NORMAL,
    (_S.NORMAL, _E.PASSED): _S.NORMAL,
    (_S.UNACKNOWLEDGED, _E.PASSED): _S.UNACKNOWLEDGED,
    (_S.ACKNOWLEDGED, _E.PASSED): _S.ACKNOWLEDGED,
    (_S.RTN_UNACKNOWLEDGED, _E.PASSED): _S.NORMAL,
    (_S.LATCHED, _E.PASSED): _S.LATCHED,
}
"""The whole machine."""

LATCHING: Final = frozenset({"impact", "flight", "kick", "host_fault", "stop"})
"""Codes that latch: a blow is over at once, what the program missed cannot be looked at again, a stop stays said."""

PASSING: Final = frozenset({"signal_lost", "host_behind", "link_noise", "emulator_late"})
"""Codes of the link that go back to normal by themselves where no pad was loaded; see `AlarmBook.let_pass`."""

ALWAYS_PASSING: Final = frozenset({"emulator_late"})
"""Of these, the codes that do so whatever lay on the pads: nobody lies under the pads of an emulated rig."""

PRIORITY: Final = (
    "stop",
    "host_fault",
    "no_stream",
    "signal_lost",
    "rig_restarts",
    "unguarded",
    "dead_pad",
    "stuck_pad",
    "host_behind",
    "link_noise",
    "saturated",
    "rig_trip",
    "overload",
    "flight",
    "kick",
    "impact",
    "centre_line",
    "forbidden_zone",
    "heel_pressure",
    "breathing",
    "time_at_load",
    "rate",
    "bounce",
    "weight_rule",
    "emulator_late",
)
"""Which of several alarms of one severity is told first: blindness, then force, then place, then time."""
