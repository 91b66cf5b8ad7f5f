"""Judging a recording gives what was judged live, field by field."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.core.events import Quality
from pawpress.core.force_line import PressGraded
from pawpress.core.grading import GradingLimits
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import Episode
from pawpress.recording import Recorder
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.shipped_setup import shipped_setup
from tests.chunks import every
from tests.recordings import gap_frame, manifest, record
from tests.streams import RigStream, counts_of
from tests.waveforms import minimum_jerk, times


def session() -> bytes:
    """Leans of both hands, missing scans, damage, an unplug, an overload."""
    t_s = times(8.0)
    left = minimum_jerk(t_s, 1.0, 0.8, 1.5, 0.6, 100.0) + minimum_jerk(t_s, 5.0, 0.1, 0.2, 0.1, 240.0)
    counts = counts_of(np.stack((left, minimum_jerk(t_s, 2.0, 0.2, 2.0, 0.4, 60.0)), axis=1))
    rig = RigStream()
    frames = [rig.hello(), *rig.scans(counts)]
    frames[700] = frames[700][:9] + b"\x01" + frames[700][10:]
    del frames[900:990]
    rig.restart()
    again = [rig.hello(), *rig.scans(counts)]
    return b"\x33\x44" + b"".join(frames) + b"\x02\x07" + gap_frame(5.0) + b"".join(again)


STREAM = session()


def of_forces(pipeline: Pipeline) -> list[Episode]:
    """Return the alarms of the forces; those of the link and of the host's clock exist live only."""
    return [episode for episode in pipeline.episodes() if episode.peak_n is not None]


@pytest.mark.parametrize("size", [37, 1000, 10**6])
def test_a_recording_is_judged_as_the_session_was(tmp_path: Path, size: int):
    live = Pipeline(shipped_setup())
    events = []
    recorder = Recorder(tmp_path / "a.paw", manifest())
    for number, piece in enumerate(every(STREAM, size)):
        now_s = 50.0 + 0.01 * number
        told = live.receive(piece, now_s)
        recorder.take(piece, told, now_s)
        events += told
    events += live.finish()
    recorder.close()
    again = judge_recording(tmp_path / "a.paw")
    assert again.presses == [event for event in events if isinstance(event, PressGraded)]
    assert len(again.presses) >= 5
    assert again.quality == [event for event in events if isinstance(event, Quality)]
    assert of_forces(again.pipeline) == of_forces(live)
    assert again.pipeline.standing() == live.standing()
    assert again.pipeline.tally == live.tally
    assert again.pipeline.end_s == live.end_s


def test_a_recording_is_judged_with_the_limits_it_was_made_with(tmp_path: Path):
    own = msgspec.to_builtins(load_limits())
    own["hold"]["short_s"]["limit"] = 5.0
    strict = msgspec.convert(own, GradingLimits)
    recorder = Recorder(tmp_path / "a.paw", manifest(limits=strict))
    recorder.take(STREAM, [], 0.0)
    recorder.close()
    live = Pipeline(shipped_setup(limits=strict))
    events = live.receive(STREAM, 0.0) + live.finish()
    assert judge_recording(tmp_path / "a.paw").presses == [e for e in events if isinstance(e, PressGraded)]


def test_a_recording_that_was_cut_off_keeps_every_press_that_ended_before_the_cut(tmp_path: Path):
    whole = judge_recording(record(tmp_path / "whole.paw", every(STREAM, 500)))
    content = (tmp_path / "whole.paw").read_bytes()
    (tmp_path / "cut.paw").write_bytes(content[: len(content) * 2 // 3])
    cut = judge_recording(tmp_path / "cut.paw")
    assert cut.recovered
    ended = [judged for judged in cut.presses if judged.press.release_s is not None]
    assert len(ended) >= 2
    assert ended == whole.presses[: len(ended)]
