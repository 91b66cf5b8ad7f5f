"""What every writer is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from pawpress.recorder.reader import Recording
from pawpress.recorder.samples_of import RecordedSamples
from pawpress.results import alarm_json, press_json

PRESS_UNITS = {"_s": "s", "_n": "N", "_n_per_s": "N/s", "_per_s": "1/s", "_ns": "N s"}


class ExportError(ValueError):
    """A recording cannot be converted; the text says what, where and what to do next."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose."""

    decimal_comma: bool = False


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A recording in the shape of tables."""

    source: str
    """Name of the recording's file."""
    samples: RecordedSamples
    presses: list[dict[str, Any]]
    """One a press, as `pawpress grade --json` gives them."""
    about: dict[str, Any]
    """Manifest, alarms, and the newtons of every reading of every pad."""

    def about_json(self) -> str:
        """Return `about` as JSON."""
        return msgspec.json.encode(self.about).decode()


def table_of(recording: Recording) -> ExportTable:
    """Read a recording for the writers."""
    samples = recording.samples()
    pipeline = samples.judged.pipeline
    calibration = pipeline.calibration
    about = {
        "format": "pawpress.export/1",
        "recovered": recording.recovered,
        "pads": list(samples.pads),
        "rate_hz": rate_hz(samples),
        "alarms": [alarm_json(episode) for episode in pipeline.episodes()],
        "manifest": msgspec.to_builtins(recording.manifest),
        "calibrated": False if calibration is None else bool(calibration.calibrated),
        "newtons_of_counts": [] if calibration is None else np.round(calibration.newtons, 4).tolist(),
    }
    presses = [press_json(judged) for judged in samples.judged.presses]
    return ExportTable(recording.path.name, samples, presses, about)


def rate_hz(samples: RecordedSamples) -> float:
    """Return the scans a second, 0 for a recording of nothing."""
    return 1.0 / samples.period_s if samples.period_s else 0.0


def unit_of(key: str) -> str:
    """Return the unit a key's ending stands for, empty for a pure number."""
    ending = max((end for end in PRESS_UNITS if key.endswith(end)), key=len, default="")
    return PRESS_UNITS.get(ending, "")
