"""The recording that every format is tried on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.recording import Recording, open_recording
from pawpress.recording import Recorder
from tests.chunks import every
from tests.recordings import gap_frame, manifest
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times
from tests.writers import NOTE

PRESS = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
STREAM = stream_of(np.stack((PRESS, 0.4 * PRESS), axis=1))


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    """Two presses before and after an unplug, and a note."""
    recorder = Recorder(tmp_path / "a.paw", manifest())
    for number, piece in enumerate(every(STREAM + gap_frame(7.0) + STREAM, 500)):
        recorder.take(piece, [NOTE] if number == 90 else [], 10.0 + 0.02 * number)
    recorder.close()
    return open_recording(tmp_path / "a.paw")
