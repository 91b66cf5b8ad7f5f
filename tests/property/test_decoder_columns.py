"""Frames undone together are what they are one by one, whatever is damaged, and so is a large chunk of a stream."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.protocol import Decoder, encode
from pawpress.core.protocol.codec import OVERHEAD, unstuffed
from pawpress.core.protocol.decoder import LARGE_BYTES
from pawpress.core.protocol.scan_columns import LONGEST, unstuffed_alike
from pawpress.core.protocol.schema_generated import HostTime, Samples, Status
from tests.chunks import chopped, cuts, every
from tests.messages import as_plain
from tests.streams import RigStream


def spoilt(encoded: bytes, chance: random.Random) -> bytes:
    """Change one byte to another that is no delimiter."""
    broken = bytearray(encoded)
    broken[chance.randrange(len(encoded))] = chance.randrange(1, 256)
    return bytes(broken)


@st.composite
def alike(draw: st.DrawFn) -> list[bytes]:
    """Encoded frames of one length: good ones of any content, spoilt ones, and bytes that never were a frame."""
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    numbers = draw(st.integers(1, 96))
    top = draw(st.sampled_from([0, 255, 1023, 65535]))
    frames: list[bytes] = []
    for kind in draw(st.lists(st.sampled_from(["good", "spoilt", "noise"]), min_size=1, max_size=30)):
        counts = tuple(chance.randint(0, top) for _ in range(numbers))
        message = Samples(chance.randrange(1 << 32), chance.randrange(65536), chance.randrange(256), counts)
        encoded = encode(message, chance.randrange(65536))[:-1]
        if kind != "good":
            encoded = (
                spoilt(encoded, chance) if kind == "spoilt" else bytes(chance.choices(range(1, 256), k=len(encoded)))
            )
        frames.append(encoded)
    return frames


@given(alike())
def test_frames_undone_together_are_what_they_are_one_by_one(encoded: list[bytes]):
    one_by_one = [unstuffed(frame) for frame in encoded]
    frames, good = unstuffed_alike(np.frombuffer(b"".join(encoded), dtype=np.uint8).reshape(len(encoded), -1))
    assert good.tolist() == [frame is not None for frame in one_by_one]
    assert [row.tobytes() for row in frames[good]] == [frame for frame in one_by_one if frame is not None]


def test_every_length_of_frame_can_be_undone_together():
    chance = random.Random(1)
    for size in range(OVERHEAD + 1, LONGEST + 1):
        rows = np.array([chance.choices(range(1, 256), k=size) for _ in range(20)], dtype=np.uint8)
        _, good = unstuffed_alike(rows)
        assert good.tolist() == [unstuffed(row.tobytes()) is not None for row in rows]


@st.composite
def long_streams(draw: st.DrawFn) -> bytes:
    """More than one large chunk: scans of changing shape with damage, losses, restarts and other messages between."""
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    rig = RigStream(sequence=draw(st.sampled_from([0, 65_000])), t_us=draw(st.sampled_from([0, (1 << 32) - 500_000])))
    parts = [rig.hello()]
    for kind in draw(
        st.lists(st.sampled_from(["status", "hello", "lost", "host", "junk", "pads", "period"]), max_size=6)
    ):
        pads = chance.choice([2, 2, 2, 8])
        scans = rig.scans(np.array([[chance.choice([0, 3, 1023])] * pads for _ in range(chance.choice([5, 300, 900]))]))
        parts += [spoilt(scan[:-1], chance) + b"\0" if chance.random() < 0.02 else scan for scan in scans]
        parts.append(_between(rig, kind, chance))
    return b"".join(parts)


def _between(rig: RigStream, kind: str, chance: random.Random) -> bytes:
    match kind:
        case "status":
            return rig.frame(Status(*([0] * len(Status.__slots__))))
        case "hello":
            rig.restart()
            return rig.hello()
        case "lost":
            rig.sequence = (rig.sequence + chance.choice([1, 7, 40_000])) & 0xFFFF
            return b""
        case "host":
            return encode(HostTime(1, 2), 0)
        case "junk":
            return bytes(chance.choices(range(256), k=600))
        case "pads":
            return b"".join(rig.scans(np.full((40, 3), 7)))
        case _:
            rig.period_us = chance.choice([1000, 2000])
            return b""


def outcome(pieces: list[bytes]) -> tuple[list[object], object]:
    decoder = Decoder()
    messages: list[object] = []
    for piece in pieces:
        messages += as_plain(decoder.receive(piece))
    return messages, decoder.health


@given(long_streams(), st.data())
def test_a_large_chunk_says_what_small_ones_say(stream: bytes, data: st.DataObject):
    small = outcome(every(stream, 997))
    assert outcome([stream]) == small
    assert outcome(chopped(stream, data.draw(cuts(len(stream), 4)))) == small


def test_the_streams_tried_here_can_be_large_enough():
    rig = RigStream()
    stream = b"".join(rig.scans(np.zeros((900, 2), dtype=np.uint16)))
    assert 2 * len(stream) > LARGE_BYTES
