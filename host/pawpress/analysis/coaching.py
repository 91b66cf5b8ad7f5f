"""The coach in numbers: its answers as plain dictionaries, and its coaching of an old recording once more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from pawpress.analysis.results import press_json
from pawpress.core.annotation import Annotation
from pawpress.core.coach import (
    BlockBegan,
    BlockEnded,
    Coach,
    CoachSetup,
    Cue,
    Display,
    Output,
    PressHidden,
    PressShown,
    Question,
    SessionOver,
    Target,
    TargetSet,
    is_passed,
)
from pawpress.core.pipeline import Pipeline
from pawpress.recording.annotations import PARTNERS_BUTTON, read_annotations
from pawpress.recording.reader import RecordingFile
from pawpress.recording.recorded_setup import setup_of
from pawpress.settings.drill_files import shipped_drills

SPOKEN = ("partner", "learner", "good_spot", "stop")
"""Annotations that the coach hears."""


def output_json(said: Output) -> tuple[str, dict[str, Any]] | None:
    """Return the kind and the fields of what the coach said; None where only a screen has use for it."""
    match said:
        case PressShown():
            return "press", {**press_json(said.judged), "passed": said.passed}
        case PressHidden():
            return "press", {"hidden": True}
        case Cue():
            return "cue", {"cue": said.fault, "t_s": round(said.t_s, 6), "urgent": said.urgent, "spoken": said.spoken}
        case Question():
            return "drill", {"state": "ask", "ask": said.what}
        case TargetSet():
            return "drill", {"state": "target", **_target(said.target)}
        case BlockBegan():
            fields = {"name": said.drill, "kind": said.kind, "presses": said.presses, "feedback": said.feedback}
            return "drill", {"state": "began", **fields}
        case BlockEnded():
            return "drill", {"state": "ended", **_ended(said)}
        case SessionOver():
            return "drill", {"state": "over", "better": said.better, "next": said.next}
        case Display():
            return None


def coach_json(coach: Coach) -> dict[str, Any]:
    """Return what the summary of a coached session adds."""
    used = [drill for drill in coach.setup.drills if drill.name in coach.attempts]
    return {
        "drills": [
            {
                "name": drill.name,
                "attempts": coach.attempts[drill.name],
                "passed": drill.name in coach.skills and is_passed(coach.skills[drill.name].tests),
                "criterion": drill.criterion,
                "feedback": coach.feedback_of(drill),
            }
            for drill in used
        ],
        "cue_counts": dict(coach.cue_counts),
        "partner": {
            "nice_n": None if coach.people.middle_n is None else round(coach.people.middle_n, 1),
            "agreed": coach.people.target is not None,
            "marks": len(coach.people.marks),
            "words": dict(coach.people.counts),
        },
    }


def coach_again(recording: RecordingFile) -> Iterator[Output]:
    """Yield what the coach said, or would have said, in the session of a recording.

    The setup of the coach is that of the recording; one that was not coached is coached with the usual course. Alarms
    of the link are not judged again in a recording, so their cues are left out.

    Parameters
    ----------
    recording : RecordingFile
        Any recording.

    Raises
    ------
    RecordingError
        If it cannot be read.
    """
    pipeline = Pipeline(setup_of(recording.manifest))
    coach = Coach(_setup(recording), pipeline.setup.limits, foot=pipeline.setup.foot is not None)
    # The button is a frame of the rig, which the pipeline hands on by itself.
    words = [one for one in read_annotations(recording) if one.kind in SPOKEN and one.text != PARTNERS_BUTTON]
    for frame in _frames(recording):
        before_s = pipeline.end_s
        events = pipeline.receive(frame, 0.0)
        if pipeline.end_s > before_s:
            # What was said of a moment was said before the next reading came.
            while words and words[0].t_s <= before_s:
                yield from coach.take(words.pop(0))
        if pipeline.layout is not None:
            yield from coach.fit(pipeline.layout)
        for event in events:
            yield from coach.take(event)
    yield from _ending(coach, pipeline, words)


def was_coached(recording: RecordingFile) -> bool:
    """Whether a recording holds the setup of a coach that this version knows."""
    return _kept_setup(recording) is not None


def _ending(coach: Coach, pipeline: Pipeline, words: list[Annotation]) -> Iterator[Output]:
    for word in words:
        yield from coach.take(word)
    for event in pipeline.finish():
        yield from coach.take(event)
    yield from coach.finish()


def _frames(recording: RecordingFile) -> Iterator[bytes]:
    """Yield the stream cut behind every frame, so that words fall between the same readings as they did live."""
    left = b""
    for chunk in recording.chunks():
        *whole, left = (left + chunk).split(b"\0")
        yield from (frame + b"\0" for frame in whole)
    if left:
        yield left


def _setup(recording: RecordingFile) -> CoachSetup:
    return _kept_setup(recording) or CoachSetup(drills=shipped_drills())


def _kept_setup(recording: RecordingFile) -> CoachSetup | None:
    kept = recording.manifest.configuration.get("coach")
    try:
        return None if kept is None else msgspec.convert(kept, CoachSetup)
    except msgspec.ValidationError:
        return None  # of another version: coached with the course of today


def _target(target: Target | None) -> dict[str, float | None]:
    if target is None:
        return {"nice_n": None, "low_n": None, "high_n": None}
    return {name: round(getattr(target, name), 1) for name in ("nice_n", "low_n", "high_n")}


def _ended(said: BlockEnded) -> dict[str, Any]:
    return {
        "name": said.drill,
        "kind": said.kind,
        "presses": said.presses,
        "presses_passed": said.presses_passed,
        "passed": said.passed,
        "skill_passed": said.skill_passed,
        "suggestion": said.suggestion,
    }
