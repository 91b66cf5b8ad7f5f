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
