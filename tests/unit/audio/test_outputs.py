"""Where sound goes: a loudspeaker that hangs, breaks or is not there, and a file in real time."""

from __future__ import annotations

import os
import stat
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from pawpress.audio import mixer_outputs
from pawpress.audio.mixer import Mixer
from pawpress.audio.mixer_outputs import BLOCK, NO_LIBRARY, NO_LOUDSPEAKER, MixerLoudspeaker, SoundFile
from pawpress.audio.tones import RATE_HZ, burst_samples
from tests.sound_files import read_sound


class Stream:
    """What PortAudio gives, pulled by hand."""

    def __init__(self, **asked: Any) -> None:
        self.asked = asked
        self.opened = threading.Event()
        self.closed = threading.Event()

    def __enter__(self) -> Stream:
        self.opened.set()
        return self

    def __exit__(self, *_: object) -> None:
        self.closed.set()


def test_the_driver_is_asked_for_little_buffer_and_gets_what_is_mixed():
    streams: list[Stream] = []

    def opens(**asked: Any) -> Stream:
        streams.append(Stream(**asked))
        return streams[0]

    mixer, told = Mixer(), []
    speaker = MixerLoudspeaker(mixer, told.append, lambda: SimpleNamespace(OutputStream=opens))
    for _ in range(200):
        if streams and streams[0].opened.wait(0.01):
            break
        time.sleep(0.01)
    asked = streams[0].asked
    assert (asked["blocksize"], asked["latency"], asked["samplerate"]) == (BLOCK, 0.02, RATE_HZ)
    mixer.alarm(burst_samples("red"))
    out = np.zeros((BLOCK, 1), dtype=np.float32)
    asked["callback"](out, BLOCK, None, None)
    np.testing.assert_allclose(out[:, 0], burst_samples("red")[:BLOCK])
    speaker.close()
    assert streams[0].closed.wait(1.0)
    assert told == []


def test_a_driver_that_hangs_keeps_nobody_waiting():
    hang = threading.Event()
    told: list[str] = []
    begun_s = time.monotonic()
    speaker = MixerLoudspeaker(Mixer(), told.append, lambda: SimpleNamespace(OutputStream=lambda **_: hang.wait(60.0)))
    assert time.monotonic() - begun_s < 0.2
    speaker.close()
    assert time.monotonic() - begun_s < 1.5
    hang.set()


@pytest.mark.parametrize(
    ("error", "line"), [(ImportError, NO_LIBRARY), (OSError, NO_LIBRARY), (ValueError, NO_LOUDSPEAKER)]
)
def test_what_is_not_there_is_told_in_one_line(error, line):
    def library() -> Any:
        if error is ValueError:
            return SimpleNamespace(OutputStream=opens)
        raise error

    def opens(**_: Any) -> Any:
        raise error("no device")

    told: list[str] = []
    speaker = MixerLoudspeaker(Mixer(), told.append, library)
    speaker.close()
    assert told == [line]
    assert "\n" not in line


@pytest.mark.realtime
@pytest.mark.latency
def test_a_file_holds_what_a_loudspeaker_would_have_played_when_it_would_have(tmp_path):
    mixer = Mixer()
    file = SoundFile(mixer, tmp_path / "a.wav", print)
    time.sleep(0.3)
    at_s = time.monotonic() - file.begun_s
    mixer.alarm(burst_samples("red"))
    time.sleep(0.3)
    file.close()
    samples = read_sound(tmp_path / "a.wav")
    assert 0.5 <= len(samples) / RATE_HZ <= 1.2
    onset_s = float(np.flatnonzero(np.abs(samples) > 0.05)[0]) / RATE_HZ
    assert 0.0 < onset_s - at_s <= 0.1


def test_a_file_that_cannot_be_written_is_said_at_once(tmp_path):
    with pytest.raises(FileNotFoundError):
        SoundFile(Mixer(), tmp_path / "nowhere/a.wav", print)


def test_a_sound_takes_the_place_of_a_sound_and_of_nothing_else(tmp_path: Path):
    recording, sound = tmp_path / "x.paw", tmp_path / "heard.wav"
    recording.write_bytes(b"PAWPRESS")
    with pytest.raises(FileExistsError):
        SoundFile(Mixer(), recording, print)
    assert recording.read_bytes() == b"PAWPRESS"
    for _ in range(2):
        SoundFile(Mixer(), sound, print).close()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps what is in a person's folder private itself")
def test_what_was_heard_in_a_session_is_private(tmp_path: Path):
    SoundFile(Mixer(), tmp_path / "heard.wav", print).close()
    assert stat.S_IMODE((tmp_path / "heard.wav").stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such pipes on this system")
def test_a_pipe_that_nobody_reads_keeps_nobody_waiting(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.wav")
    with pytest.raises(FileExistsError):
        SoundFile(Mixer(), tmp_path / "pipe.wav", print)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_disk_that_is_full_is_told_once_and_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mixer_outputs, "open_own", lambda _path: open("/dev/full", "wb"))  # noqa: PTH123, SIM115
    told: list[str] = []
    SoundFile(Mixer(), Path("heard.wav"), told.append).close()
    assert told == ["heard.wav: the sound is not whole (No space left on device). Free some space; the lines go on."]
