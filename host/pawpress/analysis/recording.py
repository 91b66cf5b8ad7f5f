"""A recording as others use it: opened, and asked for what is in it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from pawpress.recording.reader import RecordingFile, open_file

if TYPE_CHECKING:
    from pawpress.analysis.rejudge import Rejudged
    from pawpress.analysis.samples import RecordedSamples
    from pawpress.core.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Recording(RecordingFile):
    """An opened recording."""

    def samples(self) -> RecordedSamples:
        """Return time, counts and newtons of every scan as arrays; see `RecordedSamples`."""
        from pawpress.analysis.samples import read_samples

        return read_samples(self)

    def annotations(self) -> list[Annotation]:
        """Return what was said during the session and sent to the rig, the earliest first; see `Annotation`."""
        from pawpress.recording.annotations import read_annotations

        return read_annotations(self)

    def judged(self) -> Rejudged:
        """Return presses, alarms and quality, judged with the settings of the recording; see `Rejudged`."""
        from pawpress.analysis.rejudge import judge

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
