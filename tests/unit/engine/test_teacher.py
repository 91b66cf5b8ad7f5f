"""The press of a teacher: the most usual steady one of a recording, told to every view, before the session begins."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.engine.messages import TeacherView
from pawpress.engine.teacher import teacher_view
from pawpress.engine.views import ViewServer
from pawpress.recording import RecordingError
from tests.chunks import every
from tests.recordings import record
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

QUICK = minimum_jerk(times(6.0), 0.5, 0.6, 1.2, 0.6, 80.0)
USUAL = minimum_jerk(times(6.0), 0.5, 1.0, 2.0, 0.6, 100.0)
LONG = minimum_jerk(times(6.0), 0.5, 1.6, 2.6, 0.6, 140.0)
JAB = minimum_jerk(times(6.0), 0.5, 0.05, 0.1, 0.05, 100.0)


def recorded(path: Path, *forces_n: np.ndarray) -> Path:
    force_n = np.concatenate(forces_n)
    return record(path, every(stream_of(np.stack((force_n, np.zeros(len(force_n))), axis=1)), 500))


def test_the_most_usual_steady_press_is_shown_as_shares_of_its_plateau(tmp_path: Path):
    told = teacher_view(str(recorded(tmp_path / "anna.paw", QUICK, JAB, USUAL, LONG)))
    assert told.name == "anna"
    share = np.asarray(told.share)
    at_s = np.arange(len(share)) * told.step_s - told.lead_s
    assert np.median(share[(at_s > 1.2) & (at_s < 2.6)]) == pytest.approx(1.0, abs=0.03)
    assert share[at_s < -0.2].max() < 0.05
    assert share[at_s > 4.0].max(initial=0.0) < 0.05
    assert at_s[np.argmax(share > 0.9)] == pytest.approx(0.75, abs=0.25), "the rise of the usual one, a second in all"


def test_a_recording_without_a_steady_press_is_refused_in_a_line(tmp_path: Path):
    path = recorded(tmp_path / "bo.paw", JAB, JAB)
    with pytest.raises(RecordingError, match="holds no steady press to show") as refused:
        teacher_view(str(path))
    assert "\n" not in str(refused.value)


def test_a_view_that_comes_later_is_told_of_the_teacher_too():
    server = ViewServer("token")
    try:
        server.publish(TeacherView(name="anna", share=[0.0, 1.0, 0.0], lead_s=0.5, step_s=0.05))
        assert TeacherView in server._kept
    finally:
        server.close()
