"""Judges one file, a recording, its archive or a foreign table, into the contract's answer; what every worker runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pawpress.analysis.find_files import is_folder, is_parquet, may_hold_a_recording
from pawpress.core.grading import GradingLimits
from pawpress.importers import TableError
from pawpress.importers.roles.unit_names import GivenUnit
from pawpress.recording import RecordingError
from pawpress.recording.naming import is_text
from pawpress.system.untrusted import open_regular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pawpress.analysis.archived_session import Archive
    from pawpress.analysis.judge_recordings import GradedRecording
    from pawpress.core.safety import Episode
    from pawpress.importers import Table
    from pawpress.recording.manifest import Manifest

FORMAT = "pawpress.grade/1"
UNJUDGED = (TableError, RecordingError)
"""What says in one line why a file cannot be judged."""


@dataclass(frozen=True, slots=True)
class GradeOptions:
    """How to judge: what a file of another program does not state, and limits other than its own."""

    limits: GradingLimits
    own_limits: bool = False
    """Whether a recording's own limits give way to these."""
    time_column: str | None = None
    force_columns: tuple[str, ...] = ()
    unit: GivenUnit | None = None
    """Unit of a file of another program; None for what it states itself."""
    rate_hz: float | None = None
    """Readings per second of a foreign file without times."""
    invert: bool = False
    tare: str = "auto"
    mode: Literal["hands", "foot"] = "hands"
    giver_kg: float | None = None
    receiver_kg: float | None = None


def grade_file(path: Path, how: GradeOptions) -> dict[str, Any]:
    """Return the contract's answer for one file.

    Raises
    ------
    TableError, RecordingError
        If the file cannot be judged.
    """
    if not is_text(path):
        raise RecordingError(f"{path}: its name cannot be read as text. Rename it, with plain letters.")
    if is_folder(path):
        raise RecordingError(f"{path}: holds no recording and no CSV file. Name another folder.")
    try:
        with open_regular(path):
            pass
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read ({error.strerror}). Check the name.") from error
    if may_hold_a_recording(path):
        return _recording(path, how)
    if is_parquet(path):
        from pawpress.analysis.archived_session import open_archive

        archive = open_archive(path)
        if archive is not None:
            return _archive(archive, how)
    return _foreign(path, how)


def _foreign(path: Path, how: GradeOptions) -> dict[str, Any]:
    from pawpress.importers import read_table

    table = read_table(path, how.time_column, how.force_columns, how.unit, how.rate_hz)
    return grade_table(table, str(path), how)


def grade_table(table: Table, origin: str, how: GradeOptions) -> dict[str, Any]:
    """Return the contract's answer for a table; `origin` is the path it names."""
    from pawpress.analysis.results import alarm_json, press_json, quality_json, summary_json
    from pawpress.core.safety import FootPair
    from pawpress.core.stages import within_zones
    from pawpress.core.walk import walk_of_names
    from pawpress.importers import ImportOptions, judge_table
    from pawpress.settings.safety_limits import load_safety_limits

    answer = judge_table(
        table,
        how.limits,
        within_zones(load_safety_limits(), how.limits.zones),
        ImportOptions(how.unit, how.invert, how.tare, how.mode),
        FootPair(giver_kg=how.giver_kg, receiver_kg=how.receiver_kg),
    )
    walk = walk_of_names(list(answer.tare), how.limits.route, comparable=answer.newtons)
    for judged in answer.presses:
        walk.add(judged.press, judged.verdict)
    return {
        "format": FORMAT,
        "source": {
            "path": origin,
            "kind": table.kind,
            "mode": how.mode,
            "style": how.limits.style,
            "rate_hz": round(answer.rate_hz, 3),
            "duration_s": round(answer.duration_s, 6),
            "unit": table.input_unit.symbol,
            "columns": [asdict(column) for column in table.columns],
            "pads": list(answer.tare),
            "tare_n": {name: round(level, 4) for name, level in answer.tare.items()},
            "time_unit_s": table.time_unit_s,
        },
        "presses": [press_json(judged, how.giver_kg) for judged in answer.presses],
        "alarms": [alarm_json(episode) for episode in answer.episodes],
        "quality": [quality_json(quality) for quality in answer.quality],
        "summary": summary_json(answer.tally, answer.standing, answer.episodes, walk.summary()),
    }


def _recording(path: Path, how: GradeOptions) -> dict[str, Any]:
    from pawpress.analysis.judge_recordings import judge
    from pawpress.analysis.results import link_json
    from pawpress.recording.reader import open_file

    recording = open_file(path)
    answer = judge(recording, how.limits if how.own_limits else None)
    pipeline = answer.pipeline
    link = link_json(pipeline.health, pipeline.overruns)
    source = {"path": str(path), "kind": "recording"}
    return _answer(source, recording.manifest, answer, pipeline.episodes(), link, how)


def _archive(archive: Archive, how: GradeOptions) -> dict[str, Any]:
    answer, episodes = archive.judge(how.limits if how.own_limits else None)
    source = {"path": str(archive.path), "kind": "archive"}
    return _answer(source, archive.manifest, answer, episodes, archive.link, how)


def _answer(
    source: dict[str, Any],
    manifest: Manifest,
    answer: GradedRecording,
    episodes: Sequence[Episode],
    link: dict[str, int],
    how: GradeOptions,
) -> dict[str, Any]:
    from pawpress.analysis.results import alarm_json, press_json, quality_json, summary_json, warning_json

    pipeline, style = answer.pipeline, (how.limits if how.own_limits else manifest.limits).style
    return {
        "format": FORMAT,
        "source": {**source, **_source(manifest, answer, style)},
        "link": link,
        "presses": [press_json(judged, how.giver_kg) for judged in answer.presses],
        "warnings": [warning_json(warning) for warning in answer.warnings],
        "alarms": [alarm_json(episode) for episode in episodes],
        "quality": [quality_json(quality) for quality in answer.quality],
        "summary": summary_json(pipeline.tally, pipeline.standing(), episodes, pipeline.route()),
    }


def _source(manifest: Manifest, answer: GradedRecording, style: str) -> dict[str, Any]:
    pipeline, calibration, started = answer.pipeline, answer.pipeline.calibration, manifest.started
    layout = pipeline.layout
    pads = [] if layout is None else layout.names
    groups = [] if layout is None else [group.name for group in (*layout.groups, *layout.feet)]
    return {
        "started": None if started is None else started.isoformat(timespec="milliseconds"),
        "program": manifest.program,
        "mode": manifest.mode,
        "style": style,
        "rig": manifest.rig or (manifest.calibration.rig if manifest.calibration else ""),
        "school": manifest.school,
        "rate_hz": None if pipeline.hello is None else float(pipeline.hello.rate_hz),
        "duration_s": round(pipeline.end_s, 6),
        "unit": "n",
        "pads": list(dict.fromkeys([*pads, *groups])),
        "tare_n": dict.fromkeys(pads, 0.0),
        "calibrated": calibration is not None and calibration.calibrated,
        "uncertainty": {} if calibration is None else dict(zip(pads, calibration.uncertainty.tolist(), strict=False)),
        "recovered": answer.recovered,
    }
