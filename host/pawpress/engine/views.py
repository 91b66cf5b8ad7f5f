"""Serves views: any number of clients on one local stream.

Strategy: plain non-blocking sockets, polled by the engine's own loop. A view that does not keep up misses snapshots;
presses, notices and openings wait for it in a bounded queue. No view can cost the engine time.
"""

from __future__ import annotations

import contextlib
import hmac
import socket
from collections import deque
from struct import Struct

import msgspec

from pawpress.engine.messages import Opening, Snapshot, ToEngine, ToView

LENGTH = Struct("<I")
MAX_COMMAND = 1 << 16
MAX_WAITING = 1000


class View:
    """One connected client."""

    def __init__(self, connection: socket.socket, token: str) -> None:
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connection = connection
        self._token = token.encode() + b"\n"
        self._received = b""
        self._sending = b""
        self._waiting: deque[bytes] = deque(maxlen=MAX_WAITING)
        self.admitted = False
        self.open = True

    def offer(self, frame: bytes, *, may_miss: bool) -> None:
        """Queue a frame; a snapshot is dropped while the view is still busy with an older frame."""
        if may_miss and (self._sending or self._waiting):
            return
        self._waiting.append(frame)
        self.flush()

    def flush(self) -> None:
        """Send as much as the socket takes now."""
        while self.open and (self._sending or self._waiting):
            self._sending = self._sending or self._waiting.popleft()
            try:
                sent = self._connection.send(self._sending)
            except BlockingIOError:
                return
            except OSError:
                self.close()
                return
            self._sending = self._sending[sent:]

    def commands(self) -> list[ToEngine]:
        """Return the commands that have arrived; a client with the wrong token is turned away."""
        try:
            chunk = self._connection.recv(MAX_COMMAND)
        except BlockingIOError:
            return []
        except OSError:
            chunk = b""
        if not chunk:
            self.close()
            return []
        self._received += chunk
        if not self.admitted and not self._admit():
            return []
        return self._decode()

    def close(self) -> None:
        """Hang up."""
        self.open = False
        with contextlib.suppress(OSError):
            self._connection.close()

    def _admit(self) -> bool:
        if len(self._received) < len(self._token):
            return False
        given, self._received = self._received[: len(self._token)], self._received[len(self._token) :]
        self.admitted = hmac.compare_digest(given, self._token)
        if not self.admitted:
            self.close()
        return self.admitted

    def _decode(self) -> list[ToEngine]:
        commands: list[ToEngine] = []
        while len(self._received) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._received)
            end = LENGTH.size + length
            if length > MAX_COMMAND:
                self.close()
                break
            if len(self._received) < end:
                break
            with contextlib.suppress(msgspec.DecodeError):
                commands.append(msgspec.msgpack.decode(self._received[LENGTH.size : end], type=ToEngine))
            self._received = self._received[end:]
        return commands


class ViewServer:
    """Listens on the loopback for views that know the token."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self._views: list[View] = []
        self._encoder = msgspec.msgpack.Encoder()
        self.opening: Opening | None = None

    @property
    def port(self) -> int:
        """Where views connect."""
        return int(self._listener.getsockname()[1])

    @property
    def connected(self) -> int:
        """How many views there are."""
        return len(self._views)

    def publish(self, message: ToView) -> None:
        """Offer a message to every view; an opening is kept for views yet to come."""
        if isinstance(message, Opening):
            self.opening = message
        frame = self._frame(message)
        for view in self._views:
            if view.admitted:
                view.offer(frame, may_miss=isinstance(message, Snapshot))

    def poll(self) -> list[ToEngine]:
        """Let views in, move bytes, return commands."""
        self._accept()
        commands: list[ToEngine] = []
        for view in self._views:
            was_admitted = view.admitted
            commands += view.commands()
            if view.admitted and not was_admitted and self.opening is not None:
                view.offer(self._frame(self.opening), may_miss=False)
            view.flush()
        self._views = [view for view in self._views if view.open]
        return commands

    def close(self) -> None:
        """Hang up on everybody."""
        for view in self._views:
            view.flush()
            view.close()
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while True:
                connection, _ = self._listener.accept()
                self._views.append(View(connection, self._token))

    def _frame(self, message: ToView) -> bytes:
        body = self._encoder.encode(message)
        return LENGTH.pack(len(body)) + body
