"""A line that babbles for ever must not fill the host."""

from __future__ import annotations

import tracemalloc

from pawpress.core.protocol import Decoder, encode
from pawpress.core.protocol.schema_generated import Ping

CHUNK = b"\x55" * 65_536


def test_endless_junk_without_a_delimiter_takes_no_memory_and_the_next_frame_is_read():
    decoder = Decoder()
    decoder.receive(CHUNK)
    tracemalloc.start()
    for _ in range(200):
        decoder.receive(CHUNK)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 10_000
    assert decoder.receive(b"\0" + encode(Ping(), 0)) == [Ping()]


def test_a_frame_behind_junk_that_was_cut_short_is_not_taken_for_good():
    # What is kept of overlong junk must stay overlong, even if its beginning looks like a frame.
    frame = encode(Ping(), 0)[:-1]
    decoder = Decoder()
    assert decoder.receive(frame + b"\x55" * 1000) == []
    assert decoder.receive(b"\0") == []
