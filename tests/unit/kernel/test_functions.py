"""The kernel's functions against those of the C library and of numpy, which are right but for the last bits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core import kernel

SOME = np.random.default_rng(7)


def test_exponentials_are_right_to_the_last_bit_or_two() -> None:
    x = np.concatenate((np.linspace(-700.0, 700.0, 20_001), SOME.uniform(-1.0, 1.0, 10_000)))
    np.testing.assert_array_max_ulp(kernel.exp(x), np.exp(x), maxulp=2)


def test_logarithms_are_right_to_the_last_bit_or_two() -> None:
    x = np.concatenate((np.exp(SOME.uniform(-700.0, 700.0, 20_001)), np.linspace(0.5, 2.0, 10_001), [5e-324, 1e-310]))
    np.testing.assert_array_max_ulp(kernel.log(x), np.log(x), maxulp=2)


def test_the_ends_of_the_range_are_those_of_the_c_library() -> None:
    assert kernel.exp(np.array([-np.inf, -1e4, 0.0, 1e4, np.inf])).tolist() == [0.0, 0.0, 1.0, np.inf, np.inf]
    assert kernel.log(np.array([0.0, 1.0, np.inf])).tolist() == [-np.inf, 0.0, np.inf]
    assert np.isnan(kernel.log(np.array([-1.0, np.nan]))).all()
    assert np.isnan(kernel.exp(np.array([np.nan]))).all()


@given(exponent=st.floats(0.05, 4.0), x=st.lists(st.floats(1e-9, 1e6), min_size=1, max_size=20))
def test_powers(exponent: float, x: list[float]) -> None:
    assert kernel.power(np.array(x), exponent) == pytest.approx(np.array(x) ** exponent, rel=1e-13)


def test_nothing_to_a_power_is_nothing() -> None:
    assert kernel.power(np.zeros(3), 0.7).tolist() == [0.0, 0.0, 0.0]


def test_cosine_and_sine_go_round() -> None:
    turns = np.concatenate((SOME.uniform(-50.0, 50.0, 10_000), np.arange(-8, 9) / 8.0))
    cosine, sine = kernel.cosine_sine(turns)
    assert np.abs(cosine - np.cos(2 * np.pi * turns)).max() < 1e-12
    assert np.abs(sine - np.sin(2 * np.pi * turns)).max() < 1e-12
    assert np.abs(cosine * cosine + sine * sine - 1.0).max() < 1e-15
    assert [array.tolist() for array in kernel.cosine_sine(np.array([0.25, 0.5, 1.0]))] == [[0, -1, 1], [1, 0, 0]]


@pytest.mark.parametrize("length", [2, 3, 8, 40, 64, 65, 300])
@pytest.mark.parametrize(("padding", "top_hz"), [(2, 10.0), (4, 10.0), (4, 25.0)])
def test_the_length_of_a_spectrum_is_that_of_numpys(length: int, padding: int, top_hz: float) -> None:
    row = 5.0 + np.random.default_rng(length).normal(size=length)
    size = 1 << (length - 1).bit_length() + padding
    hz, share = np.fft.rfftfreq(size, 1 / 50.0), np.abs(np.fft.rfft(row, size)) / row.sum()
    last = int(np.flatnonzero((hz <= top_hz) & (share >= 0.05))[-1])
    length_there = np.hypot(np.diff(hz[: last + 1] / hz[last]), np.diff(share[: last + 1])).sum()
    assert kernel.arc_length(row, 50.0, padding, top_hz, 0.05) == pytest.approx(-length_there, abs=1e-10)


def test_of_nothing_but_zeros_no_spectrum_is_told() -> None:
    assert kernel.arc_length(np.zeros(9), 50.0, 4, 10.0, 0.05) == 0.0


@pytest.mark.parametrize("samples", [12, 101, 320, 1040])
def test_the_power_of_a_swing_is_that_of_a_fit_by_least_squares(samples: int) -> None:
    turns = np.sort(SOME.uniform(0.0, 1.0, samples))
    force = SOME.normal(size=samples) + 5.0 * np.sin(2 * np.pi * 3 * turns)
    multiples = range(2, min(20, samples // 3))
    waves = np.array([f(2 * np.pi * k * turns) for f in (np.cos, np.sin) for k in multiples])
    fitted = np.linalg.solve(waves @ waves.T + 1e-6 * np.eye(len(waves)), waves @ force) @ waves
    # Numpy squares the fit; the kernel takes what it shares with the force, which the trace makes a little larger.
    assert kernel.swing_power(turns, force, multiples, 1e-6) == pytest.approx(np.mean(fitted**2), rel=1e-5)


def test_two_waves_that_are_alike_do_not_end_in_nothing() -> None:
    turns = np.repeat([0.0, 0.5], 20)
    assert 0.0 <= kernel.swing_power(turns, np.ones(40), range(1, 6), 1e-7) < 2.0


def test_more_memory_than_it_began_with_is_found() -> None:
    x = np.linspace(0.0, 1.0, 1 << 20)
    assert kernel.exp(x)[[0, -1]].tolist() == [1.0, pytest.approx(np.e)]


def test_calls_from_several_threads_do_not_meet() -> None:
    def work(seed: int) -> bool:
        x = np.random.default_rng(seed).uniform(-5.0, 5.0, 20_000)
        return all(kernel.exp(x).tobytes() == kernel.exp(x).tobytes() for _ in range(20))

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(4)))
