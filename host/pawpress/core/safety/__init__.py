"""Safety: takes unfiltered forces and the link's silence, gives alarm changes. Knows nothing of grading."""

from pawpress.core.safety.alarm import AlarmState, Severity
from pawpress.core.safety.alarm_limits import SafetyLimits
from pawpress.core.safety.alarm_monitor import AlarmMonitor
from pawpress.core.safety.alarms_generated import ALARMS
from pawpress.core.safety.book import Alarm, AlarmChange, Episode, message, pressing
from pawpress.core.safety.foot import FootPair, Ground, margin_of
from pawpress.core.safety.link_monitor import LinkMonitor
from pawpress.core.safety.rules.overload import FootLines, foot_lines
from pawpress.core.safety.watchers import Watchers

__all__ = [
    "ALARMS",
    "Alarm",
    "AlarmChange",
    "AlarmMonitor",
    "AlarmState",
    "Episode",
    "FootLines",
    "FootPair",
    "Ground",
    "LinkMonitor",
    "SafetyLimits",
    "Severity",
    "Watchers",
    "foot_lines",
    "margin_of",
    "message",
    "pressing",
]
