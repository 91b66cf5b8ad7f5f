"""A recording that is played gives what it gave live, at the pace of the rig's clock."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.analysis.recording import open_recording
from pawpress.core.protocol import Decoder, Scans
from pawpress.engine.build import build_session
from pawpress.engine.config import EngineConfig, ReplaySource
from pawpress.engine.headless import Output, run_headless
from pawpress.engine.messages import Notice
from pawpress.recording.replay_link import ReplayLink
from pawpress.rig.link import LinkOver
from tests.chunks import every
from tests.recordings import gap_frame, record
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

PRESS = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
STREAM = stream_of(np.stack((PRESS, np.zeros(len(PRESS))), axis=1))


class Clock:
    def __init__(self) -> None:
        self.now_s = 50.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return record(tmp_path / "a.paw", every(STREAM + gap_frame(600.0) + STREAM, 500))


def scans(stream: bytes) -> int:
    return sum(len(message.t_us) for message in Decoder().receive(stream) if isinstance(message, Scans))


@pytest.mark.parametrize("speed", [0.5, 1.0, 4.0])
def test_it_comes_at_the_pace_of_the_rigs_clock(path: Path, speed: float):
    clock = Clock()
    link = ReplayLink(open_recording(path), clock, speed)
    played = link.read()
    clock.now_s += 1.0
    played += link.read()
    assert scans(played) == pytest.approx(500 * speed, abs=2)


def test_a_long_gap_is_not_waited_for_but_stays_as_long_as_it_was(path: Path):
    clock = Clock()
    link = ReplayLink(open_recording(path), clock)
    link.read()
    clock.now_s += 10.5
    assert scans(link.read() + link.read()) == pytest.approx(4000, abs=2)


def test_what_lies_before_the_wanted_second_comes_at_once(path: Path):
    link = ReplayLink(open_recording(path), Clock(), from_s=3.0)
    assert scans(link.read() + link.read()) == pytest.approx(1500, abs=2)


def test_every_byte_comes_again_and_then_it_is_over(path: Path):
    link = ReplayLink(open_recording(path), Clock(), math.inf)
    played = b""
    with pytest.raises(LinkOver, match="the recording is over"):
        while True:
            played += link.read()
    assert played == path.read_bytes()


@pytest.mark.parametrize("speed", [3.0, 500.0, None])
def test_played_at_any_speed_it_is_judged_to_the_last_bit_as_graded(path: Path, speed: float | None):
    clock = Clock()
    notices: list[Notice] = []
    session, kind = build_session(
        EngineConfig(source=ReplaySource(path=str(path), speed=speed)), [], notices.append, clock
    )
    while not session.connection.over:
        session.step(clock)
        clock.now_s += 0.05
    session.finish(clock())
    graded = judge_recording(path)
    assert kind == "recording"
    assert session.presses == graded.presses
    assert session.quality == graded.quality
    assert session.pipeline.episodes() == graded.pipeline.episodes()
    assert len(session.presses) == 2
    assert [n.text for n in notices if n.severity == "error"] == []
    assert notices[-1].text == "a.paw: the recording is over."


def test_without_a_screen_it_ends_by_itself(path: Path):
    answer = run_headless(EngineConfig(source=ReplaySource(path=str(path), speed=None)), None, Output(lambda _: None))
    assert answer["rig"]["kind"] == "recording"
    assert [press["verdict"] for press in answer["presses"]] == ["steady", "steady"]


def test_the_silence_at_the_end_of_a_recording_is_no_alarm(path: Path):
    clock = Clock()
    session, _ = build_session(EngineConfig(source=ReplaySource(path=str(path), speed=None)), [], lambda _: None, clock)
    for _ in range(100):
        session.step(clock)
        clock.now_s += 1.0
    assert session.link_state(clock()) == "over"
    assert session.pipeline.alarms() == []
