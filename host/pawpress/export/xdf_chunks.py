"""The chunks an XDF file is made of: length, kind, content; see https://github.com/sccn/xdf/wiki/Specifications.

The metadata follow what LabRecorder keeps of a stream of the Lab Streaming Layer.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

FILE_HEADER, STREAM_HEADER, SAMPLES, CLOCK_OFFSET, BOUNDARY, STREAM_FOOTER = 1, 2, 3, 4, 5, 6
BOUNDARY_MARK = UUID("43a546dc-cbf5-410f-b30e-d5467383cbe4")
"""Lets a reader find its way again in a damaged file."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One column of a stream."""

    label: str
    unit: str
    kind: str


@dataclass(slots=True)
class XdfStream:
    """The description of a stream, and the counts its footer needs."""

    number: int
    name: str
    content: str
    """Kind of content: `Force`, `Markers`."""
    form: str
    """Form of its numbers: `double64`, `int32`, `string`."""
    rate_hz: float
    channels: list[Channel]
    made: datetime
    first_s: float | None = None
    last_s: float = 0.0
    samples: int = 0


def file_header(made: datetime) -> bytes:
    """Return the chunk at the beginning."""
    xml = f"<info><version>1.0</version><datetime>{made.isoformat()}</datetime></info>"
    return chunk(FILE_HEADER, _document(xml))


def stream_header(stream: XdfStream, xml: str | None = None) -> bytes:
    """Return the chunk that describes a stream: as we do, or in the words of a stream of the Lab Streaming Layer."""
    return chunk(STREAM_HEADER, _number(stream) + (_document(_described(stream)) if xml is None else xml.encode()))


def numbers(stream: XdfStream, t_s: NDArray[np.float64], rows: NDArray[Any]) -> bytes:
    """Return a chunk of samples, each with its time stamp."""
    row = np.dtype([("stamped", "u1"), ("t_s", "<f8"), ("numbers", rows.dtype, (rows.shape[1],))])
    packed = np.empty(len(t_s), row)
    packed["stamped"], packed["t_s"], packed["numbers"] = 8, t_s, rows
    _count(stream, t_s)
    return chunk(SAMPLES, _number(stream) + length(len(packed)) + packed.tobytes())


def markers(stream: XdfStream, t_s: float, text: str) -> bytes:
    """Return a chunk of one marker."""
    encoded = text.encode()
    _count(stream, np.array([t_s]))
    stamped = b"\x08" + struct.pack("<d", t_s) + length(len(encoded)) + encoded
    return chunk(SAMPLES, _number(stream) + length(1) + stamped)


def clock_offset(stream: XdfStream, collected_s: float, offset_s: float) -> bytes:
    """Return a measurement of how far the clock of a stream is from the recorder's."""
    return chunk(CLOCK_OFFSET, _number(stream) + struct.pack("<dd", collected_s, offset_s))


def boundary() -> bytes:
    """Return a mark that a reader finds again in a damaged file."""
    return chunk(BOUNDARY, BOUNDARY_MARK.bytes)


def footer(stream: XdfStream) -> bytes:
    """Return the chunk that ends a stream."""
    xml = (
        f"<info><first_timestamp>{stream.first_s or 0.0!r}</first_timestamp>"
        f"<last_timestamp>{stream.last_s!r}</last_timestamp><sample_count>{stream.samples}</sample_count></info>"
    )
    return chunk(STREAM_FOOTER, _number(stream) + _document(xml))


def chunk(kind: int, content: bytes) -> bytes:
    """Return a chunk of any kind."""
    return length(len(content) + 2) + struct.pack("<H", kind) + content


def length(number: int) -> bytes:
    """Return a length of four bytes, as the format writes it."""
    return b"\x04" + struct.pack("<I", number)


def _count(stream: XdfStream, t_s: NDArray[np.float64]) -> None:
    if len(t_s):
        stream.first_s = float(t_s[0]) if stream.first_s is None else stream.first_s
        stream.last_s = float(t_s[-1])
    stream.samples += len(t_s)


def _described(stream: XdfStream) -> str:
    described = "".join(
        f"<channel><label>{escape(one.label)}</label><unit>{one.unit}</unit><type>{one.kind}</type></channel>"
        for one in stream.channels
    )
    return (
        f"<info><name>{stream.name}</name><type>{stream.content}</type>"
        f"<channel_count>{len(stream.channels)}</channel_count><nominal_srate>{stream.rate_hz:g}</nominal_srate>"
        f"<channel_format>{stream.form}</channel_format><created_at>{stream.made.timestamp()!r}</created_at>"
        f"<desc><acquisition><manufacturer>pawpress</manufacturer></acquisition>"
        f"<channels>{described}</channels></desc></info>"
    )


def _document(xml: str) -> bytes:
    return f'<?xml version="1.0"?>{xml}'.encode()


def _number(stream: XdfStream) -> bytes:
    return struct.pack("<I", stream.number)
