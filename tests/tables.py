"""CSV files as other programs write them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pawpress.importers import GradedTable, ImportOptions, judge_table, read_table
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.safety_limits import load_safety_limits
from tests.waveforms import Array, minimum_jerk, times


def table_text(t_s: Array, *columns: Array, names: str = "t,F", delimiter: str = ",") -> str:
    """Return a table of time and columns with a header."""
    head = names.replace(",", delimiter)
    rows = zip(t_s.tolist(), *(column.tolist() for column in columns), strict=True)
    return "\n".join([head, *(delimiter.join(f"{number:.6f}" for number in row) for row in rows), ""])


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def leans(rate_hz: float = 100.0, peak_n: float = 80.0, rest_n: float = 0.0, count: int = 3) -> tuple[Array, Array]:
    """Time and force of some good presses, six seconds apart, with a little noise."""
    t_s = times(6.0 * count + 4.0, rate_hz)
    force_n = sum(minimum_jerk(t_s, 2.0 + 6.0 * number, 0.8, 1.5, 0.6, peak_n) for number in range(count))
    return t_s, rest_n + force_n + np.random.default_rng(3).normal(0.0, 0.1 * peak_n / 80.0, len(t_s))


def judged(path: Path, **options: object) -> GradedTable:
    """Judge a file with the shipped limits."""
    pair = options.pop("pair", None)
    asked = ImportOptions(**options)  # type: ignore[arg-type]
    return judge_table(read_table(path), load_limits(), load_safety_limits(), asked, pair)  # type: ignore[arg-type]
