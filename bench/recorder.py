"""What recording costs and how fast a recording is judged: `python -m bench.recorder`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from bench.figure import Figure, show
from pawpress.analysis.recording import open_recording
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import SetRate
from pawpress.export.convert import export_recording
from pawpress.recording import Manifest, Recorder
from pawpress.settings.grading_limits import load_limits
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.scenario import load_scenario

SECONDS = 60
POLL_MS = 5
COMMAND = "python -m bench.recorder"
RIGS = {"6 pads x 500 Hz": ("uno", 500), "8 pads x 1000 Hz": ("nano", 1000)}


def stream(board_name: str, rate_hz: int) -> list[bytes]:
    """Return what a rig sends, a piece a poll."""
    board = CoreBoard(board_name)
    body = Body(load_scenario("beginner"), board.pads)
    pieces = [board.run(body.codes(np.arange(0, 20)))]
    board.send(encode(SetRate(rate_hz), 1))
    begins = range(20, 1000 * SECONDS, POLL_MS)
    return pieces + [board.run(body.codes(np.arange(begin, begin + POLL_MS))) for begin in begins]


def record(path: Path, pieces: list[bytes]) -> tuple[float, list[float]]:
    """Record the pieces as fast as they are taken; return processor time and the time of each call, seconds."""
    manifest = Manifest(
        program="bench", created_unix_ms=0, source="core", mode="hands", layout=None, limits=load_limits()
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
    return [figure for rig, (board, rate_hz) in RIGS.items() for figure in _measure(rig, stream(board, rate_hz))]


def _measure(rig: str, pieces: list[bytes]) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.paw"
        cpu_s, took_s = record(path, pieces)
        p50_us, p99_us, p999_us = 1e6 * np.percentile(took_s, (50, 99, 99.9))
        half = Path(folder) / "half.paw"
        record(half, pieces[: len(pieces) // 2])
        half_archive, _ = export_recording(open_recording(half), "parquet")
        raw_mb_h = _mb_an_hour(path, half)
        begin_s = time.process_time()
        open_recording(path).judged()
        judge_s = time.process_time() - begin_s
        begin_s = time.process_time()
        archive, _ = export_recording(open_recording(path), "parquet")
        archive_s = time.process_time() - begin_s
        archive_mb_h = _mb_an_hour(archive, half_archive)
    return [
        Figure(f"recorder, share of a core, {rig}", f"{100 * cpu_s / SECONDS:.2f} %", COMMAND),
        Figure(
            f"recorder, delay of a step (p50, p99, p99.9), {rig}",
            f"{p50_us:.0f}, {p99_us:.0f}, {p999_us:.0f} µs",
            COMMAND,
        ),
        Figure(f"recording, raw, {rig}", f"{raw_mb_h:.0f} MB an hour", COMMAND),
        Figure(f"recording, archive, {rig}", f"{archive_mb_h:.1f} MB an hour", COMMAND, headline=True),
        Figure(f"raw recording to verdicts, one core, {rig}", f"{SECONDS / judge_s:.0f} x real time", COMMAND),
        Figure(f"raw recording to archive, one core, {rig}", f"{SECONDS / archive_s:.0f} x real time", COMMAND),
    ]


def _mb_an_hour(whole: Path, half: Path) -> float:
    """Return the size of an hour: what a head takes once, and what the seconds take."""
    whole_b, half_b = whole.stat().st_size, half.stat().st_size
    a_second = (whole_b - half_b) / (SECONDS / 2)
    return (whole_b + a_second * (3600 - SECONDS)) / 1e6


if __name__ == "__main__":
    show(measure())
