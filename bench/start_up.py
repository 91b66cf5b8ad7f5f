"""How long a person waits: for the help, and for the dashboard's first picture and first reading."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import time

from bench.figure import Figure, show

COMMAND = "python -m bench.start_up"
REPEATS = 5
COLUMNS, ROWS = 120, 36
TIMEOUT_S = 20.0
FIRST_PICTURE = (b"pawpress", b"? help")
"""Its first line and its last."""


def help_s() -> float:
    """Return the time `pawpress --help` takes."""
    begin_s = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pawpress", "--help"], capture_output=True, check=True)
    return time.perf_counter() - begin_s


def dashboard_s() -> tuple[float, float]:
    """Start the demo in a terminal of its own; return when it was drawn and when it was live."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    begin_s = time.perf_counter()
    environment = {**os.environ, "TERM": "xterm-256color"}
    demo = subprocess.Popen(
        [sys.executable, "-m", "pawpress", "demo"], stdin=slave, stdout=slave, stderr=slave, env=environment
    )
    os.close(slave)
    drawn_s = live_s = None
    seen = b""
    while live_s is None and time.perf_counter() - begin_s < TIMEOUT_S:
        seen += os.read(master, 65536)
        text = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", seen)
        now_s = time.perf_counter() - begin_s
        drawn_s = drawn_s or (now_s if all(word in text for word in FIRST_PICTURE) else None)
        live_s = now_s if b" live" in text else None
    demo.kill()
    demo.wait()
    os.close(master)
    if drawn_s is None or live_s is None:
        raise TimeoutError("the dashboard did not come up")
    return drawn_s, live_s


def measure() -> list[Figure]:
    """Return the figures."""
    helped = sorted(help_s() for _ in range(REPEATS))[REPEATS // 2]
    drawn, live = sorted(dashboard_s() for _ in range(REPEATS))[REPEATS // 2]
    return [
        Figure("`pawpress --help`", f"{helped:.2f} s", COMMAND, headline=True),
        Figure("`pawpress demo`, first picture", f"{drawn:.2f} s", COMMAND, headline=True),
        Figure("`pawpress demo`, first live reading", f"{live:.2f} s", COMMAND, headline=True),
    ]


if __name__ == "__main__":
    show(measure())
