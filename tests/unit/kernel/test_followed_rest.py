"""How the kernel follows the rest is how it is written out here for numpy, to the bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pawpress.core.kernel import FollowedRest, RestLimits

LIMITS = RestLimits(onset_n=8.0, onset_sigmas=5.0, quiet_n=1.5, quiet_sigmas=6.0, rise_n=0.25)
SIZES = (1, 2, 7, 8, 9, 15, 16, 17, 50, 127, 128, 129, 250, 257, 500, 1500, 5000)
UNITS_N = (0.0, 5e-324, 1e-300, 0.01, 0.25, 1.0, 1e100)
LONG = 500


class Written:
    """The same, written out."""

    def __init__(self, sigma_n: float = 0.0) -> None:
        self.level_n, self.sigma_n = 0.0, sigma_n
        self.last: list[tuple[float, float]] = []

    @property
    def onset_level_n(self) -> float:
        return self.level_n + max(LIMITS.onset_n, LIMITS.onset_sigmas * self.sigma_n)

    def follow(self, force_n: np.ndarray) -> bool:
        ordered, tenth = np.sort(force_n), len(force_n) // 10
        spread_n = ordered[-1 - tenth] - ordered[tenth]
        if spread_n > LIMITS.quiet_n and spread_n > LIMITS.quiet_sigmas * self.sigma_n:
            return False
        highest_n = self.level_n + LIMITS.rise_n if self.last else np.inf
        self.last = [*self.last[-3:], (ordered[len(force_n) // 2], force_n.std())]
        medians_n, sigmas_n = zip(*self.last, strict=True)
        self.level_n, self.sigma_n = min(np.median(medians_n), highest_n), np.median(sigmas_n)
        return True

    def sleep_through(self, force_n: np.ndarray, window: int) -> int:
        for at in range(0, len(force_n), window):
            part_n = force_n[at : at + window]
            if part_n.max() > self.onset_level_n:
                return at
            if len(part_n) == window:
                self.follow(part_n)
        return len(force_n)


def same(rest: FollowedRest, written: Written) -> bool:
    return (rest.level_n, rest.sigma_n, rest.onset_level_n) == (written.level_n, written.sigma_n, written.onset_level_n)


def follow_both(windows: np.ndarray, sigma_n: float = 0.0) -> None:
    rest, written = FollowedRest(LIMITS, sigma_n), Written(sigma_n)
    assert same(rest, written)
    for force_n in windows:
        assert rest.follow(force_n) == written.follow(force_n)
        assert same(rest, written)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("noise_n", [0.01, 0.4, 0.55, 3.0])
def test_noise_in_windows_of_any_size(size: int, noise_n: float) -> None:
    rng = np.random.default_rng(size)
    follow_both(rng.normal(0.0, noise_n, (9, size)) + rng.normal(0.0, 1.0, (9, 1)))


@pytest.mark.parametrize("size", SIZES)
def test_a_press_among_the_rest_crowds_the_others_into_one_bucket(size: int) -> None:
    windows = np.random.default_rng(size).normal(0.0, 0.2, (9, size))
    windows[:, ::11] *= 1e6
    follow_both(windows)


@pytest.mark.parametrize("unit_n", UNITS_N)
@pytest.mark.parametrize("size", [7, 16, 500])
def test_steps_of_a_converter_and_numbers_that_are_hardly_apart(unit_n: float, size: int) -> None:
    steps = np.random.default_rng(3).integers(0, 4, (9, size))
    follow_both(unit_n * steps, sigma_n=1e101)
    follow_both(unit_n * steps)


@given(arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 40)), elements=st.floats(-1e150, 1e150)))
def test_anything_finite(windows: np.ndarray) -> None:
    follow_both(windows)
    follow_both(windows, sigma_n=1e151)


@pytest.mark.parametrize("window", [2, 10, 50, LONG])
@pytest.mark.parametrize("seed", range(6))
def test_sleep_goes_up_to_the_window_of_a_press_however_the_stream_is_cut(window: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    force_n = rng.normal(0.0, 0.3, 20 * LONG) + np.linspace(0.0, rng.choice([-3.0, 0.0, 6.0]), 20 * LONG)
    force_n[int(rng.integers(8 * LONG, 20 * LONG)) :] += 9.0
    whole, cut, written = FollowedRest(LIMITS), FollowedRest(LIMITS), Written()
    awake = written.sleep_through(force_n, window)
    assert whole.sleep_through(force_n, window) == awake
    assert same(whole, written)
    begin = end = 0
    while begin == end:  # what is left of an unfinished window comes again with what follows
        end = min(len(force_n), end + int(rng.integers(1, 3 * window)))
        first = begin - begin % window
        begin = first + cut.sleep_through(force_n[first:end], window)
    assert begin == awake
    assert same(cut, written)


def test_no_samples_are_slept_through_and_change_nothing() -> None:
    rest = FollowedRest(LIMITS, 0.5)
    assert rest.sleep_through(np.empty(0), LONG) == 0
    assert same(rest, Written(0.5))


def test_a_rest_that_does_not_follow_stays_where_it_is() -> None:
    rest = FollowedRest(LIMITS, 0.5, follows=False)
    assert rest.sleep_through(np.full(3 * LONG, 5.0), LONG) == 3 * LONG
    assert same(rest, Written(0.5))


def test_what_is_adopted_is_the_rest_at_once_but_only_if_it_is_quiet() -> None:
    rest, written = FollowedRest(LIMITS), Written()
    rest.follow(np.zeros(LONG))
    still_n = np.random.default_rng(1).normal(15.0, 0.3, LONG)
    assert not rest.adopt(np.linspace(10.0, 20.0, LONG))
    assert same(rest, written)
    assert rest.adopt(still_n)
    assert written.follow(still_n)
    assert same(rest, written)
