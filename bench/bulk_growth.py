"""How the cost of judging grows with the number of sessions, on two processes and on a local Dask cluster of two.

    python -m bench.bulk_growth [SESSIONS ...]

Processor time is what the work costs, however busy the machine is: of this process and all it started. A straight line
through the runs parts it into what starting takes and what one more session takes. The sessions are four different ones
of ten seconds under many names.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from bench.bulk import SCENARIOS, Cost, on_pool, school
from bench.figure import Figure, show
from pawpress.bulk import Pool
from pawpress.bulk.cluster import LOCAL, ClusterPool
from pawpress.bulk.pools import ProcessPool

COMMAND = "python -m bench.bulk_growth"
SESSIONS = (100, 1000, 10_000)
SECONDS, WORKERS = 10, 2
WAYS: dict[str, Callable[[], Pool]] = {
    "two processes": partial(ProcessPool, WORKERS),
    "Dask, two workers": partial(ClusterPool, LOCAL, WORKERS),
}


def many(sessions: Sequence[Path], count: int) -> list[Path]:
    """Return so many names of files, each a session of its own to whoever judges it."""
    names = [sessions[n % len(sessions)].with_name(f"{n}.paw") for n in range(count)]
    for number, name in enumerate(names):
        os.link(sessions[number % len(sessions)], name)
    return names


def cpu_s(open_pool: Callable[[], Pool], paths: Sequence[Path], tables: Path) -> float:
    """Return the processor time of judging files into tables, seconds."""
    with Cost() as cost:
        on_pool(open_pool, paths, tables)
    return cost.cpu_s


def measure(sessions: Sequence[int] = SESSIONS) -> list[Figure]:
    """Return the figures."""
    spent_s: dict[str, list[float]] = {name: [] for name in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        recordings = Path(folder) / "recordings"
        recordings.mkdir()
        paths = many(school(recordings, len(SCENARIOS), SECONDS), max(sessions))
        for count in sessions:
            for name, open_pool in WAYS.items():
                spent_s[name].append(cpu_s(open_pool, paths[:count], Path(folder) / f"{name}-{count}"))
    return [*_figures(sessions, spent_s), _ratio(sessions, spent_s)]


def _figures(sessions: Sequence[int], spent_s: dict[str, list[float]]) -> list[Figure]:
    figures: list[Figure] = []
    for name, spent in spent_s.items():
        for count, total_s in zip(sessions, spent, strict=True):
            amount = f"{total_s:.1f} s of processor, {1e3 * total_s / count:.1f} ms each"
            figures.append(Figure(f"{count:,} sessions of {SECONDS} s, {name}", amount, COMMAND))
        each_s, start_s = _line(sessions, spent)
        amount = f"{start_s:.1f} s of processor, and {1e3 * each_s:.1f} ms a session"
        figures.append(Figure(f"the start of {name}, by these", amount, COMMAND))
    return figures


def _ratio(sessions: Sequence[int], spent_s: dict[str, list[float]]) -> Figure:
    pool_s, dask_s = (_line(sessions, spent)[0] for spent in spent_s.values())
    what = "one more session on Dask, against one on processes of this machine"
    return Figure(what, f"{dask_s / pool_s:.2f} ×", COMMAND, headline=True)


def _line(sessions: Sequence[int], spent_s: Sequence[float]) -> tuple[float, float]:
    """Return what one more session takes and what none would, seconds; each run weighs as much as another."""
    count = np.asarray(sessions, dtype=np.float64)
    # Of the relative error, lest the longest run decide everything.
    each_s, start_s = np.polyfit(count, spent_s, 1, w=1.0 / np.asarray(spent_s))
    return float(each_s), float(start_s)


if __name__ == "__main__":
    show(measure(tuple(map(int, sys.argv[1:])) or SESSIONS))
