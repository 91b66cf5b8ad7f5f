"""The cues in their order of priority: one a press, the first that applies; and which alarm says which.

Faults and priorities are the project's choice; the words stand in the catalogues of `pawpress.texts`. A cue points to
what the weight does, not to the body (external focus: a small gain in retention, McKay 2024, 10.1037/bul0000451).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from pawpress.core.safety import ALARMS


@dataclass(frozen=True, slots=True)
class CueRow:
    """A row of the table."""

    fault: str
    """Its key; the text is found under `cue.` and this."""
    urgent: bool = False
    """Whether it interrupts at once, hidden press or not: it speaks of an alarm."""


CUES: Final = (
    CueRow("stop", urgent=True),
    CueRow("step_off", urgent=True),
    CueRow("not_heard", urgent=True),
    CueRow("less_weight", urgent=True),
    CueRow("off_spine", urgent=True),
    CueRow("off_ribs", urgent=True),
    CueRow("time", urgent=True),
    CueRow("shift", urgent=True),
    CueRow("whole_foot", urgent=True),
    CueRow("hands_today", urgent=True),
    CueRow("less"),
    CueRow("ungraded"),
    CueRow("jab"),
    CueRow("stab"),
    CueRow("rushed"),
    CueRow("short"),
    CueRow("unsteady"),
    CueRow("partial"),
    CueRow("dropped"),
    CueRow("long"),
    CueRow("more"),
    CueRow("rushing"),
    CueRow("turns"),
    CueRow("next_pad"),
    CueRow("uneven"),
    CueRow("arms"),
    CueRow("pass"),
)
"""Every cue, the most important first."""

PRIORITY: Final = {row.fault: place for place, row in enumerate(CUES, 1)}
URGENT: Final = frozenset(row.fault for row in CUES if row.urgent)

_PLACE: Final = {
    "centre_line": "off_spine",
    "forbidden_zone": "off_spine",
    "heel_pressure": "whole_foot",
    "breathing": "off_ribs",
    "time_at_load": "time",
    "rate": "shift",
    "bounce": "shift",
    "weight_rule": "hands_today",
}


def alarm_cue(code: str, severity: str, mode: Literal["hands", "foot"]) -> str | None:
    """Return the fault under which an alarm is said; None for one that asks nothing of the two people.

    Parameters
    ----------
    code, severity : str
        Of the alarm. A code that is not known is said as the worst of its severity.
    mode : str
        Whether hands press or feet stand.
    """
    if code in ALARMS and ALARMS[code].passes == "always":
        return None  # an emulated rig is late, and nobody lies under it
    if code in ALARMS and ALARMS[code].about_equipment:
        return "not_heard"
    if severity == "amber":
        return _PLACE.get(code, "less_weight")
    if code == "weight_rule" or (code in _PLACE and mode == "hands"):
        return _PLACE[code]
    return "stop" if mode == "hands" else "step_off"


def most_useful(faults: Iterable[str]) -> str | None:
    """Return the one fault to speak of; None without any."""
    return min(faults, key=PRIORITY.__getitem__, default=None)
