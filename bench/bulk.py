"""Four hundred sessions of a minute on one and two workers, on Dask, and on a plain pool: `python -m bench.bulk`.

The sessions are four different ones, a hundred times each; nothing of one is kept for another. Memory is the largest
sum of the resident memory of this process and all it started, so pages that they share count more than once. Processor
time says what the work costs also where other programs are busy; the time by the wall does not.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import psutil

from bench.figure import Figure, show
from pawpress.bulk import GradeOptions, Job, Pool, grade_file, judge_all
from pawpress.bulk.cluster import LOCAL, ClusterPool
from pawpress.bulk.pools import InProcessPool, ProcessPool
from pawpress.recording import Manifest, Recorder
from pawpress.settings.grading_limits import load_limits
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.scenario import load_scenario

SESSIONS, SECONDS, POLL_MS = 400, 60, 50
SCENARIOS = ("beginner", "catwalk", "rushed", "gentle-start")
COMMAND = "python -m bench.bulk"
LOOK_S = 0.05


def school(folder: Path, sessions: int, seconds: int = SECONDS) -> list[Path]:
    """Fill a folder with sessions of six pads at 500 Hz."""
    paths: list[Path] = []
    for number, name in enumerate(SCENARIOS):
        board = CoreBoard()
        body = Body(load_scenario(name), board.pads)
        manifest = Manifest(
            program="bench", created_unix_ms=0, source="core", mode="hands", layout=None, limits=load_limits()
        )
        recorder = Recorder(folder / f"{number}-0.paw", manifest)
        for begin_ms in range(0, 1000 * seconds, POLL_MS):
            codes = body.codes(np.arange(begin_ms, begin_ms + POLL_MS) + 7000 * number)
            recorder.take(board.run(codes), [], 1e-3 * begin_ms)
        recorder.close()
        copies = [folder / f"{number}-{copy}.paw" for copy in range(1, sessions // len(SCENARIOS))]
        for copy in copies:
            shutil.copy(folder / f"{number}-0.paw", copy)
        paths += [folder / f"{number}-0.paw", *copies]
    return paths


class Cost:
    """Largest memory and processor time of this process and all it started, looked at twenty times a second."""

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._cpu_s: dict[int, float] = {}
        self._before_s = _cpu_s(psutil.Process())
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Cost:
        self._thread.start()
        return self

    def __exit__(self, *ended: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def cpu_s(self) -> float:
        """Processor time, seconds."""
        return sum(self._cpu_s.values()) - self._before_s

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._over.wait(LOOK_S):
            resident = 0
            for one in [me, *me.children(recursive=True)]:
                try:
                    resident += one.memory_info().rss
                    self._cpu_s[one.pid] = _cpu_s(one)
                except psutil.Error:
                    continue
            self.peak_mb = max(self.peak_mb, resident / 1e6)


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def on_pool(open_pool: Callable[[], Pool], paths: Sequence[Path], tables: Path | None) -> int:
    """Judge on one of our pools, its start and end included; return the number of presses."""
    pool = open_pool()
    try:
        return sum(outcome.presses for outcome in judge_all(paths, Job(GradeOptions(load_limits()), tables), pool))
    finally:
        pool.close()


def plainly(paths: Sequence[Path], tables: Path | None) -> int:  # noqa: ARG001 - a plain pool keeps nothing
    """Judge on a plain pool of the standard library: no batches, no retries, nothing kept."""
    with ProcessPoolExecutor(2, mp_context=get_context("forkserver")) as pool:
        return sum(pool.map(partial(_presses, GradeOptions(load_limits())), paths))


def _presses(how: GradeOptions, path: Path) -> int:
    return len(grade_file(path, how)["presses"])


def measure(sessions: int = SESSIONS) -> list[Figure]:
    """Return the figures."""
    ways: dict[str, Callable[[Sequence[Path], Path | None], int]] = {
        "one worker, into tables": partial(on_pool, InProcessPool),
        "two workers, into tables": partial(on_pool, partial(ProcessPool, 2)),
        "Dask, two workers, into tables": partial(on_pool, partial(ClusterPool, LOCAL, 2)),
        "a plain process pool of two, nothing kept": plainly,
    }
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        recordings = Path(folder) / "recordings"
        recordings.mkdir()
        paths = school(recordings, sessions)
        counts: set[int] = set()
        for number, (name, way) in enumerate(ways.items()):
            begin_s = time.perf_counter()
            with Cost() as cost:
                counts.add(way(paths, Path(folder) / f"tables-{number}"))
            took_s = time.perf_counter() - begin_s
            speed = f"{took_s:.1f} s, {sessions / took_s:.1f} a second, {cost.cpu_s:.1f} s of processor"
            what = f"{sessions} sessions of {SECONDS} s, {name}"
            figures.append(Figure(what, f"{speed}, at most {cost.peak_mb:.0f} MB", COMMAND, name.startswith("two")))
        if len(counts) != 1:
            raise SystemExit(f"The ways disagree on the number of presses: {sorted(counts)}.")
    return figures


if __name__ == "__main__":
    show(measure(*map(int, sys.argv[1:])))
