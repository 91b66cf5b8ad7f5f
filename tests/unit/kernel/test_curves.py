"""The numbers of a curve as the kernel finds them, against the same written out for numpy, to the bit."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.core.kernel import Curve

Array = NDArray[np.float64]
WINDOW_S = 0.05


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
    _, force_n = curve
    assert Curve(force_n).plateau(0.7) == float(np.median(force_n[force_n >= 0.7 * force_n.max()]))


def test_the_steepest_window(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    later = t_s.searchsorted(t_s + WINDOW_S - 1e-9)
    earlier, later = (np.flatnonzero(later < len(t_s)), later[later < len(t_s)])
    if len(later) == 0:
        earlier, later = np.array([0]), np.array([len(t_s) - 1])
    rates = (force_n[later] - force_n[earlier]) / (t_s[later] - t_s[earlier])
    most = int(rates.argmax())
    middle = (force_n[earlier[most]] + force_n[later[most]]) / 2
    assert Curve(force_n, t_s).steepest(WINDOW_S) == (max(0.0, rates[most]), middle)


def test_how_long_it_is_held(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    for level_n in (0.0, 20.0, 80.0, 200.0):
        above_n = force_n - level_n
        high, low = np.maximum(above_n[1:], above_n[:-1]), np.minimum(above_n[1:], above_n[:-1])
        crosses = (above_n[1:] >= 0.0) != (above_n[:-1] >= 0.0)
        held = np.where(crosses, high / np.maximum(high - low, 1e-12), low >= 0.0) * (t_s[1:] - t_s[:-1])
        assert Curve(force_n, t_s).held_s(level_n) == held.sum()


def test_the_area(curve: tuple[Array, Array]) -> None:
    t_s, force_n = curve
    assert Curve(force_n, t_s).area() == ((t_s[1:] - t_s[:-1]) * (force_n[1:] + force_n[:-1]) / 2.0).sum()


def test_a_ramp_is_crossed_between_its_samples() -> None:
    t_s, force_n = np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.0, 40.0, 80.0, 120.0])
    assert Curve(force_n, t_s).rise_s(10.0, 100.0, 50.0) == (0.25, 2.5)
    assert Curve(force_n + 12.0, t_s).rise_s(10.0, 100.0, 50.0) == (0.0, 2.2)  # above the lower one from the beginning
    assert Curve(force_n, t_s).rise_s(10.0, 200.0, 50.0) is None
    assert Curve(force_n, t_s).rise_s(10.0, 100.0, -1.0) is None


def test_a_dip_counts_only_some_time_after_the_top() -> None:
    t_s, force_n = np.arange(6.0), np.array([0.0, 50.0, 100.0, 95.0, 60.0, 100.0])
    assert Curve(force_n, t_s).dips(90.0, 85.0, 2.0)
    assert not Curve(force_n, t_s).dips(90.0, 85.0, 2.1)
    assert not Curve(force_n, t_s).dips(90.0, 50.0, 0.0)


def test_of_less_than_two_samples_nothing_is_said() -> None:
    t_s, force_n = np.array([1.0]), np.array([7.0])
    assert Curve(force_n, t_s).steepest(WINDOW_S) == (0.0, 7.0)
    assert (Curve(force_n, t_s).held_s(1.0), Curve(force_n, t_s).area()) == (0.0, 0.0)
    assert Curve(force_n, t_s).rise_s(1.0, 2.0, 8.0) is None
