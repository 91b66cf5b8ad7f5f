"""What `pawpress coach` is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pawpress.cli.gates import Given
from pawpress.core.coach import Feedback
from pawpress.engine.config import DemoSource, EngineConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line asks for."""

    config: EngineConfig
    """Source, recording and limits; without mode, coach and answers."""
    given: Given
    drill: str | None
    feedback: Feedback | None
    person: str | None
    partner: str | None
    language: str
    headless: bool
    plain: bool
    seconds: float | None
    json: bool
    json_lines: bool
    day: int

    @property
    def demo(self) -> bool:
        """Whether the rig is an emulated one."""
        return isinstance(self.config.source, DemoSource)

    @property
    def answers_file(self) -> Path | None:
        """Answers to the gates, if they come as a file."""
        return self.given.answers
