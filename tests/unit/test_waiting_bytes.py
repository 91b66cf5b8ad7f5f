"""Usual bytes wait until a lump is full, and nobody can tell: everything is said after the same chunk as without."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from pawpress.core.events import Event, Quality
from pawpress.core.force_line import Forces
from pawpress.core.kernel import KernelStopped
from pawpress.core.kernel.look import usual_bytes, usual_scans
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol import encode
from pawpress.core.protocol.decoder import KIND
from pawpress.core.protocol.schema_generated import Ping
from pawpress.core.safety import AlarmChange
from pawpress.core.waiting_bytes import Patience
from pawpress.settings.shipped_setup import shipped_setup
from tests.calibrations import calibration, curve
from tests.damages import flip, lose, repeat
from tests.nightly import how_many
from tests.streams import RigStream, counts_of
from tools.judging_hashes import presses_n, stream_of, told

PERIOD_US = 1000
STEADY = counts_of(np.full((40, 2), 30.0))
CREEPING = calibration(
    curve(pad="A0", channel=0, a=0.0031, b=1.13, creep_per_decade=0.04),
    curve(pad="A1", channel=1, a=0.0062, b=0.91, tare_counts=12.0),
)
Moment = tuple[bytes, float, bool]
"""A chunk, when it came by the host's clock, and whether a person acknowledges behind it."""


def moments(stream: bytes, period_us: int, chance: random.Random) -> Iterator[Moment]:
    """Cut a stream as a port does, now and then late, empty or frozen."""
    at, now_s, most = 0, 5.0, chance.choice((40, 150, 600))
    frame = max(20, len(stream) // 4000)
    while at < len(stream):
        size = chance.choice((0, 1, chance.randrange(most)))
        now_s += size / frame * period_us / 1e6 + chance.choice((0.0, 0.0, 0.002)) + 0.4 * (chance.random() < 0.002)
        yield stream[at : at + size], now_s, chance.random() < 0.02
        at += size


def lived(stream: list[Moment], *, followed: bool, **setup: Any) -> list[tuple[float, list[Event]]]:
    """Return what was said after each chunk, and of which time the newest reading was."""
    pipeline, said = Pipeline(shipped_setup(**setup)), list[tuple[float, list[Event]]]()
    for chunk, now_s, acknowledged in stream:
        if followed:
            pipeline.follow_link(now_s, openings=1, is_open=True)
        events = pipeline.receive(chunk, now_s)
        said.append((pipeline.end_s, [*events, *(pipeline.acknowledge() if acknowledged else [])]))
    return [*said, (pipeline.end_s, pipeline.finish())]


@pytest.mark.parametrize("seed", range(round(how_many("PAWPRESS_WAITING", 8, 300))))
def test_everything_is_said_after_the_same_chunk(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    period_us = chance.choice((1000, 2000, 3003))
    forces = presses_n(1e6 / period_us, chance.choice((1, 2, 6)), seed)[: round(6e6 / period_us)]
    stream = stream_of(forces * chance.choice((0.2, 1.0)), period_us, seed)
    for damage in chance.sample((flip, lose, repeat), chance.choice((0, 1))):
        stream = damage(stream, chance)
    cut = list(moments(stream, period_us, chance))
    setup = {"calibration": CREEPING} if forces.shape[1] == 2 else {}
    with monkeypatch.context() as without:
        without.setattr(Patience, "bound", lambda _: None)
        expected = lived(cut, followed=seed % 2 == 0, **setup)
    found = lived(cut, followed=seed % 2 == 0, **setup)
    for at, (here, there) in enumerate(zip(found, expected, strict=True)):
        assert told(here) == told(there), f"chunk {at}: {here} and without waiting {there}"
    assert sum(len(events) for _, events in found) > 100


def test_at_rest_and_in_a_steady_hold_most_chunks_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[int] = []
    pipeline, rig = Pipeline(shipped_setup()), RigStream(PERIOD_US)
    receive = pipeline._decoder.receive
    monkeypatch.setattr(pipeline._decoder, "receive", lambda stream: decoded.append(len(stream)) or receive(stream))
    pipeline.receive(rig.hello(2), 0.0)
    frames = rig.scans(counts_of(np.full((3000, 2), 30.0)))
    for at in range(0, len(frames), 5):
        pipeline.receive(b"".join(frames[at : at + 5]), 0.0)
    assert len(decoded) < 150, "of 600 chunks"


def test_while_a_press_comes_on_fast_every_other_chunk_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[int] = []
    pipeline, rig = Pipeline(shipped_setup()), RigStream(PERIOD_US)
    force_n = np.zeros((200, 2))
    force_n[100:, 0] = np.minimum(np.arange(100) * 0.8, 30.0)
    frames = [rig.hello(2), *rig.scans(counts_of(force_n))]
    pipeline.receive(b"".join(frames[:141]), 0.0)
    assert pipeline._stages is not None
    assert pipeline._stages.line.in_a_hurry()
    receive = pipeline._decoder.receive
    monkeypatch.setattr(pipeline._decoder, "receive", lambda stream: decoded.append(len(stream)) or receive(stream))
    for at in range(141, 181, 5):
        pipeline.receive(b"".join(frames[at : at + 5]), 0.0)
    assert len(decoded) == 4, "of 8 chunks"


def test_an_alarm_waits_for_no_scan() -> None:
    force_n = np.zeros((400, 2))
    force_n[200:, 0] = np.minimum(np.arange(200) * 4.0, 320.0)
    rig, pipeline = RigStream(PERIOD_US), Pipeline(shipped_setup())
    first = [rig.hello(2), *rig.scans(counts_of(force_n))]
    told_s = [
        (pipeline.end_s, event.t_s)
        for at, frame in enumerate(first)
        for event in pipeline.receive(frame, at * PERIOD_US / 1e6)
        if isinstance(event, AlarmChange)
    ]
    assert told_s
    assert all(end_s == t_s for end_s, t_s in told_s)


def test_a_fault_of_the_look_keeps_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_usual: bytes, _stream: bytes) -> int:
        raise KernelStopped("the kernel met a fault of its own in look")

    monkeypatch.setattr("pawpress.core.waiting_bytes.usual_scans", broken)
    rig, pipeline = RigStream(PERIOD_US), Pipeline(shipped_setup())
    pipeline.receive(rig.hello(2), 0.0)
    for frame in rig.scans(STEADY):
        pipeline.receive(frame, 0.0)
        assert pipeline._waiting.scans == 0
    assert pipeline.health.frames == 1 + len(STEADY)


def test_silence_ends_what_waits() -> None:
    rig, pipeline = RigStream(PERIOD_US), Pipeline(shipped_setup())
    pipeline.receive(rig.hello(2) + b"".join(rig.scans(STEADY)), 0.0)
    for frame in rig.scans(STEADY[:25]):
        pipeline.receive(frame, 0.1)
    assert pipeline._waiting.scans > 0
    [silent] = [event for event in pipeline.receive(b"", 0.4) if isinstance(event, AlarmChange)]
    assert silent.alarm.code == "signal_lost"
    assert pipeline._waiting.scans == 0


def test_what_waits_at_the_end_is_judged() -> None:
    rig, pipeline = RigStream(PERIOD_US), Pipeline(shipped_setup())
    events = pipeline.receive(rig.hello(2) + b"".join(rig.scans(STEADY)), 0.0)
    for frame in rig.scans(STEADY[:7]):
        events += pipeline.receive(frame, 0.0)
    events += pipeline.finish()
    assert sum(len(event.block.t_s) for event in events if isinstance(event, Forces)) == len(STEADY) + 7
    assert not [event for event in events if isinstance(event, Quality) and event.code == "gap"]


def looked(stream: bytes, most: int = 500) -> int:
    """Look at what goes on with sequence 7 at 1,234 µs."""
    return usual_scans(usual_bytes(1234, 7, PERIOD_US, KIND, np.array([most, 500])), stream)


def test_whole_frames_that_go_on_are_usual() -> None:
    rig = RigStream(PERIOD_US, t_us=1234, sequence=7)
    stream = rig.scan(np.array([500, 0])) + rig.scan(np.array([[3, 256], [1, 2], [0, 500]]))
    assert looked(stream) == 4
    assert looked(stream[:-1]) == 1
    assert looked(b"") == 0


def test_clock_and_sequence_wrap() -> None:
    rig = RigStream(PERIOD_US, t_us=(1 << 32) - PERIOD_US, sequence=0xFFFF)
    usual = usual_bytes((1 << 32) - PERIOD_US, 0xFFFF, PERIOD_US, KIND, np.array([9]))
    assert usual_scans(usual, b"".join(rig.scans(np.ones((3, 1), dtype=np.uint16)))) == 3


def test_anything_else_is_not() -> None:
    def frames(t_us: int = 1234, sequence: int = 7, period_us: int = PERIOD_US) -> RigStream:
        return RigStream(period_us, t_us, sequence)

    fits = np.array([500, 500])
    others = {
        "too much": frames().scan(np.array([501, 0])),
        "too much in a later scan": frames().scan(np.array([[1, 1], [1, 501]])),
        "a scan is missing": frames(t_us=2234).scan(fits),
        "a frame is missing": frames(sequence=8).scan(fits),
        "another rate": frames(period_us=500).scan(fits),
        "another rig": frames().scan(np.array([1, 1, 1])),
        "no scans": encode(Ping(), 7),
        "nothing": b"\0",
        "too long": b"\1" * 400 + b"\0",
        "another one behind": frames().scan(fits) + frames().scan(fits),
    }
    assert {name: looked(stream) for name, stream in others.items()} == dict.fromkeys(others, -1)


def test_no_flipped_bit_is_usual() -> None:
    good = RigStream(PERIOD_US, t_us=1234, sequence=7).scan(np.array([300, 0]))
    for at in range(8 * (len(good) - 1)):
        wrong = bytearray(good)
        wrong[at // 8] ^= 1 << at % 8
        assert looked(bytes(wrong)) <= 0, f"bit {at}"
