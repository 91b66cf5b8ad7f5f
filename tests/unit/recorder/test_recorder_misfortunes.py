"""A killed program and a full disk: earlier bytes stay readable, and the person hears one line."""

from __future__ import annotations

import errno
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.analysis.recording import open_recording
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol import Decoder
from pawpress.core.protocol.schema_generated import HostTime
from pawpress.core.sink import SinkError
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.recording import Recorder
from pawpress.rig.connection import Connection
from pawpress.settings.shipped_setup import shipped_setup
from tests.chunks import every
from tests.recordings import manifest, record, without_host_frames
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

ROOT = Path(__file__).parents[3]
PRESS = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
STREAM = stream_of(np.stack((PRESS, np.zeros(len(PRESS))), axis=1))

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")


def in_a_process_of_its_own(program: str, path: Path, stream: Path) -> subprocess.Popen[str]:
    head = "import sys\nfrom pathlib import Path\nfrom pawpress.recording import Recorder\n"
    head += "from pawpress.core.sink import SinkError\nfrom tests.recordings import manifest\n"
    head += "path, stream = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes()\n"
    paths = os.pathsep.join([str(ROOT / "host"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-c", head + program, str(path), str(stream)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    path = tmp_path / "stream"
    path.write_bytes(STREAM)
    return path


def test_a_program_killed_in_mid_frame_leaves_a_recording_with_its_press(tmp_path: Path, stream: Path):
    program = """
recorder = Recorder(path, manifest())
recorder.take(stream[:-7], [], 0.0)
recorder.flush()
print("written", flush=True)
sys.stdin.read()
"""
    process = in_a_process_of_its_own(program, tmp_path / "a.paw", stream)
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    again = judge_recording(tmp_path / "a.paw")
    assert again.recovered
    assert [judged.verdict.verdict for judged in again.presses] == ["steady"]


def test_a_full_disk_is_one_line_and_what_was_written_stays_readable(tmp_path: Path, stream: Path):
    program = """
import resource
recorder = Recorder(path, manifest())
room = path.stat().st_size + 60_000
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    for at in range(0, 3 * len(stream), 1000):
        recorder.take((3 * stream)[at : at + 1000], [], at / 50_000)
    recorder.flush()
except SinkError as error:
    print(error)
recorder.take(b"more", [], 99.0)
recorder.close()
recorder.close()
print(path.stat().st_size - room)
"""
    process = in_a_process_of_its_own(program, tmp_path / "a.paw", stream)
    told, _ = process.communicate(timeout=20)
    line, left = told.splitlines()
    assert line == (
        f"{tmp_path / 'a.paw'}: recording stopped (File too large). What was written is kept; free some space and "
        "start a new recording."
    )
    assert left == "0"
    again = judge_recording(tmp_path / "a.paw")
    assert again.recovered
    assert len(again.presses) >= 1


def test_a_disk_that_is_full_only_when_the_recording_is_closed_is_one_line_too(tmp_path: Path, stream: Path):
    program = """
import resource
recorder = Recorder(path, manifest())
recorder.take(stream, [], 0.0)
recorder.flush()
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size,) * 2)
try:
    recorder.close()
except SinkError as error:
    print(error)
recorder.close()
"""
    process = in_a_process_of_its_own(program, tmp_path / "a.paw", stream)
    told, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert told.count("\n") == 1
    assert "recording stopped (File too large)" in told
    assert open_recording(tmp_path / "a.paw").recovered


class SlowFile:
    """A file on a disk that does not move until it is released."""

    def __init__(self) -> None:
        self.released = threading.Event()
        self.content = b""

    def write(self, chunk: bytes) -> None:
        self.released.wait()
        self.content += chunk

    def sync(self) -> None:
        self.released.wait()

    def close(self) -> None:
        pass


class RefusingFile(SlowFile):
    """A file that is written but not kept."""

    def write(self, chunk: bytes) -> None:
        self.content += chunk

    def sync(self) -> None:
        raise OSError(errno.EIO, "Input/output error")


class FullFile(SlowFile):
    """A file on a full disk."""

    def write(self, chunk: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def flushed(recorder: Recorder) -> None:
    """Let the recorder's thread meet its fate."""
    recorder._disk.flush()


def test_a_disk_that_refuses_to_keep_what_it_took_is_told_as_well():
    recorder = Recorder(Path("a.paw"), manifest(), RefusingFile())
    recorder.take(STREAM, [], 0.0)
    with pytest.raises(SinkError, match=r"recording stopped .Input/output error"):
        recorder.close()
    recorder.take(STREAM, [], 1.0)
    recorder.close()


def test_a_blocked_disk_delays_no_step_and_loses_nothing_when_it_moves_again():
    file = SlowFile()
    recorder = Recorder(Path("a.paw"), manifest(), file)
    begin_s = time.perf_counter()
    for number, piece in enumerate(every(STREAM, 500)):
        recorder.take(piece, [], 0.01 * number)
    assert time.perf_counter() - begin_s < 1.0
    assert file.content == b""
    file.released.set()
    recorder.close()
    assert without_host_frames(file.content).strip(b"\0") == STREAM.strip(b"\0")


def test_a_disk_that_never_moves_again_is_told_when_memory_would_run_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pawpress.recording.disk.MOST_WAITING", 20_000)
    file = SlowFile()
    recorder = Recorder(Path("a.paw"), manifest(), file)
    with pytest.raises(SinkError, match=r"recording stopped .the disk has stalled"):
        for number, piece in enumerate(every(STREAM, 500)):
            recorder.take(piece, [], 0.01 * number)
    file.released.set()


class OneWayLink:
    """A link that gives one piece a read."""

    name = "a test"

    def __init__(self, pieces: list[bytes], before_each: Callable[[], None]) -> None:
        self._pieces = iter(pieces)
        self._before_each = before_each

    def read(self) -> bytes:
        self._before_each()
        return next(self._pieces, b"")

    def write(self, frame: bytes) -> None:
        pass

    def close(self) -> None:
        pass


def test_a_session_goes_on_when_its_recording_stops():
    notices: list[Notice] = []
    clock = itertools.count(0.0, 0.01)
    recorder = Recorder(Path("a.paw"), manifest(), FullFile())
    pieces = every(STREAM, 500)
    link = OneWayLink(pieces, lambda: None if notices else flushed(recorder))
    connection = Connection(lambda: link)
    connection.open(0.0)
    session = Session(connection, Pipeline(shipped_setup()), [recorder], notices.append)
    for _ in pieces:
        session.step(lambda: next(clock))
    session.finish(99.0)
    assert [notice.text.count("recording stopped (No space left on device)") for notice in notices] == [1]
    assert [judged.verdict.verdict for judged in session.presses] == ["steady"]


def test_a_recording_deleted_under_us_is_told_and_not_brought_back(tmp_path: Path):
    path = tmp_path / "a.paw"
    recorder = Recorder(path, manifest())
    recorder.take(STREAM, [], 0.0)
    recorder.flush()
    path.unlink()
    with pytest.raises(SinkError, match=r"recording stopped .the file was deleted meanwhile.\. Start a new recording"):
        recorder.close()
    assert not path.exists()


def test_a_wall_clock_set_back_changes_nothing_but_the_label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    seconds = iter([2_000_000_000, 1_000_000_000, 1_000_000_001, *range(1_000_000_002, 1_000_001_000)])
    monkeypatch.setattr("pawpress.recording.writer.time.time_ns", lambda: next(seconds) * 10**9)
    path = record(tmp_path / "a.paw", every(STREAM, 500), every_s=0.1)
    told = [m for m in Decoder().receive(path.read_bytes()) if isinstance(m, HostTime)]
    assert told[0].unix_ms > told[1].unix_ms
    assert (np.diff([message.session_us for message in told]) > 0).all()
    assert [judged.verdict.verdict for judged in judge_recording(path).presses] == ["steady"]


def test_two_recorders_at_once_keep_the_same_session_twice_but_never_in_one_file(tmp_path: Path):
    one, other = Recorder(tmp_path / "a.paw", manifest()), Recorder(tmp_path / "b.paw", manifest())
    with pytest.raises(SinkError, match="already there"):
        Recorder(tmp_path / "a.paw", manifest())
    for recorder in (one, other):
        recorder.take(STREAM, [], 0.0)
        recorder.close()
    assert judge_recording(tmp_path / "a.paw").presses == judge_recording(tmp_path / "b.paw").presses


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that even root may not write to")
def test_a_read_only_folder_is_one_line():
    with pytest.raises(SinkError, match=r"cannot be written .* Choose a folder you may write to\.") as error:
        Recorder(Path("/sys/kernel/a.paw"), manifest())
    assert "\n" not in str(error.value)
