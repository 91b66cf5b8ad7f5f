"""However the bytes arrive, the host's frames in a recording split no frame of the rig."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pawpress.analysis.recording import open_recording
from pawpress.core.protocol import Decoder
from pawpress.core.protocol.schema_generated import HostTime
from tests.chunks import chopped, cuts
from tests.messages import as_plain
from tests.recordings import record, rig_messages, without_host_frames
from tests.streams import stream_of

STREAM = stream_of(np.tile(np.linspace(0.0, 90.0, 60)[:, None], (1, 2)))
EXPECTED = as_plain(Decoder().receive(STREAM))


@given(cuts(len(STREAM), 30), st.sampled_from([0.1, 0.6, 5.0]))
def test_the_rigs_frames_stay_whole_however_they_arrive(at: list[int], every_s: float):
    with tempfile.TemporaryDirectory() as folder:
        content = record(Path(folder) / "a.paw", chopped(STREAM, at), every_s).read_bytes()
    decoder = Decoder()
    assert sum(isinstance(message, HostTime) for message in decoder.receive(content)) >= 1
    assert (decoder.health.lost, decoder.health.crc_errors, decoder.health.unsynced_bytes) == (0, 0, 0)
    assert as_plain(rig_messages(content)) == EXPECTED
    assert without_host_frames(content).strip(b"\0") == STREAM.strip(b"\0")


@settings(max_examples=30)
@given(st.data())
def test_a_recording_cut_anywhere_behind_its_head_opens_and_holds_what_came_before(data: st.DataObject):
    with tempfile.TemporaryDirectory() as folder:
        path = record(Path(folder) / "a.paw", chopped(STREAM, [300, 900]), every_s=1.0)
        content = path.read_bytes()
        head = content.index(STREAM[:20])
        keep = data.draw(st.integers(head, len(content) - 1))
        path.write_bytes(content[:keep])
        recording = open_recording(path)
        assert recording.recovered
        kept = as_plain(rig_messages(b"".join(recording.chunks())))
    assert kept == EXPECTED[: len(kept)]
