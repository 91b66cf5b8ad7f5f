"""What recording costs and how fast a recording is judged: `python -m bench.recorder`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from bench.figure import Figure, show
from pawpress.grading import load_limits
from pawpress.recorder import Manifest, Recorder, open_recording
from pawpress.recorder.formats import export_recording
from pawpress.simulator.body import Body
from pawpress.simulator.model_board import ModelBoard
from pawpress.simulator.scenario import load_scenario

SECONDS = 120
POLL_MS = 5
COMMAND = "python -m bench.recorder"


def stream() -> list[bytes]:
    """Return what a rig of six pads at 500 Hz sends, a piece a poll."""
    board = ModelBoard()
    body = Body(load_scenario("beginner"), board.pads)
    return [board.run(body.codes(np.arange(begin, begin + POLL_MS))) for begin in range(0, 1000 * SECONDS, POLL_MS)]


def record(path: Path, pieces: list[bytes]) -> tuple[float, list[float]]:
    """Record the pieces as fast as they are taken; return processor time and the time of each call, seconds."""
    manifest = Manifest(
        program="bench", created_unix_ms=0, source="model", mode="hands", layout=None, limits=load_limits()
    )
    recorder = Recorder(path, manifest)
    took_s: list[float] = []
    begin_s = time.process_time()
    for number, piece in enumerate(pieces):
        call_s = time.perf_counter()
        recorder.take(piece, [], 1e-3 * POLL_MS * number)
        took_s.append(time.perf_counter() - call_s)
    recorder.close()
    return time.process_time() - begin_s, took_s


def measure() -> list[Figure]:
    """Return the figures."""
    pieces = stream()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.paw"
        cpu_s, took_s = record(path, pieces)
        p50_us, p99_us = 1e6 * np.percentile(took_s, (50, 99))
        raw_mb_h = path.stat().st_size / 1e6 * 3600 / SECONDS
        begin_s = time.process_time()
        open_recording(path).judged()
        judge_s = time.process_time() - begin_s
        [parquet] = export_recording(open_recording(path), "parquet")
        parquet_mb_h = parquet.stat().st_size / 1e6 * 3600 / SECONDS
    return [
        Figure("recorder, share of a core at 6 pads x 500 Hz", f"{100 * cpu_s / SECONDS:.2f} %", COMMAND),
        Figure("recorder, delay of a step (p50, p99)", f"{p50_us:.0f}, {p99_us:.0f} µs", COMMAND),
        Figure("recording, raw, 6 pads x 500 Hz", f"{raw_mb_h:.0f} MB an hour", COMMAND),
        Figure("recording, Parquet, 6 pads x 500 Hz", f"{parquet_mb_h:.1f} MB an hour", COMMAND),
        Figure("raw recording to verdicts, one core", f"{SECONDS / judge_s:.0f} x real time", COMMAND),
    ]


if __name__ == "__main__":
    show(measure())
