"""The numbers of a curve as the kernel finds them, against the same written out for numpy, to the bit."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.core.arithmetic import interpolated
from pawpress.core.arrays import runs
from pawpress.core.kernel import Curve, Shares, exp
from tests.unit.kernel.test_hold_swing import binned

Array = NDArray[np.float64]
WINDOW_S = 0.05
SHARES = Shares(0.7, 0.8, 0.1, 0.9, 0.5, WINDOW_S, 0.85, 0.5, 0.2)


def curves() -> list[tuple[Array, Array]]:
    """Pushes of one to three humps, evenly sampled, jittered, and with readings missing."""
    some = np.random.default_rng(11)
    found: list[tuple[Array, Array]] = []
    for number in range(60):
        n = int(some.integers(2, 1500 if number % 3 else 40))
        steps_s = some.choice([0.001, 0.002, 0.02, 0.07]) * np.ones(n)
        if number % 2:
            steps_s *= some.uniform(0.8, 1.2, n)
        if number % 5 == 0:
            steps_s[some.integers(n)] *= 50
        t_s = 100.0 + np.cumsum(steps_s)
        along = (t_s - t_s[0]) / (t_s[-1] - t_s[0])
        force_n = 100.0 * np.abs(np.sin(np.pi * along * some.integers(1, 4))) ** 0.3
        found.append((t_s, force_n + np.abs(some.normal(0.0, 1.0, n))))
    return found


@pytest.fixture(scope="module", params=range(60))
def curve(request: pytest.FixtureRequest) -> tuple[Array, Array]:
    return curves()[request.param]


def test_the_plateau(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    assert Curve(t_s, force_n).plateau(0.7) == float(np.median(force_n[force_n >= 0.7 * force_n.max()]))


def test_the_steepest_window(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    later = t_s.searchsorted(t_s + WINDOW_S - 1e-9)
    earlier, later = (np.flatnonzero(later < len(t_s)), later[later < len(t_s)])
    if len(later) == 0:
        earlier, later = np.array([0]), np.array([len(t_s) - 1])
    rates = (force_n[later] - force_n[earlier]) / (t_s[later] - t_s[earlier])
    most = int(rates.argmax())
    middle = (force_n[earlier[most]] + force_n[later[most]]) / 2
    found = Curve(t_s, force_n).so_far(SHARES)
    assert (found.steepest, found.middle) == (max(0.0, rates[most]), middle)
    assert Curve(t_s, force_n).steepest(WINDOW_S) == found.steepest


def test_how_long_it_is_held(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    for level_n in (0.0, 20.0, 80.0, 200.0):
        above_n = force_n - level_n
        high, low = np.maximum(above_n[1:], above_n[:-1]), np.minimum(above_n[1:], above_n[:-1])
        crosses = (above_n[1:] >= 0.0) != (above_n[:-1] >= 0.0)
        held = np.where(crosses, high / np.maximum(high - low, 1e-12), low >= 0.0) * (t_s[1:] - t_s[:-1])
        assert Curve(t_s, force_n).held_s(level_n) == held.sum()


def test_the_area(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    assert Curve(t_s, force_n).area() == ((t_s[1:] - t_s[:-1]) * (force_n[1:] + force_n[:-1]) / 2.0).sum()


def test_a_ramp_is_crossed_between_its_samples() -> None:
    t_s, force_n = np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.0, 40.0, 80.0, 120.0])
    assert Curve(t_s, force_n).rise_s(10.0, 100.0, 50.0) == (0.25, 2.5)
    assert Curve(t_s, force_n + 12.0).rise_s(10.0, 100.0, 50.0) == (0.0, 2.2)  # above the lower one from the beginning
    assert Curve(t_s, force_n).rise_s(10.0, 200.0, 50.0) is None
    assert Curve(t_s, force_n).rise_s(10.0, 100.0, -1.0) is None


def test_a_dip_counts_only_some_time_after_the_top() -> None:
    t_s, force_n = np.arange(6.0), np.array([0.0, 50.0, 100.0, 95.0, 60.0, 100.0])
    assert Curve(t_s, force_n).dips(90.0, 85.0, 2.0) == 4
    assert not Curve(t_s, force_n).dips(90.0, 85.0, 2.1)
    assert not Curve(t_s, force_n).dips(90.0, 50.0, 0.0)


def test_means_medians_and_ends(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    here = Curve(t_s, force_n)
    assert (here.largest(), here.mean(), here.median()) == (force_n.max(), force_n.mean(), np.median(force_n))
    assert here.longest_step_s() == np.diff(t_s).max()
    assert here.rises() == pytest.approx(np.maximum(np.diff(force_n), 0.0).sum())
    for level_n in (20.0, 80.0, 200.0):
        above = [0, *np.flatnonzero(force_n >= level_n)]
        assert (here.first_above(level_n), here.last_above(level_n)) == (above[:2][-1], above[-1])


def test_a_blow_within_the_first_window(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    young_n = force_n[t_s - t_s[0] < WINDOW_S]
    assert Curve(t_s, force_n).struck(WINDOW_S) == (young_n.max() - force_n[0]) / WINDOW_S


def test_a_fall_is_a_rise_seen_backwards(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    levels_n = 10.0, 80.0, 60.0
    assert Curve(t_s, force_n).fall_s(*levels_n) == Curve(-t_s[::-1], force_n[::-1]).rise_s(*levels_n)


def test_the_highest_dip(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    high = np.flatnonzero(force_n >= 80.0)
    dips_n = [force_n[a + 1 : b].min() for a, b in pairwise(high) if b - a > 1]
    deep_n = [dip_n for dip_n in dips_n if dip_n < 50.0]
    assert Curve(t_s, force_n).highest_dip(80.0, 50.0) == max(deep_n, default=-np.inf)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_valley(curve: tuple[Array, Array], share: float) -> None:
    t_s, force_n = curve
    rim_n = np.minimum(np.maximum.accumulate(force_n), np.maximum.accumulate(force_n[::-1])[::-1])
    lasted_s = [t_s[b - 1] - t_s[a] for a, b in runs(force_n < share * rim_n)]
    for lasts_s in (0.0, 0.01, 0.1, 0.5, *lasted_s):
        assert Curve(t_s, force_n).valley(share, lasts_s) == any(s >= lasts_s for s in lasted_s)


def test_the_straight_line_and_what_wavers_about_it(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    off_s = t_s - t_s.sum() / len(t_s)
    slope = (off_s * force_n).sum() / (off_s * off_s).sum()
    straight_n = force_n - force_n.sum() / len(t_s) - slope * off_s
    straight_n -= straight_n.sum() / len(t_s)
    here = Curve(t_s, force_n)
    assert (here.slope(), here.wavering()) == (slope, np.sqrt((straight_n * straight_n).sum() / len(t_s)))


@pytest.mark.parametrize("bin_s", [0.0001, 0.02, 0.3])
def test_rates_on_an_even_grid(curve: tuple[Array, Array], bin_s: float) -> None:
    t_s, force_n = curve
    bins_s, bins_n = binned(t_s, force_n, bin_s)
    found = Curve(t_s, force_n).even_rates(bin_s, 8)
    if len(bins_s) < 8:
        assert found is None
        return
    assert found is not None
    steps_s = np.diff(bins_s)
    even_s = float(np.median(steps_s))
    middles_s = bins_s[:-1] + steps_s / 2
    grid_s = np.arange(middles_s[0], middles_s[-1] + even_s / 2, even_s)
    assert found[1] == even_s
    np.testing.assert_array_equal(found[0], interpolated(grid_s, middles_s, np.abs(np.diff(bins_n)) / steps_s))


def test_of_a_press_that_is_still_on_the_same_is_said_in_one_call(curve: tuple[Array, Array]) -> None:
    for n in range(2, len(curve[0]), 50):
        t_s, force_n = curve[0][:n], curve[1][:n]
        here = Curve(t_s, force_n)
        found, plateau = here.so_far(SHARES), here.plateau(0.7)
        rise_s = here.rise_s(0.1 * plateau, 0.9 * plateau, 0.5 * plateau)
        assert found[:3] == (force_n.max(), plateau, here.held_s(0.8 * plateau))
        assert found.rise_s == (-1.0 if rise_s is None else rise_s[1] - rise_s[0])
        assert found.dips == here.dips(0.9 * plateau, 0.85 * plateau, 0.5)
        before = max(0, min(int(t_s.searchsorted(t_s[-1] - WINDOW_S + 1e-9, side="right")) - 1, n - 2))
        assert found.newest_rate == (force_n[-1] - force_n[before]) / (t_s[-1] - t_s[before])
        assert found.recent == force_n[t_s.searchsorted(t_s[-1] - 0.2)]


def test_a_part_and_what_lay_there_before_it_are_asked_in_turns(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    whole, other = Curve(t_s, force_n), Curve(t_s, 2.0 * force_n)
    part = whole.part(slice(1, None))
    exp(np.ones(5000))
    assert (part.largest(), other.largest()) == (force_n[1:].max(), 2.0 * force_n.max())
    assert (whole.area(), part.mean()) == (Curve(t_s, force_n).area(), force_n[1:].mean())


def test_of_less_than_two_samples_nothing_is_said() -> None:
    t_s, force_n = np.array([1.0]), np.array([7.0])
    assert Curve(t_s, force_n).so_far(SHARES)[4:] == (0.0, 7.0, 0.0, 7.0, 0.0)
    assert (Curve(t_s, force_n).held_s(1.0), Curve(t_s, force_n).area()) == (0.0, 0.0)
    assert Curve(t_s, force_n).rise_s(1.0, 2.0, 8.0) is None


@pytest.mark.parametrize("span", [slice(5, 2), slice(9, None), slice(0, 0), slice(2, 5), slice(-2, 99)])
def test_a_part_has_the_samples_of_the_slice_and_may_have_none(span: slice):
    t_s = np.arange(8.0)
    part = Curve(t_s, t_s**2).part(span)
    assert len(part) == len(part.t_s) == len(part.force) == len(t_s[span])
