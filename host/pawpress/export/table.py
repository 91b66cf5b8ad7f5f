"""What every writer is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import msgspec
import numpy as np

from pawpress.analysis.judge_recordings import GradedRecording
from pawpress.analysis.recorded_samples import ScanShape, read_shape
from pawpress.analysis.results import alarm_json, link_json, press_json
from pawpress.analysis.unfiltered import unfiltered_blocks
from pawpress.core.annotation import Annotation
from pawpress.core.events import UnfilteredBlock
from pawpress.core.presses import METRICS
from pawpress.core.user_error import UserError
from pawpress.recording.annotations import read_annotations
from pawpress.recording.reader import RecordingFile

PRESS_UNITS = {"onset_s": "s", "release_s": "s"} | {metric.name: metric.column_unit for metric in METRICS}


class ExportError(UserError, ValueError):
    """A recording cannot be converted; the text says what, where and what to do next."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a person may choose."""

    decimal_comma: bool = False

    def chosen(self) -> set[str]:
        """Return the names of the options that are not left at their default."""
        return {field.name for field in fields(self) if getattr(self, field.name) != field.default}


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A recording in the shape of tables; its scans come block by block, so that a day fits into memory."""

    recording: RecordingFile
    shape: ScanShape
    judged: GradedRecording
    presses: list[dict[str, Any]]
    """One per press, as `pawpress grade --json` gives them."""
    annotations: list[Annotation]
    """What was said during the session and sent to the rig."""
    about: dict[str, Any]
    """Manifest, alarms, annotations, and the newtons of every reading of every pad."""

    def blocks(self) -> Iterator[UnfilteredBlock]:
        """Yield the scans, one block of many at a time."""
        yield from unfiltered_blocks(self.recording, len(self.shape.pads))

    def about_json(self) -> str:
        """Return `about` as JSON."""
        return msgspec.json.encode(self.about).decode()


def table_of(recording: RecordingFile) -> ExportTable:
    """Read a recording for the writers."""
    shape, judged = read_shape(recording)
    calibration = judged.pipeline.calibration
    annotations = read_annotations(recording)
    about = {
        "format": "pawpress.export/1",
        "recovered": recording.recovered,
        "damage": msgspec.to_builtins(recording.damage),
        "link": link_json(judged.pipeline.health, judged.pipeline.overruns),
        "pads": list(shape.pads),
        "rate_hz": shape.rate_hz,
        "alarms": [alarm_json(episode) for episode in judged.pipeline.episodes()],
        "annotations": msgspec.to_builtins(annotations),
        "manifest": msgspec.to_builtins(recording.manifest),
        "calibrated": False if calibration is None else bool(calibration.calibrated),
        "newtons_of_counts": [] if calibration is None else np.round(calibration.newtons, 4).tolist(),
    }
    presses = [press_json(one) for one in judged.presses]
    return ExportTable(recording, shape, judged, presses, annotations, about)


def unit_of(key: str) -> str:
    """Return the unit of a key of a press, empty for a pure number or a word."""
    return PRESS_UNITS.get(key, "")
