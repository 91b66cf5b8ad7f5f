"""Room 8, safety: takes unfiltered forces and the link's silence, gives alarm changes. Knows nothing of grading."""

from pawpress.safety.alarm import AlarmState, Severity
from pawpress.safety.guard import Alarm, AlarmChange, Episode, Guard
from pawpress.safety.limits import SafetyLimits, load_safety_limits

__all__ = [
    "Alarm",
    "AlarmChange",
    "AlarmState",
    "Episode",
    "Guard",
    "SafetyLimits",
    "Severity",
    "load_safety_limits",
]
