"""A damaged manifest or Hello: the recording is judged as before, and says what is damaged."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from pawpress.analysis.recording import open_recording
from pawpress.analysis.results import press_json
from pawpress.core.annotation import Annotation
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import Document, DocumentKind, Identify
from pawpress.recording import RecordingError
from pawpress.recording.copies import packed
from pawpress.recording.head import LATEST_UNIX_MS
from pawpress.recording.host_frames import ANNOTATION, HELLO_COPY, PACKED_MANIFEST, AnnotationReader, HostFrames
from pawpress.recording.reader import looks_like_recording
from pawpress.settings.safety_limits import load_safety_limits
from tests.chunks import every
from tests.recordings import as_before_copies, documents_at, flipped, manifest, record
from tests.streams import RigStream, counts_of, stream_of
from tests.waveforms import minimum_jerk, times

PRESS = minimum_jerk(times(1.2), 0.2, 0.3, 0.4, 0.2, 100.0)
FORCES_N = np.stack((PRESS, np.zeros(len(PRESS))), axis=1)
STREAM = stream_of(FORCES_N)


def result_of(path: Path) -> dict[str, Any]:
    judged = open_recording(path).judged()
    hello = judged.pipeline.hello
    return {
        "presses": [press_json(one) for one in judged.presses],
        "alarms": judged.pipeline.episodes(),
        "end_s": judged.pipeline.end_s,
        "rate_hz": None if hello is None else hello.rate_hz,
    }


def codes(path: Path) -> list[str]:
    """Return what is said of the file."""
    return [damage.code for damage in open_recording(path).damage]


def rewritten(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def refused(path: Path) -> str:
    with pytest.raises(RecordingError) as error:
        open_recording(path)
    line = str(error.value)
    assert line.startswith(str(path))
    assert line.isprintable()
    return line


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return record(tmp_path / "a.paw", every(STREAM, 400))


@pytest.fixture
def cut_off(tmp_path: Path) -> Path:
    return record(tmp_path / "cut.paw", every(STREAM, 400), close=False)


def test_nothing_is_said_of_a_whole_recording(path: Path, cut_off: Path):
    assert codes(path) == codes(cut_off) == []


@pytest.mark.parametrize("name", ["path", "cut_off"])
@pytest.mark.parametrize("frame", [0, 1, -1])
def test_a_flipped_bit_in_the_manifest_costs_nothing_and_is_said(request: pytest.FixtureRequest, name: str, frame: int):
    path: Path = request.getfixturevalue(name)
    before, whole = result_of(path), path.read_bytes()
    rewritten(path, flipped(whole, documents_at(whole, DocumentKind.MANIFEST)[frame] + 40))
    assert result_of(path) == before
    assert open_recording(path).manifest == manifest()
    [quality] = [quality for quality in open_recording(path).judged().quality if quality.code == "damaged_head"]
    assert "second copy" in quality.message


def test_the_copy_at_the_end_serves_when_head_and_first_copy_are_gone(path: Path):
    before, whole = result_of(path), path.read_bytes()
    first_frame = whole.index(STREAM[:30])
    rewritten(path, whole[:1] + b"\x55" * (first_frame - 2) + whole[first_frame - 1 :])
    assert result_of(path) == before
    assert codes(path) == ["damaged_head"]


def test_with_every_copy_damaged_it_is_refused_in_one_line(path: Path):
    content = path.read_bytes()
    for kind in (DocumentKind.MANIFEST, PACKED_MANIFEST):
        for at in documents_at(content, kind):
            content = flipped(content, at + 9)
    assert "the head of the recording is damaged" in refused(rewritten(path, content))


def test_a_recording_whose_beginning_is_lost_opens_with_the_copy_at_its_end(path: Path):
    rewritten(path, path.read_bytes()[44_000:])
    assert codes(path) == ["damaged_head"]
    assert result_of(path)["presses"] != []


@pytest.mark.parametrize("at", [0, 1, 30, 300])
def test_a_damaged_head_is_still_told_from_a_table(path: Path, at: int):
    assert looks_like_recording(flipped(path.read_bytes(), at, 2)[:4096])


@pytest.mark.parametrize("name", ["path", "cut_off"])
@pytest.mark.parametrize("offset", [-1, 0, 1, 20, 40])
def test_a_flipped_bit_in_the_first_hello_changes_no_newton_and_is_said(
    request: pytest.FixtureRequest, name: str, offset: int
):
    path: Path = request.getfixturevalue(name)
    before, whole = result_of(path), path.read_bytes()
    rewritten(path, flipped(whole, whole.index(STREAM[:30]) + offset, 3))
    assert result_of(path) == before
    assert codes(path) == ["damaged_hello"]
    samples = open_recording(path).samples()
    assert len(samples.t_s) == len(PRESS)


def test_a_hello_that_came_in_pieces_has_its_copy_too(tmp_path: Path):
    path = record(tmp_path / "a.paw", every(STREAM, 7))
    before, whole = result_of(path), path.read_bytes()
    [first, last] = documents_at(whole, HELLO_COPY)
    assert first < last
    rewritten(path, flipped(whole, whole.index(STREAM[:30]) + 9))
    assert result_of(path) == before


def test_a_copy_is_not_put_where_its_hello_no_longer_stands(path: Path):
    """Bytes that are missing between the two move the place; another frame must not be overwritten."""
    whole = path.read_bytes()
    begin = whole.index(STREAM[:30])
    rewritten(path, flipped(whole[: begin - 300] + whole[begin - 100 :], begin - 190, 3))
    assert open_recording(path).patches == ()
    assert codes(path)[-1] == "unknown_rig"


def test_a_damaged_hello_of_a_recording_without_copies_is_said(path: Path):
    whole = as_before_copies(path.read_bytes())
    assert codes(rewritten(path, whole)) == []
    rewritten(path, flipped(whole, whole.index(STREAM[:30]) + 20))
    assert codes(path) == ["unknown_rig"]


def test_joining_in_mid_stream_is_no_damage(tmp_path: Path):
    rig = RigStream()
    hello, scans = rig.hello(), rig.scans(counts_of(FORCES_N))
    late = [scans[0][7:], *scans[1:200], encode(Identify(), 1), hello, *scans[200:]]
    path = record(tmp_path / "a.paw", late)
    assert codes(path) == []
    assert codes(rewritten(path, as_before_copies(path.read_bytes()))) == []


def framed(kind: int, text: bytes) -> bytes:
    return b"\0" + HostFrames().document(kind, text)


DEEP = b'{"configuration": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"


@pytest.mark.parametrize("kind", [DocumentKind.MANIFEST, PACKED_MANIFEST])
def test_a_manifest_nested_without_end_is_one_line(tmp_path: Path, kind: int):
    text = DEEP if kind == DocumentKind.MANIFEST else packed(DEEP)
    assert "damaged" in refused(rewritten(tmp_path / "a.paw", framed(kind, text)))


def test_a_manifest_larger_than_any_can_be_is_refused(tmp_path: Path):
    bomb = packed(b'{"program": "' + b"x" * 300_000_000 + b'"}')
    assert len(bomb) < 1_000_000
    assert "damaged" in refused(rewritten(tmp_path / "a.paw", framed(PACKED_MANIFEST, bomb)))
    endless = framed(DocumentKind.MANIFEST, b'{"program": "' + b"x" * 2_000_000 + b'"}')
    assert "damaged" in refused(rewritten(tmp_path / "b.paw", endless))


def test_words_of_the_format_are_cleaned_and_short(tmp_path: Path):
    text = msgspec.json.encode({"format": "\x1b[31m" + "x" * 9000})
    line = refused(rewritten(tmp_path / "a.paw", framed(DocumentKind.MANIFEST, text)))
    assert len(line) < 300 + len(str(tmp_path))


@pytest.mark.parametrize("unix_ms", [37_863_000_000_000_000, -1, LATEST_UNIX_MS + 1, 1e300, 2**70])
def test_an_impossible_date_leaves_the_date_unknown_and_is_said(tmp_path: Path, unix_ms: float):
    told = {**msgspec.to_builtins(manifest()), "created_unix_ms": unix_ms}
    path = rewritten(tmp_path / "a.paw", framed(DocumentKind.MANIFEST, msgspec.json.encode(told)) + STREAM)
    recording = open_recording(path)
    assert recording.manifest.created_unix_ms == 0
    assert "unknown_date" in [quality.code for quality in recording.judged().quality]


@pytest.mark.parametrize("clear", [1.5, 1e300])
def test_settings_with_which_nothing_can_be_judged_are_refused(tmp_path: Path, clear: float):
    told = msgspec.to_builtins(manifest())
    told["safety"]["common"]["clear_share"]["limit"] = clear
    path = rewritten(tmp_path / "a.paw", framed(DocumentKind.MANIFEST, msgspec.json.encode(told)) + STREAM)
    assert "make no sense" in refused(path)


@pytest.mark.parametrize("recorded", ["whole", "without cables", "nothing"])
def test_a_condition_that_came_later_stays_out_of_a_recording_of_before(tmp_path: Path, recorded: str):
    told = msgspec.to_builtins(manifest())
    if recorded == "without cables":
        del told["safety"]["cable"]
    elif recorded == "nothing":
        del told["safety"]
    path = rewritten(tmp_path / "a.paw", framed(DocumentKind.MANIFEST, msgspec.json.encode(told)) + STREAM)
    safety = open_recording(path).manifest.safety
    assert (safety.cable is not None) == (recorded == "whole")
    assert safety.foot == load_safety_limits().foot


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_pipe_or_a_device_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "a.paw")
    assert "not a file" in refused(tmp_path / "a.paw")
    assert "not a file" in refused(Path("/dev/zero"))


@pytest.mark.parametrize("text", [b'{"t_s":' + b"[" * 50_000, b'{"t_s":1,"x":' + b"[" * 9_000])
def test_an_annotation_that_makes_no_sense_is_left_out(text: bytes):
    reader = AnnotationReader()
    for begin in range(0, len(text), 200):
        piece = tuple(text[begin : begin + 200])
        assert reader.take(Document(ANNOTATION, int(begin + 200 >= len(text)), piece)) == []
    whole = msgspec.json.encode(Annotation(1.0, "note", "hello"))
    assert reader.take(Document(ANNOTATION, 1, tuple(whole))) == [Annotation(1.0, "note", "hello")]
