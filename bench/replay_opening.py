"""How long `pawpress replay` takes to show an hour of eight pads at 1 kHz, and until it knows the whole of it.

At a pseudo-terminal that reads at once; from the start of the command.
"""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

from bench.figure import Figure, show
from bench.long_recordings import PADS, RATE_HZ, record
from bench.terminal import Terminal, at_terminal

COMMAND = "python -m bench.replay_opening"
MINUTES = 60
PICTURE = re.compile("REPLAY ▶ playing".encode())
WHOLE = re.compile(rb"of \d+:\d+")
LONGEST_S = 300.0
RUNS = 3


class Watcher(Terminal):
    """Notes when the first picture has come, and when the length is told that is no estimate."""

    def __init__(self, master: int, bytes_a_second: float) -> None:
        super().__init__(master, bytes_a_second)
        self.begun_s = time.monotonic()
        self.picture_s: float | None = None
        self.whole_s: float | None = None
        self._seen = b""

    def _take(self, piece: bytes, now_s: float) -> None:
        super()._take(piece, now_s)
        self._seen = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", self._seen[-4000:] + piece)
        if self.picture_s is None and PICTURE.search(self._seen):
            self.picture_s = now_s - self.begun_s
        if self.whole_s is None and WHOLE.search(self._seen):
            self.whole_s = now_s - self.begun_s


def opened(path: Path) -> tuple[float, float]:
    """Return the time to the first picture and to the whole timeline, seconds."""
    with at_terminal(["-m", "pawpress", "replay", str(path)], kind=Watcher) as terminal:
        while terminal.whole_s is None and time.monotonic() - terminal.begun_s < LONGEST_S:
            terminal.refresh_screen()
        if terminal.picture_s is None or terminal.whole_s is None:
            raise RuntimeError("The replay showed no whole picture.")
        return terminal.picture_s, terminal.whole_s


def measure() -> list[Figure]:
    """Return the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hour.paw"
        record(path, MINUTES)
        runs = [opened(path) for _ in range(RUNS)]
    picture_s, whole_s = max(first for first, _ in runs), max(last for _, last in runs)
    what = f"`pawpress replay` of 1 h, {PADS} pads × {RATE_HZ} Hz: first picture, worst of {RUNS}"
    return [
        Figure(what, f"{picture_s:.2f} s", COMMAND),
        Figure("the same: whole timeline, while it plays", f"{whole_s:.0f} s", COMMAND),
    ]


if __name__ == "__main__":
    show(measure())
