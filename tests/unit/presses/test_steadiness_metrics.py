"""Stillness of a hold: wobble, trend, bounce and stab, on waveforms made for each."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.kernel import Curve
from pawpress.core.presses.metrics import hold_metrics, steadiness_metrics
from tests.waveforms import Array, minimum_jerk, times, trapezoid, uneven_times


def test_the_wobble_of_a_sine_is_its_root_mean_square():
    t_s = times(2.0)
    force_n = 100.0 + 8.0 * np.sin(2 * np.pi * 2.0 * t_s)
    assert steadiness_metrics.cv(Curve(t_s, force_n)) == pytest.approx(0.08 / np.sqrt(2), rel=0.02)


def test_a_straight_trend_is_no_wobble():
    t_s = times(2.0)
    assert steadiness_metrics.cv(Curve(t_s, 100.0 + 10.0 * t_s)) == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("swing_hz", [1.0, 2.0, 3.5])
def test_a_swing_within_the_band_is_bounce(swing_hz: float):
    t_s = times(2.0)
    force_n = 100.0 + 10.0 * np.cos(2 * np.pi * swing_hz * (t_s - 1.0))
    assert steadiness_metrics.bounce(Curve(t_s, force_n)) == pytest.approx(0.1 / np.sqrt(2), rel=0.03)


def test_a_swing_within_the_band_is_bounce_on_uneven_times_too():
    t_s = uneven_times(2.0, 60.0, 7)
    force_n = 100.0 + 10.0 * np.cos(2 * np.pi * 2.0 * (t_s - 1.0))
    assert steadiness_metrics.bounce(Curve(t_s, force_n)) == pytest.approx(0.1 / np.sqrt(2), rel=0.05)


@pytest.mark.parametrize("swing_hz", [9.0, 20.0])
def test_a_tremor_is_no_bounce(swing_hz: float):
    t_s = times(2.0)
    assert steadiness_metrics.bounce(Curve(t_s, 100.0 + 10.0 * np.sin(2 * np.pi * swing_hz * t_s))) < 0.003


def test_a_low_rate_leaves_no_band_to_look_for_bounce_in():
    t_s = times(3.0, 1.5)
    assert steadiness_metrics.bounce(Curve(t_s, 100.0 + np.arange(len(t_s)) % 2)) == 0.0


@pytest.mark.parametrize("swing_hz", [1.0, 2.3])
def test_the_bounce_of_a_long_hold_is_that_of_a_short_one(swing_hz: float):
    t_s = times(600.0)
    force_n = 100.0 + 10.0 * np.cos(2 * np.pi * swing_hz * t_s)
    assert steadiness_metrics.bounce(Curve(t_s, force_n)) == pytest.approx(0.1 / np.sqrt(2), rel=0.05)


def test_a_hold_with_a_hole_still_has_a_bounce():
    t_s = times(20.0)
    there = (t_s < 4.0) | (t_s > 12.0)
    force_n = 100.0 + 10.0 * np.cos(2 * np.pi * 2.0 * t_s)
    assert steadiness_metrics.bounce(Curve(t_s[there], force_n[there])) == pytest.approx(0.1 / np.sqrt(2), rel=0.1)


@pytest.mark.parametrize(("hold_s", "judged"), [(0.80, False), (0.90, True)])
def test_steadiness_needs_more_than_half_a_second_of_settled_hold(hold_s: float, judged: bool):
    t_s = times(2.0)
    force_n = trapezoid(t_s, 0.2, 0.05, hold_s, 0.05, 100.0)
    assert (hold_metrics.plateau_span(Curve(t_s, force_n), 100.0) is not None) == judged


def test_the_ends_of_a_hold_are_left_out_of_its_steadiness():
    t_s = times(3.0)
    force_n = trapezoid(t_s, 0.2, 0.5, 1.5, 0.5, 100.0)
    span = hold_metrics.plateau_span(Curve(t_s, force_n), 100.0)
    assert span is not None
    assert t_s[span][0] == pytest.approx(0.6 + hold_metrics.SETTLE_S, abs=0.002)
    assert t_s[span][-1] == pytest.approx(2.3 - hold_metrics.LET_GO_S, abs=0.003)


def dipping(dip: float, back_within_s: float, rise: float, after_s: float = 1.0) -> tuple[Array, Array]:
    """A hold of 100 N that dips and comes back."""
    t_s = times(4.0)
    corners = [0.2, 0.9, 0.9 + after_s, 0.95 + after_s, 0.95 + after_s + back_within_s, 3.4, 3.8]
    levels = [0.0, 100.0, 100.0, 100.0 - dip, 100.0 - dip + rise, 100.0 - dip + rise, 0.0]
    return t_s, np.interp(t_s, corners, levels)


@pytest.mark.parametrize(
    ("dip", "back_within_s", "rise", "stab"),
    [
        (20.0, 0.20, 35.0, True),
        (20.0, 0.20, 25.0, False),
        (10.0, 0.20, 35.0, False),
        (20.0, 0.90, 35.0, False),
    ],
    ids=["a stab", "comes back only to the hold", "too small a dip", "too slow a return"],
)
def test_a_stab_is_a_dip_and_a_quick_rise_beyond_it(dip: float, back_within_s: float, rise: float, stab: bool):
    t_s, force_n = dipping(dip, back_within_s, rise)
    assert steadiness_metrics.stabbed(Curve(t_s, force_n), 100.0) == stab


def test_a_dip_soon_after_the_rise_is_no_stab():
    t_s, force_n = dipping(20.0, 0.2, 35.0, after_s=0.3)
    assert not steadiness_metrics.stabbed(Curve(t_s, force_n), 100.0)


def test_a_release_is_no_stab():
    t_s = times(3.0)
    assert not steadiness_metrics.stabbed(Curve(t_s, minimum_jerk(t_s, 0.2, 0.6, 1.2, 0.5, 100.0)), 100.0)


@pytest.mark.parametrize(("back_s", "stab"), [(0.9, False), (0.4, False), (0.1, True)])
def test_who_lets_go_and_leans_in_again_is_held_to_the_speed_of_a_lean(back_s: float, stab: bool):
    t_s = times(7.0)
    force_n = minimum_jerk(t_s, 0.2, 0.8, 1.5, 0.6, 100.0) + minimum_jerk(t_s, 3.6, back_s, 1.0, 0.5, 100.0)
    assert steadiness_metrics.stabbed(Curve(t_s, np.maximum(force_n, 15.0)), 100.0) == stab
