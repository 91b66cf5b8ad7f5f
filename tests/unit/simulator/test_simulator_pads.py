"""From newtons to counts, and what a worse sensor adds."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.calibration.pad_models.fsr_divider import COUNTS_MAX, HALF_SCALE_N, newtons
from pawpress.simulator.pads import WORST_SENSOR, Sensor, codes_of_newtons


def test_half_scale_force_reads_half_of_the_range() -> None:
    assert codes_of_newtons(np.array([0.0, HALF_SCALE_N])).tolist() == [0, round(COUNTS_MAX / 2)]


def test_the_nominal_curve_takes_readings_back_to_newtons_within_a_count() -> None:
    force_n = np.linspace(1.0, 400.0, 800)
    codes = codes_of_newtons(force_n).astype(np.float64)
    assert np.all(newtons(codes - 0.5) <= force_n)
    assert np.all(force_n <= newtons(codes + 0.5))


def test_gain_reads_that_much_more_force() -> None:
    codes = codes_of_newtons(np.array([100.0]), Sensor(gain=1.08)).astype(np.float64)
    assert newtons(codes)[0] == pytest.approx(108.0, abs=0.5)


def test_hysteresis_adds_on_the_way_down_only() -> None:
    half_n = np.full(2, 50.0)
    felt_n = Sensor(hysteresis=0.07).felt_n(half_n, 100.0, np.zeros(2), np.array([False, True]))
    assert felt_n.tolist() == pytest.approx([50.0, 57.0])


def test_creep_grows_with_the_decades_under_load() -> None:
    felt_n = Sensor(creep_per_decade=0.04).felt_n(
        np.full(2, 100.0), 100.0, np.array([0.9, 9.9]), np.zeros(2, dtype=np.bool_)
    )
    assert felt_n.tolist() == pytest.approx([104.0, 108.0])


def test_a_released_pad_reads_zero_even_with_the_worst_sensor() -> None:
    felt_n = WORST_SENSOR.felt_n(np.zeros(1), 100.0, np.array([5.0]), np.array([True]))
    assert codes_of_newtons(felt_n, WORST_SENSOR).tolist() == [0]
