"""Room 8, safety: takes unfiltered forces and the link's silence, gives alarm changes. Knows nothing of grading."""

from pawpress.safety.alarm import AlarmState, Severity
from pawpress.safety.book import Alarm, AlarmChange, Episode, message, pressing
from pawpress.safety.foot import FootPair, Ground, margin_of
from pawpress.safety.guard import Guard
from pawpress.safety.limits import SafetyLimits, load_safety_limits
from pawpress.safety.supervisor import Supervisor
from pawpress.safety.watchers import Watchers

__all__ = [
    "Alarm",
    "AlarmChange",
    "AlarmState",
    "Episode",
    "FootPair",
    "Ground",
    "Guard",
    "SafetyLimits",
    "Severity",
    "Supervisor",
    "Watchers",
    "load_safety_limits",
    "margin_of",
    "message",
    "pressing",
]
