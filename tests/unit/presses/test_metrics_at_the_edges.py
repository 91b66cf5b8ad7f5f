"""Metrics of waveforms that are cut off, coarse, or full of holes."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.kernel import Curve
from pawpress.core.presses import Press
from pawpress.core.presses.measure import measure, measure_progress
from pawpress.core.presses.metrics import rise_metrics
from pawpress.core.presses.waveform import Waveform
from tests.waveforms import Array, times, trapezoid


def waveform(t_s: Array, force_n: Array, saturated: bool = False) -> Waveform:
    made = Waveform()
    made.append(t_s, force_n, np.full(len(t_s), saturated))
    return made


def measured(t_s: Array, force_n: Array, release_s: float | None = 9.0, rest_n: float = 0.0, **extra: bool) -> Press:
    press = measure("L1", waveform(t_s, force_n, **extra), rest_n, release_s, 20.0)
    assert press is not None
    return press


def test_the_rise_of_a_press_that_was_already_on_is_not_known():
    t_s = times(2.0)
    assert measured(t_s, np.full(len(t_s), 100.0)).rise_s is None


def test_a_light_press_that_leaves_its_noise_above_ten_percent_rises_from_its_beginning():
    t_s = times(2.0)
    force_n = np.interp(t_s, [0.0, 0.4, 2.0], [30.0, 100.0, 100.0])
    assert measured(t_s, force_n).rise_s == pytest.approx(0.4 * 60 / 70, abs=0.002)


def test_the_rate_of_rise_is_never_taken_over_less_than_fifty_milliseconds():
    t_s = times(1.0)
    spike = np.where(np.abs(t_s - 0.5) < 0.003, 60.0, 0.0)
    assert rise_metrics.rfd_n_per_s(Curve(t_s, spike)) == pytest.approx(60.0 / 0.05)


def test_the_rate_of_rise_of_a_slow_recording_is_taken_over_one_interval():
    t_s = times(3.0, 8.0)
    force_n = np.where(t_s >= 1.0, 40.0, 0.0)
    press = measured(t_s, force_n)
    assert press.rfd_n_per_s == pytest.approx(40.0 * 8.0)
    assert "low_rate" in press.flags


def test_a_press_of_two_samples_has_every_metric():
    press = measured(np.array([0.0, 0.01]), np.array([1.0, 50.0]))
    assert press.rfd_n_per_s == pytest.approx(4900.0)
    assert np.isfinite([press.hold_s, press.dwell_s, press.impulse_ns, press.nrfd_per_s]).all()


def test_a_press_that_falls_all_the_way_has_no_rate_of_rise():
    t_s = times(1.0)
    assert rise_metrics.rfd_n_per_s(Curve(t_s, 100.0 - 90.0 * t_s)) == 0.0


def test_forces_count_from_the_resting_level():
    t_s = times(3.0)
    force_n = trapezoid(t_s, 0.2, 0.5, 1.5, 0.5, 100.0)
    resting, raised = measured(t_s, force_n), measured(t_s, force_n + 17.0, rest_n=17.0)
    for name in ("peak_n", "plateau_n", "rise_s", "hold_s", "rfd_n_per_s", "impulse_ns"):
        assert getattr(raised, name) == pytest.approx(getattr(resting, name)), name


def test_what_never_reached_the_arming_level_is_no_press():
    t_s = times(3.0)
    assert measure("L1", waveform(t_s, trapezoid(t_s, 0.2, 0.5, 1.5, 0.5, 19.9)), 0.0, 2.8, 20.0) is None


def test_the_time_of_the_peak_is_that_of_the_largest_force():
    t_s = times(3.0)
    assert measured(t_s, np.interp(t_s, [0, 1.25, 3], [0.0, 80.0, 0.0])).peak_s == pytest.approx(1.25, abs=0.001)


@pytest.mark.parametrize("flag", ["saturated", "cut_off"])
def test_flags_say_what_limits_trust(flag: str):
    t_s = times(3.0)
    force_n = trapezoid(t_s, 0.2, 0.5, 1.5, 0.5, 100.0)
    assert measured(t_s, force_n).flags == frozenset()
    limited = measured(t_s, force_n, None) if flag == "cut_off" else measured(t_s, force_n, saturated=True)
    assert limited.flags == {flag}


@pytest.mark.parametrize(
    ("from_s", "to_s", "hides"),
    [(0.3, 0.6, True), (1.0, 1.2, False), (1.0, 1.6, True), (2.35, 2.6, False), (0.30, 0.34, False)],
    ids=["in the rise", "a tenth of the hold", "a third of the hold", "in the release", "too short to hide a rise"],
)
def test_missing_readings_hide_a_press_where_they_matter(from_s: float, to_s: float, hides: bool):
    t_s = times(3.0)
    force_n = trapezoid(t_s, 0.2, 0.5, 1.5, 0.5, 100.0)
    there = (t_s <= from_s) | (t_s >= to_s)
    assert ("gap" in measured(t_s[there], force_n[there]).flags) == hides


def test_uneven_but_dense_times_are_no_gap():
    t_s = np.cumsum(np.random.default_rng(5).exponential(0.002, 1500))
    assert "gap" not in measured(t_s, trapezoid(t_s, 0.2, 0.5, 1.5, 0.3, 100.0)).flags


def test_a_press_in_progress_tells_its_hold_so_far_and_whether_it_still_rises():
    t_s = times(3.0)
    force_n = trapezoid(t_s, 0.0, 1.0, 2.0, 0.5, 100.0)
    rising = measure_progress("L1", waveform(t_s[:300], force_n[:300]), 0.0, 20.0)
    holding = measure_progress("L1", waveform(t_s[:1200], force_n[:1200]), 0.0, 20.0)
    assert rising is not None
    assert holding is not None
    assert (rising.rising, holding.rising) == (True, False)
    assert holding.hold_s == pytest.approx(1.6, abs=0.01)
    assert (holding.force_n, holding.peak_n) == (100.0, 100.0)


def test_a_press_in_progress_that_is_not_armed_yet_is_not_shown():
    t_s = times(0.5)
    assert measure_progress("L1", waveform(t_s, np.full(len(t_s), 15.0)), 0.0, 20.0) is None


@pytest.mark.parametrize("rate_hz", [200.0, 1000.0])
def test_a_strike_that_is_over_within_the_window_rose_from_rest(rate_hz: float):
    t_s = times(0.2, rate_hz)
    blow_n = np.where(t_s < 0.03, 150.0 * np.sin(np.pi * np.clip(t_s / 0.03, 0.0, 1.0)), 0.0)
    assert rise_metrics.rfd_n_per_s(Curve(t_s, blow_n)) == pytest.approx(150.0 / 0.05, rel=0.02)


def test_twenty_readings_a_second_are_no_low_rate_however_their_stamps_round():
    t_s = 2.0 + np.arange(60) * 0.05
    assert "low_rate" not in measured(t_s, 50.0 * np.sin(np.pi * np.arange(60) / 59)).flags
