"""A key starts and stops a recording: it holds the session from its beginning, and no disk is waited for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.analysis.recording import open_recording
from pawpress.core.annotation import Annotation
from pawpress.core.force_line import PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.core.sink import SinkError
from pawpress.recording.on_demand import TOO_LONG, HeldFile, OnDemandRecorder
from pawpress.recording.recorded_setup import setup_of
from tests.chunks import every
from tests.recordings import manifest
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

PRESS = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
TAPS = minimum_jerk(times(4.0), 1.5, 0.1, 0.2, 0.1, 60.0)
FORCE_N = np.concatenate((PRESS, TAPS, PRESS, 1.2 * PRESS))
STREAM = stream_of(np.stack((FORCE_N, 0.1 * FORCE_N), axis=1))
CHUNKS = list(every(STREAM, 331))


def until(true: Callable[[], bool]) -> None:
    """Wait for the thread that works with the disk."""
    end_s = time.monotonic() + 10.0
    while not true():
        assert time.monotonic() < end_s
        time.sleep(0.002)


class Live:
    """A pipeline that judges what the recorder holds."""

    def __init__(self, path: Path, held: HeldFile | None = None) -> None:
        told = manifest()
        self.pipeline = Pipeline(setup_of(told))
        self.paths = iter([path, path.with_name("second.paw")])
        self.recorder = OnDemandRecorder(told, lambda: next(self.paths), held)
        self.presses: list[PressGraded] = []
        self._now_s = 10.0

    def feed(self, chunks: list[bytes]) -> None:
        for chunk in chunks:
            events = self.pipeline.receive(chunk, 0.0)
            self.presses += [event for event in events if isinstance(event, PressGraded)]
            self.recorder.take(chunk, events, self._now_s)
            self._now_s += 0.02

    def say(self, text: str) -> None:
        self.recorder.take(b"", [Annotation(self.pipeline.end_s, "partner", text)], self._now_s)

    def start(self) -> None:
        assert self.recorder.start() == ""
        until(lambda: self.recorder.recording is not None)

    def stop(self) -> None:
        self.recorder.stop()
        until(lambda: self.recorder._held.state == "off")


@pytest.mark.parametrize("share", [0.05, 0.4, 0.62, 0.97])
def test_judged_again_it_gives_what_the_live_session_gave(tmp_path: Path, share: float):
    live = Live(tmp_path / "a.paw")
    cut = round(share * len(CHUNKS))
    live.feed(CHUNKS[:cut])
    live.say("nice")
    live.start()
    live.feed(CHUNKS[cut:])
    live.say("less")
    live.presses += [event for event in live.pipeline.finish() if isinstance(event, PressGraded)]
    live.recorder.close()
    recording = open_recording(tmp_path / "a.paw")
    assert not recording.recovered
    assert len(live.presses) >= 4
    assert list(judge_recording(tmp_path / "a.paw").presses) == live.presses
    assert [said.text for said in recording.annotations() if said.kind == "partner"] == ["nice", "less"]


def test_nothing_is_on_the_disk_before_the_key_and_nothing_comes_behind_the_end(tmp_path: Path):
    live = Live(tmp_path / "a.paw")
    half = len(CHUNKS) // 2
    live.feed(CHUNKS[:half])
    live.recorder.flush()
    assert list(tmp_path.iterdir()) == []
    assert (live.recorder.recording, live.recorder.kept) == (None, None)
    live.start()
    live.stop()
    upto = len(live.presses)
    live.feed(CHUNKS[half:])
    live.recorder.flush()
    assert live.recorder.recording is None
    assert live.recorder.kept == str(tmp_path / "a.paw")
    assert not open_recording(tmp_path / "a.paw").recovered
    assert list(judge_recording(tmp_path / "a.paw").presses)[:upto] == live.presses[:upto]
    assert judge_recording(tmp_path / "a.paw").pipeline.end_s < live.pipeline.end_s / 1.5


def test_a_second_recording_holds_the_session_from_its_beginning_too(tmp_path: Path):
    live = Live(tmp_path / "a.paw")
    third = len(CHUNKS) // 3
    live.feed(CHUNKS[:third])
    live.start()
    live.feed(CHUNKS[third : 2 * third])
    live.stop()
    live.feed(CHUNKS[2 * third :])
    live.start()
    live.presses += [event for event in live.pipeline.finish() if isinstance(event, PressGraded)]
    live.recorder.close()
    assert list(judge_recording(tmp_path / "second.paw").presses) == live.presses
    for name in ("a.paw", "second.paw"):
        assert judge_recording(tmp_path / name).pipeline.health.lost == 0


class StalledFile:
    """A disk that takes nothing until it is let go."""

    def __init__(self) -> None:
        self.free = threading.Event()

    def write(self, chunk: bytes) -> None:
        self.free.wait(20.0)

    def sync(self) -> None: ...

    def close(self) -> None: ...


def test_a_disk_that_stalls_delays_nobody_and_nothing_is_called_kept(tmp_path: Path):
    stalled = StalledFile()
    live = Live(tmp_path / "a.paw", HeldFile(lambda _: stalled))
    live.feed(CHUNKS[:50])
    assert live.recorder.start() == ""
    begun_s = time.monotonic()
    live.feed(CHUNKS[50:])
    live.recorder.stop()
    assert time.monotonic() - begun_s < 10.0
    assert live.recorder.recording is None
    assert live.recorder.kept is None
    stalled.free.set()
    live.recorder.close()


def test_a_file_that_cannot_be_made_is_told_and_leaves_nothing(tmp_path: Path):
    live = Live(tmp_path / "nowhere" / "a.paw")
    live.feed(CHUNKS[:50])
    assert live.recorder.start() == ""
    until(lambda: live.recorder._held.state == "off")
    assert "not recorded (No such file or directory)" in live.recorder.trouble()
    assert live.recorder.trouble() == ""
    assert (live.recorder.recording, live.recorder.kept) == (None, None)
    live.feed(CHUNKS[50:])
    live.recorder.close()


class FullFile:
    """A disk that is full after the beginning."""

    def __init__(self) -> None:
        self.writes = 0

    def write(self, chunk: bytes) -> None:
        self.writes += 1
        if self.writes > 1:
            raise OSError(28, "No space left on device")

    def sync(self) -> None: ...

    def close(self) -> None: ...


def test_a_full_disk_ends_the_recording_with_a_word_and_the_session_goes_on(tmp_path: Path):
    live = Live(tmp_path / "a.paw", HeldFile(lambda _: FullFile()))
    live.feed(CHUNKS[:50])
    assert live.recorder.start() == ""
    live.feed(CHUNKS[50:100])
    until(lambda: bool(live.recorder._held.trouble))
    assert live.recorder.recording is None
    assert "No space left on device" in live.recorder.trouble()
    live.feed(CHUNKS[100:])
    live.recorder.close()


def test_a_session_that_is_too_long_to_be_held_is_refused_not_cut(tmp_path: Path):
    live = Live(tmp_path / "a.paw", HeldFile(most_held=10_000))
    live.feed(CHUNKS)
    live.recorder.flush()
    assert live.recorder.start() == TOO_LONG
    live.recorder.close()
    assert list(tmp_path.iterdir()) == []


def test_who_can_record_no_more_says_so(tmp_path: Path):
    live = Live(tmp_path / "a.paw")
    live.recorder._recorder._disk.trouble = "the disk has stalled"
    with pytest.raises(SinkError, match="recording stopped"):
        live.feed(CHUNKS[:1])
    assert live.recorder.start().startswith("Nothing more can be recorded")
