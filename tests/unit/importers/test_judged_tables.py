"""Presses, alarms and quality of a table: units, tares, directions, and time stamps of every kind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import GradedTable
from tests.tables import judged, leans, table_text, write
from tests.waveforms import minimum_jerk, times, trapezoid


def verdicts(answer: GradedTable) -> list[str]:
    return [judged.verdict.verdict for judged in answer.presses]


def codes(answer: GradedTable) -> list[str]:
    return [quality.code for quality in answer.quality]


@pytest.mark.parametrize("rate_hz", [50.0, 100.0, 1000.0])
def test_good_leans_are_good_at_any_rate(tmp_path: Path, rate_hz: float):
    answer = judged(write(tmp_path / "x.csv", table_text(*leans(rate_hz))))
    assert verdicts(answer) == ["steady"] * 3
    assert answer.rate_hz == pytest.approx(rate_hz)
    assert answer.duration_s == pytest.approx(22.0, abs=0.05)
    assert codes(answer) == []


@pytest.mark.parametrize(("unit", "newtons"), [("n", 1.0), ("kgf", 9.80665), ("lbf", 4.4482216152605)])
def test_forces_come_out_in_newtons_whatever_they_were_written_in(tmp_path: Path, unit: str, newtons: float):
    t_s, force_n = leans(rest_n=20.0)
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, force_n / newtons)), unit=unit)
    assert [judged.press.peak_n for judged in answer.presses] == pytest.approx([80.0] * 3, abs=0.5)
    assert answer.tare["F"] == pytest.approx(20.0, abs=0.1)


@pytest.mark.parametrize("peak_n", [4.0, 30.0, 3700.0])
def test_onset_and_release_scale_with_the_file(tmp_path: Path, peak_n: float):
    answer = judged(write(tmp_path / "x.csv", table_text(*leans(peak_n=peak_n))))
    assert [judged.press.peak_n for judged in answer.presses] == pytest.approx([peak_n] * 3, rel=0.02)
    assert [judged.press.rise_s for judged in answer.presses] == pytest.approx([0.41] * 3, abs=0.03)


def test_counts_have_shape_and_timing_and_nothing_that_needs_newtons(tmp_path: Path):
    t_s, force = leans(peak_n=800.0, rest_n=15.0)
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, np.rint(force))), unit="counts")
    assert verdicts(answer) == ["steady"] * 3
    assert answer.episodes == []
    assert answer.presses[0].press.peak_n == pytest.approx(800.0, abs=4.0)


def test_counts_that_fall_with_load_are_turned_over(tmp_path: Path):
    t_s, force = leans(peak_n=600.0)
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, np.rint(1023 - force))), unit="counts", invert=True)
    assert verdicts(answer) == ["steady"] * 3
    assert answer.presses[0].press.peak_n == pytest.approx(600.0, abs=5.0)
    assert answer.tare["F"] == pytest.approx(1023.0, abs=2.0)


@pytest.mark.parametrize(("tare", "level_n", "peak_n"), [("auto", 18.0, 80.0), ("none", 0.0, 98.0), ("10", 10.0, 88.0)])
def test_the_resting_level_is_found_given_or_left(tmp_path: Path, tare: str, level_n: float, peak_n: float):
    answer = judged(write(tmp_path / "x.csv", table_text(*leans(rest_n=18.0))), tare=tare)
    assert answer.tare["F"] == pytest.approx(level_n, abs=0.1)
    assert max(judged.press.peak_n for judged in answer.presses) == pytest.approx(peak_n, abs=0.7)


def test_a_tare_is_given_in_the_files_own_unit(tmp_path: Path):
    t_s, force_n = leans(rest_n=19.6133)
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, force_n / 9.80665)), unit="kgf", tare="2")
    assert answer.tare["F"] == pytest.approx(19.6133)
    assert answer.presses[0].press.peak_n == pytest.approx(80.0, abs=0.6)


def standing(begins_loaded: bool) -> tuple[np.ndarray, np.ndarray]:
    t_s = times(12.0, 200.0)
    steps = ([0.0, 8.0, 8.5] if begins_loaded else [2.0, 8.0, 8.5], [650.0, 650.0, 0.0])
    force_n = np.interp(t_s, *steps) if begins_loaded else trapezoid(t_s, 1.0, 1.0, 6.0, 0.5, 650.0)
    return t_s, force_n + np.random.default_rng(1).normal(0.0, 1.0, len(t_s))


@pytest.mark.parametrize("mode", ["hands", "foot"])
@pytest.mark.parametrize("begins_loaded", [True, False])
def test_a_standing_person_is_never_tared_away(tmp_path: Path, mode: str, begins_loaded: bool):
    answer = judged(write(tmp_path / "x.csv", table_text(*standing(begins_loaded))), mode=mode)
    assert abs(answer.tare["F"]) < 2.0
    assert max(stretch.mean_n for stretch in answer.standing) == pytest.approx(650.0, abs=3.0)


def test_a_person_who_stands_all_the_time_is_not_the_rest_either(tmp_path: Path):
    t_s = times(10.0, 200.0)
    sway = 650.0 + 5.0 * np.sin(2 * np.pi * 0.3 * t_s)
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, sway)), mode="foot")
    assert answer.tare["F"] == 0.0
    assert answer.standing[0].mean_n == pytest.approx(650.0, abs=2.0)


def test_an_overload_is_an_alarm_with_its_time_and_peak(tmp_path: Path):
    t_s = times(8.0, 200.0)
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, minimum_jerk(t_s, 2.0, 1.0, 2.0, 1.0, 250.0))))
    [episode] = answer.episodes
    assert (episode.alarm.code, episode.alarm.severity, episode.alarm.pad) == ("overload", "amber", "F")
    assert episode.peak_n == pytest.approx(250.0)
    assert 2.0 < episode.start_s < 3.0 < 5.0 < (episode.end_s or 0.0) < 6.0


def test_two_pads_are_alarmed_together_and_judged_apart(tmp_path: Path):
    t_s = times(8.0, 200.0)
    left, right = (minimum_jerk(t_s, onset, 1.0, 2.0, 1.0, 240.0) for onset in (1.0, 1.5))
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, left, right, names="t,left,right")))
    assert [judged.press.pad for judged in answer.presses] == ["left", "right"]
    assert {episode.alarm.pad for episode in answer.episodes} == {"left", "right", None}


def test_a_file_of_nothing_but_rest_has_no_press(tmp_path: Path):
    t_s = times(20.0, 100.0)
    noise = np.random.default_rng(5).normal(12.0, 0.3, len(t_s))
    assert judged(write(tmp_path / "x.csv", table_text(t_s, noise))).presses == []


@pytest.mark.parametrize("level", [0.0, 5.0, 650.0])
def test_a_dead_sensor_is_no_press_and_no_fault(tmp_path: Path, level: float):
    t_s = times(10.0, 100.0)
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, np.full(len(t_s), level))))
    assert [judged.press.peak_n for judged in answer.presses if judged.press.peak_n < 100.0] == []


def test_a_press_at_the_end_of_a_file_has_no_release(tmp_path: Path):
    t_s, force_n = leans()
    cut = t_s < 16.5
    answer = judged(write(tmp_path / "x.csv", table_text(t_s[cut], force_n[cut])))
    assert [judged.press.release_s is None for judged in answer.presses] == [False, False, True]
