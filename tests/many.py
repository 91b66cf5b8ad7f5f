"""Many small recordings, as a school with several rigs has them."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import numpy as np

from pawpress.recording import Recorder
from tests.chunks import every
from tests.recordings import manifest
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

NOVEMBER_MS, DECEMBER_MS = 1_762_000_000_000, 1_764_600_000_000


def one_recording(path: Path, presses: int = 1, **told: object) -> Path:
    """Record presses of the left pad, one steady and then jabs, four seconds each."""
    steady = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
    jab = minimum_jerk(times(4.0), 1.0, 0.06, 0.1, 0.06, 90.0)
    force_n = np.concatenate([steady, *([jab] * (presses - 1))]) if presses else 0.0 * steady
    recorder = Recorder(path, manifest(**told))
    for number, piece in enumerate(every(stream_of(np.stack((force_n, 0.0 * force_n), axis=1)), 4000)):
        recorder.take(piece, [], 10.0 + 0.02 * number)
    recorder.close()
    return path


def school(folder: Path, copies: int = 1) -> Path:
    """Fill a folder: two rigs, two months, a recording without a press, each so many times."""
    folder.mkdir(parents=True)
    kinds = (
        {"presses": 2, "rig": "mat 1", "school": "Zürich/Süd", "created_unix_ms": NOVEMBER_MS},
        {"presses": 1, "rig": "mat 2", "school": "Zürich/Süd", "created_unix_ms": NOVEMBER_MS},
        {"presses": 1, "rig": "mat 1", "school": "Zürich/Süd", "created_unix_ms": DECEMBER_MS},
        {"presses": 0, "rig": "mat 2", "school": "Zürich/Süd", "created_unix_ms": DECEMBER_MS},
    )
    for number, kind in enumerate(kinds):
        first = one_recording(folder / f"{number}-000.paw", **kind)  # type: ignore[arg-type]
        for copy in range(1, copies):
            shutil.copy(first, folder / f"{number}-{copy:03}.paw")
    return folder


PRESSES_A_COPY, SESSIONS_A_COPY = 4, 4


def asked(tables: Path, question: str) -> list[tuple[object, ...]]:
    """Ask the tables a question in SQL, in which {presses} and {sessions} stand for them."""
    read = {name: f"read_parquet('{tables}/{name}/**/*.parquet')" for name in ("presses", "sessions")}
    return duckdb.sql(question.format(**read)).fetchall()
