"""One frame at a time: message to bytes and back.

Strategy: COBS keeps 0x00 out of the frame so that 0x00 can end it; the CRC covers header and body and is appended
big-endian, so that the CRC over a good frame including its checksum is zero.
"""

from __future__ import annotations

from binascii import crc_hqx
from collections.abc import Callable
from struct import Struct
from typing import cast

from cobs import cobs

from pawpress.core.protocol.schema_generated import MAX_BODY, MESSAGES, Message

HEADER = Struct("<BBH")
CHECKSUM_BYTES = 2
CRC_START = 0xFFFF
BYTES = "<B"
"""Layout of a tail that is text or other bytes."""
OVERHEAD = HEADER.size + CHECKSUM_BYTES
MAX_FRAME = MAX_BODY + OVERHEAD
MAX_ENCODED = MAX_FRAME + 2
"""Longest possible frame without its delimiter, in bytes: COBS adds one byte per 254, rounded up."""


class FrameError(ValueError):
    """The bytes between two delimiters are no frame."""


def encode(message: Message, sequence: int) -> bytes:
    """Return the frame of a message, ending in 0x00.

    Parameters
    ----------
    message : Message
        Any message of the schema.
    sequence : int
        Frame counter of this direction; only its low 16 bits travel.

    Raises
    ------
    ValueError
        If the body is longer than the protocol allows.
    """
    body = pack_body(message)
    if len(body) > MAX_BODY:
        raise ValueError(f"{type(message).__name__}: a body of {len(body)} bytes is over the limit of {MAX_BODY}")
    frame = HEADER.pack(message.TYPE, len(body), sequence & 0xFFFF) + body
    return cobs.encode(frame + crc_hqx(frame, CRC_START).to_bytes(CHECKSUM_BYTES, "big")) + b"\0"


def pack_body(message: Message) -> bytes:
    """Return the body of a message, without header and checksum."""
    fields = [getattr(message, name) for name in message.__slots__]
    if message.TAIL is None:
        return message.LAYOUT.pack(*fields)
    item = message.TAIL
    return message.LAYOUT.pack(*fields[:-1]) + b"".join(item.pack(number) for number in fields[-1])


def decode(encoded: bytes) -> tuple[Message | None, int]:
    """Return message and sequence of one frame (without its delimiter); no message when its type is unknown.

    Raises
    ------
    FrameError
        If the bytes are no frame or the body does not fit its type.
    """
    frame = unstuff(encoded)
    kind, _, sequence = HEADER.unpack_from(frame)
    message_type = MESSAGES.get(kind)
    if message_type is None:
        return None, sequence
    return unpack_body(message_type, frame[HEADER.size : -CHECKSUM_BYTES]), sequence


def unstuff(encoded: bytes) -> bytes:
    """Undo COBS, check length and CRC; return header, body and checksum.

    Raises
    ------
    FrameError
        If anything does not fit.
    """
    frame = unstuffed(encoded)
    if frame is None:
        raise FrameError("too long" if len(encoded) > MAX_ENCODED else "damaged: COBS, length or checksum")
    return frame


def unstuffed(encoded: bytes) -> bytes | None:
    """Return header, body and checksum, or None if anything does not fit; the decoder's innermost step."""
    try:
        frame = cobs.decode(encoded)
    except cobs.DecodeError:
        return None
    size = len(frame)
    good = OVERHEAD <= size == frame[1] + OVERHEAD and size <= MAX_FRAME and crc_hqx(frame, CRC_START) == 0
    return frame if good else None


def unpack_body(message_type: type[Message], body: bytes) -> Message:
    """Read a body.

    Raises
    ------
    FrameError
        If it is not of the length the schema gives, now or in an earlier version.
    """
    fixed = message_type.LAYOUT.size
    tail = message_type.TAIL
    if tail is None:
        if len(body) in message_type.EARLIER:
            body = body.ljust(fixed, b"\0")  # the fields a later version added read as 0
        if len(body) != fixed:
            raise FrameError(f"{message_type.__name__} of {len(body)} bytes")
        return cast("Callable[..., Message]", message_type)(*message_type.LAYOUT.unpack(body))
    if len(body) < fixed or (len(body) - fixed) % tail.size:
        raise FrameError(f"{message_type.__name__} of {len(body)} bytes")
    rest = body[fixed:]
    # Text is most of what a short recording holds; bytes are numbers already.
    items = tuple(rest) if tail.format == BYTES else tuple(number for (number,) in tail.iter_unpack(rest))
    return cast("Callable[..., Message]", message_type)(*message_type.LAYOUT.unpack_from(body), items)
