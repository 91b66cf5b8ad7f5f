"""A recording as others use it: opened, and asked for what is in it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from pawpress.recorder.reader import RecordingFile, open_file

if TYPE_CHECKING:
    from pawpress.annotation import Annotation
    from pawpress.recorder.rejudge import Rejudged
    from pawpress.recorder.samples_of import RecordedSamples


@dataclass(frozen=True, slots=True)
class Recording(RecordingFile):
    """An opened recording."""

    def samples(self) -> RecordedSamples:
        """Return time, counts and newtons of every scan as arrays; see `RecordedSamples`."""
        from pawpress.recorder.samples_of import read_samples

        return read_samples(self)

    def annotations(self) -> list[Annotation]:
        """Return what was said during the session and sent to the rig, the earliest first; see `Annotation`."""
        from pawpress.recorder.annotations import read_annotations

        return read_annotations(self)

    def judged(self) -> Rejudged:
        """Return presses, alarms and quality, judged with the settings of the recording; see `Rejudged`."""
        from pawpress.recorder.rejudge import judge

        return judge(self)


def open_recording(path: Path | str) -> Recording:
    """Open a recording.

    Raises
    ------
    RecordingError
        If the file is missing, empty, or no recording.
    """
    file = open_file(path)
    return Recording(**{field.name: getattr(file, field.name) for field in fields(file)})
