"""What people say during a session is in its recording, and changes nothing of what is judged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.analysis.recording import open_recording
from pawpress.core.annotation import Annotation, CommandSent
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import Button, ButtonKind, Identify, SetRate
from pawpress.recording import Recorder
from pawpress.recording.host_frames import LONGEST_TEXT
from tests.chunks import every
from tests.recordings import gap_frame, manifest, record, rig_messages
from tests.streams import RigStream, counts_of, stream_of
from tests.waveforms import minimum_jerk, times

PRESS = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
FORCE_N = np.stack((PRESS, np.zeros(len(PRESS))), axis=1)
STREAM = stream_of(FORCE_N)
NOTES = [
    Annotation(0.5, "note", "left elbow bent – „ü“"),
    Annotation(1.5, "good_spot", ""),
    Annotation(2.0, "note", "long " * 200),
    Annotation(3.0, "seen", "alarms acknowledged"),
]


def annotated(path: Path, size: int) -> Path:
    """Record a stream in chunks, with a note after every few of them."""
    recorder = Recorder(path, manifest())
    notes = iter(NOTES)
    for number, piece in enumerate(every(STREAM, size)):
        recorder.take(piece, [], 10.0 + 0.02 * number)
        if number % 3 == 1 and (note := next(notes, None)) is not None:
            recorder.take(b"", [note], 10.0 + 0.02 * number)
    recorder.take(b"", list(notes), 99.0)
    recorder.close()
    return path


@pytest.mark.parametrize("size", [7, 500, 10**6])
def test_what_was_said_comes_back_and_no_frame_of_the_rig_is_harmed(tmp_path: Path, size: int):
    recording = open_recording(annotated(tmp_path / "a.paw", size))
    assert recording.annotations() == NOTES
    assert recording.judged().pipeline.health.crc_errors == 0
    scans = [m for m in rig_messages(b"".join(recording.chunks())) if hasattr(m, "counts")]
    assert sum(len(m.counts) for m in scans) == len(FORCE_N)


def test_what_was_said_changes_no_press(tmp_path: Path):
    said = judge_recording(annotated(tmp_path / "a.paw", 500))
    unsaid = judge_recording(record(tmp_path / "b.paw", every(STREAM, 500)))
    assert said.presses == unsaid.presses != []
    assert said.quality == unsaid.quality


def test_a_note_that_cannot_go_in_yet_goes_in_at_the_end(tmp_path: Path):
    recorder = Recorder(tmp_path / "a.paw", manifest())
    recorder.take(STREAM[:-5], [], 0.0)
    recorder.take(b"", [NOTES[0]], 0.1)
    recorder.close()
    assert open_recording(tmp_path / "a.paw").annotations() == [NOTES[0]]


def test_commands_are_kept_as_they_went_over_the_wire(tmp_path: Path):
    recorder = Recorder(tmp_path / "a.paw", manifest())
    frames = [encode(Identify(), 1), encode(SetRate(250), 2)]
    recorder.take(STREAM, [], 0.0)
    recorder.take(b"", [CommandSent(frame) for frame in frames], 4.0)
    recorder.close()
    path = tmp_path / "a.paw"
    assert all(frame in path.read_bytes() for frame in frames)
    end_s = judge_recording(path).pipeline.end_s
    assert open_recording(path).annotations() == [
        Annotation(end_s, "command", "Identify"),
        Annotation(end_s, "command", "SetRate rate_hz=250"),
    ]


@pytest.mark.parametrize("away_s", [0.0, 30.0])
def test_the_partners_button_is_dated_by_the_rigs_clock(tmp_path: Path, away_s: float):
    rig = RigStream()
    counts = counts_of(FORCE_N)
    first = rig.hello() + b"".join(rig.scans(counts))
    if away_s:
        rig.restart()
        first += gap_frame(away_s) + rig.hello()
    second = b"".join(rig.scans(counts))
    pressed = rig.frame(Button((rig.t_us - 40_000) % 2**32, ButtonKind.GOOD_SPOT, 1))
    let_go = rig.frame(Button(rig.t_us, ButtonKind.GOOD_SPOT, 0))
    loop = rig.frame(Button(rig.t_us, ButtonKind.STOP_LOOP, 1))
    path = record(tmp_path / "a.paw", [first, second, pressed, let_go, loop])
    [spot] = open_recording(path).annotations()
    assert spot.kind == "good_spot"
    assert spot.t_s == pytest.approx(judge_recording(path).pipeline.end_s - 0.038, abs=1e-6)


def test_a_note_whose_end_was_lost_spoils_no_other(tmp_path: Path):
    path = annotated(tmp_path / "a.paw", 500)
    frames = path.read_bytes().split(b"\0")
    long_one = [number for number, frame in enumerate(frames) if b"long long" in frame]
    path.write_bytes(b"\0".join(frames[: long_one[-1]] + frames[long_one[-1] + 1 :]))
    assert open_recording(path).annotations() == [NOTES[0], NOTES[1], NOTES[3]]


def test_an_endless_note_is_cut(tmp_path: Path):
    recorder = Recorder(tmp_path / "a.paw", manifest())
    recorder.take(STREAM, [Annotation(1.0, "note", "x" * 10**6)], 0.0)
    recorder.close()
    [note] = open_recording(tmp_path / "a.paw").annotations()
    assert len(note.text) == LONGEST_TEXT


def test_the_manifest_says_what_the_recorders_own_documents_mean(tmp_path: Path):
    told = open_recording(record(tmp_path / "a.paw", [])).manifest.documents
    assert "annotation" in told["16"]
