"""Clocks that overflow, begin anew or tick coarsely, and columns that are clocks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pawpress.importers.times.clock import (
    RESTART_GAP_S,
    between_ticks,
    one_after_another,
    runs_like_a_clock,
    without_overflow,
)

T_S = np.arange(600) / 100.0


@given(st.integers(0, 2**32 - 1), st.integers(1, 2**30), st.integers(2, 40))
def test_a_counter_that_overflows_goes_on(start: int, step: int, count: int):
    true = start + step * np.arange(count, dtype=np.float64)
    assert np.diff(without_overflow(true % 2**32)) == pytest.approx(step)


@pytest.mark.parametrize("numbers", [[-5.0, 3e9, 1.0], [0.5, 3e9, 1.0], [2.0**33, 5.0, 1.0]])
def test_what_is_no_such_counter_stays(numbers: list[float]):
    assert without_overflow(np.array(numbers)).tolist() == numbers


def test_a_clock_that_runs_on_stays():
    found_s, restarts_s = one_after_another(T_S)
    assert found_s is T_S
    assert restarts_s == []


def test_runs_of_a_clock_are_put_behind_each_other():
    found_s, restarts_s = one_after_another(np.tile(T_S, 3))
    assert np.all(np.diff(found_s) > 0.0)
    assert restarts_s == pytest.approx([T_S[-1], 2 * T_S[-1] + RESTART_GAP_S])
    assert np.diff(found_s)[599] == pytest.approx(RESTART_GAP_S)


@pytest.mark.parametrize("rows", [1, 20, 90])
def test_rows_in_the_wrong_order_are_no_restart(rows: int):
    t_s = T_S.copy()
    t_s[300 : 300 + rows] -= 1.5
    found_s, restarts_s = one_after_another(t_s)
    assert np.array_equal(found_s, t_s)
    assert restarts_s == []


@given(st.floats(0.0, 0.999), st.floats(4.0, 60.0))
def test_rows_of_whole_seconds_are_spread_to_where_they_were(begin_s: float, rate_hz: float):
    t_s = begin_s + np.arange(round(12 * rate_hz)) / rate_hz
    found_s, tick_s = between_ticks(np.floor(t_s))
    assert tick_s == 1.0
    assert np.all(np.diff(found_s) > 0.0)
    assert np.abs(found_s - t_s).max() <= 2.0 / rate_hz


@pytest.mark.parametrize(
    "t_s",
    [
        T_S,
        np.floor(T_S / 0.05) * 0.05,
        np.floor(T_S),
        np.repeat(np.cumsum(np.random.default_rng(2).uniform(0.1, 0.6, 60)), 10),
        np.arange(40) * 1.0,
    ],
    ids=["fine", "bursts", "whole seconds", "bursts without a beat", "one row a second"],
)
def test_only_a_coarse_clock_with_an_even_beat_is_spread(t_s: np.ndarray, request: pytest.FixtureRequest):
    found_s, tick_s = between_ticks(t_s)
    if "whole seconds" in request.node.name:
        assert tick_s == 1.0
        assert found_s == pytest.approx(T_S, abs=1e-9)
    else:
        assert tick_s is None
        assert found_s is t_s


CLOCKS = {
    "count": np.arange(600) + 44.0,
    "count down": 600.0 - np.arange(600),
    "jittering clock": 1e9 * (T_S + np.random.default_rng(1).uniform(0.0, 0.004, 600)),
}
FORCES = {
    "press": np.clip(30.0 * np.sin(T_S), 0.0, None),
    "ramp with a tremble": 12.0 * T_S + np.random.default_rng(1).normal(0.0, 0.3, 600),
    "slow lean": 80.0 * (1.0 - np.exp(-T_S / 2.0)),
    "battery": np.full(600, 3.7),
}


@pytest.mark.parametrize("name", CLOCKS)
def test_a_clock_is_known_by_its_straight_line(name: str):
    assert runs_like_a_clock(CLOCKS[name], T_S)


@pytest.mark.parametrize("name", FORCES)
def test_a_force_is_no_clock(name: str):
    assert not runs_like_a_clock(FORCES[name], T_S)
