"""pawpress: makes the pressure of a massaging hand visible, live and afterwards."""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers take it; `typing` takes long enough for a Ctrl-C that nobody would catch yet
if TYPE_CHECKING:
    from typing import Any

    from pawpress.analysis.recording import open_recording
    from pawpress.recording import RecordingError

__version__ = "0.1.0"
__all__ = ["RecordingError", "__version__", "open_recording"]


def __getattr__(name: str) -> Any:
    """Load the reader of recordings only when it is asked for: `pawpress --help` must not wait for numpy."""
    if name == "open_recording":
        from pawpress.analysis.recording import open_recording

        return open_recording
    if name == "RecordingError":
        from pawpress.recording import RecordingError

        return RecordingError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
