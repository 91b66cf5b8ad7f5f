"""Room 7, grading: takes presses and a target, gives verdicts with reasons. Knows nothing of alarms."""

from pawpress.grading.grader import Verdict, grade
from pawpress.grading.limits import Limits, load_limits
from pawpress.grading.summary import Tally

__all__ = ["Limits", "Tally", "Verdict", "grade", "load_limits"]
