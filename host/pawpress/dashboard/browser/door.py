"""Who is let in: only who knows the token, came by this very address, and was not sent by another page. Pure."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

SENT_BY_OURSELVES = ("none", "same-origin")
"""What browsers say of a request (`Sec-Fetch-Site`) that a person typed, or that came from one of our own pages."""
NAMES = ("127.0.0.1", "localhost")
"""What the address may be called; any other name that leads here is somebody else's (DNS rebinding)."""


@dataclass(frozen=True, slots=True)
class Door:
    """Checks requests.

    Parameters
    ----------
    token : str
        The secret part of the address.
    port : int
        Where the server listens.
    """

    token: str
    port: int

    @property
    def hosts(self) -> tuple[str, ...]:
        """What the header `Host` may say."""
        return tuple(f"{name}:{self.port}" for name in NAMES)

    @property
    def origins(self) -> tuple[str, ...]:
        """What the header `Origin` may say."""
        return tuple(f"http://{host}" for host in self.hosts)

    @property
    def address(self) -> str:
        """Where the page is; whoever knows it is let in."""
        return f"http://{NAMES[0]}:{self.port}/{self.token}/"

    def admits(self, path: str, headers: Mapping[str, str], *, socket: bool) -> bool:
        """Whether a request is to be answered.

        Parameters
        ----------
        path : str
            `/TOKEN/…`.
        headers : mapping
            Of the request, names in any case.
        socket : bool
            Whether it asks for a web socket: then its origin must be told.
        """
        given = path.split("/", 2)[1] if path.startswith("/") else ""
        knows = hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self.token.encode())
        origin = headers.get("Origin")
        ours = (origin is None and not socket) or origin in self.origins
        typed = headers.get("Sec-Fetch-Site", "none") in SENT_BY_OURSELVES
        return knows and headers.get("Host") in self.hosts and ours and typed
