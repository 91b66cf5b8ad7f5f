"""Pushes between which a hand leans on are parted; what is one movement is one event."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import GradedTable
from tests.strangers import compressions, footstep
from tests.tables import judged, table_text, write
from tests.waveforms import minimum_jerk, times


def answer_of(folder: Path, t_s: np.ndarray, force: np.ndarray, **options: object) -> GradedTable:
    noise = np.random.default_rng(3).normal(0.0, 0.2, len(t_s))
    return judged(write(folder / "x.csv", table_text(t_s, force + noise)), **options)


@pytest.mark.parametrize("rate_hz", [8.0, 10.0, 25.0, 100.0, 1000.0])
@pytest.mark.parametrize("lean", [0.15, 0.3, 0.45])
def test_round_pushes_are_counted(tmp_path: Path, rate_hz: float, lean: float):
    t_s = times(12.0, rate_hz)
    on = (t_s > 2.0) & (t_s < 9.2)
    force_n = 100.0 * np.where(on, lean + (1.0 - lean) * np.sin(np.pi * (t_s - 2.0) / 1.2) ** 2, 0.0)
    assert len(answer_of(tmp_path, t_s, force_n).presses) == 6


@pytest.mark.parametrize("rate_hz", [25.0, 100.0])
def test_compressions_are_counted(tmp_path: Path, rate_hz: float):
    t_s = times(14.0, rate_hz)
    assert len(answer_of(tmp_path, t_s, compressions(t_s, 15, 100.0, 420.0, 90.0)).presses) == 15


@pytest.mark.parametrize("rate_hz", [10.0, 100.0, 1000.0])
@pytest.mark.parametrize("dip", [0.2, 0.4])
def test_a_hold_that_wavers_is_one_press(tmp_path: Path, rate_hz: float, dip: float):
    t_s = times(14.0, rate_hz)
    hold = minimum_jerk(t_s, 1.5, 0.8, 9.0, 0.6, 80.0)
    assert len(answer_of(tmp_path, t_s, hold * (1.0 - 0.5 * dip * (1.0 - np.cos(2 * np.pi * 0.7 * t_s)))).presses) == 1


@pytest.mark.parametrize("rate_hz", [100.0, 1000.0])
def test_the_humps_of_a_footstep_are_one_event(tmp_path: Path, rate_hz: float):
    t_s = times(5.0, rate_hz)
    for weight_n in (520.0, 800.0):
        assert len(answer_of(tmp_path, t_s, footstep(t_s, 1.2, 0.7, weight_n, 0.3)).presses) == 1


@pytest.mark.parametrize("unit", ["n", "kgf", "counts"])
def test_a_pad_that_never_rests_is_told_alike_in_every_unit(tmp_path: Path, unit: str):
    t_s = times(10.0, 25.0)
    force_n = 84.0 + 9.0 * np.sin(2 * np.pi * 0.23 * t_s)
    scale = {"n": 1.0, "kgf": 1 / 9.80665, "counts": 6.2}[unit]
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, force_n * scale)), unit=unit)
    assert [(one.press.onset_s, one.press.release_s) for one in answer.presses] == [(0.0, None)]
    assert any("nothing was tared" in quality.message for quality in answer.quality)


def test_a_converter_that_rests_far_from_zero_rests(tmp_path: Path):
    t_s = times(12.0, 80.0)
    counts = 812_000.0 + 900.0 * minimum_jerk(t_s, 3.0, 0.8, 3.0, 0.8, 100.0)
    assert judged(write(tmp_path / "x.csv", table_text(t_s, counts)), unit="counts").tare["F"] == pytest.approx(
        812e3, rel=1e-3
    )
