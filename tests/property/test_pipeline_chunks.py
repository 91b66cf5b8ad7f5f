"""Any split of a stream of bytes, with gaps, restarts and damage in it, gives the same presses, verdicts and alarms."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pawpress.core.events import Event, Quality
from pawpress.core.force_line import Forces, PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import Gap, Status
from pawpress.core.safety import AlarmChange
from pawpress.settings.shipped_setup import shipped_setup
from tests.chunks import chopped, cuts, every
from tests.streams import RigStream, counts_of
from tests.waveforms import minimum_jerk, times


@cache
def stretch(seed: int) -> bytes:
    """Five seconds of two pads with a press or two, as counts."""
    chance = random.Random(seed)
    t_s = times(5.0, 250.0)
    force_n = np.random.default_rng(seed).normal(2.0, 0.3, (len(t_s), 2))
    for _ in range(chance.randrange(4)):
        onset_s, rise_s, hold_s = chance.uniform(0, 4), chance.choice([0.02, 0.2, 0.7]), chance.uniform(0, 2)
        peak_n = chance.choice([15.0, 60.0, 120.0, 260.0, 380.0, 5000.0])
        force_n[:, chance.randrange(2)] += minimum_jerk(t_s, onset_s, rise_s, hold_s, 0.2, peak_n)
    return counts_of(np.clip(force_n, 0.0, None)).tobytes()


def frames(rig: RigStream, seed: int) -> list[bytes]:
    return rig.scans(np.frombuffer(stretch(seed), dtype=np.uint16).reshape(-1, 2))


@dataclass(frozen=True)
class Trouble:
    """What happens between two stretches, and in the second of them."""

    kind: str
    seed: int


TROUBLES = st.builds(
    Trouble,
    st.sampled_from(["none", "gap", "long gap", "restart", "unplug", "damage", "junk", "rate", "status"]),
    st.integers(0, 40),
)


@cache
def troubled_stream(troubles: tuple[Trouble, ...]) -> bytes:
    rig = RigStream(period_us=4000, t_us=(1 << 32) - 7_000_000)
    stream = rig.hello() + b"".join(frames(rig, 0))
    for trouble in troubles:
        stream += _between(rig, trouble.kind)
        made = frames(rig, trouble.seed)
        stream += b"".join(_spoil(made, trouble) if trouble.kind == "damage" else made)
    return stream


def _between(rig: RigStream, kind: str) -> bytes:
    if kind in ("gap", "long gap"):
        rig.lose(100 if kind == "gap" else 900)
    elif kind == "restart":
        rig.restart()
        return rig.hello()
    elif kind == "unplug":
        rig.restart()
        return b"\x05\x06\0" + encode(Gap(9_000_000), 0) + rig.hello()
    elif kind == "status":
        return rig.frame(Status(*([0] * len(Status.__slots__))))
    elif kind == "junk":
        return b"\x77" * 900 + b"\0"
    elif kind == "rate":
        rig.period_us = 4000 if rig.period_us == 2000 else 2000
        return rig.hello(restarted=0)
    return b""


def _spoil(made: list[bytes], trouble: Trouble) -> list[bytes]:
    """Flip a bit in every fiftieth frame and drop another."""
    chance = random.Random(trouble.seed)
    spoilt: list[bytes] = []
    for number, frame in enumerate(made):
        if number % 50 == 7:
            broken = bytearray(frame)
            broken[chance.randrange(len(frame) - 1)] ^= 1 << chance.randrange(8)
            frame = bytes(broken)
        if number % 50 != 31:
            spoilt.append(frame)
    return spoilt


@dataclass(frozen=True)
class Outcome:
    presses: list[Event]
    alarms: list[Event]
    quality: list[Event]
    smooth: bytes
    rest: tuple[object, ...]


def outcome(pieces: list[bytes]) -> Outcome:
    pipeline = Pipeline(shipped_setup())
    events = [event for piece in pieces for event in pipeline.receive(piece, 0.0)] + pipeline.finish()

    def of(kind: type) -> list[Event]:
        return [event for event in events if isinstance(event, kind)]

    smooth = np.concatenate([f.block.force_n.reshape(-1) for f in events if isinstance(f, Forces)])
    rest = (pipeline.health, pipeline.end_s, pipeline.episodes(), pipeline.standing(), pipeline.tally)
    return Outcome(of(PressGraded), of(AlarmChange), of(Quality), smooth.tobytes(), rest)


@cache
def in_one_piece(troubles: tuple[Trouble, ...]) -> Outcome:
    return outcome([troubled_stream(troubles)])


@given(st.lists(TROUBLES, max_size=3).map(tuple), st.data())
def test_no_split_changes_presses_verdicts_alarms_or_anything_that_is_told(
    troubles: tuple[Trouble, ...], data: st.DataObject
):
    stream = troubled_stream(troubles)
    assert outcome(chopped(stream, data.draw(cuts(len(stream), 40)))) == in_one_piece(troubles)


@settings(max_examples=15)
@given(st.lists(TROUBLES, max_size=2).map(tuple), st.sampled_from([97, 500, 4096]))
def test_pieces_of_one_size_change_nothing(troubles: tuple[Trouble, ...], size: int):
    assert outcome(every(troubled_stream(troubles), size)) == in_one_piece(troubles)


def test_byte_by_byte_changes_nothing():
    troubles = (Trouble("damage", 3),)
    assert outcome(every(troubled_stream(troubles), 1)) == in_one_piece(troubles)


def test_the_streams_tried_here_hold_presses_alarms_and_gaps():
    troubles = tuple(Trouble(kind, seed) for seed, kind in enumerate(["gap", "restart", "unplug", "damage", "rate"], 1))
    told = in_one_piece(troubles)
    assert len(told.presses) >= 5
    assert len(told.alarms) >= 4
    assert len(told.quality) >= 4
