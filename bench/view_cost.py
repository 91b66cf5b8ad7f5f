"""What the dashboard costs, against a simple textual screen with the same bars and the same curve.

    python -m bench.view_cost [--seconds S] [--rounds N]

Both play the same session in a terminal that takes everything at once, one after the other, in turns, so that whatever
else the machine does meets both. Processor time is the program's own, between two moments of a session under way.
"""

from __future__ import annotations

import argparse
import os
import time
from statistics import median

from bench.figure import Figure, show
from bench.terminal import Terminal, at_terminal, watched

SIZES = ((80, 24), (120, 40), (200, 50))
SCREENS = {
    "dashboard": ["tests/dashboard/fake_feed.py", "--scene", "steady"],
    "simple": ["-m", "bench.simple_screen"],
}
SETTLE_S = 4.0
PICTURE_S = 0.01
"""Bytes that come closer together belong to one picture."""
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
COMMAND = "python -m bench.view_cost"


class CountingTerminal(Terminal):
    """Counts the pictures that reach it."""

    def __init__(self, master: int, bytes_a_second: float) -> None:
        super().__init__(master, bytes_a_second)
        self.pictures = 0
        self.bytes = 0
        self._last_s = 0.0

    def _take(self, piece: bytes, now_s: float) -> None:
        super()._take(piece, now_s)
        if piece and now_s - self._last_s > PICTURE_S:
            self.pictures += 1
        self._last_s = now_s if piece else self._last_s
        self.bytes += len(piece)


def processor_s(pid: int) -> float:
    """Return the processor time a process has used, seconds."""
    with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123 - not a file on a disk
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def measured(screen: str, size: tuple[int, int], seconds: float) -> tuple[float, float]:
    """Return the share of a core and the pictures a second of one screen."""
    with at_terminal(SCREENS[screen], kind=CountingTerminal, size=size) as terminal, watched(terminal):
        time.sleep(SETTLE_S)
        begin_s, begin_cpu_s, begun = time.monotonic(), processor_s(terminal.pid), terminal.pictures
        time.sleep(seconds)
        took_s = time.monotonic() - begin_s
        return (processor_s(terminal.pid) - begin_cpu_s) / took_s, (terminal.pictures - begun) / took_s


def _see_both() -> None:
    """Let the screens find the package and the session that is played."""
    os.environ["PYTHONPATH"] = os.pathsep.join(["host", "tests/dashboard"])


def measure(seconds: float = 8.0, rounds: int = 3) -> list[Figure]:
    """Return the figures of every size."""
    _see_both()
    figures: list[Figure] = []
    for size in SIZES:
        turns = [{screen: measured(screen, size, seconds) for screen in SCREENS} for _ in range(rounds)]
        ratio = median(turn["dashboard"][0] / turn["simple"][0] for turn in turns)
        each = {screen: median(1e3 * turn[screen][0] / turn[screen][1] for turn in turns) for screen in SCREENS}
        shares = {screen: median(turn[screen][0] for turn in turns) for screen in SCREENS}
        rates = {screen: median(turn[screen][1] for turn in turns) for screen in SCREENS}
        name = f"{size[0]}x{size[1]}"
        figures += [
            Figure(
                f"dashboard at {name}, processor time against a simple textual screen with the same curve",
                f"{ratio:.2f} × ({100 * shares['dashboard']:.1f} % of a core against {100 * shares['simple']:.1f} %)",
                COMMAND,
            ),
            Figure(
                f"dashboard at {name}, pictures drawn",
                f"{rates['dashboard']:.0f} per second, {each['dashboard']:.1f} ms each "
                f"(simple screen {rates['simple']:.0f}, {each['simple']:.1f} ms)",
                COMMAND,
            ),
        ]
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    show(measure(asked.seconds, asked.rounds))


if __name__ == "__main__":
    main()
