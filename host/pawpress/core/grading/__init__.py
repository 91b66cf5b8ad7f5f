"""Room 7, grading: takes presses and a target, gives verdicts with reasons. Knows nothing of alarms."""

from pawpress.core.grading.force_word import verdict_words
from pawpress.core.grading.grader import Verdict, grade
from pawpress.core.grading.limits import GradingLimits, LimitsError
from pawpress.core.grading.live_call import LiveCall, live_call, live_speed
from pawpress.core.grading.personal_baseline import BaselineError, baseline, baseline_toml
from pawpress.core.grading.tally import SessionScore, Tally
from pawpress.core.grading.zones import PartnerWords, partner_zones, said_by_partner

__all__ = [
    "BaselineError",
    "GradingLimits",
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
    "partner_zones",
    "said_by_partner",
    "verdict_words",
]
