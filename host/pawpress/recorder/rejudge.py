"""Judges a recording again: the same pipeline on the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pawpress.line import PressJudged
from pawpress.pipeline import Pipeline, Quality, Setup
from pawpress.recorder.reader import open_recording


@dataclass(frozen=True, slots=True)
class Rejudged:
    """What a recording holds."""

    pipeline: Pipeline
    presses: list[PressJudged]
    quality: list[Quality]
    recovered: bool


def judge_recording(path: Path) -> Rejudged:
    """Run a recording through the pipeline with the settings it was made with.

    Raises
    ------
    RecordingError
        If it cannot be opened.
    """
    recording = open_recording(path)
    pipeline = Pipeline(Setup(layout=recording.manifest.layout, limits=recording.manifest.limits))
    presses: list[PressJudged] = []
    quality: list[Quality] = []
    for chunk in recording.chunks():
        _sort(pipeline.receive(chunk, 0.0), presses, quality)
    _sort(pipeline.finish(), presses, quality)
    return Rejudged(pipeline, presses, quality, recording.recovered)


def _sort(events: Sequence[object], presses: list[PressJudged], quality: list[Quality]) -> None:
    presses += [event for event in events if isinstance(event, PressJudged)]
    quality += [event for event in events if isinstance(event, Quality)]
