"""The rest of a file that is looked at part by part is what it is as a whole."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.importers.judging import rest


@pytest.mark.parametrize("at", [0, 1, rest.PART - 1, rest.PART, rest.PART + 1, 2 * rest.PART + 4])
@pytest.mark.parametrize(("wide", "top"), [(1, 0.0), (2, 9.0), (3, 9.0)])
def test_the_top_of_a_long_file_is_its_highest_reading_that_is_no_single_spike(at: int, wide: int, top: float):
    reading = np.zeros(2 * rest.PART + 7)
    reading[at : at + wide] = 9.0
    assert rest.top_of(reading) == top


@pytest.mark.parametrize("window_s", [0.05, 0.06])
def test_the_middle_of_a_window_is_the_median_of_its_times(window_s: float):
    t_s = np.cumsum(np.random.default_rng(1).uniform(0.005, 0.015, 997))
    windows = rest.windows_of(t_s, t_s, window_s)
    assert np.array_equal(windows.middle_s, windows.median)


def test_a_few_readings_have_a_top():
    assert rest.top_of(np.array([1.0, 2.0])) == 2.0
    assert rest.top_of(np.array([1.0, 5.0, 2.0])) == 2.0
