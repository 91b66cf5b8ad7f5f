"""Small files of other programs that stand for enormous tables."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

SECTOR = 512
NONE, END, OF_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
LEAST_STREAM = 4096
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{SPREADSHEET}"/></manifest:manifest>'
)
BODY = "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"


def open_document(path: Path, *rows: tuple[int, int, str]) -> Path:
    """Write an OpenDocument spreadsheet: so many times a row of so many times a cell, empty where it says nothing."""
    cells = "".join(
        f'<table:table-row table:number-rows-repeated="{high}"><table:table-cell table:number-columns-repeated="{wide}"'
        + (
            f' office:value-type="float" office:value="{holds}"><text:p>{holds}</text:p></table:table-cell>'
            if holds
            else "/>"
        )
        + "</table:table-row>"
        for high, wide, holds in rows
    )
    body = BODY.format(f'<table:table table:name="a">{cells}</table:table>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", SPREADSHEET, zipfile.ZIP_STORED)
        container.writestr("META-INF/manifest.xml", MANIFEST)
        container.writestr("content.xml", f"<office:document-content{SPACES}>{body}</office:document-content>")
    return path


def old_workbook(path: Path, cells: Iterable[tuple[int, int, float]]) -> Path:
    """Write a workbook as Excel did until 2003, with numbers in these rows and columns."""
    sheet_at = len(_begin(5) + _record(0x85, b"\0" * 9) + _record(0x0A))
    globals_ = _begin(5) + _record(0x85, struct.pack("<IHBB", sheet_at, 0, 1, 0) + b"a") + _record(0x0A)
    numbers = b"".join(_record(0x203, struct.pack("<HHHd", row, column, 0, value)) for row, column, value in cells)
    path.write_bytes(_container(globals_ + _begin(0x10) + numbers + _record(0x0A)))
    return path


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 6))


def _container(stream: bytes) -> bytes:
    """Put a stream into a compound file: a header, the table of sectors, the folder, the stream."""
    stream = stream.ljust(max(LEAST_STREAM, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    sectors = len(stream) // SECTOR
    table = [OF_FAT, END, *range(3, sectors + 2), END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, LEAST_STREAM, END, 0, END, 0) + struct.pack("<109I", 0, *[NONE] * 108)
    folder = _entry("Root Entry", 5, 1, END, 0) + _entry("Workbook", 2, NONE, 2, len(stream))
    fat = struct.pack("<128I", *table, *[NONE] * (128 - len(table)))
    return header + fat + folder.ljust(SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    spelt = name.encode("utf-16le") + b"\0\0"
    told = struct.pack("<HBBIII36x", len(spelt), kind, 1, NONE, NONE, child)
    return spelt.ljust(64, b"\0") + told + struct.pack("<IQ", start, size)


def many_streams(path: Path, streams: int, samples: int) -> Path:
    """Write an XDF file whose streams have clocks of their own, so that no two readings are of one moment."""
    chunks = [_chunk(1, b"<?xml version='1.0'?><info><version>1.0</version></info>")]
    for number in range(1, streams + 1):
        told = {"name": f"s{number}", "type": "F", "channel_count": 1, "nominal_srate": 100, "channel_format": "int8"}
        info = "".join(f"<{key}>{value}</{key}>" for key, value in {**told, "created_at": number}.items())
        chunks.append(_chunk(2, struct.pack("<I", number) + f"<?xml version='1.0'?><info>{info}</info>".encode()))
        first = b"\x08" + struct.pack("<d", number * 1e4) + b"\1"
        readings = first + b"".join(bytes([0, value % 7]) for value in range(1, samples))
        chunks.append(_chunk(3, struct.pack("<I", number) + b"\x04" + struct.pack("<I", samples) + readings))
    path.write_bytes(b"XDF:" + b"".join(chunks))
    return path


def _chunk(tag: int, content: bytes) -> bytes:
    return b"\x04" + struct.pack("<IH", len(content) + 2, tag) + content
