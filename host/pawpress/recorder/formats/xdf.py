"""XDF: what LabRecorder writes, so that a session lies beside EEG or video of the same lab.

Three streams: force in newtons, raw counts, and the presses as markers at their onset. The format is a header and a
list of chunks: length, kind, content; see https://github.com/sccn/xdf/wiki/Specifications.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from pawpress.recorder.formats.table import ExportTable, Options, rate_hz

FILE_HEADER, STREAM_HEADER, SAMPLES, STREAM_FOOTER = 1, 2, 3, 6
ROWS_A_CHUNK = 4096


def write(table: ExportTable, path: Path, options: Options) -> list[Path]:  # noqa: ARG001 - one way only
    """Write the three streams."""
    samples, rate = table.samples, rate_hz(table.samples)
    labels = [(pad, "newtons", "Force") for pad in samples.pads]
    raw = [(pad, "counts", "Raw") for pad in samples.pads]
    made = datetime.fromtimestamp(table.about["manifest"]["created_unix_ms"] / 1e3, UTC).isoformat()
    with path.open("wb") as file:
        file.write(b"XDF:")
        file.write(
            _chunk(
                FILE_HEADER,
                f'<?xml version="1.0"?><info><version>1.0</version><datetime>{made}</datetime></info>'.encode(),
            )
        )
        for piece in chain(
            _numbers(1, "pawpress force", "double64", rate, labels, samples.t_s, samples.force_n.astype("<f8")),
            _numbers(2, "pawpress counts", "int32", rate, raw, samples.t_s, samples.counts.astype("<i4")),
            _markers(3, "pawpress presses", table.presses),
        ):
            file.write(piece)
    return [path]


def _numbers(
    number: int,
    name: str,
    kind: str,
    rate: float,
    channels: list[tuple[str, str, str]],
    t_s: NDArray[np.float64],
    rows: NDArray[Any],
) -> Iterator[bytes]:
    yield _stream_header(number, name, "Force", kind, rate, channels)
    row = np.dtype([("stamped", "u1"), ("t_s", "<f8"), ("numbers", rows.dtype, (rows.shape[1],))])
    for at in range(0, len(t_s), ROWS_A_CHUNK):
        part = slice(at, at + ROWS_A_CHUNK)
        packed = np.empty(len(t_s[part]), row)
        packed["stamped"], packed["t_s"], packed["numbers"] = 8, t_s[part], rows[part]
        yield _chunk(SAMPLES, _stream(number) + _length(len(packed)) + packed.tobytes())
    yield _footer(number, t_s)


def _markers(number: int, name: str, presses: list[dict[str, Any]]) -> Iterator[bytes]:
    yield _stream_header(number, name, "Markers", "string", 0.0, [("press", "", "Marker")])
    for press in presses:
        text = f"{press['pad']}: {press['verdict']}".encode()
        stamped = b"\x08" + struct.pack("<d", press["onset_s"]) + _length(len(text)) + text
        yield _chunk(SAMPLES, _stream(number) + _length(1) + stamped)
    yield _footer(number, np.array([press["onset_s"] for press in presses]))


def _stream_header(
    number: int, name: str, content: str, kind: str, rate: float, channels: list[tuple[str, str, str]]
) -> bytes:
    described = "".join(
        f"<channel><label>{escape(label)}</label><unit>{unit}</unit><type>{what}</type></channel>"
        for label, unit, what in channels
    )
    xml = (
        f'<?xml version="1.0"?><info><name>{name}</name><type>{content}</type>'
        f"<channel_count>{len(channels)}</channel_count>"
        f"<nominal_srate>{rate:g}</nominal_srate><channel_format>{kind}</channel_format>"
        f"<desc><manufacturer>pawpress</manufacturer><channels>{described}</channels></desc></info>"
    )
    return _chunk(STREAM_HEADER, _stream(number) + xml.encode())


def _footer(number: int, t_s: NDArray[np.float64]) -> bytes:
    first, last = (float(t_s[0]), float(t_s[-1])) if len(t_s) else (0.0, 0.0)
    xml = (
        f'<?xml version="1.0"?><info><first_timestamp>{first!r}</first_timestamp>'
        f"<last_timestamp>{last!r}</last_timestamp>"
        f"<sample_count>{len(t_s)}</sample_count></info>"
    )
    return _chunk(STREAM_FOOTER, _stream(number) + xml.encode())


def _chunk(kind: int, content: bytes) -> bytes:
    return _length(len(content) + 2) + struct.pack("<H", kind) + content


def _stream(number: int) -> bytes:
    return struct.pack("<I", number)


def _length(number: int) -> bytes:
    return b"\x04" + struct.pack("<I", number)
