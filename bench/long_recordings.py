"""Long files through `pawpress grade`: how fast, and how much memory an hour takes compared with ten minutes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

from bench.command_cost import Cost, command_cost
from bench.figure import Figure, show
from bench.host_speed import wire
from pawpress.recording import Manifest, Recorder
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.safety_limits import load_safety_limits

COMMAND = "python -m bench.long_recordings"
PADS, RATE_HZ = 8, 1000
MINUTES = (10, 60)
CSV_S, CSV_RATE_HZ = 3600, 1000
MB = 1e6


def record(path: Path, minutes: int) -> None:
    """Write a recording of the beginner scenario, minute after minute."""
    manifest = Manifest(
        program="bench",
        created_unix_ms=0,
        source="core",
        mode="hands",
        layout=None,
        limits=load_limits(),
        safety=load_safety_limits(),
    )
    recorder = Recorder(path, manifest)
    for minute in range(minutes):
        recorder.take(wire(PADS, RATE_HZ, minute), [], 60.0 * minute)
        recorder.flush()
    recorder.close()


def foreign(path: Path) -> None:
    """Write an hour of presses of two seconds as any data logger does."""
    t_s = np.arange(CSV_S * CSV_RATE_HZ) / CSV_RATE_HZ
    force_n = 60.0 * np.clip(3.0 * np.sin(2.0 * np.pi * t_s / 5.0), 0.0, 1.0) + np.random.default_rng(1).normal(
        0.0, 0.2, len(t_s)
    )
    np.savetxt(path, np.stack((t_s, force_n), axis=1), fmt=("%.3f", "%.2f"), delimiter=",", header="t,f", comments="")


def graded(path: Path) -> Cost:
    """Return what `pawpress grade` of a file takes."""
    return command_cost([sys.executable, "-m", "pawpress", "grade", "--json", str(path)])


def measure() -> list[Figure]:
    """Return the figures."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.paw"
        for minutes in MINUTES:
            record(path, minutes)
            cpu_s, most = graded(path)
            path.unlink()
            what = f"`pawpress grade` of {minutes} min, {PADS} pads × {RATE_HZ} Hz"
            amount = f"{cpu_s:.1f} s of a core, {60 * minutes / cpu_s:,.0f} × real time, {most / MB:.0f} MB"
            figures.append(Figure(what, amount, COMMAND, headline=minutes == max(MINUTES)))
        table = Path(folder) / "hour.csv"
        foreign(table)
        cpu_s, most = graded(table)
        what = f"`pawpress grade` of a foreign CSV, 1 h at {CSV_RATE_HZ} Hz, {table.stat().st_size / MB:.0f} MB"
        figures.append(Figure(what, f"{cpu_s:.1f} s of a core, {most / MB:.0f} MB", COMMAND))
    return figures


if __name__ == "__main__":
    show(measure())
