"""What `pawpress coach` is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pawpress.cli.gate_opening import Participants
from pawpress.core.coach import Feedback
from pawpress.engine.config import DemoSource, EngineConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachOptions:
    """What the command line asks for."""

    config: EngineConfig
    """Source, recording and limits; without mode, coach and answers."""
    picks_rig: bool
    """Whether the rig is still to be chosen."""
    demo_source: Callable[[], DemoSource]
    """Makes the emulated rig, should it be chosen."""
    given: Participants
    drill: str | None
    feedback: Feedback | None
    person: str | None
    partner: str | None
    place: str
    """Where on the back, for what the partner calls nice."""
    language: str | None
    """None takes the giver's."""
    headless: bool
    plain: bool
    seconds: float | None
    json: bool
    json_lines: bool
    day: int
    speak: bool = False
    """Whether cues are spoken."""
    sounds: bool = False
    """Whether the coach and the alarms are heard; speech brings that with it."""
    sound_to: Path | None = None
    """Sound file in the place of the loudspeaker."""

    @property
    def asks(self) -> bool:
        """Whether people are asked before the session."""
        return not self.headless

    @property
    def in_words(self) -> bool:
        """Whether words are printed, and not objects."""
        return not (self.json or self.json_lines)
