"""The compact archive: a session's curves as Parquet beside its recording, for years and for other programs.

The archive is judged like its recording (`analysis.archived_session`). The recording stays: only it can be played and
put into a report. Anyone who needs the space deletes it by hand and keeps the archive.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from pawpress.analysis.recording import open_recording
from pawpress.export.convert import export_recording


def can_archive() -> bool:
    """Whether the package for it is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def archived(recording: Path) -> Path:
    """Return where the archive of a recording lies, or would."""
    return recording.with_suffix(".parquet")


def archive(recording: Path) -> list[Path]:
    """Write the archive of a recording, unless it is there, and return what was written.

    Raises
    ------
    RecordingError, ExportError
        If the recording cannot be read, or the archive not be written.
    """
    return [] if archived(recording).exists() else export_recording(open_recording(recording), "parquet")
