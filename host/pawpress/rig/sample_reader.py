"""A rig whose raw readings are looked at, a stretch at a time; what calibrating needs and judging does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.protocol import Decoder, Scans
from pawpress.core.protocol.schema_generated import Gap, Hello
from pawpress.core.samples import SampleBlock, SampleClock
from pawpress.rig.connection import Connection
from pawpress.rig.link import LinkError

POLL_S = 0.01
HELLO_S = 8.0
SILENT_S = 3.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Readings of all pads during a while."""

    t_s: NDArray[np.float64]
    """By the rig's clock, shape (n,), seconds."""
    counts: NDArray[np.uint16]
    """Shape (n, pads)."""


class Bench:
    """Reads a rig.

    Parameters
    ----------
    connection : Connection
        An opened one.
    clock : callable
        The host's clock, seconds.
    wait : callable
        Lets so many seconds of that clock pass.
    """

    def __init__(
        self, connection: Connection, clock: Callable[[], float], wait: Callable[[float], None] | None = None
    ) -> None:
        from time import sleep

        self._connection, self._clock, self._wait = connection, clock, wait or sleep
        self._decoder, self._samples = Decoder(), SampleClock()
        self._hello: Hello | None = None

    def hello(self) -> Hello:
        """Return who the rig is, waiting for it to say so.

        Raises
        ------
        LinkError
            If it does not.
        """
        begin_s = self._clock()
        while self._hello is None:
            self._read()
            if self._connection.failed:
                raise LinkError(self._connection.failed)
            if self._clock() - begin_s > HELLO_S:
                trouble = self._connection.trouble or "The rig does not say who it is."
                raise LinkError(f"{trouble} Run `pawpress doctor`.")
        return self._hello

    def watch(self, seconds: float) -> Stretch:
        """Return the readings of the next so many seconds of the rig's clock.

        Raises
        ------
        LinkError
            If no readings come.
        """
        blocks: list[SampleBlock] = []
        heard_s = self._clock()
        while not blocks or blocks[-1].t_s[-1] - blocks[0].t_s[0] < seconds:
            fresh = self._read()
            blocks += fresh
            heard_s = self._clock() if fresh else heard_s
            if self._connection.failed:
                raise LinkError(self._connection.failed)
            if self._clock() - heard_s > SILENT_S:
                raise LinkError(f"{self._connection.trouble or 'The rig has gone silent.'} Look at the cable.")
        return Stretch(np.concatenate([b.t_s for b in blocks]), np.concatenate([b.counts for b in blocks]))

    def close(self) -> None:
        """Let go of the rig."""
        self._connection.close()

    def _read(self) -> list[SampleBlock]:
        """Return what has arrived, and let a little time pass."""
        now_s = self._clock()
        blocks: list[SampleBlock] = []
        for message in self._decoder.receive(self._connection.read(now_s)):
            if isinstance(message, Hello):
                self._hello = message
                if message.restarted:
                    self._samples.restart()
            elif isinstance(message, Gap):
                self._samples.away(message.duration_us)
            elif isinstance(message, Scans):
                blocks += self._samples.process(message)
        self._connection.attend(self._hello is not None, self._decoder.health, now_s)
        self._wait(POLL_S)
        return blocks
