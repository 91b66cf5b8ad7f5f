"""Serves views: a few clients on one local stream.

Strategy: plain non-blocking sockets, polled by the engine's own loop. A view that does not keep up misses snapshots;
presses, notices and openings wait for it in a bounded queue. No view can cost the engine time, and neither can anybody
else on this computer who finds the port: whoever has not shown the token gets little time, memory and attention.
"""

from __future__ import annotations

import contextlib
import hmac
import selectors
import socket
from collections import deque

import msgspec

from pawpress.engine.messages import (
    LENGTH,
    Beside,
    CoachView,
    SessionInfo,
    Snapshot,
    TeacherView,
    Timeline,
    ToEngine,
    ToView,
)
from pawpress.system.untrusted import decode_msgpack

MAX_COMMAND = 1 << 16
MAX_WAITING = 1000
COMMANDS_PER_POLL = 64
"""Most commands of one view per poll; the rest waits. A person gives one or two a second."""
MOST_VIEWS = 16
"""Views that have shown the token: a few screens and tools of one person."""
MOST_STRANGERS = 32
"""Connections that have not shown it yet. When one more comes the oldest goes, so that idle ones lock nobody out."""
ACCEPTS_PER_POLL = 4
"""New connections per poll, 30 times a second: 120 a second at most, and about 0.1 ms of the engine's time a poll."""
TOKEN_WITHIN_S = 3.0
"""Our own views send the token with their first packet."""
REST_S = 0.5
"""Pause of the listener after the system refused a connection, for want of file numbers for instance."""


class View:
    """One connected client."""

    def __init__(self, connection: socket.socket, token: bytes, now_s: float) -> None:
        """Take a connection over.

        Raises
        ------
        OSError
            If the client is gone already.
        """
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket = connection
        self.since_s = now_s
        """When it connected."""
        self.open = True
        """Whether it is worth keeping; whoever serves it closes it otherwise."""
        self._token = token
        self._received = b""
        self._sending = b""
        self._waiting: deque[bytes] = deque(maxlen=MAX_WAITING)

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
                sent = self.socket.send(self._sending)
            except BlockingIOError:
                return
            except OSError:
                self.open = False
                return
            self._sending = self._sending[sent:]

    def has_shown_token(self) -> bool:
        """Read up to the length of the token, never more; one wrong token ends the connection."""
        self._receive(len(self._token) - len(self._received))
        if len(self._received) < len(self._token):
            return False
        given, self._received = self._received, b""
        self.open = self.open and hmac.compare_digest(given, self._token)
        return self.open

    def has_commands(self) -> bool:
        """Whether commands that were received wait for their turn."""
        return len(self._received) >= LENGTH.size and self.open

    def commands(self) -> list[ToEngine]:
        """Return the commands that have arrived, some at a time; what cannot be understood is passed over."""
        if len(self._received) < LENGTH.size + MAX_COMMAND:
            self._receive(MAX_COMMAND)
        commands: list[ToEngine] = []
        start = 0
        for _ in range(COMMANDS_PER_POLL):
            if len(self._received) - start < LENGTH.size:
                break
            (length,) = LENGTH.unpack_from(self._received, start)
            body = start + LENGTH.size
            if length > MAX_COMMAND:
                self.open = False
                break
            if len(self._received) < body + length:
                break
            start = body + length
            with contextlib.suppress(msgspec.DecodeError):
                commands.append(decode_msgpack(self._received[body:start], ToEngine))
        self._received = self._received[start:]
        return commands

    def close(self) -> None:
        """Hang up."""
        self.open = False
        with contextlib.suppress(OSError):
            self.socket.close()

    def _receive(self, most_bytes: int) -> None:
        try:
            chunk = self.socket.recv(most_bytes)
        except BlockingIOError:
            return
        except OSError:
            chunk = b""
        self._received += chunk
        self.open = self.open and bool(chunk)


class ViewServer:
    """Listens on the loopback for views that know the token."""

    def __init__(self, token: str) -> None:
        self._token = token.encode() + b"\n"
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._views: list[View] = []
        self._strangers: list[View] = []
        self._rests_until_s = float("-inf")
        self._encoder = msgspec.msgpack.Encoder()
        self._kept: dict[type[ToView], ToView] = {}
        """What a view that comes later is told first."""

    @property
    def port(self) -> int:
        """Where views connect."""
        return int(self._listener.getsockname()[1])

    @property
    def connected(self) -> int:
        """How many connections there are, with and without the token."""
        return len(self._views) + len(self._strangers)

    def publish(self, message: ToView) -> None:
        """Offer a message to every view; what holds for the whole session is kept for views yet to come."""
        if isinstance(message, SessionInfo | CoachView | Timeline | Beside | TeacherView):
            self._kept[type(message)] = message
        frame = self._frame(message)
        for view in self._views:
            view.offer(frame, may_miss=isinstance(message, Snapshot))

    def poll(self, now_s: float) -> list[ToEngine]:
        """Let views in, move bytes, return commands.

        Parameters
        ----------
        now_s : float
            Time of the engine's clock, for the deadline of the token.
        """
        ready = {key.fileobj for key, _ in self._selector.select(0)}
        if self._listener in ready and now_s >= self._rests_until_s:
            self._accept(now_s)
        commands: list[ToEngine] = []
        for view in self._views:
            if view.socket in ready or view.has_commands():
                commands += view.commands()
            view.flush()
        # A new connection is asked at once: the token of our own views is there already.
        for view in [each for each in self._strangers if each.socket in ready or each.since_s == now_s]:
            self._ask(view)
        self._sweep(now_s)
        return commands

    def close(self) -> None:
        """Hang up on everybody."""
        for view in self._views:
            view.flush()
        for view in (*self._views, *self._strangers):
            self._hang_up(view)
        self._selector.close()
        self._listener.close()

    def _accept(self, now_s: float) -> None:
        for _ in range(ACCEPTS_PER_POLL):
            try:
                connection, _ = self._listener.accept()
            except (BlockingIOError, ConnectionAbortedError, InterruptedError):
                return
            except OSError:  # EMFILE, ENFILE, ENOBUFS, ENOMEM, and what other systems have
                self._rests_until_s = now_s + REST_S
                return
            try:
                view = View(connection, self._token, now_s)
                self._selector.register(connection, selectors.EVENT_READ)
            except OSError:  # gone again, or no room in the kernel's table
                connection.close()
                continue
            if len(self._strangers) >= MOST_STRANGERS:
                self._hang_up(self._strangers.pop(0))
            self._strangers.append(view)

    def _ask(self, view: View) -> None:
        """Let a stranger in who shows the token, unless there are too many views."""
        if not view.has_shown_token():
            return
        self._strangers.remove(view)
        if len(self._views) >= MOST_VIEWS:
            self._hang_up(view)
            return
        self._views.append(view)
        for message in self._kept.values():
            view.offer(self._frame(message), may_miss=False)

    def _sweep(self, now_s: float) -> None:
        """Let go of views that are gone, and of strangers who have had their time."""
        for view in self._strangers:
            view.open = view.open and now_s - view.since_s <= TOKEN_WITHIN_S
        for view in (*self._views, *self._strangers):
            if not view.open:
                self._hang_up(view)
        self._views = [view for view in self._views if view.open]
        self._strangers = [view for view in self._strangers if view.open]

    def _hang_up(self, view: View) -> None:
        self._selector.unregister(view.socket)
        view.close()

    def _frame(self, message: ToView) -> bytes:
        body = self._encoder.encode(message)
        return LENGTH.pack(len(body)) + body
