"""The whole dashboard at a terminal that reads 20 kB a second: never much on its way, and the alarm whole."""

from __future__ import annotations

import time

import pytest

pytest.importorskip("termios", reason="pseudo-terminals are of POSIX")

from bench.terminal import QUESTION, Terminal, at_terminal, watched

pytestmark = [pytest.mark.realtime, pytest.mark.latency]
SLOW_BYTES_A_SECOND = 20e3
LEARNT_S, SECONDS = 12.0, 20.0
"""At the beginning the screen is painted whole, which takes such a line some seconds."""
USUAL_PICTURE_BYTES = 4000


class Reader(Terminal):
    """Notes how much came between the questions where the cursor is."""

    def __init__(self, master: int, bytes_a_second: float) -> None:
        super().__init__(master, bytes_a_second)
        self.read = bytearray()

    def _take(self, piece: bytes, now_s: float) -> None:
        self.read += piece
        super()._take(piece, now_s)


def test_over_a_slow_line_slices_are_small_and_the_banner_comes_whole():
    command = ["-m", "pawpress", "demo", "--rig", "core", "--scenario", "foot-stumble"]
    with at_terminal(command, SLOW_BYTES_A_SECOND, Reader) as terminal, watched(terminal):
        time.sleep(LEARNT_S)
        learnt = len(terminal.read)
        time.sleep(SECONDS - LEARNT_S)
        slices = sorted(len(part) for part in bytes(terminal.read[learnt:]).split(QUESTION))
        until_s = time.monotonic() + SECONDS
        while b"on all pads" not in terminal.read and time.monotonic() < until_s:
            time.sleep(0.1)  # the scene comes again; how late its banner may be is measured by bench.alarm_latency
    assert len(slices) > 50
    assert slices[len(slices) * 9 // 10] < USUAL_PICTURE_BYTES / 2
    assert b"on all pads" in terminal.read
