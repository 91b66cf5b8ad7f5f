"""Where a press begins and ends, and what is none."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.presses import Group, Press, PressDetector, PressProgress, PressThresholds
from tests.waveforms import RATE_HZ, Array, block, minimum_jerk, times, trapezoid

ONE = [Group("L1", (0,))]


def noise(t_s: Array, sigma_n: float = 0.3, seed: int = 1) -> Array:
    return np.random.default_rng(seed).normal(0.0, sigma_n, len(t_s))


def judged(
    t_s: Array, force_n: Array, rate_hz: float = RATE_HZ
) -> tuple[list[Press], list[PressProgress], list[Press]]:
    """Return presses that ended, presses still on, and what the end of the stream makes of these."""
    detector = PressDetector(ONE, PressThresholds(), 1.0 / rate_hz)
    ended = detector.process(block(t_s, force_n, rate_hz=rate_hz))
    return ended, detector.progress(), detector.finish()


def presses(t_s: Array, force_n: Array, rate_hz: float = RATE_HZ) -> list[Press]:
    ended, _, cut_off = judged(t_s, force_n, rate_hz)
    return ended + cut_off


@pytest.mark.parametrize("sigma_n", [0.0, 0.5, 2.0])
def test_noise_is_no_press(sigma_n: float):
    t_s = times(30.0)
    assert presses(t_s, noise(t_s, sigma_n)) == []


def test_a_noisy_pad_needs_more_force_to_begin_a_press():
    t_s = times(60.0)
    force_n = noise(t_s, 4.0) + trapezoid(t_s, 50.0, 0.5, 2.0, 0.5, 100.0)
    [press] = presses(t_s, force_n)
    assert press.onset_s == pytest.approx(50.0, abs=0.3)


def test_a_smooth_press_is_found_where_it_is():
    t_s = times(8.0)
    [press] = presses(t_s, noise(t_s) + minimum_jerk(t_s, 3.0, 0.8, 1.5, 0.6, 100.0))
    assert press.onset_s == pytest.approx(3.05, abs=0.06)
    assert press.release_s == pytest.approx(5.85, abs=0.1)
    assert press.peak_n == pytest.approx(101.0, abs=1.0)
    assert press.rise_s == pytest.approx(0.41, abs=0.02)
    assert press.flags == frozenset()


def test_a_nine_second_hold_that_wobbles_is_one_press():
    t_s = times(15.0)
    wobble = 1.0 + 0.25 * np.sin(2 * np.pi * 1.1 * t_s)
    [press] = presses(t_s, noise(t_s) + wobble * minimum_jerk(t_s, 3.0, 0.8, 9.0, 0.6, 60.0))
    assert press.hold_s > 5.0


def test_the_two_humps_of_a_footstep_are_one_press():
    t_s = times(4.0, 2000.0)
    hump_s = [1.0, 1.02, 1.04, 1.15, 1.32, 1.5, 1.65]
    footstep = np.interp(t_s, hump_s, [0.0, 500.0, 420.0, 810.0, 560.0, 780.0, 0.0])
    [press] = presses(t_s, footstep, 2000.0)
    assert press.peak_n == pytest.approx(810.0, rel=0.01)
    assert press.release_s == pytest.approx(1.65, abs=0.01)


@pytest.mark.parametrize(("length_s", "count"), [(0.040, 0), (0.060, 1)])
def test_a_spike_must_last_to_be_a_press(length_s: float, count: int):
    t_s = times(3.0)
    spike = np.where((t_s >= 1.0) & (t_s < 1.0 + length_s), 50.0, 0.0)
    assert len(presses(t_s, spike)) == count


@pytest.mark.parametrize(("peak_n", "count"), [(19.0, 0), (21.0, 1)])
def test_a_touch_lighter_than_the_arming_level_is_no_press(peak_n: float, count: int):
    t_s = times(6.0)
    assert len(presses(t_s, trapezoid(t_s, 1.0, 0.5, 2.0, 0.5, peak_n))) == count


@pytest.mark.parametrize(("length_s", "count"), [(0.080, 1), (0.120, 2)])
def test_a_lift_must_last_to_end_a_press(length_s: float, count: int):
    t_s = times(6.0)
    force_n = trapezoid(t_s, 1.0, 0.5, 3.0, 0.5, 80.0)
    force_n[(t_s >= 3.0) & (t_s < 3.0 + length_s)] = 1.0
    assert len(presses(t_s, force_n)) == count


@pytest.mark.parametrize(("low_n", "count"), [(7.0, 1), (5.0, 2)])
def test_a_press_ends_lower_than_it_begins(low_n: float, count: int):
    t_s = times(8.0)
    force_n = np.where((t_s > 1.0) & (t_s < 6.0), 60.0, 0.0)
    force_n[(t_s >= 3.0) & (t_s < 3.4)] = low_n
    assert len(presses(t_s, force_n)) == count


def test_the_onset_is_dated_back_to_where_the_force_left_the_rest():
    t_s = times(10.0)
    force_n = noise(t_s) + np.interp(t_s, [4.0, 6.0, 8.0, 8.5], [0.0, 60.0, 60.0, 0.0])
    [press] = presses(t_s, force_n)
    # The onset level of 8 N is crossed at 4.27 s; three sigmas of noise at 4.03 s.
    assert 3.99 < press.onset_s < 4.08


def test_the_onset_is_not_dated_back_without_limit():
    t_s = times(30.0)
    creeping = np.interp(t_s, [5.0, 20.0, 20.5, 25.0, 25.5], [1.0, 7.9, 60.0, 60.0, 0.0])
    [press] = presses(t_s, np.where(t_s < 5.0, 0.0, creeping))
    assert 20.0 - press.onset_s <= PressThresholds().backdate_s


def test_two_presses_with_a_short_lift_between_are_two():
    t_s = times(10.0)
    force_n = minimum_jerk(t_s, 1.0, 0.6, 1.0, 0.4, 80.0) + minimum_jerk(t_s, 3.3, 0.6, 1.0, 0.4, 50.0)
    first, second = presses(t_s, force_n)
    assert first.release_s is not None
    assert first.release_s < second.onset_s
    assert (round(first.peak_n), round(second.peak_n)) == (80, 50)


def test_a_press_that_is_still_on_is_shown_and_is_no_result_yet():
    t_s = times(4.0)
    ended, [progress], _ = judged(t_s, trapezoid(t_s, 1.0, 0.5, 9.0, 0.5, 80.0))
    assert ended == []
    assert (progress.pad, progress.force_n) == ("L1", 80.0)
    assert progress.hold_s == pytest.approx(2.6, abs=0.02)


def test_the_end_of_the_stream_ends_a_press_without_a_release():
    t_s = times(4.0)
    _, _, [press] = judged(t_s, trapezoid(t_s, 1.0, 0.5, 9.0, 0.5, 80.0))
    assert press.release_s is None
    assert press.flags == {"cut_off", "cut_hold"}


def test_finishing_twice_reports_a_press_once():
    detector = PressDetector(ONE, PressThresholds(), 1.0 / RATE_HZ)
    t_s = times(4.0)
    detector.process(block(t_s, trapezoid(t_s, 1.0, 0.5, 9.0, 0.5, 80.0)))
    assert (len(detector.finish()), detector.finish(), detector.progress()) == (1, [], [])


def test_a_press_that_was_on_when_the_stream_began_has_no_rise():
    t_s = times(4.0)
    [press] = presses(t_s, np.where(t_s < 2.0, 80.0, 0.0))
    assert press.rise_s is None
    assert press.release_s == pytest.approx(2.0, abs=0.01)
