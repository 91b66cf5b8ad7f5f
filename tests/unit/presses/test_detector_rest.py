"""What the detector takes for rest: drift it follows, loads it never tares away."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.presses import Group, Press, PressDetector, PressThresholds
from tests.waveforms import Array, block, minimum_jerk, times

RATE_HZ = 100.0


def found(t_s: Array, force_n: Array, thresholds: PressThresholds | None = None) -> tuple[list[Press], list[Press]]:
    """Return presses that ended, and those that were still on at the end."""
    detector = PressDetector([Group("L1", (0,))], thresholds or PressThresholds(), 1.0 / RATE_HZ)
    noise = np.random.default_rng(2).normal(0.0, 0.2, len(t_s))
    return detector.process(block(t_s, force_n + noise, rate_hz=RATE_HZ)), detector.finish()


def test_a_load_that_stays_on_for_ten_minutes_is_one_press_of_ten_minutes():
    t_s = times(620.0, RATE_HZ)
    [press], _ = found(t_s, minimum_jerk(t_s, 5.0, 1.0, 600.0, 1.0, 60.0))
    assert press.peak_n == pytest.approx(60.0, abs=1.5)
    assert press.hold_s == pytest.approx(600.7, abs=0.5)


@pytest.mark.parametrize("slope_n_per_s", [1.0, 2.0, 3.0, 5.0])
def test_a_load_that_comes_on_slowly_is_not_tared_away(slope_n_per_s: float):
    t_s = times(5.0 + 60.0 / slope_n_per_s + 5.0, RATE_HZ)
    ended, still_on = found(t_s, np.clip(slope_n_per_s * (t_s - 5.0), 0.0, 60.0))
    assert ended == []
    [press] = still_on
    assert press.peak_n > 30.0


@pytest.mark.parametrize("drift_n_per_s", [-0.05, 0.05, 0.2])
def test_a_drifting_pad_still_shows_every_press_at_its_size(drift_n_per_s: float):
    t_s = times(120.0, RATE_HZ)
    onsets_s = range(8, 115, 8)
    hands = sum(minimum_jerk(t_s, float(onset), 0.8, 1.5, 0.6, 80.0) for onset in onsets_s)
    ended, _ = found(t_s, 7.0 + drift_n_per_s * t_s + hands)
    assert len(ended) == len(onsets_s)
    assert all(press.peak_n == pytest.approx(80.5, abs=2.0) for press in ended)


@pytest.mark.parametrize("rest_n", [-5.0, 3.0, 6.0])
def test_a_pad_that_rests_off_zero_is_judged_from_where_it_rests(rest_n: float):
    t_s = times(12.0, RATE_HZ)
    [press], _ = found(t_s, rest_n + minimum_jerk(t_s, 5.0, 0.8, 1.5, 0.6, 80.0))
    assert press.peak_n == pytest.approx(80.5, abs=1.0)


@pytest.mark.parametrize("rest_n", [10.0, 25.0])
def test_a_pad_that_is_preloaded_by_a_glove_or_a_lying_body_still_shows_each_press(rest_n: float):
    t_s = times(30.0, RATE_HZ)
    hands = sum(minimum_jerk(t_s, onset, 0.8, 1.5, 0.6, 80.0) for onset in (8.0, 15.0, 22.0))
    ended, _ = found(t_s, rest_n + hands)
    assert len(ended) == 3


def test_a_hand_that_lies_still_and_firm_from_the_beginning_is_somebody_pressing():
    t_s = times(12.0, RATE_HZ)
    [press], _ = found(t_s, 40.0 * (t_s < 8.0))
    assert press.rise_s is None
    assert press.peak_n == pytest.approx(40.5, abs=1.0)


def test_a_glove_that_is_put_on_later_becomes_the_rest_after_a_few_seconds():
    t_s = times(30.0, RATE_HZ)
    strap = np.interp(t_s, [5.0, 5.5], [0.0, 15.0])
    [press], still_on = found(t_s, strap + minimum_jerk(t_s, 20.0, 0.8, 1.5, 0.6, 80.0))
    assert still_on == []
    assert press.onset_s == pytest.approx(20.0, abs=0.15)
    assert press.peak_n == pytest.approx(80.5, abs=1.5)


def test_a_file_whose_rest_is_known_beforehand_is_not_followed():
    t_s = times(60.0, RATE_HZ)
    known = PressThresholds(follow_rest=False)
    assert found(t_s, np.full(len(t_s), 7.0), known) == ([], [])
    [press], _ = found(
        t_s, 7.0 + minimum_jerk(t_s, 50.0, 0.8, 1.5, 0.6, 80.0) * (t_s < 55.0) - 7.0 * (t_s > 55.0), known
    )
    assert press.peak_n == pytest.approx(87.5, abs=1.0)
