"""Waits for the one connection that shows the token; anyone else on this computer may knock, and gets nothing."""

from __future__ import annotations

import contextlib
import hmac
import selectors
import socket
import time
from collections.abc import Callable

LOOK_S = 0.05
MOST_WAITING = 8
"""Connections without a token that are kept at a time; the oldest must go. Ours shows its token at once."""


class Admission:
    """A listener on the loopback address that admits one connection.

    Parameters
    ----------
    token : bytes
        What the connection must send first.
    """

    def __init__(self, token: bytes) -> None:
        self._token = token
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self._waiting: dict[socket.socket, bytes] = {}
        self.port: int = self._listener.getsockname()[1]

    def wait(self, deadline_s: float, alive: Callable[[], bool]) -> socket.socket | None:
        """Return the connection that showed the token, and listen no more.

        None when `time.monotonic()` passes the deadline, or `alive` says that nobody will come.
        """
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            while time.monotonic() < deadline_s:
                for key, _ in selector.select(LOOK_S):
                    if key.fileobj is self._listener:
                        self._let_in(selector)
                    elif isinstance(key.fileobj, socket.socket) and self._shown(key.fileobj, selector):
                        admitted = key.fileobj
                        del self._waiting[admitted]
                        self.close()
                        admitted.setblocking(True)
                        return admitted
                if not alive():
                    break
        self.close()
        return None

    def close(self) -> None:
        """Listen no more, and let go of whoever waits."""
        for stranger in (*self._waiting, self._listener):
            stranger.close()
        self._waiting.clear()

    def _let_in(self, selector: selectors.BaseSelector) -> None:
        with contextlib.suppress(OSError):
            stranger, _ = self._listener.accept()
            stranger.setblocking(False)
            self._waiting[stranger] = b""
            selector.register(stranger, selectors.EVENT_READ)
        if len(self._waiting) > MOST_WAITING:
            self._turn_away(next(iter(self._waiting)), selector)

    def _shown(self, stranger: socket.socket, selector: selectors.BaseSelector) -> bool:
        """Read some of a connection's token; turn it away when it closed, or showed another one."""
        try:
            chunk = stranger.recv(len(self._token) - len(self._waiting[stranger]))
        except OSError:
            chunk = b""
        self._waiting[stranger] += chunk
        if hmac.compare_digest(self._waiting[stranger], self._token):
            return True
        if not chunk or len(self._waiting[stranger]) >= len(self._token):
            self._turn_away(stranger, selector)
        return False

    def _turn_away(self, stranger: socket.socket, selector: selectors.BaseSelector) -> None:
        selector.unregister(stranger)
        del self._waiting[stranger]
        stranger.close()
