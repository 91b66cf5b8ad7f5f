"""Frames undone together by the kernel are what they are one by one, whatever is damaged, and so is a large chunk."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.kernel import KernelStopped, KernelUnavailable
from pawpress.core.kernel.frames import ScanFrames
from pawpress.core.protocol import Decoder, Scans, decoder, encode
from pawpress.core.protocol.codec import CHECKSUM_BYTES, HEADER, MAX_ENCODED, OVERHEAD, unstuffed
from pawpress.core.protocol.decoder import KIND, LARGE_BYTES, SHORTEST_PERIOD_US
from pawpress.core.protocol.schema_generated import HostTime, Samples, Status
from pawpress.core.samples import gathered
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


@st.composite
def runs(draw: st.DrawFn) -> list[bytes]:
    """Pieces of one length, period and number of pads, each with its delimiter; of some a byte is another, or a 0."""
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    pads, scans, top = (
        draw(st.integers(1, 24)),
        draw(st.integers(1, 4)),
        draw(st.sampled_from([0, 1, 255, 1023, 65535])),
    )
    pieces: list[bytes] = []
    for number, kind in enumerate(
        draw(st.lists(st.sampled_from([*["good"] * 9, "spoilt", "cut"]), min_size=1, max_size=40))
    ):
        counts = tuple(chance.randint(0, top) for _ in range(pads * scans))
        piece = encode(Samples((1000 * number) % (1 << 32), 1000, pads, counts), number)
        if kind == "spoilt":
            piece = spoilt(piece[:-1], chance) + b"\0"
        elif kind == "cut":
            piece = piece.replace(piece[(at := chance.randrange(len(piece))) : at + 1], b"\0", 1)
        pieces.append(piece)
    return pieces


def as_run(piece: bytes) -> tuple[object, ...] | None:
    """Return what a piece says, by the decoder of single frames; None where it is no frame of whole scans."""
    frame = unstuffed(piece)
    if frame is None or frame[0] != Samples.TYPE or len(frame) < OVERHEAD + Samples.LAYOUT.size:
        return None
    t_us, period_us, pads = Samples.LAYOUT.unpack_from(frame, HEADER.size)
    tail = frame[HEADER.size + Samples.LAYOUT.size : -CHECKSUM_BYTES]
    if period_us < SHORTEST_PERIOD_US or not pads or not tail or len(tail) % (2 * pads):
        return None
    counts = np.frombuffer(tail, "<u2").reshape(-1, pads)
    times = [(t_us + number * period_us) % (1 << 32) for number in range(len(counts))]
    return HEADER.unpack_from(frame)[2], period_us, times, counts.tolist()


def by_the_kernel(piece: bytes) -> tuple[object, ...] | None:
    run = ScanFrames(KIND, piece + b"\0", len(piece) + 1).run_at(0)
    if run is None:
        return None
    assert (run.size, run.frames, run.lost, run.last) == (len(piece) + 1, 1, 0, run.first)
    return run.first, run.period_us, run.t_us.tolist(), run.counts.tolist()


@given(alike())
def test_frames_undone_by_the_kernel_are_what_they_are_one_by_one(encoded: list[bytes]):
    for piece in encoded:
        assert by_the_kernel(piece) == as_run(piece)


@given(runs())
def test_a_run_says_what_its_frames_say_one_by_one(pieces: list[bytes]):
    assert outcome([b"".join(pieces)]) == outcome(pieces)


def test_noise_of_every_length_is_no_frame_and_ends_nothing():
    chance = random.Random(1)
    for size in range(1, MAX_ENCODED + 100):
        for _ in range(20):
            piece = bytes(chance.choices((1, 2, 3, Samples.TYPE, 8, 40, 255), k=size))
            assert by_the_kernel(piece) == as_run(piece)


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
            return rig.frame(Status(*([0] * len(tuple(Status.__slots__)))))
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
        received = decoder.receive(piece)
        messages += as_plain(received)
        for scans in (*received, *gathered(received)):
            if isinstance(scans, Scans):
                assert scans.even == (np.diff(scans.t_us) == scans.period_us).all()
    return messages, decoder.health


@given(long_streams(), st.data())
def test_a_large_chunk_says_what_small_ones_say(stream: bytes, data: st.DataObject):
    small = outcome(every(stream, 997))
    assert outcome([stream]) == small
    assert outcome(chopped(stream, data.draw(cuts(len(stream), 4)))) == small


@given(long_streams(), st.integers(1, 1 << 13))
def test_a_chunk_that_is_too_large_for_the_kernel_says_the_same(stream: bytes, most: int):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(decoder, "LARGE_BYTES", most)
        cut = outcome([stream])
    assert cut[1] == outcome([stream])[1]
    assert len(stream) < LARGE_BYTES


@given(long_streams(), st.integers(0, 4), st.booleans())
def test_where_the_kernel_fails_the_decoder_of_single_frames_goes_on(stream: bytes, after: int, missing: bool):
    whole, calls, run_at = outcome([stream]), iter(range(1000)), ScanFrames.run_at

    def failing(frames: ScanFrames, at: int) -> object:
        if next(calls) >= after:
            raise (KernelUnavailable if missing else KernelStopped)("the kernel met a fault of its own in take_run")
        return run_at(frames, at)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ScanFrames, "run_at", failing)
        assert outcome([stream]) == whole
