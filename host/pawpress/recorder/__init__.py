"""Room 9, recorder: takes the bytes of a session, keeps them in a file that explains itself, and opens it again."""

from pawpress.recorder.damage import RecordingError
from pawpress.recorder.manifest import Manifest
from pawpress.recorder.recording import Recording, open_recording
from pawpress.recorder.writer import Recorder

__all__ = ["Manifest", "Recorder", "Recording", "RecordingError", "open_recording"]
