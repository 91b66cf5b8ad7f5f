"""Stage 9, the coach: takes events and the partner's word, gives cues, targets and progress. Changes nothing before it.

Alarms, gates, limits and verdicts are made without it. Nothing in it knows a clock, a file, a language or a screen.
"""

from pawpress.core.coach.coach import Coach
from pawpress.core.coach.cues import CUES, URGENT
from pawpress.core.coach.drill import FEEDBACKS, Drill, DrillError, Feedback, check_drill
from pawpress.core.coach.outputs import (
    Ask,
    BlockBegan,
    BlockEnded,
    Cue,
    Display,
    Output,
    PressHidden,
    PressShown,
    SessionOver,
    TargetSet,
)
from pawpress.core.coach.partner import WORDS, Target, Word
from pawpress.core.coach.progress import Standing, standing
from pawpress.core.coach.records import HiddenTest, Skill, due_days, is_passed
from pawpress.core.coach.setup import CoachSetup

__all__ = [
    "CUES",
    "FEEDBACKS",
    "URGENT",
    "WORDS",
    "Ask",
    "BlockBegan",
    "BlockEnded",
    "Coach",
    "CoachSetup",
    "Cue",
    "Display",
    "Drill",
    "DrillError",
    "Feedback",
    "HiddenTest",
    "Output",
    "PressHidden",
    "PressShown",
    "SessionOver",
    "Skill",
    "Standing",
    "Target",
    "TargetSet",
    "Word",
    "check_drill",
    "due_days",
    "is_passed",
    "standing",
]
