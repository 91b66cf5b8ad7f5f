"""Every message of the schema survives the wire."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.protocol import decode, encode
from pawpress.core.protocol.schema_generated import Message
from tests.messages import any_message


@given(any_message(), st.integers(0, 0xFFFF))
def test_a_message_that_was_encoded_comes_back_as_it_was(message: Message, sequence: int):
    frame = encode(message, sequence)
    assert b"\0" not in frame[:-1]
    assert decode(frame[:-1]) == (message, sequence)
