"""Judges a recording again: the same pipeline on the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pawpress.analysis.unfiltered import unfiltered
from pawpress.core.events import Quality, UnfilteredBlock
from pawpress.core.force_line import PressGraded, PressWarning
from pawpress.core.grading import GradingLimits
from pawpress.core.pipeline import Pipeline
from pawpress.core.stages import Setup
from pawpress.recording.reader import RecordingFile, open_file
from pawpress.recording.recorded_setup import setup_of


@dataclass(frozen=True, slots=True)
class GradedRecording:
    """What a recording holds."""

    pipeline: Pipeline
    presses: list[PressGraded]
    quality: list[Quality]
    recovered: bool
    warnings: list[PressWarning]


def judge_recording(path: Path, limits: GradingLimits | None = None) -> GradedRecording:
    """Run a recording through the pipeline with the settings it was made with, or with other limits.

    Raises
    ------
    RecordingError
        If it cannot be opened.
    """
    return judge(open_file(path), limits)


def judge(recording: RecordingFile, limits: GradingLimits | None = None) -> GradedRecording:
    """Run an opened recording through the pipeline with the settings it was made with, or with other limits."""
    return run_through(recording, Pipeline(setup_of(recording.manifest, limits)))


def run_through(
    recording: RecordingFile, pipeline: Pipeline, take: Callable[[UnfilteredBlock], None] | None = None
) -> GradedRecording:
    """Run an opened recording through a pipeline.

    Parameters
    ----------
    recording : RecordingFile
        What to judge.
    pipeline : Pipeline
        Fresh.
    take : callable, optional
        Is given each `UnfilteredBlock`, from a pipeline that gives them.
    """
    damage = [Quality(one.code, None, 0.0, 0.0, one.message) for one in recording.damage]
    judged = GradedRecording(pipeline, [], damage, recording.recovered, [])
    for chunk in recording.chunks():
        events = pipeline.receive(chunk, 0.0)
        sort_into(events, judged)
        if take is not None:
            for block in unfiltered(events):
                take(block)
    sort_into(pipeline.finish(), judged)
    return judged


def run_judge(recording: RecordingFile, setup: Setup) -> GradedRecording:
    """Run an opened recording through a pipeline of other settings."""
    return run_through(recording, Pipeline(setup))


def sort_into(events: Sequence[object], judged: GradedRecording) -> None:
    """Keep what is judged among events."""
    judged.presses.extend(event for event in events if isinstance(event, PressGraded))
    judged.quality.extend(event for event in events if isinstance(event, Quality))
    judged.warnings.extend(event for event in events if isinstance(event, PressWarning))
