"""What pawpress costs against what a person would run in its place, doing the same work: ratios of processor time.

    python -m bench.versus

Each pair is measured in turns in one run, because the same code can vary twofold within an hour on a shared machine.
A ratio is the median of the rounds, with the least and the most of them. What pawpress does beyond the other - frames
and checksums, alarms, verdicts - is not taken off.
"""

from __future__ import annotations

import os
import pty

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import serial

from bench.command_cost import Cost, command_cost
from bench.figure import Figure, show
from bench.host_speed import LIVE_S, SECONDS, chunks, judge, paused_s, wire
from bench.long_recordings import MB, foreign, graded
from pawpress.simulator.body import Body
from pawpress.simulator.scenario import load_scenario

COMMAND = "python -m bench.versus"
PADS, RATE_HZ = 8, 1000
ROUNDS = 7
CSV_ROUNDS = 5
LIVE_SECONDS = 20
PANDAS = "import sys, pandas; pandas.read_csv(sys.argv[1])"


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times what the other takes, over the rounds."""

    rounds: tuple[float, ...]

    def __str__(self) -> str:
        return f"{statistics.median(self.rounds):.2f} × ({min(self.rounds):.2f} to {max(self.rounds):.2f})"


def in_turns(ours: Callable[[], float], other: Callable[[], float], rounds: int = ROUNDS) -> Ratio:
    """Return the ratio of what two pieces of work take, each returning its own cost."""
    for work in (ours, other):
        work()
    return Ratio(tuple(ours() / other() for _ in range(rounds)))


def spent(work: Callable[[], object]) -> Callable[[], float]:
    """Return work that gives the processor time it takes."""

    def timed() -> float:
        begin_s = time.process_time()
        work()
        return time.process_time() - begin_s

    return timed


def scipy_script(codes: np.ndarray) -> int:
    """Do the mathematics of a usual script: smooth, find presses, measure them. Codes of shape (n, pads)."""
    from scipy.signal import butter, find_peaks, sosfilt

    force_n = codes * 0.3
    smooth_n = sosfilt(butter(2, 20.0, fs=RATE_HZ, output="sos"), force_n, axis=0)
    found = 0
    for pad_n in np.transpose(smooth_n):
        peaks, _ = find_peaks(pad_n, height=20.0, prominence=10.0, width=RATE_HZ // 20)
        for peak in peaks.tolist():
            press_n = pad_n[max(0, peak - RATE_HZ) : peak + RATE_HZ]
            found += bool(np.gradient(press_n, 1.0 / RATE_HZ).max() and press_n.std())
    return found


def line_reader(text: bytes) -> float:
    """Return what the usual reader, `int` of each cell of pyserial's `readline`, takes for lines as they come."""
    ours, theirs = pty.openpty()
    count = text.count(b"\n")

    def write() -> None:
        size = len(text) * LIVE_S / LIVE_SECONDS
        for number in range(round(LIVE_SECONDS / LIVE_S)):
            os.write(ours, text[round(number * size) : round((number + 1) * size)])
            time.sleep(LIVE_S)

    with serial.Serial(os.ttyname(theirs), timeout=1.0) as port:
        writer = threading.Thread(target=write)
        writer.start()
        begin_s, total = time.thread_time(), 0
        for _ in range(count):
            total += sum(int(cell) for cell in port.readline().split(b","))
        spent_s = time.thread_time() - begin_s
        writer.join()
    os.close(ours)
    os.close(theirs)
    return spent_s


def pandas_cost(path: Path) -> Cost:
    """Return what reading a table with pandas, and nothing else, takes."""
    return command_cost([sys.executable, "-c", PANDAS, str(path)])


def measure() -> list[Figure]:
    """Return the figures."""
    stream = wire(PADS, RATE_HZ)
    codes = Body(load_scenario("beginner"), PADS).codes(np.arange(0, SECONDS * 1000))
    lines = b"".join(
        b",".join(b"%d" % code for code in row) + b"\n" for row in codes[: LIVE_SECONDS * RATE_HZ].tolist()
    )
    live = chunks(stream, round(len(stream) * LIVE_S / SECONDS))[: round(LIVE_SECONDS / LIVE_S)]
    figures = [
        Figure(
            "a minute of 8 pads × 1 kHz to verdicts, against the mathematics alone of a scipy script",
            str(in_turns(spent(lambda: judge([stream])), spent(lambda: scipy_script(codes)))),
            COMMAND,
            headline=True,
        ),
        Figure(
            "live, 8 pads × 1 kHz, against a reader of lines with pyserial's `readline`",
            str(in_turns(lambda: paused_s(live, LIVE_S), lambda: line_reader(lines), 3)),
            COMMAND,
            headline=True,
        ),
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hour.csv"
        foreign(path)
        rounds = [(graded(path), pandas_cost(path)) for _ in range(CSV_ROUNDS)]
    figures.append(
        Figure(
            "`pawpress grade` of an hour of CSV at 1 kHz, against `pandas.read_csv` of it, both with their start",
            str(Ratio(tuple(ours.cpu_s / other.cpu_s for ours, other in rounds))),
            COMMAND,
            headline=True,
        )
    )
    most = (max(cost.most_bytes for cost in side) for side in zip(*rounds, strict=True))
    figures.append(Figure("the same, most memory", " against ".join(f"{n / MB:.0f} MB" for n in most), COMMAND))
    return figures


if __name__ == "__main__":
    show(measure())
