"""Any message of the schema, for Hypothesis; follows the generated layouts, so that a new message is tried at once."""

from __future__ import annotations

from hypothesis import strategies as st

from pawpress.core.protocol import Scans
from pawpress.core.protocol.schema_generated import MAX_BODY, MESSAGES, Message

BITS = {"B": 8, "H": 16, "I": 32, "Q": 64}


def any_message() -> st.SearchStrategy[Message]:
    """Every type, every number over its whole range, tails up to the longest body."""
    return st.sampled_from(list(MESSAGES.values())).flatmap(message_of)


def message_of(message_type: type[Message]) -> st.SearchStrategy[Message]:
    fields = [_number(code) for code in message_type.LAYOUT.format.removeprefix("<")]
    if message_type.TAIL is not None:
        most = (MAX_BODY - message_type.LAYOUT.size) // message_type.TAIL.size
        item = _number(message_type.TAIL.format.removeprefix("<"))
        fields.append(st.lists(item, max_size=most).map(tuple))
    return st.tuples(*fields).map(lambda numbers: message_type(*numbers))


def _number(code: str) -> st.SearchStrategy[int]:
    return st.integers(0, 2 ** BITS[code] - 1)


def as_plain(messages: list[Message | Scans]) -> list[object]:
    """Return messages scan by scan, so that runs of any length compare equal."""
    plain: list[object] = []
    for message in messages:
        if isinstance(message, Scans):
            rows = zip(message.t_us.tolist(), message.counts.tolist(), strict=True)
            plain += [(t_us, message.period_us, counts) for t_us, counts in rows]
        else:
            plain.append(message)
    return plain
