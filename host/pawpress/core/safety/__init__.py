"""Room 8, safety: takes unfiltered forces and the link's silence, gives alarm changes. Knows nothing of grading."""

from pawpress.core.safety.alarm import AlarmState, Severity
from pawpress.core.safety.book import Alarm, AlarmChange, Episode, message, pressing
from pawpress.core.safety.foot import FootPair, Ground, margin_of
from pawpress.core.safety.guard import Guard
from pawpress.core.safety.limits import SafetyLimits
from pawpress.core.safety.supervisor import Supervisor
from pawpress.core.safety.watchers import Watchers

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
    "margin_of",
    "message",
    "pressing",
]
