"""A rest that moves, and loads that must never be taken for one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import GradedTable
from tests.tables import judged, table_text, write
from tests.waveforms import Array, minimum_jerk, times

T_S = times(44.0, 100.0)
RNG = np.random.default_rng(11)
NOISE = RNG.normal(0.0, 0.3, len(T_S))
PEAKS = (95.0, 80.0, 110.0, 70.0, 100.0, 85.0)


def presses() -> Array:
    return sum((minimum_jerk(T_S, 3.0 + 6.5 * i, 0.9, 1.6, 0.7, peak) for i, peak in enumerate(PEAKS)), 0.0 * T_S)


def answer_of(folder: Path, force: Array, **options: object) -> GradedTable:
    return judged(write(folder / "x.csv", table_text(T_S, force)), **options)


def codes(answer: GradedTable) -> list[str]:
    return [quality.code for quality in answer.quality]


DRIFTS = {
    "up": 25.0 * T_S / T_S[-1],
    "down": 25.0 * (1.0 - T_S / T_S[-1]),
    "warming up": 16.0 * np.exp(-T_S / 11.0),
    "a strap that slips": np.where(T_S < 20.9, 0.0, 12.0),
}


@pytest.mark.parametrize("name", DRIFTS)
def test_presses_are_measured_above_the_rest_around_them(tmp_path: Path, name: str):
    answer = answer_of(tmp_path, presses() + DRIFTS[name] + NOISE)
    assert [one.press.peak_n for one in answer.presses] == pytest.approx(PEAKS, abs=3.0)
    assert {one.verdict.verdict for one in answer.presses} == {"steady"}
    assert codes(answer) == ["baseline_shift"]
    assert answer.episodes == []


def test_counts_that_fall_with_load_drift_too(tmp_path: Path):
    force = presses() + DRIFTS["up"] + NOISE
    answer = answer_of(tmp_path, np.rint(1023.0 - 5.0 * force), unit="counts", invert=True)
    assert [one.press.peak_n for one in answer.presses] == pytest.approx([5.0 * peak for peak in PEAKS], abs=15.0)
    [shift] = answer.quality
    assert shift.code == "baseline_shift"
    assert "between 89" in shift.message
    assert "and 102" in shift.message


@pytest.mark.parametrize("peak_n", [60.0, 400.0])
def test_a_slow_load_is_never_taken_for_drift(tmp_path: Path, peak_n: float):
    ramp = peak_n * np.clip((T_S - 4.0) / 30.0, 0.0, 1.0)
    answer = answer_of(tmp_path, ramp + NOISE)
    assert [one.press.peak_n for one in answer.presses] == pytest.approx([peak_n], abs=2.0)
    assert codes(answer) == []


@pytest.mark.parametrize("mode", ["hands", "foot"])
def test_a_person_who_stands_for_long_is_never_tared_away(tmp_path: Path, mode: str):
    force = minimum_jerk(T_S, 3.0, 0.8, 36.0, 0.8, 640.0) + NOISE
    answer = answer_of(tmp_path, force, mode=mode)
    assert [one.press.peak_n for one in answer.presses] == pytest.approx([640.0], abs=2.0)
    assert answer.tare["F"] == pytest.approx(0.0, abs=0.2)


def test_in_foot_mode_nothing_is_followed(tmp_path: Path):
    assert codes(answer_of(tmp_path, presses() + DRIFTS["up"] + NOISE, mode="foot")) == []


def test_a_light_hold_beside_strong_presses_is_not_swallowed(tmp_path: Path):
    light = minimum_jerk(T_S, 29.5, 0.8, 10.0, 0.8, 26.0)
    strong = sum(minimum_jerk(T_S, 3.0 + 6.5 * i, 0.9, 1.6, 0.7, 100.0) for i in range(4))
    answer = answer_of(tmp_path, strong + light + NOISE)
    assert [one.press.peak_n for one in answer.presses] == pytest.approx([100.0] * 4 + [26.0], abs=2.0)
