"""Raw readings of a rig, one stretch at a time: what calibrating needs and judging does not."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.protocol import Scans
from pawpress.core.protocol.schema_generated import Gap, Hello
from pawpress.core.samples import SampleBlock, SampleClock
from pawpress.rig.client import RigClient
from pawpress.rig.connection import Connection
from pawpress.rig.link import LinkError

HELLO_S = 8.0
SILENT_S = 3.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Readings of all pads during a while."""

    t_s: NDArray[np.float64]
    """By the rig's clock, shape (n,), seconds."""
    counts: NDArray[np.uint16]
    """Shape (n, pads)."""


class SampleReader:
    """Reads the samples of a rig; a link that is lost for a moment is opened again.

    Parameters
    ----------
    connection : Connection
        An opened one.
    clock : callable
        The host's clock, seconds.
    wait : callable
        Lets seconds of that clock pass.
    """

    def __init__(
        self, connection: Connection, clock: Callable[[], float], wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._client, self.clock = RigClient(connection, clock, wait, reopens=True), clock
        self._samples = SampleClock()
        self._hello: Hello | None = None

    def hello(self) -> Hello:
        """Return who the rig is, and wait until it says so.

        Raises
        ------
        RigError
            If it does not, or speaks another protocol.
        """
        self._hello = self._hello or self._client.handshake(HELLO_S)
        return self._hello

    def watch(self, seconds: float) -> Stretch:
        """Return the readings of the next seconds of the rig's clock.

        Raises
        ------
        LinkError
            If no readings come.
        """
        blocks: list[SampleBlock] = []
        heard_s = self.clock()
        while not blocks or blocks[-1].t_s[-1] - blocks[0].t_s[0] < seconds:
            fresh = self._read()
            blocks += fresh
            heard_s = self.clock() if fresh else heard_s
            if self.clock() - heard_s > SILENT_S:
                raise LinkError(f"{self._client.trouble or 'The rig has gone silent.'} Look at the cable.")
        return Stretch(np.concatenate([b.t_s for b in blocks]), np.concatenate([b.counts for b in blocks]))

    def close(self) -> None:
        """Let go of the rig."""
        self._client.close()

    def _read(self) -> list[SampleBlock]:
        """Return the samples that have arrived, and let a little time pass."""
        blocks: list[SampleBlock] = []
        for message in self._client.receive():
            if isinstance(message, Hello):
                self._hello = message
                if message.restarted:
                    self._samples.restart()
            elif isinstance(message, Gap):
                self._samples.away(message.duration_us)
            elif isinstance(message, Scans):
                blocks += self._samples.process(message)
        return blocks
