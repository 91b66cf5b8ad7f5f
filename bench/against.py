"""The speed of this tree against another, side by side: `python -m bench.against ../before`.

The other tree is a checkout, of any age since commit 807c815; both run under this Python, with what is installed here.
Every measurement is made by a process of each tree in turns, so that both meet the same machine, and each tree makes
its own streams by its own `bench.host_speed`. What is told is the ratio of each pair of runs: its middle, least and
largest.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

ROOT: Final = Path(__file__).parents[1]
TURNS: Final = 7
TRIES: Final = 3
"""Of a measurement: a view that is held up for long, as on a busy machine, may be let go."""
CHILD: Final = """
import json, time
import bench.host_speed as bench

PADS, RATE_HZ, LIVE_S, PAUSE_S = 8, 1000, 0.005, 0.004
stream = bench.wire(PADS, RATE_HZ)

def cut(size):
    return [stream[at : at + size] for at in range(0, len(stream), size)]

def judge(parts, pause_s=0.0):
    pipeline = bench.Pipeline(*([bench.shipped_setup()] if hasattr(bench, "shipped_setup") else []))
    spent_s = 0.0
    for part in parts:
        if pause_s:
            time.sleep(pause_s)
        begin_s = time.process_time()
        pipeline.receive(part, 0.0)
        spent_s += time.process_time() - begin_s
    pipeline.finish()
    return spent_s

live, whole = cut(round(len(stream) / bench.SECONDS * LIVE_S)), cut(bench.READ_BYTES)
judge(whole)
print(json.dumps({
    "live pipeline, 5 ms chunks in a row": min(judge(live[:4000]) for _ in range(3)) / (4000 * LIVE_S),
    "live pipeline, 5 ms chunks with pauses": judge(live[:1000], PAUSE_S) / (1000 * LIVE_S),
    "recording to verdicts, one core": min(judge(whole) for _ in range(5)) / bench.SECONDS,
}))
"""
"""Prints shares of a core."""
ENGINE: Final = """
import json, os, pty, tempfile, threading, time, tty
import bench.host_speed as bench
from pawpress.dashboard.stream_feed import StreamFeed
from pawpress.engine.config import EngineConfig, PortSource
from pawpress.engine.spawn import start_engine

BEGIN_S, SECONDS, LIVE_S = 4.0, 12.0, 0.005
stream = bench.wire(8, 1000)
size = round(len(stream) / bench.SECONDS * LIVE_S)
near, far = pty.openpty()
tty.setraw(far)
over = threading.Event()

def feed():
    begin_s = time.monotonic()
    for number in range(len(stream) // size):
        time.sleep(max(0.0, begin_s + number * LIVE_S - time.monotonic()))
        os.write(near, stream[number * size : (number + 1) * size])
        if over.is_set():
            return

def spent_s(pid):
    fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

with tempfile.TemporaryDirectory() as folder:
    os.environ |= {"HOME": folder, "XDG_STATE_HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
    source, record = PortSource(port=os.ttyname(far)), folder + "/session.pawpress"
    config = EngineConfig(source=source, record=record, calibration="none")
    engine = start_engine(config).wait()
    view = StreamFeed(engine.port, engine.token.encode())
    threading.Thread(target=feed, daemon=True).start()
    begin_s, first_s, seen = time.monotonic(), None, 0
    while (now_s := time.monotonic() - begin_s) < BEGIN_S + SECONDS:
        seen += len(view.poll())
        if first_s is None and now_s >= BEGIN_S:
            first_s = spent_s(engine.process.pid)
        time.sleep(0.03)
    share = (spent_s(engine.process.pid) - first_s) / SECONDS
    over.set()
    assert seen > 20 * SECONDS, f"the view was told {seen} things only"
    engine.close()
print(json.dumps({"whole engine with recorder and view": share}))
"""
"""Prints the share of a core of an engine on a pseudo-terminal; Linux only."""


class NotMeasured(RuntimeError):
    """A tree cannot be measured; the text says which, and what its program complained of."""


def shares(tree: Path, program: str) -> dict[str, float]:
    """Return what a program measures in a tree.

    Raises
    ------
    NotMeasured
        If it fails there.
    """
    paths = os.pathsep.join((str(tree / "host"), str(tree)))
    environment = {**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"}
    run = subprocess.run([sys.executable, "-c", program], cwd=tree, env=environment, capture_output=True, text=True)
    if run.returncode:
        raise NotMeasured(f"{tree}: {(run.stderr.strip().splitlines() or ['no complaint'])[-1]}")
    return {name: float(share) for name, share in json.loads(run.stdout.splitlines()[-1]).items()}


def in_tries(tree: Path, program: str) -> dict[str, float]:
    """Return what a program measures in a tree, if need be at a later try."""
    for _ in range(TRIES - 1):
        with contextlib.suppress(NotMeasured):
            return shares(tree, program)
    return shares(tree, program)


def ratios(trees: tuple[Path, Path], program: str, turns: int) -> Iterator[str]:
    """Yield what a program's measurements of two trees come to, taken in turns; why, where one cannot be measured."""
    try:
        pairs = [[in_tries(tree, program) for tree in trees] for _ in range(turns)]
    except NotMeasured as error:
        yield f"not measured in {error}"
        return
    for name in pairs[0][0]:
        found = sorted(new[name] / old[name] for old, new in pairs)
        told = " to ".join(f"{100 * median(pair[at][name] for pair in pairs):.2f} %" for at in (0, 1))
        yield f"{name}: {median(found):.2f} ({found[0]:.2f} to {found[-1]:.2f}); {told} of a core"


def main() -> int:
    """Measure in turns and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("before", type=Path, help="folder of the other tree")
    parser.add_argument("--turns", type=int, default=TURNS)
    asked = parser.parse_args()
    trees = (asked.before.resolve(), ROOT)
    for program in (CHILD, ENGINE):
        for line in ratios(trees, program, asked.turns):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
