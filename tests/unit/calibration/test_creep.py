"""The growth of a reading under a constant load, and taking it out."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.calibration.creep import FORGET_S, LOADED_N, CreepCompensator, creep_of_hold, growth_decades

PERIOD_S = 0.002
K = 0.04


def crept(force_n: float, seconds: float, k: float = K) -> np.ndarray:
    """Return what a pad reads of a constant force from its beginning, shape (n, 1), newtons."""
    t_s = np.arange(round(seconds / PERIOD_S)) * PERIOD_S
    return (force_n * (1.0 + k * np.log10(1.0 + t_s / 0.1)))[:, None]


def rest(seconds: float) -> np.ndarray:
    return np.zeros((round(seconds / PERIOD_S), 1))


def test_a_decade_is_counted_from_a_tenth_of_a_second():
    assert [growth_decades(t_s) for t_s in (-1.0, 0.0, 0.9, 9.9)] == pytest.approx([0.0, 0.0, 1.0, 2.0])


def test_a_crept_load_reads_as_what_it_is():
    compensated = CreepCompensator([K], PERIOD_S).process(crept(100.0, 60.0))
    assert np.abs(compensated - 100.0).max() < 0.5  # a cell of 20 ms is all it may lag


def test_without_creep_nothing_changes_not_even_the_array():
    force_n = crept(100.0, 1.0)
    before = force_n.copy()
    assert CreepCompensator([0.0], PERIOD_S).process(force_n) is force_n
    assert (force_n == before).all()


def test_a_pad_that_never_feels_a_load_is_left_alone():
    light = np.full((1000, 1), LOADED_N - 0.1)
    assert (CreepCompensator([K], PERIOD_S).process(light.copy()) == light).all()


def test_each_pad_creeps_for_itself():
    both = np.hstack([crept(100.0, 5.0), np.full((2500, 1), 80.0)])
    out = CreepCompensator([K, 0.0], PERIOD_S).process(both)
    assert out[-1].tolist() == pytest.approx([100.0, 80.0], abs=0.1)


@pytest.mark.parametrize(("pause_s", "forgets"), [(FORGET_S - 0.5, False), (FORGET_S + 0.5, True)])
def test_a_pause_is_forgiven_up_to_four_seconds(pause_s, forgets):
    compensator = CreepCompensator([K], PERIOD_S)
    compensator.process(np.full((5000, 1), 100.0))
    compensator.process(rest(pause_s))
    first = float(compensator.process(np.full((10, 1), 100.0))[0, 0])
    assert (first > 99.9) is forgets


@pytest.mark.parametrize(("missing_s", "forgets"), [(FORGET_S - 0.5, False), (FORGET_S + 0.5, True)])
def test_missing_readings_count_as_time_that_passed(missing_s, forgets):
    compensator = CreepCompensator([K], PERIOD_S)
    compensator.process(np.full((5000, 1), 100.0))
    first = float(compensator.process(np.full((10, 1), 100.0), round(missing_s / PERIOD_S))[0, 0])
    assert (first > 99.9) is forgets


def test_after_a_reset_it_begins_anew():
    compensator = CreepCompensator([K], PERIOD_S)
    compensator.process(np.full((5000, 1), 100.0))
    compensator.reset()
    assert compensator.process(np.full((1, 1), 100.0))[0, 0] == 100.0


@pytest.mark.parametrize("period_s", [1 / 8, 1 / 100, 1 / 1000, 1 / 2000])
def test_every_rate_gives_the_same_force(period_s):
    t_s = np.arange(round(20.0 / period_s)) * period_s
    force_n = (100.0 * (1.0 + K * np.log10(1.0 + t_s / 0.1)))[:, None]
    compensated = CreepCompensator([K], period_s).process(force_n)
    assert np.abs(compensated - 100.0).max() < 0.5


def test_hours_of_load_do_not_break_it():
    compensator = CreepCompensator([K], 0.1)
    assert np.isfinite(compensator.process(np.full((36_000, 1), 100.0))).all()


@pytest.mark.parametrize("k", [0.0, 0.03, 0.1])
def test_creep_is_learnt_from_a_hold(k):
    t_s = np.arange(2.0, 30.0, 0.01)
    read_n = 120.0 * (1.0 + k * np.log10(1.0 + t_s / 0.1))
    read_n += np.random.default_rng(2).normal(0.0, 0.4, len(t_s))
    assert creep_of_hold(t_s, read_n) == pytest.approx(k, abs=0.002)


def test_a_load_that_slips_off_is_no_negative_creep():
    t_s = np.arange(2.0, 30.0, 0.01)
    assert creep_of_hold(t_s, 120.0 - t_s) == 0.0
