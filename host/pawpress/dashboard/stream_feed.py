"""A feed over a loopback TCP socket: u32 little-endian length, then one msgpack message, again and again."""

from __future__ import annotations

import socket

import msgspec

from pawpress.dashboard.feed import FeedClosed
from pawpress.engine.messages import LENGTH, ToEngine, ToView

LONGEST_MESSAGE = 1 << 20
"""A snapshot of 64 pads is under 10 kB: a longer claim means the other end is not our engine."""
READ_SIZE = 1 << 16
MOST_READS = 64
"""A poll takes at most 4 MiB, so that a flood can never keep the screen from being drawn."""

_decoder: msgspec.msgpack.Decoder[ToView] = msgspec.msgpack.Decoder(ToView)
_encoder = msgspec.msgpack.Encoder()


class StreamFeed:
    """The real feed: connects to the engine on this machine and shows it the session's token.

    Parameters
    ----------
    port : int
        The loopback port the engine listens on.
    token : bytes, 32 hex digits
        Proof that we were started by the same person; sent first, followed by a newline.
    timeout_s : float
        How long connecting may take.

    Raises
    ------
    FeedClosed
        If nothing listens there.
    """

    def __init__(self, port: int, token: bytes, *, timeout_s: float = 5.0) -> None:
        try:
            self._socket = socket.create_connection(("127.0.0.1", port), timeout=timeout_s)
        except OSError as error:
            raise FeedClosed(f"No engine answers on local port {port}: {error}. Start it again.") from error
        self._socket.setblocking(False)
        self._received = bytearray()
        self._unsent = bytearray(token + b"\n")
        self._end: str | None = None
        self._flush()

    def fileno(self) -> int:
        """Return the socket's number, so that a program without a screen can `select` on the feed."""
        return self._socket.fileno()

    def poll(self) -> list[ToView]:
        """Return what has arrived; see `Feed.poll`."""
        self._flush()
        self._read()
        messages = self._take_messages()
        if not messages and self._end is not None:
            raise FeedClosed(self._end)
        return messages

    def send(self, command: ToEngine) -> None:
        """Queue a command and send as much as the socket takes now; the rest goes with the next poll."""
        if self._end is not None:
            raise FeedClosed(self._end)
        body = _encoder.encode(command)
        self._unsent += LENGTH.pack(len(body)) + body
        self._flush()

    def close(self) -> None:
        """Close the socket."""
        self._end = self._end or "The dashboard closed its connection to the engine."
        self._socket.close()

    def _flush(self) -> None:
        while self._unsent and self._end is None:
            try:
                sent = self._socket.send(self._unsent)
            except BlockingIOError:
                return
            except OSError as error:
                self._lose(error)
                return
            del self._unsent[:sent]

    def _read(self) -> None:
        for _ in range(MOST_READS):
            if self._end is not None:
                return
            try:
                chunk = self._socket.recv(READ_SIZE)
            except BlockingIOError:
                return
            except OSError as error:
                self._lose(error)
                return
            if not chunk:
                self._end = "The engine has closed the stream."
            self._received += chunk

    def _take_messages(self) -> list[ToView]:
        messages: list[ToView] = []
        start = 0
        while len(self._received) - start >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._received, start)
            if length > LONGEST_MESSAGE:
                self._reject(f"it announced a message of {length} bytes")
                return messages
            body = start + LENGTH.size
            if len(self._received) < body + length:
                break
            start = body + length
            try:
                messages.append(_decoder.decode(self._received[body:start]))
            except (msgspec.MsgspecError, RecursionError, ValueError) as error:
                self._reject(str(error))
                return messages
        del self._received[:start]
        return messages

    def _lose(self, error: OSError) -> None:
        self._end = f"The connection to the engine broke: {error.strerror or error}."

    def _reject(self, why: str) -> None:
        self._received.clear()
        self._socket.close()
        self._end = f"The engine on the local stream speaks another language ({why}). Update pawpress and start again."
