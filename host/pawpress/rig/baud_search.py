"""Finds the speed a rig was built for: listens at one after the other until what arrives makes sense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from typing import Protocol

from pawpress.rig.client import RigClient
from pawpress.rig.link import Link

BAUDS = (500_000, 250_000, 1_000_000, 115_200)
"""Every speed a firmware can be built for, the usual one first."""
NONSENSE_BYTES = 256
"""This many bytes without a good frame mean another speed: the longest frame has 208. A rig sends them within 0.13 s,
at its slowest."""


class TunableLink(Link, Protocol):
    """A link whose speed can be changed while it is open."""

    def change_baud(self, baud: int) -> None:
        """Go on at another speed and forget what arrived at the one before."""
        ...


@dataclass(frozen=True, slots=True)
class Tuned:
    """What was found."""

    client: RigClient | None
    """A client at the speed at which frames arrived, which has kept what the rig said; None where none did."""
    baud: int
    received_bytes: int
    """All that arrived, sense or nonsense."""


def tune(link: TunableLink, listen_s: float, clock: Callable[[], float], wait: Callable[[float], None]) -> Tuned:
    """Listen until frames make sense; the link is left at that speed.

    Parameters
    ----------
    link : TunableLink
        Opened at the first of `BAUDS`. Nothing is sent: at another speed a rig would only count it as damage.
    listen_s : float
        How long to listen in all, seconds. While nothing arrives the speed stays.
    clock, wait : callable
        The host's clock and how to let it go on, seconds.

    Raises
    ------
    LinkError
        If the port is gone.
    """
    begin_s, before_bytes = clock(), 0
    for baud in cycle(BAUDS):
        if before_bytes:
            link.change_baud(baud)
        client = RigClient.over(link, clock, wait)
        while client.received_bytes < NONSENSE_BYTES:
            client.poll()
            received_bytes = before_bytes + client.received_bytes
            if client.health.frames:
                return Tuned(client, baud, received_bytes)
            if clock() - begin_s >= listen_s:
                return Tuned(None, baud, received_bytes)
        before_bytes += client.received_bytes
    raise AssertionError("a cycle has no end")
