"""A recording as others use it: opened, and asked for what is in it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pawpress.recording.reader import RecordingFile, open_file

if TYPE_CHECKING:
    import pandas
    import polars

    from pawpress.analysis.graded import AlarmEpisode, GradedPress, GradedSession, QualityNote
    from pawpress.analysis.judge_recordings import GradedRecording
    from pawpress.analysis.recorded_samples import RecordedSamples
    from pawpress.core.annotation import Annotation


@dataclass(frozen=True, repr=False)
class Recording(RecordingFile):
    """An opened recording. Its presses and alarms are judged when they are first asked for."""

    @cached_property
    def graded(self) -> GradedSession:
        """Presses, alarms, quality and summary, as `pawpress grade --json` has them."""
        from pawpress.analysis.public import grade_file

        return grade_file(self.path)

    @property
    def presses(self) -> tuple[GradedPress, ...]:
        """The presses, by onset."""
        return self.graded.presses

    @property
    def alarms(self) -> tuple[AlarmEpisode, ...]:
        """The alarms, by start."""
        return self.graded.alarms

    @property
    def quality(self) -> tuple[QualityNote, ...]:
        """What limits the trust in the readings."""
        return self.graded.quality

    @property
    def summary(self) -> dict[str, Any]:
        """Totals of the session."""
        return self.graded.summary

    def to_dict(self) -> dict[str, Any]:
        """Return everything as `pawpress grade --json` prints it."""
        return self.graded.to_dict()

    def to_pandas(self) -> pandas.DataFrame:
        """Return the presses as a pandas data frame, one row per press."""
        return self.graded.to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """Return the presses as a polars data frame, one row per press."""
        return self.graded.to_polars()

    def __repr__(self) -> str:
        return f"<recording {self.path.name}, {self.manifest.mode}, {self.intact_bytes} bytes>"

    def _repr_html_(self) -> str:
        return self.graded._repr_html_()

    def samples(self) -> RecordedSamples:
        """Return time, counts and newtons of every scan as arrays; see `RecordedSamples`."""
        from pawpress.analysis.recorded_samples import read_samples

        return read_samples(self)

    def annotations(self) -> list[Annotation]:
        """Return what was said during the session and sent to the rig, the earliest first; see `Annotation`."""
        from pawpress.recording.annotations import read_annotations

        return read_annotations(self)

    def judged(self) -> GradedRecording:
        """Return presses, alarms and quality, judged with the settings of the recording; see `GradedRecording`."""
        from pawpress.analysis.judge_recordings import judge

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
