"""A rig behind a pseudo-terminal on whose pads weights are put, and whose time runs as fast as its port is read.

The firmware's own core runs; nothing but the pace is not real. A pipe that is full stops its time, so nothing is lost.
"""

from __future__ import annotations

import os
import pty
import select
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil

from pawpress.cli.calibrate.rig import STRIDE_S, VirtualClock
from pawpress.simulator.board import STEP_US
from pawpress.simulator.body_weights import open_weights_rig


class WeighedRig:
    """A running rig."""

    def __init__(self) -> None:
        self._clock = VirtualClock()
        self._link, self._body, _ = open_weights_rig("uno", "core", self._clock)
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        self.port = os.ttyname(self._theirs)
        """Path to open."""
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()

    def put(self, channel: int, force_n: float) -> None:
        """Let a weight down on a pad, or take it off."""
        with self._lock:
            self._body.put(channel, force_n, ceil(self._clock() * 1e6 / STEP_US) + 1)

    def close(self) -> None:
        """Pull the plug."""
        self._over.set()
        self._thread.join()
        os.close(self._ours)
        os.close(self._theirs)

    def _live(self) -> None:
        while not self._over.is_set():
            with self._lock:
                self._clock.wait(STRIDE_S)
                left = self._link.read()
            while left and not self._over.is_set():
                heard, ready, _ = select.select([self._ours], [self._ours], [], 0.05)
                if heard:
                    self._link.write(os.read(self._ours, 4096))
                if ready:
                    left = left[os.write(self._ours, left[:512]) :]


@contextmanager
def weighed_pty() -> Iterator[WeighedRig]:
    """Run a rig for a while."""
    rig = WeighedRig()
    try:
        yield rig
    finally:
        rig.close()
