"""Finds the speed a rig was built for: listens at one after the other until what arrives makes sense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from typing import Protocol

from pawpress.core.protocol import Decoder
from pawpress.rig.link import Link

BAUDS = (500_000, 250_000, 1_000_000, 115_200)
"""Every speed a firmware can be built for, the usual one first."""
NONSENSE_BYTES = 256
"""So many bytes without a good frame mean another speed: the longest frame has 208. A rig sends them within 0.13 s,
at its slowest."""
PAUSE_S = 0.02


class TunableLink(Link, Protocol):
    """A link whose speed can be changed while it is open."""

    def change_baud(self, baud: int) -> None:
        """Go on at another speed and forget what arrived at the one before."""
        ...


@dataclass(frozen=True, slots=True)
class Tuned:
    """What came of it."""

    baud: int | None
    """The speed at which frames arrived, or None."""
    heard_bytes: int
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
    begin_s, heard_bytes = clock(), 0
    for baud in cycle(BAUDS):
        if heard_bytes:
            link.change_baud(baud)
        decoder, here_bytes = Decoder(), 0
        while here_bytes < NONSENSE_BYTES:
            chunk = link.read()
            here_bytes += len(chunk)
            decoder.receive(chunk)
            if decoder.health.frames:
                return Tuned(baud, heard_bytes + here_bytes)
            if clock() - begin_s >= listen_s:
                return Tuned(None, heard_bytes + here_bytes)
            wait(PAUSE_S)
        heard_bytes += here_bytes
    raise AssertionError("a cycle has no end")
