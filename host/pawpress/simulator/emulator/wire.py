"""What the emulator process and its owner send each other over one loopback socket.

First the owner gets the token that it gave the process on standard input. Then come requests, each answered by one
answer, until the request `PLAY`: after its answer the owner sends one byte that starts the clock and then only inputs,
for the board or for the hand on its pads, and the process only reports. All numbers are little-endian.
"""

from __future__ import annotations

import socket
import struct
from typing import Final

REQUEST: Final = struct.Struct("<BII")
"""What is wanted, number of the board, bytes that follow."""
ANSWER: Final = struct.Struct("<BI")
"""Status, bytes that follow."""
REPORT: Final = struct.Struct("<fI")
"""By how many seconds the board is behind the clock of its process, bytes from the board that follow."""

INPUT: Final = struct.Struct("<BH")
"""Which input, bytes that follow; once the clock runs."""
LINE: Final = 1
"""Bytes for the board's receive line."""
LEAN: Final = 2
"""The person's own force on a pad: `LEAN_CONTENT`."""
TAKE_OVER: Final = 3
"""The person presses from now on (1) or the scenario does again (0): one byte."""
LEAN_CONTENT: Final = struct.Struct("<Bff")
"""Channel, newtons, seconds of the ramp."""
LONGEST_INPUT: Final = 0xFFFF

OPEN: Final = 1
"""Power a board on; JSON: `image`, `pads`, `denseTimers`, `startUpCycles`."""
RUN: Final = 2
"""Readings as u16, shape (steps, pads); answered by the bytes that the board sent."""
CALL: Final = 3
"""A function of the bundle and its arguments, as a JSON list; answered by JSON."""
CLOSE: Final = 4
PLAY: Final = 5
"""Live by the clock from now on; JSON: `image`, `pads`, `scenario`, `hand` (whether the person presses at once)."""
SELF: Final = 6
"""Tell about the process; answered by JSON."""

DONE: Final = 0
WRONG: Final = 1
"""The request was wrong: a bad firmware image."""
UNAVAILABLE: Final = 2
"""The emulator cannot be used on this computer."""
FAULT: Final = 3
"""The emulator broke down."""

START: Final = b"\x01"
TOKEN_BYTES: Final = 32
LONGEST: Final = 1 << 24
"""No request or answer is longer; a longer claim is an error of the other end."""


class WireClosed(ConnectionError):
    """The other end is gone."""


def receive_exactly(connection: socket.socket, count: int) -> bytes:
    """Return the next `count` bytes.

    Raises
    ------
    WireClosed
        If the other end is gone.
    OSError
        If the socket's timeout passes.
    """
    chunks: list[bytes] = []
    while count:
        try:
            chunk = connection.recv(count)
        except ConnectionError as error:
            raise WireClosed(str(error)) from error
        if not chunk:
            raise WireClosed("the other end has closed the connection")
        chunks.append(chunk)
        count -= len(chunk)
    return b"".join(chunks)


def receive_answer(connection: socket.socket) -> tuple[int, bytes]:
    """Return status and content of the next answer; raises as `receive_exactly`."""
    status, length = ANSWER.unpack(receive_exactly(connection, ANSWER.size))
    if length > LONGEST:
        raise WireClosed(f"an answer of {length} bytes was announced")
    return status, receive_exactly(connection, length)


def receive_request(connection: socket.socket) -> tuple[int, int, bytes]:
    """Return kind, board and content of the next request; raises as `receive_exactly`."""
    kind, board, length = REQUEST.unpack(receive_exactly(connection, REQUEST.size))
    if length > LONGEST:
        raise WireClosed(f"a request of {length} bytes was announced")
    return kind, board, receive_exactly(connection, length)


def send_request(connection: socket.socket, kind: int, board: int = 0, content: bytes = b"") -> None:
    """Send one request."""
    connection.sendall(REQUEST.pack(kind, board, len(content)) + content)


def send_answer(connection: socket.socket, status: int, content: bytes = b"") -> None:
    """Send one answer."""
    connection.sendall(ANSWER.pack(status, len(content)) + content)


def take_inputs(unread: bytearray) -> list[tuple[int, bytes]]:
    """Take the whole inputs from the beginning of what was received, oldest first; what is left stays in it."""
    inputs: list[tuple[int, bytes]] = []
    while len(unread) >= INPUT.size:
        kind, length = INPUT.unpack_from(unread)
        if len(unread) < INPUT.size + length:
            break
        inputs.append((kind, bytes(unread[INPUT.size : INPUT.size + length])))
        del unread[: INPUT.size + length]
    return inputs


def packed_input(kind: int, content: bytes) -> bytes:
    """Return an input as it is sent; content of more than `LONGEST_INPUT` bytes goes in several."""
    parts = [content[i : i + LONGEST_INPUT] for i in range(0, len(content), LONGEST_INPUT)]
    return b"".join(INPUT.pack(kind, len(part)) + part for part in parts)
