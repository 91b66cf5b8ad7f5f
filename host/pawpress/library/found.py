"""What judging a session gives the index, be it a recording or a table that was brought in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pawpress.analysis.recording import open_recording
from pawpress.core.force_line import PressGraded
from pawpress.core.grading import Tally
from pawpress.library import imported
from pawpress.library.card import TableReading


@dataclass(frozen=True, slots=True)
class Found:
    """What the index keeps of a session."""

    created: str
    """When, as ISO 8601; empty where the file states no date that can be."""
    source: str
    mode: str
    duration_s: float
    recovered: bool
    emulated: bool
    alarms: int
    tally: Tally
    presses: list[PressGraded]


def in_recording(path: Path) -> Found:
    """Judge a recording with its own settings.

    Raises
    ------
    RecordingError
        If it cannot be opened.
    """
    recording = open_recording(path)
    judged, manifest = recording.judged(), recording.manifest
    pipeline = judged.pipeline
    created = manifest.started
    return Found(
        created="" if created is None else created.isoformat(timespec="seconds"),
        source=manifest.source,
        mode=manifest.mode,
        duration_s=pipeline.end_s,
        recovered=recording.recovered,
        emulated=manifest.emulated,
        alarms=len(pipeline.episodes()),
        tally=pipeline.tally,
        presses=judged.presses,
    )


def in_table(path: Path, reading: TableReading) -> Found:
    """Judge a table as its card says.

    Raises
    ------
    TableError
        If it cannot be read.
    """
    answer = imported.judged(path, reading)
    return Found(
        created=imported.created(path),
        source=path.name,
        mode=reading.mode,
        duration_s=answer.duration_s,
        recovered=False,
        emulated=False,
        alarms=len(answer.episodes),
        tally=answer.tally,
        presses=answer.presses,
    )
