"""The compact archive is judged as its recording, to the last bit; what is none, or damaged, says so."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pyarrow.parquet
import pytest

from pawpress.analysis.grade_files import GradeOptions, grade_file
from pawpress.analysis.recording import open_recording
from pawpress.export.convert import export_recording
from pawpress.importers import TableError
from pawpress.recording import Recorder, RecordingError
from pawpress.settings.grading_limits import load_limits
from tests.chunks import every
from tests.damages import flip, lose, repeat
from tests.recordings import gap_frame, manifest
from tests.streams import RigStream, stream_of
from tests.waveforms import minimum_jerk, times
from tools.compare_judging import play

HOW = GradeOptions(load_limits())
PRESS_N = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
STREAM = stream_of(np.stack((PRESS_N, 0.4 * PRESS_N), axis=1))


def recorded(path: Path, stream: bytes) -> Path:
    recorder = Recorder(path, manifest())
    for number, piece in enumerate(every(stream, 500)):
        recorder.take(piece, [], 10.0 + 0.02 * number)
    recorder.close()
    return path


def archived(recording: Path) -> Path:
    return export_recording(open_recording(recording), "parquet")[0]


def judged(path: Path, how: GradeOptions = HOW) -> dict[str, Any]:
    answer = grade_file(path, how)
    source = {key: told for key, told in answer["source"].items() if key not in ("path", "kind")}
    return {**answer, "source": source}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return archived(recorded(tmp_path / "a.paw", STREAM))


@pytest.mark.parametrize(
    "stream",
    [
        STREAM,
        STREAM + gap_frame(7.0) + STREAM,
        STREAM[: len(STREAM) // 2] + STREAM[len(STREAM) // 2 + 400 :],
        STREAM + STREAM[:900] + STREAM[:900] + STREAM[:900] + STREAM,
        *(damage(STREAM, random.Random(seed)) for seed in range(4) for damage in (flip, lose, repeat)),
    ],
)
def test_every_stream_is_judged_as_in_its_recording(stream: bytes, tmp_path: Path):
    recording = recorded(tmp_path / "a.paw", stream)
    assert judged(archived(recording)) == judged(recording)


@pytest.mark.parametrize(
    ("scenario", "rate_hz"), [("beginner", 250), ("foot-stumble", 100), ("foot-cable-breaks", 500), ("overload", 500)]
)
def test_every_alarm_comes_again(scenario: str, rate_hz: int, tmp_path: Path):
    play(scenario, rate_hz, tmp_path / "a.paw")
    assert judged(archived(tmp_path / "a.paw")) == judged(tmp_path / "a.paw")


def test_a_rate_that_changes_stays_where_it_changed(tmp_path: Path):
    rig, counts = RigStream(), np.full((500, 2), 20)
    slower = RigStream(period_us=4000)
    recording = recorded(
        tmp_path / "a.paw", rig.hello(2) + b"".join(rig.scans(counts)) + b"".join(slower.scans(counts))
    )
    assert judged(archived(recording)) == judged(recording)


def test_other_limits_judge_it_otherwise(archive: Path):
    other = GradeOptions(load_limits(style="thai"), own_limits=True)
    assert judged(archive, other)["source"]["style"] == "thai"
    assert judged(archive, other) == judged(archive.with_suffix(".paw"), other)


def test_it_needs_no_recording_beside_it(archive: Path):
    before = judged(archive)
    archive.with_suffix(".paw").unlink()
    assert judged(archive) == before
    assert grade_file(archive, HOW)["source"]["kind"] == "archive"


def test_another_parquet_file_is_a_foreign_one(tmp_path: Path):
    pyarrow.parquet.write_table(pyarrow.table({"t": [1.0], "f": [2.0]}), tmp_path / "a.parquet")
    with pytest.raises(TableError, match="Save its table as CSV"):
        grade_file(tmp_path / "a.parquet", HOW)


def test_without_its_library_it_says_what_to_install(archive: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(RecordingError, match=r"pip install 'pawpress\[parquet\]'"):
        grade_file(archive, HOW)


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.9, 0.999])
def test_one_that_is_cut_off_is_refused(archive: Path, keep: float):
    content = archive.read_bytes()
    archive.write_bytes(content[: max(8, int(keep * len(content)))])
    with pytest.raises(RecordingError, match="Judge its recording, or make the archive again"):
        grade_file(archive, HOW)


@pytest.mark.parametrize(
    ("column", "number", "words"),
    [
        (1, None, "readings are missing"),
        (1, -1, "readings that no rig gives"),
        (1, 70_000, "readings that no rig gives"),
        (0, 0, "times make no sense"),
        (0, 1 << 62, "times make no sense"),
    ],
)
def test_what_no_recording_holds_is_refused(archive: Path, column: int, number: int | None, words: str):
    table = pyarrow.parquet.read_table(archive)
    metadata = pyarrow.parquet.ParquetFile(archive).metadata.metadata
    numbers = table.column(column).to_pylist()
    numbers[-1] = number
    touched = table.set_column(column, table.schema.names[column], pyarrow.array(numbers, table.schema.types[column]))
    rewritten(archive, touched, metadata)
    with pytest.raises(RecordingError, match=words):
        grade_file(archive, HOW)


@pytest.mark.parametrize("about", [b"{}", b"[", b"{" * 100_000, b'{"format": "pawpress.export/1", "pads": []}'])
def test_one_of_an_earlier_version_or_with_a_damaged_head_is_refused(archive: Path, about: bytes):
    rewritten(archive, pyarrow.parquet.read_table(archive), {b"pawpress": about})
    with pytest.raises(RecordingError, match="earlier version, or is damaged"):
        grade_file(archive, HOW)


def rewritten(archive: Path, table: pyarrow.Table, metadata: dict[bytes, bytes]) -> None:
    pyarrow.parquet.write_table(table.replace_schema_metadata(metadata), archive)
