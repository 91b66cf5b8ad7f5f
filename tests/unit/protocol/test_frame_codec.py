"""One frame at a time: what is refused, and what becomes of numbers that do not fit."""

from __future__ import annotations

from binascii import crc_hqx

import pytest
from cobs import cobs

from pawpress.core.protocol import FrameError, decode, encode
from pawpress.core.protocol.schema_generated import MAX_BODY, Ack, Document, Ping, Samples, Status

STATUS = Status(t_us=1_000_000, uptime_s=1, overruns=0, tx_dropped=0, rx_errors=0)


def test_a_frame_ends_in_the_only_zero_it_holds():
    frame = encode(STATUS, 0)
    assert frame.index(b"\0") == len(frame) - 1


def test_only_the_low_16_bits_of_a_sequence_travel():
    assert decode(encode(Ping(), 0x1_0007)[:-1]) == (Ping(), 7)


def test_a_body_over_the_limit_is_not_sent():
    with pytest.raises(ValueError, match=f"Document: a body of {MAX_BODY + 1} bytes is over the limit of {MAX_BODY}"):
        encode(Document(1, 1, (0,) * (MAX_BODY - 1)), 0)


def test_the_longest_body_comes_back():
    longest = Samples(0, 1000, 1, tuple(range(96)))
    assert decode(encode(longest, 0)[:-1]) == (longest, 0)


def test_a_type_of_a_later_version_gives_its_sequence_and_no_message():
    assert decode(_seal(0x3F, b"new", 9)) == (None, 9)


@pytest.mark.parametrize("body", [b"", b"\1", b"\1\2\3\4"])
def test_a_body_of_the_wrong_length_is_refused(body: bytes):
    with pytest.raises(FrameError, match="Ack of"):
        decode(_seal(Ack.TYPE, body, 0))


def test_samples_that_end_in_the_middle_of_a_count_are_refused():
    with pytest.raises(FrameError, match="Samples of"):
        decode(_seal(Samples.TYPE, b"\0" * Samples.LAYOUT.size + b"\1", 0))


def test_every_single_flipped_bit_is_noticed():
    frame = encode(STATUS, 3)[:-1]
    for bit in range(8 * len(frame)):
        damaged = bytearray(frame)
        damaged[bit // 8] ^= 1 << bit % 8
        with pytest.raises(FrameError):
            decode(bytes(damaged))


@pytest.mark.parametrize("junk", [b"", b"\1", b"\xff", b"\3\xff\xff", b"\1" * 500])
def test_junk_is_no_frame(junk: bytes):
    with pytest.raises(FrameError):
        decode(junk)


def _seal(kind: int, body: bytes, sequence: int) -> bytes:
    """A frame in order around any body, made without the code under test."""
    inner = bytes((kind, len(body), sequence & 0xFF, sequence >> 8)) + body
    return cobs.encode(inner + crc_hqx(inner, 0xFFFF).to_bytes(2, "big"))
