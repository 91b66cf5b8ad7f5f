"""Pads that feel the same press must agree; pads that share a load need not."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.importers.quality.agreement import disagreeing, rank_correlation

PERIOD_S = 0.02


def presses(seed: int = 1) -> np.ndarray:
    """Ten presses of different size."""
    t_s = np.arange(0, 40, PERIOD_S)
    sizes = np.random.default_rng(seed).uniform(40, 160, 10)
    return sum(size * np.exp(-(((t_s - 2 - 4 * i) / 1.2) ** 8)) for i, size in enumerate(sizes))


def test_two_good_sensors_agree_whatever_their_curves():
    force = presses()
    assert disagreeing(np.stack([force, np.sqrt(force)], axis=1), ["plate", "pad"], PERIOD_S) == []


def test_a_sensor_that_falls_with_load_agrees_too():
    force = presses()
    assert disagreeing(np.stack([force, 1023 - np.sqrt(force)], axis=1), ["plate", "pad"], PERIOD_S) == []


def test_a_sensor_that_reads_large_presses_small_is_named():
    force = presses()
    sizes = np.repeat(np.random.default_rng(1).uniform(40, 160, 10), 200)
    askew = force * (90.0 / sizes) ** 2
    [(name, other, agreement)] = disagreeing(np.stack([force, askew], axis=1), ["plate", "pad"], PERIOD_S)
    assert (name, other) == ("pad", "plate")
    assert agreement < 0.85


def test_two_feet_between_which_a_person_shifts_are_left_alone():
    t_s = np.arange(0, 40, PERIOD_S)
    share = 0.5 + 0.2 * np.sin(2 * np.pi * 0.3 * t_s)
    on = (t_s > 3) & (t_s < 37)
    feet = np.stack([700 * share * on, 700 * (1 - share) * on], axis=1)
    assert disagreeing(feet, ["left", "right"], PERIOD_S) == []


def test_hands_that_take_turns_are_not_compared():
    force = presses()
    later = np.roll(force, 100)
    assert disagreeing(np.stack([force, later], axis=1), ["left", "right"], PERIOD_S) == []


def test_rank_correlation_is_spearmans_with_ties():
    from scipy.stats import spearmanr

    rng = np.random.default_rng(3)
    a = rng.integers(0, 9, 300).astype(float)
    b = a + rng.integers(0, 9, 300)
    assert rank_correlation(a, b) == pytest.approx(float(spearmanr(a, b)[0]), abs=1e-12)
    assert rank_correlation(a, np.ones(300)) == 0.0
    assert rank_correlation(np.empty(0), np.empty(0)) == 0.0
