"""What is written is what is read, and what was written is never harmed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.recording import open_recording
from pawpress.core.protocol import Decoder
from pawpress.core.protocol.codec import MAX_ENCODED
from pawpress.core.protocol.schema_generated import SCHEMA_JSON, Document, DocumentKind, End, HostTime
from pawpress.core.sink import SinkError
from pawpress.recording import Recorder
from pawpress.settings.layout_files import load_layout
from tests.chunks import every
from tests.recordings import manifest, record, rig_messages, without_host_frames
from tests.streams import stream_of

STREAM = stream_of(np.tile(np.linspace(0.0, 90.0, 400)[:, None], (1, 2)))


def test_the_stream_comes_back_as_it_went_in(tmp_path: Path):
    recording = open_recording(record(tmp_path / "a.paw", every(STREAM, 100)))
    assert without_host_frames(b"".join(recording.chunks())).strip(b"\0") == STREAM.strip(b"\0")
    assert not recording.recovered


def test_a_session_that_ends_within_a_frame_leaves_no_damage(tmp_path: Path):
    for cut in range(1, 30):
        chunks = list(every(STREAM[:-cut], 100))
        live, replayed = Decoder(), Decoder()
        for chunk in chunks:
            live.receive(chunk)
        path = record(tmp_path / f"{cut}.paw", chunks)
        replayed.receive(without_host_frames(path.read_bytes()))
        assert (replayed.health.crc_errors, replayed.health.resyncs) == (0, 0)
        assert replayed.health.frames == live.health.frames


def test_bytes_without_an_end_are_kept_as_they_came(tmp_path: Path):
    noise = b"\x55" * 5000
    path = record(tmp_path / "a.paw", every(noise, 7))
    assert path.read_bytes().count(b"\x55") >= len(noise) - MAX_ENCODED


def test_the_manifest_comes_back_as_it_went_in(tmp_path: Path):
    told = manifest(mode="foot", layout=load_layout("gloves"), source="/dev/ttyACM0 — ü")
    Recorder(tmp_path / "a.paw", told).close()
    assert open_recording(tmp_path / "a.paw").manifest == told


def test_the_schema_it_was_written_with_is_inside(tmp_path: Path):
    path = record(tmp_path / "a.paw", [STREAM])
    pieces = [
        m for m in Decoder().receive(path.read_bytes()) if isinstance(m, Document) and m.kind == DocumentKind.SCHEMA
    ]
    assert bytes(byte for piece in pieces for byte in piece.text).decode() == SCHEMA_JSON
    assert [piece.last for piece in pieces] == [0] * (len(pieces) - 1) + [1]


def test_the_hosts_clock_is_noted_about_once_a_second_from_the_first_bytes_on(tmp_path: Path):
    path = record(tmp_path / "a.paw", every(STREAM, 100), every_s=0.3)
    seconds = [m.session_us / 1e6 for m in Decoder().receive(path.read_bytes()) if isinstance(m, HostTime)]
    assert seconds[0] == 0.0
    assert np.diff(seconds) == pytest.approx(1.2)


def test_the_end_is_the_last_thing_written(tmp_path: Path):
    path = record(tmp_path / "a.paw", [STREAM])
    assert isinstance(Decoder().receive(path.read_bytes())[-1], End)


def test_an_existing_file_is_never_overwritten(tmp_path: Path):
    path = tmp_path / "a.paw"
    path.write_bytes(b"precious")
    with pytest.raises(SinkError, match=r"a\.paw: is already there and is not overwritten\. Choose another name\."):
        Recorder(path, manifest())
    assert path.read_bytes() == b"precious"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_its_owner_may_read_a_recording(tmp_path: Path):
    old = os.umask(0)
    try:
        path = record(tmp_path / "a.paw", [STREAM])
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(SinkError, match=r"absent/a\.paw: cannot be written .* Choose a folder you may write to"):
        Recorder(tmp_path / "absent" / "a.paw", manifest())


def test_what_was_taken_is_on_disk_before_the_recorder_is_closed(tmp_path: Path):
    path = record(tmp_path / "a.paw", [STREAM], close=False)
    assert rig_messages(path.read_bytes()) != []
    assert rig_messages(path.read_bytes())[-1].counts.tolist() == Decoder().receive(STREAM)[-1].counts.tolist()


def test_after_closing_nothing_more_is_taken_and_closing_again_is_harmless(tmp_path: Path):
    recorder = Recorder(tmp_path / "a.paw", manifest())
    recorder.close()
    before = (tmp_path / "a.paw").read_bytes()
    recorder.take(STREAM, [], 1.0)
    recorder.close()
    assert (tmp_path / "a.paw").read_bytes() == before


def test_a_second_without_bytes_is_noted_too_so_that_a_recording_tells_its_length(tmp_path: Path):
    path = record(tmp_path / "a.paw", [STREAM, *[b""] * 100], every_s=0.1)
    times_s = [m.session_us / 1e6 for m in Decoder().receive(path.read_bytes()) if isinstance(m, HostTime)]
    assert times_s[-1] == pytest.approx(10.0)
