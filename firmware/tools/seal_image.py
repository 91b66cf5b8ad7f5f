"""Puts a seal behind an image, so that the firmware can tell at every start whether its program is still the one built.

`python firmware/tools/seal_image.py IN.hex OUT.hex`. The seal is magic u16 and CRC-16/CCITT-FALSE u16 over everything
before it, both little-endian; `pawpress/src/core/self_test.c` looks for it. Lines end as the rest of the repository's.
Standard library only.
"""

from __future__ import annotations

import struct
import sys
from binascii import crc_hqx
from pathlib import Path

SEAL_MAGIC = 0xC5A1
CRC_START = 0xFFFF
RECORD_BYTES = 16


def program_of(text: str) -> bytes:
    """Read the bytes of an Intel HEX image that begins at address 0 and has no holes.

    Raises
    ------
    ValueError
        If it has one.
    """
    program = b""
    for line in text.split():
        size, address, kind = int(line[1:3], 16), int(line[3:7], 16), int(line[7:9], 16)
        if kind != 0:
            continue
        if address != len(program):
            raise ValueError(f"the image has a hole before 0x{address:04X}")
        program += bytes.fromhex(line[9 : 9 + 2 * size])
    return program


def sealed(program: bytes) -> bytes:
    return program + struct.pack("<HH", SEAL_MAGIC, crc_hqx(program, CRC_START))


def record(address: int, content: bytes) -> str:
    body = struct.pack(">BHB", len(content), address, 0) + content
    return f":{(body + bytes([-sum(body) & 0xFF])).hex().upper()}\n"


def hex_of(program: bytes) -> str:
    starts = range(0, len(program), RECORD_BYTES)
    return "".join(record(start, program[start : start + RECORD_BYTES]) for start in starts) + ":00000001FF\n"


def main(source: Path, target: Path) -> None:
    target.write_text(hex_of(sealed(program_of(source.read_text(encoding="ascii")))), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
