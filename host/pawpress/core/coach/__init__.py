"""Stage 9, the coach: takes events and the partner's word, gives cues, targets and progress. Changes nothing before it.

Alarms, gates, limits and verdicts are made without it. Nothing in it knows a clock, a file, a language or a screen.
"""

from pawpress.core.coach.coach import Coach
from pawpress.core.coach.coach_setup import CoachSetup
from pawpress.core.coach.cues import CUES, URGENT
from pawpress.core.coach.drill import FEEDBACKS, Drill, DrillError, Feedback, check_drill
from pawpress.core.coach.outputs import (
    BlockBegan,
    BlockEnded,
    Cue,
    Display,
    Output,
    PressHidden,
    PressShown,
    Question,
    SessionOver,
    TargetSet,
)
from pawpress.core.coach.partner import WORDS, Target, Word
from pawpress.core.coach.records import HiddenTest, Skill, due_days, is_passed
from pawpress.core.coach.skill_progress import SkillProgress, skill_progress

__all__ = [
    "CUES",
    "FEEDBACKS",
    "URGENT",
    "WORDS",
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
    "Question",
    "SessionOver",
    "Skill",
    "SkillProgress",
    "Target",
    "TargetSet",
    "Word",
    "check_drill",
    "due_days",
    "is_passed",
    "skill_progress",
]
