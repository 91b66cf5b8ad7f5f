"""A coached session that is heard as well: the coach beside the session, and its voice beside the coach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pawpress.core.events import Event
from pawpress.core.pipeline import Pipeline
from pawpress.engine.coach_run import CoachRun
from pawpress.engine.coach_voice import CoachVoice
from pawpress.engine.session import Session


class SpokenRun:
    """Serves the voice of alarms before the coach: what calls is heard first.

    Parameters
    ----------
    run : CoachRun
        The coach; what it says must reach `voice.said`.
    voice : CoachVoice
        What makes it heard.
    """

    def __init__(self, run: CoachRun, voice: CoachVoice) -> None:
        self._run, self._voice = run, voice

    def attach(self, pipeline: Pipeline) -> None:
        """Know the session's pipeline, before the first event."""
        self._voice.attach(pipeline)
        self._run.attach(pipeline)

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        """Hear what happened."""
        self._voice.take(chunk, events, now_s)
        self._run.take(chunk, events, now_s)

    def close(self) -> None:
        """End both."""
        self._run.close()
        self._voice.close()

    def turn(self, session: Session) -> bool:
        """Pass on what was said; return whether the session goes on."""
        return self._run.turn(session)

    def summary(self) -> dict[str, Any]:
        """Return what the coach adds to the summary."""
        return self._run.summary()
