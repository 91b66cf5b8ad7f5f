"""Opening what is whole, cut off, foreign or damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from pawpress.analysis.recording import open_recording
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import Document, DocumentKind
from pawpress.recording import RecordingError
from pawpress.recording.head import FIRST_BYTES, HEAD_BYTES, read_manifest
from pawpress.recording.reader import looks_like_recording
from tests.chunks import every
from tests.recordings import manifest, record
from tests.streams import stream_of

STREAM = stream_of(np.zeros((300, 2)))


def document(text: bytes) -> bytes:
    return b"\0" + encode(Document(DocumentKind.MANIFEST, 1, tuple(text)), 1)


def refused(path: Path) -> str:
    with pytest.raises(RecordingError) as error:
        open_recording(path)
    text = str(error.value)
    assert text.startswith(str(path))
    assert "\n" not in text
    return text


@pytest.mark.parametrize(("program_bytes", "most"), [(20, [FIRST_BYTES]), (2 * FIRST_BYTES, [FIRST_BYTES, HEAD_BYTES])])
def test_no_more_of_a_head_is_read_than_its_manifest_takes(tmp_path: Path, program_bytes: int, most: list[int]):
    head = manifest(program="p" * program_bytes)
    content = record(tmp_path / "a.paw", [STREAM], head=head).read_bytes()
    asked: list[int] = []

    def begins(size: int) -> bytes:
        asked.append(size)
        return content[:size]

    read, damage = read_manifest(tmp_path / "a.paw", begins, lambda: b"")
    assert (read.program, damage, asked) == (head.program, [], most)


def test_a_recording_that_was_closed_is_whole(tmp_path: Path):
    assert not open_recording(record(tmp_path / "a.paw", every(STREAM, 50))).recovered


def test_a_recording_that_was_not_closed_is_recovered_with_all_it_has(tmp_path: Path):
    recording = open_recording(record(tmp_path / "a.paw", every(STREAM, 50), close=False))
    assert recording.recovered
    assert b"".join(recording.chunks()) == (tmp_path / "a.paw").read_bytes()


def test_a_recording_cut_in_the_middle_of_its_end_is_recovered(tmp_path: Path):
    path = record(tmp_path / "a.paw", every(STREAM, 50))
    path.write_bytes(path.read_bytes()[:-1])
    assert open_recording(path).recovered


def test_a_recording_of_nothing_is_a_recording(tmp_path: Path):
    assert not open_recording(record(tmp_path / "a.paw", [])).recovered


def test_the_bytes_tell_a_recording_from_a_table(tmp_path: Path):
    path = record(tmp_path / "a.paw", [STREAM])
    assert looks_like_recording(path.read_bytes()[:4096])
    assert not looks_like_recording(b"t,F\n0,1\n")
    assert not looks_like_recording(b"")
    assert not looks_like_recording(STREAM)


def test_a_missing_file_is_named(tmp_path: Path):
    assert "Check the name." in refused(tmp_path / "absent.paw")


def test_a_folder_is_no_recording(tmp_path: Path):
    assert "cannot be read" in refused(tmp_path)


def test_an_empty_file_is_called_empty(tmp_path: Path):
    path = tmp_path / "a.paw"
    path.touch()
    assert "the file is empty" in refused(path)


@pytest.mark.parametrize("content", [b"t,F\n0,1\n", STREAM, b"\0" * 5000, bytes(range(256)) * 40])
def test_something_else_is_not_a_recording(tmp_path: Path, content: bytes):
    path = tmp_path / "a.paw"
    path.write_bytes(content)
    assert "is not a pawpress recording" in refused(path)


@pytest.mark.parametrize("text", [b"{", b"[]", b'{"format": "pawpress.recording/1"}', b"\xff\xfe"])
def test_a_damaged_head_is_called_damaged(tmp_path: Path, text: bytes):
    path = tmp_path / "a.paw"
    path.write_bytes(document(text))
    assert "the head of the recording is damaged" in refused(path)


def test_a_recording_of_another_format_says_which_and_what_to_do(tmp_path: Path):
    path = tmp_path / "a.paw"
    later = msgspec.json.encode({"format": "pawpress.recording/9", "new": "things"})
    path.write_bytes(document(later))
    assert "pawpress.recording/9" in (text := refused(path))
    assert "Update pawpress." in text


def write_manifest(path: Path, told: dict[str, Any]) -> Path:
    text = msgspec.json.encode(told)
    pieces = every(text, 100)
    frames = [
        encode(Document(DocumentKind.MANIFEST, int(number == len(pieces) - 1), tuple(piece)), number)
        for number, piece in enumerate(pieces)
    ]
    path.write_bytes(b"\0" + b"".join(frames))
    return path


@pytest.mark.parametrize("piece", [1, 2, 5])
def test_a_head_with_a_piece_missing_is_not_read_as_if_it_were_whole(tmp_path: Path, piece: int):
    path = write_manifest(tmp_path / "a.paw", msgspec.to_builtins(manifest()))
    frames = path.read_bytes().split(b"\0")
    path.write_bytes(b"\0".join(frames[:piece] + frames[piece + 1 :]))
    assert "the head of the recording is damaged" in refused(path)


def test_a_torn_frame_at_the_end_is_left_out(tmp_path: Path):
    path = record(tmp_path / "a.paw", every(STREAM, 50), close=False)
    whole = path.read_bytes()
    path.write_bytes(whole + b"\x05\x02\x03")
    recording = open_recording(path)
    assert recording.recovered
    assert b"".join(recording.chunks()) == whole


def test_a_manifest_with_keys_of_a_later_version_is_read(tmp_path: Path):
    told = {**msgspec.to_builtins(manifest()), "weather": "fine"}
    told["limits"]["speed"]["colour"] = {"limit": 1.0, "source": "a later version"}
    told["limits"]["mood"] = {}
    assert open_recording(write_manifest(tmp_path / "a.paw", told)).manifest == manifest()


def test_a_recording_from_before_a_limit_was_added_takes_the_shipped_one_and_keeps_its_own(tmp_path: Path):
    told = msgspec.to_builtins(manifest())
    told["limits"]["hold"]["short_s"]["limit"] = 0.55
    del told["limits"]["hold"]["ask_s"]
    del told["limits"]["steadiness"]
    limits = open_recording(write_manifest(tmp_path / "a.paw", told)).manifest.limits
    shipped = manifest().limits
    assert limits.hold.short_s.limit == 0.55
    assert limits.hold.ask_s == shipped.hold.ask_s
    assert limits.steadiness == shipped.steadiness
