"""Which readings of a column were taken, and which only written again."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.importers.quality.held_readings import taken
from tests.strangers import held
from tests.tables import leans
from tests.waveforms import minimum_jerk, times

RATE_HZ = 1000.0
_, FORCE_N = leans(RATE_HZ)


@pytest.mark.parametrize(
    ("every", "digit"), [(2.0, 0.0), (3.7, 0.01), (25.0, 0.0), (25.0, 1.0), (100.0, 0.01), (100.0, 1.0)]
)
def test_of_a_slow_sensor_every_reading_is_found(every: float, digit: float):
    readings = np.round(FORCE_N / digit) * digit if digit else FORCE_N
    rows = taken(held(readings, every))
    assert rows is not None
    expected = np.unique((np.floor(np.arange(len(readings)) / every) * every).astype(int))
    assert rows.sum() == pytest.approx(len(expected), rel=0.1)
    changed = np.flatnonzero(np.diff(held(readings, every))) + 1
    assert rows[changed].all()


@pytest.mark.parametrize("digit", [0.0, 0.001, 0.1, 1.0, 5.0])
@pytest.mark.parametrize("noise_n", [0.0, 0.02, 0.4])
def test_a_sensor_that_is_read_for_every_row_is_left_alone(digit: float, noise_n: float):
    t_s, force_n = leans(RATE_HZ)
    smooth_n = np.convolve(np.pad(force_n, 50, mode="edge"), np.full(101, 1 / 101), mode="valid")
    readings = smooth_n + np.random.default_rng(5).normal(0.0, noise_n, len(t_s))
    assert taken(np.round(readings / digit) * digit if digit else readings) is None


def test_fine_digits_of_a_slow_lean_are_no_held_readings():
    t_s = times(20.0, RATE_HZ)
    assert taken(np.round(minimum_jerk(t_s, 3.0, 5.0, 4.0, 5.0, 70.0), 1)) is None


@pytest.mark.parametrize("readings", [np.zeros(0), np.zeros(1), np.full(500, 3.0), np.arange(5.0)])
def test_little_tells_nothing(readings: np.ndarray):
    assert taken(readings) is None
