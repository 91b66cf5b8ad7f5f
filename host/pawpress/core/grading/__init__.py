"""Room 7, grading: takes presses and a target, gives verdicts with reasons. Knows nothing of alarms."""

from pawpress.core.grading.baseline import BaselineError, baseline, baseline_toml
from pawpress.core.grading.grader import Verdict, grade
from pawpress.core.grading.limits import Limits, LimitsError
from pawpress.core.grading.live import LiveCall, live_call, live_speed
from pawpress.core.grading.summary import SessionScore, Tally
from pawpress.core.grading.zones import PartnerWords, partner_zones
from pawpress.settings.limits import (
    DEFAULT_STYLE,
    load_limits,
    personal_limits,
    style_names,
    with_baseline,
    with_partner,
)

__all__ = [
    "DEFAULT_STYLE",
    "BaselineError",
    "Limits",
    "LimitsError",
    "LiveCall",
    "PartnerWords",
    "SessionScore",
    "Tally",
    "Verdict",
    "baseline",
    "baseline_toml",
    "grade",
    "live_call",
    "live_speed",
    "load_limits",
    "partner_zones",
    "personal_limits",
    "style_names",
    "with_baseline",
    "with_partner",
]
