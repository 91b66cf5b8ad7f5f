"""What the kernel says of windows is what numpy says, to the bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pawpress.core.kernel import describe_windows

SOME = np.random.default_rng(7)
SIZES = (1, 2, 7, 8, 9, 16, 17, 50, 127, 128, 129, 250, 257, 500, 1500, 5000)


def by_numpy(force: np.ndarray) -> np.ndarray:
    ordered = np.sort(force, axis=-1)
    half, tenth = force.shape[-1] // 2, force.shape[-1] // 10
    spread = ordered[..., -1 - tenth] - ordered[..., tenth]
    return np.stack((ordered[..., half], spread, force.std(axis=-1), force.max(axis=-1)), axis=-1)


@pytest.mark.parametrize("size", SIZES)
def test_noise(size: int) -> None:
    rows = SOME.normal(size=(3, 4 * size + 5))
    windows = rows[:, 5:].reshape(3, 4, size)  # as the past of a stream gives them: not side by side
    np.testing.assert_array_equal(describe_windows(windows), by_numpy(windows))


@pytest.mark.parametrize("size", SIZES)
def test_a_press_among_the_rest_crowds_the_others_into_one_bucket(size: int) -> None:
    windows = SOME.normal(size=(4, size))
    windows[:, ::7] *= 1e6
    np.testing.assert_array_equal(describe_windows(windows), by_numpy(windows))


@pytest.mark.parametrize("unit", [0.0, 5e-324, 1e-300, 0.25, 1e100])
def test_steps_of_a_converter_and_numbers_that_are_hardly_apart(unit: float) -> None:
    windows = unit * SOME.integers(0, 4, size=(5, 500)).astype(float)
    np.testing.assert_array_equal(describe_windows(windows), by_numpy(windows))


@given(arrays(np.float64, st.tuples(st.integers(1, 3), st.integers(1, 40)), elements=st.floats(-1e150, 1e150)))
def test_anything_finite(windows: np.ndarray) -> None:
    np.testing.assert_array_equal(describe_windows(windows), by_numpy(windows))
