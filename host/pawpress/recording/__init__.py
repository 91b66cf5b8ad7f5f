"""Room 9, recorder: takes the bytes of a session, keeps them in a file that explains itself, and opens it again."""

from pawpress.recording.damage import RecordingError
from pawpress.recording.manifest import Manifest
from pawpress.recording.writer import Recorder

__all__ = ["Manifest", "Recorder", "RecordingError"]
