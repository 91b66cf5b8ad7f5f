"""Readings that no force can have made, and forces that point the other way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.tables import judged, leans, table_text, write
from tests.waveforms import minimum_jerk, times

T_S, FORCE_N = leans()


@pytest.mark.parametrize("reading_n", [0.0, 400.0])
def test_a_single_wild_reading_changes_no_verdict(tmp_path: Path, reading_n: float):
    force_n = FORCE_N.copy()
    force_n[[230, 260, 330, 900, 930, 1520]] = reading_n
    answer = judged(write(tmp_path / "x.csv", table_text(T_S, force_n)))
    assert [one.verdict.verdict for one in answer.presses] == ["steady"] * 3
    assert [one.press.peak_n for one in answer.presses] == pytest.approx([80.0] * 3, abs=0.6)


def test_the_alarms_see_it_all_the_same(tmp_path: Path):
    force_n = FORCE_N.copy()
    force_n[330] = 400.0
    answer = judged(write(tmp_path / "x.csv", table_text(T_S, force_n)))
    assert {episode.alarm.code for episode in answer.episodes} >= {"overload", "impact"}


def test_two_readings_in_a_row_are_a_blow(tmp_path: Path):
    force_n = FORCE_N.copy()
    force_n[[640, 641, 642]] = [200.0, 260.0, 190.0]
    answer = judged(write(tmp_path / "x.csv", table_text(T_S, force_n)))
    assert [one.verdict.verdict for one in answer.presses] == ["steady", "jab", "steady", "steady"]


def test_newtons_that_hang_below_zero_press_all_the_same(tmp_path: Path):
    answer = judged(write(tmp_path / "x.csv", table_text(T_S, -FORCE_N - 12.0)))
    assert [one.verdict.verdict for one in answer.presses] == ["steady"] * 3
    assert [one.press.peak_n for one in answer.presses] == pytest.approx([80.0] * 3, abs=0.6)
    assert answer.tare["F"] == pytest.approx(-12.0, abs=0.2)


def test_a_rest_below_zero_is_no_load(tmp_path: Path):
    answer = judged(write(tmp_path / "x.csv", table_text(T_S, FORCE_N - 60.0)))
    assert [one.press.peak_n for one in answer.presses] == pytest.approx([80.0] * 3, abs=0.6)


def test_a_file_that_rests_for_half_a_second_only_still_has_its_rest(tmp_path: Path):
    t_s = times(30.0, 100.0)
    force_n = minimum_jerk(t_s, 0.5, 1.0, 28.0, 0.3, 90.0) + np.random.default_rng(2).normal(0, 0.3, len(t_s))
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, force_n)))
    assert answer.tare["F"] == pytest.approx(0.0, abs=0.3)
