"""What is taken for a reading, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.calibration.steady import NotSteady, SteadyReading, felt, steady_reading, take_tare
from tests.calibrations import read_at

NOISE = np.random.default_rng(5).normal(0.0, 2.0, 500)


def readings(counts: float | np.ndarray) -> np.ndarray:
    return np.clip(np.rint(counts + NOISE), 0, 1023).astype(np.uint16)


def test_an_empty_pad_gives_its_tare():
    found = take_tare(readings(20.0), 1023)
    assert isinstance(found, SteadyReading)
    assert found.counts == pytest.approx(20.0, abs=0.5)


def test_a_tare_is_refused_under_load_and_says_about_how_much():
    found = take_tare(readings(read_at(80.0)), 1023)
    assert isinstance(found, NotSteady)
    assert (found.key, dict(found.words)) == ("guide.rests", {"force": "80"})


def test_a_tare_is_refused_while_the_pad_moves():
    found = take_tare(readings(np.linspace(0.0, 40.0, 500)), 1023)
    assert isinstance(found, NotSteady)
    assert found.key == "guide.empty_moves"


def test_a_finer_converter_may_be_as_noisy():
    assert isinstance(take_tare((readings(20.0) * 4).astype(np.uint16), 4095), SteadyReading)


def test_one_stray_reading_is_no_movement():
    counts = readings(20.0)
    counts[250] = 900
    assert isinstance(take_tare(counts, 1023), SteadyReading)


def test_a_person_leaning_on_a_scale_is_still_enough():
    sway = 10.0 * np.sin(np.linspace(0.0, 6.0, 500))
    found = steady_reading(readings(500.0 + sway), 1023)
    assert isinstance(found, SteadyReading)
    assert found.counts == pytest.approx(500.0, abs=6.0)


def test_a_load_that_is_still_coming_is_refused():
    found = steady_reading(readings(np.linspace(300.0, 400.0, 500)), 1023)
    assert isinstance(found, NotSteady)
    assert found.key == "guide.moves"


def test_a_touch_is_felt_and_noise_is_not():
    assert felt(30.0, 20.0)
    assert not felt(22.0, 20.0)
