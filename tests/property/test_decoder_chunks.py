"""Any bytes in any chunks: nothing is raised, and messages and health do not depend on the chunks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.protocol import Decoder, encode
from pawpress.core.protocol.schema_generated import Message
from tests.chunks import chopped, cuts, every
from tests.messages import any_message, as_plain


def damaged(frame: bytes, where: int, flip: int) -> bytes:
    spoilt = bytearray(frame)
    spoilt[where % len(frame)] ^= flip
    return bytes(spoilt)


GOOD = st.builds(encode, any_message(), st.integers(0, 0xFFFF))
JUNK = st.binary(max_size=40) | st.integers(0, 1200).map(lambda n: b"\x55" * n)
BAD = st.builds(damaged, GOOD, st.integers(0, 300), st.integers(1, 255))
STREAMS = st.lists(GOOD | GOOD | BAD | JUNK, max_size=12).map(b"".join)


@st.composite
def stream_and_cuts(draw: st.DrawFn) -> tuple[bytes, list[int]]:
    stream = draw(STREAMS)
    return stream, draw(cuts(len(stream)))


def outcome(pieces: list[bytes]) -> tuple[list[object], object]:
    decoder = Decoder()
    messages: list[object] = []
    for piece in pieces:
        messages += as_plain(decoder.receive(piece))
    return messages, decoder.health


@given(stream_and_cuts())
def test_messages_and_health_do_not_depend_on_the_chunks(chopping: tuple[bytes, list[int]]):
    stream, at = chopping
    whole = outcome([stream])
    assert outcome(chopped(stream, at)) == whole
    assert outcome(every(stream, 1)) == whole


@given(st.binary(max_size=3000))
def test_any_bytes_at_all_are_survived(noise: bytes):
    decoder = Decoder()
    decoder.receive(noise)
    health = decoder.health
    assert health.unsynced_bytes + health.frames + health.crc_errors <= len(noise)


@given(st.lists(st.tuples(any_message(), st.booleans()), min_size=1, max_size=12))
def test_frames_that_arrive_come_out_and_frames_that_do_not_are_counted(sent: list[tuple[Message, bool]]):
    numbered = [(m, i, arrives) for i, (m, arrives) in enumerate(sent) if m.TYPE < 0x40 and _readable(m)]
    arriving = [i for _, i, arrives in numbered if arrives]
    decoder = Decoder()
    decoder.receive(b"".join(encode(m, i) for m, i, arrives in numbered if arrives))
    health = decoder.health
    assert health.frames == len(arriving)
    if arriving and not any(getattr(m, "restarted", 0) for m, _, arrives in numbered if arrives):
        assert health.lost == arriving[-1] - arriving[0] + 1 - len(arriving)


def _readable(message: Message) -> bool:
    """Samples may be drawn without a whole scan, which counts as damage."""
    return message.TYPE != 0x02
