"""The coach beside a live session: hears its events, passes on what the two people say, reports what the coach says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pawpress.analysis.coaching import coach_json
from pawpress.core.annotation import AnnotationKind
from pawpress.core.coach import Coach, CoachSetup, Output, SessionOver
from pawpress.core.events import Event
from pawpress.core.pipeline import Pipeline
from pawpress.engine.session import Session

STOP_CALLED = "The partner said stop: step off. Foot mode has ended."
Said = tuple[AnnotationKind, str]


class CoachRun:
    """A sink, and the way by which words come in.

    Words go to every sink as annotations, so that the recording holds them where the coach heard them.

    Parameters
    ----------
    setup : CoachSetup
        What the coach is told.
    report : callable
        Takes what the coach says; must return at once.
    words : callable
        Returns what was said since it was last asked, without waiting.
    """

    def __init__(
        self,
        setup: CoachSetup,
        report: Callable[[Sequence[Output]], None],
        words: Callable[[], Iterable[Said]] = lambda: (),
    ) -> None:
        self.over = False
        self._leaving = self._stopped = False
        self._setup, self._report, self._words = setup, report, words
        self._pipeline: Pipeline | None = None
        self._coach: Coach | None = None

    def attach(self, pipeline: Pipeline) -> None:
        """Know the session's pipeline, before the first event."""
        self._pipeline = pipeline
        self._coach = Coach(self._setup, pipeline.setup.limits, foot=pipeline.setup.foot is not None)

    @property
    def coach(self) -> Coach:
        """The coach of the session that this is attached to."""
        assert self._coach is not None
        return self._coach

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:  # noqa: ARG002 - bytes are recorded
        """Let the coach hear what happened, event by event."""
        assert self._pipeline is not None
        said = [] if self._pipeline.layout is None else self.coach.fit(self._pipeline.layout)
        for event in events:
            said += self.coach.take(event)
        self._tell(said)

    def close(self) -> None:
        """End the session of the coach."""
        if self._coach is not None and not self.over:
            self._tell(self._coach.finish())

    def turn(self, session: Session) -> bool:
        """Pass on what was said; return whether the session goes on. Feet are watched until the pads are empty."""
        for kind, text in self._words():
            if kind == "seen":
                session.acknowledge()
                continue
            session.annotate(kind, text)
            self._leaving |= (kind, text) == ("learner", "end") or (kind == "stop" and _on_feet(session))
            self._stopped |= kind == "stop" and _on_feet(session)
        if not (self.over or self._leaving) or (_on_feet(session) and not _empty(session)):
            return True
        if self._stopped:
            session.ending.begin(STOP_CALLED)
        return False

    def summary(self) -> dict[str, Any]:
        """Return what the contract adds to the summary."""
        return {"coach": coach_json(self.coach)}

    def _tell(self, said: Sequence[Output]) -> None:
        self.over |= any(isinstance(one, SessionOver) for one in said)
        if said:
            self._report(said)


def _on_feet(session: Session) -> bool:
    return session.pipeline.setup.foot is not None


def _empty(session: Session) -> bool:
    newest = session.newest
    return newest is None or float(newest.block.force_n[-1].sum()) < session.pipeline.setup.thresholds.armed_n
