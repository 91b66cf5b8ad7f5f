"""Stretches in which the load of all pads stands still."""

from __future__ import annotations

import time

import numpy as np
import pytest

from pawpress.core.presses.standing import StandingDetector, StandingStretch
from tests.waveforms import Array, block, times


def standing(t_s: Array, force_n: Array, least_n: float = 20.0) -> list[StandingStretch]:
    detector = StandingDetector(least_n, 0.002)
    detector.process(block(t_s, force_n))
    return detector.found()


def test_a_person_who_stands_between_two_moves_is_found_with_their_weight():
    t_s = times(12.0)
    sway = 3.0 * np.sin(2 * np.pi * 0.4 * t_s)
    force_n = np.interp(t_s, [1.0, 2.0, 9.0, 9.5], [0.0, 700.0, 700.0, 0.0]) + sway * (t_s > 2) * (t_s < 9)
    [stretch] = standing(t_s, force_n)
    assert stretch.start_s == pytest.approx(2.0, abs=0.15)
    assert stretch.end_s == pytest.approx(9.0, abs=0.15)
    assert stretch.mean_n == pytest.approx(700.0, rel=0.003)
    assert stretch.cv == pytest.approx(3.0 / np.sqrt(2) / 700.0, rel=0.15)


def _seconds_for(t_s: Array) -> float:
    detector = StandingDetector(20.0, 0.01)
    steady = block(t_s, np.full(len(t_s), 500.0), rate_hz=100.0)
    begin_s = time.process_time()
    detector.process(steady)
    detector.found()
    return time.process_time() - begin_s


def test_weight_on_two_feet_counts_as_one_load():
    t_s = times(6.0)
    shift = 100.0 * np.sin(2 * np.pi * 0.5 * t_s)
    [stretch] = standing(t_s, np.stack((300.0 + shift, 300.0 - shift), axis=1))
    assert stretch.mean_n == pytest.approx(600.0)


@pytest.mark.parametrize(("length_s", "count"), [(0.8, 0), (1.3, 1)])
def test_less_than_a_second_is_no_standing(length_s: float, count: int):
    t_s = times(5.0)
    assert len(standing(t_s, np.where((t_s >= 1.0) & (t_s < 1.0 + length_s), 500.0, 0.0))) == count


def test_a_load_that_keeps_growing_is_no_standing():
    t_s = times(10.0)
    assert standing(t_s, 100.0 * t_s) == []


def test_rest_is_no_standing():
    t_s = times(10.0)
    assert standing(t_s, np.full(len(t_s), 19.0)) == []


def test_half_an_hour_of_standing_is_followed_as_quickly_as_a_minute():
    # Thirty times the load may take thirty times as long, not nine hundred.
    minute, many = times(60.0, 100.0), times(1800.0, 100.0)
    short_s = min(_seconds_for(minute) for _ in range(3))
    assert min(_seconds_for(many) for _ in range(2)) < 8 * 30 * short_s


def test_a_gap_ends_a_stretch():
    t_s = times(3.0)
    detector = StandingDetector(20.0, 0.002)
    detector.process(block(t_s, np.full(len(t_s), 500.0)))
    detector.process(block(t_s + 4.0, np.full(len(t_s), 500.0), gap_before=500))
    assert [round(s.start_s, 3) for s in detector.found()] == [0.0, 4.0]


@pytest.mark.parametrize("size", [1, 7, 50, 333])
def test_chunks_find_the_same(size: int):
    t_s = times(8.0)
    force_n = np.interp(t_s, [1.0, 2.0, 6.0, 6.5], [0.0, 700.0, 710.0, 0.0])
    detector = StandingDetector(20.0, 0.002)
    for at in range(0, len(t_s), size):
        detector.process(block(t_s[at : at + size], force_n[at : at + size]))
    assert detector.found() == standing(t_s, force_n)
