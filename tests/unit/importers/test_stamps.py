"""Time stamps in every unit, named or not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import GradedTable, Table, TableError, read_table
from tests.tables import judged, leans, table_text, write

RATE_HZ = 50.0
T_S, FORCE_N = leans(RATE_HZ)


def table(folder: Path, name: str, stamps: np.ndarray) -> Table:
    rows = [f"{stamp:.6f},{force:.3f}" for stamp, force in zip(stamps.tolist(), FORCE_N.tolist(), strict=True)]
    return read_table(write(folder / "x.csv", "\n".join([f"{name},F", *rows])))


@pytest.mark.parametrize(
    ("name", "unit_s"),
    [
        ("time", 1.0),
        ("time", 1e-3),
        ("timestamp", 1e-6),
        ("t", 1e-6),
        ("Time (s)", 1.0),
        ("millis", 1e-3),
        ("micros()", 1e-6),
        ("t [\u00b5s]", 1e-6),
        ("t [\u03bcs]", 1e-6),
        ("seconds", 1.0),
    ],
)
@pytest.mark.parametrize("start", [0.0, 1_764_104_400.25])
def test_the_unit_is_named_or_told_by_the_steps(tmp_path: Path, name: str, unit_s: float, start: float):
    found = table(tmp_path, name, (T_S + start) / unit_s)
    assert found.time_unit_s == unit_s
    assert found.t_s == pytest.approx(T_S, abs=1e-5)


@pytest.mark.parametrize("rate_hz", [8.0, 240.0, 2000.0])
@pytest.mark.parametrize("unit_s", [1.0, 1e-3, 1e-6])
def test_at_any_rate_of_the_contract_the_steps_tell_the_unit(tmp_path: Path, rate_hz: float, unit_s: float):
    t_s = np.arange(400) / rate_hz
    path = write(tmp_path / "x.csv", table_text(t_s / unit_s, np.linspace(0.0, 50.0, 400)))
    assert read_table(path).time_unit_s == unit_s


def test_times_of_day_pass_midnight(tmp_path: Path):
    of_day_s = (86_390.0 + T_S) % 86_400.0
    cells = [f"{int(s // 3600):02d}:{int(s % 3600 // 60):02d}:{s % 60:06.3f}" for s in of_day_s.tolist()]
    rows = [f"{cell},{force:.3f}" for cell, force in zip(cells, FORCE_N.tolist(), strict=True)]
    found = read_table(write(tmp_path / "x.csv", "\n".join(["clock,F", *rows])))
    assert found.t_s == pytest.approx(T_S, abs=0.001)


@pytest.mark.parametrize("name", ["", "sample", "Frame", "frame_number", "Sample No.", "Unnamed: 0"])
def test_a_count_of_rows_is_refused_as_a_time(tmp_path: Path, name: str):
    with pytest.raises(TableError, match=r"counts rows and holds no times\. Name the time column with --time-column\."):
        table(tmp_path, name, np.arange(len(T_S)))


def answer_of(folder: Path, stamps: np.ndarray) -> GradedTable:
    return judged(write(folder / "x.csv", table_text(stamps, FORCE_N)))


@pytest.mark.parametrize("burst", [2, 4, 8])
def test_bursts_of_almost_equal_stamps_are_told_and_harm_no_press(tmp_path: Path, burst: int):
    # The port is read now and then; the readings that waited get stamps a few tenths of a millisecond apart.
    number = np.arange(len(T_S))
    stamps = T_S[(number // burst) * burst] + 0.0003 * (number % burst) + burst / RATE_HZ
    answer = answer_of(tmp_path, stamps)
    assert [quality.code for quality in answer.quality if quality.code != "low_rate"] == ["burst_timestamps"]
    assert answer.rate_hz == pytest.approx(RATE_HZ, rel=0.02)
    assert [one.press.peak_n for one in answer.presses] == pytest.approx([80.0] * 3, abs=1.0)
    assert [one.verdict.verdict for one in answer.presses] == ["steady"] * 3


def test_two_sensors_at_different_rates_share_a_table(tmp_path: Path):
    slow = np.arange(len(T_S)) % 4 == 1
    rows = [
        f"{t:.3f},{'' if is_slow else f'{force:.3f}'},{f'{0.5 * force:.3f}' if is_slow else ''}"
        for t, force, is_slow in zip(T_S.tolist(), FORCE_N.tolist(), slow.tolist(), strict=True)
    ]
    answer = judged(write(tmp_path / "x.csv", "\n".join(["t,plate,pad", *rows])))
    assert list(answer.tare) == ["plate", "pad"]
    peaks = {name: [p.press.peak_n for p in answer.presses if p.press.pad == name] for name in answer.tare}
    assert peaks["plate"] == pytest.approx([80.0] * 3, abs=1.0)
    assert peaks["pad"] == pytest.approx([40.0] * 3, abs=1.0)
    assert [quality.pad for quality in answer.quality if quality.code == "low_rate"] == ["pad"]


@pytest.mark.parametrize("began_d", [0.4167, 45990.4167, 739900.4167])
def test_days_of_a_spreadsheet(tmp_path: Path, began_d: float):
    rows = [f"{began_d + t_s / 86400.0:.10f},{force:.3f}" for t_s, force in zip(T_S, FORCE_N, strict=True)]
    found = read_table(write(tmp_path / "x.csv", "\n".join(["Time,Force (N)", *rows])))
    assert found.time_unit_s == 86400.0
    assert found.t_s == pytest.approx(T_S, abs=1e-4)
