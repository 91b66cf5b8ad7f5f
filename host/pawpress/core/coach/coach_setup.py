"""What the coach is told before a session; kept in the recording, so that its coaching can be had again."""

from __future__ import annotations

import msgspec

from pawpress.core.coach.drill import Drill, Feedback
from pawpress.core.coach.records import Skill


class CoachSetup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything but the limits, which are those of the session."""

    drills: tuple[Drill, ...]
    """What there is, in the order of the course."""
    drill: str | None = None
    """The only one wanted; None lets the coach choose."""
    feedback: Feedback | None = None
    """None takes each drill's own."""
    seed: int = 0
    day: int = 0
    """Days since 1 January of the year 1."""
    giver: str = ""
    partner: str = ""
    rig: str = ""
    skills: dict[str, Skill] = {}
    """What is known of the learner, by drill."""
    nice_n: float | None = None
    """What this partner called nice before."""
    stop_n: float | None = None
    """Where this partner said stop before."""
    giver_kg: float | None = None
    gates_open: bool = False
    """Whether every gate of foot mode is open today."""
    language: str = "en"
