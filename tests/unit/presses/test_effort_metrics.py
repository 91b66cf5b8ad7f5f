"""Overshoot, sag, tremor and stutter on waveforms whose answers can be worked out on paper."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.kernel import Curve
from pawpress.core.presses.metrics import basics, effort_metrics, hold_metrics, steadiness_metrics
from tests.waveforms import Array, minimum_jerk, smooth_step, times, trapezoid, uneven_times

RATES_HZ = (50.0, 100.0, 500.0, 1000.0, 2000.0)


def span_of(t_s: Array, force_n: Array) -> slice:
    curve = Curve(t_s, force_n)
    span = hold_metrics.plateau_span(curve, basics.plateau_n(curve))
    assert span is not None
    return span


def with_grids(length_s: float) -> list[Array]:
    """Even grids from 50 Hz to 2 kHz, and uneven ones."""
    even = [times(length_s, rate_hz) for rate_hz in RATES_HZ]
    return [*even, uneven_times(length_s, 120.0, 1), uneven_times(length_s, 900.0, 2)]


GRIDS = with_grids(4.0)
on_every_grid = pytest.mark.parametrize("t_s", GRIDS, ids=lambda t: f"{len(t) / 4.0:.0f} Hz")


def overshot(t_s: Array, share: float, lasts_s: float = 0.2) -> Array:
    """A press of 100 N with a short hump on top, right after it is reached."""
    hump = np.where((t_s >= 1.0) & (t_s < 1.0 + lasts_s), np.sin(np.pi * (t_s - 1.0) / lasts_s), 0.0)
    return trapezoid(t_s, 0.5, 0.5, 2.0, 0.4, 100.0) + 100.0 * share * hump


@on_every_grid
@pytest.mark.parametrize("share", [0.0, 0.12, 0.3])
def test_overshoot_is_the_hump_over_the_settled_plateau(t_s: Array, share: float):
    force_n = overshot(t_s, share)
    curve = Curve(t_s, force_n)
    found = effort_metrics.overshoot(curve, basics.plateau_n(curve), span_of(t_s, force_n))
    assert found == pytest.approx(share, abs=0.01)


def test_a_hold_of_which_next_to_nothing_is_left_still_has_finite_metrics():
    t_s = np.array([0.0, 0.1, 0.2, 0.3, 0.9, 1.0, 1.1, 1.2, 1.9, 2.0, 2.1])
    force_n = np.array([0.0, 50.0, 100.0, 100.0, 0.0, 0.0, 0.0, 0.0, 100.0, 100.0, 0.0])
    span = span_of(t_s, force_n)
    assert np.median(force_n[span]) == 0.0
    found = [
        effort_metrics.overshoot(Curve(t_s, force_n), 100.0, span),
        effort_metrics.sag_per_s(Curve(t_s, force_n), 100.0, span),
        steadiness_metrics.cv(Curve(t_s[span], force_n[span])),
        steadiness_metrics.bounce(Curve(t_s[span], force_n[span])),
    ]
    assert all(number is None or np.isfinite(number) for number in found)


def test_a_hump_late_in_the_hold_is_no_overshoot():
    t_s = times(4.0)
    force_n = trapezoid(t_s, 0.5, 0.5, 2.0, 0.4, 100.0) + 20.0 * np.exp(-(((t_s - 2.2) / 0.1) ** 2))
    assert effort_metrics.overshoot(Curve(t_s, force_n), 100.0, span_of(t_s, force_n)) == pytest.approx(0.0, abs=1e-3)


@on_every_grid
@pytest.mark.parametrize("slope_per_s", [-0.08, -0.02, 0.0, 0.03])
def test_sag_is_the_slope_of_the_hold_over_its_mean(t_s: Array, slope_per_s: float):
    held_s = np.clip(t_s - 1.0, 0.0, 1.8)
    force_n = trapezoid(t_s, 0.5, 0.5, 1.8, 0.4, 100.0) * (1.0 + slope_per_s * held_s)
    curve = Curve(t_s, force_n)
    found = effort_metrics.sag_per_s(curve, basics.plateau_n(curve), span_of(t_s, force_n))
    # Over the mean of the part after half a second, not over the first force.
    assert found == pytest.approx(slope_per_s, rel=0.12, abs=1e-9)


def test_sag_needs_more_than_half_a_second_after_the_overshoot_has_gone():
    t_s = times(4.0)
    for hold_s, known in ((0.9, False), (1.4, True)):
        force_n = trapezoid(t_s, 0.5, 0.5, hold_s, 0.4, 100.0)
        assert (effort_metrics.sag_per_s(Curve(t_s, force_n), 100.0, span_of(t_s, force_n)) is not None) == known


@pytest.mark.parametrize("swing_hz", [7.5, 9.0, 12.5])
@pytest.mark.parametrize(
    "t_s", [times(2.0, 100.0), times(2.0), times(2.0, 2000.0), uneven_times(2.0, 150.0, 5), uneven_times(2.0, 800.0, 6)]
)
def test_a_swing_within_seven_to_thirteen_hertz_is_tremor(t_s: Array, swing_hz: float):
    force_n = 100.0 + 3.0 * np.cos(2 * np.pi * swing_hz * t_s)
    assert steadiness_metrics.tremor(Curve(t_s, force_n)) == pytest.approx(0.03 / np.sqrt(2), rel=0.05)


@pytest.mark.parametrize("swing_hz", [0.5, 2.0, 5.0, 20.0, 40.0])
def test_a_swing_outside_the_band_is_no_tremor(swing_hz: float):
    t_s = times(2.0)
    assert steadiness_metrics.tremor(Curve(t_s, 100.0 + 3.0 * np.sin(2 * np.pi * swing_hz * t_s))) < 0.0025


def test_the_tremor_of_a_long_hold_is_that_of_a_short_one():
    t_s = times(120.0)
    force_n = 100.0 + 3.0 * np.cos(2 * np.pi * 9.3 * t_s)
    assert steadiness_metrics.tremor(Curve(t_s, force_n)) == pytest.approx(0.03 / np.sqrt(2), rel=0.05)


@pytest.mark.parametrize(("rate_hz", "known"), [(8.0, False), (30.0, False), (40.0, True)])
def test_a_low_rate_cannot_show_tremor(rate_hz: float, known: bool):
    t_s = times(3.0, rate_hz)
    assert (steadiness_metrics.tremor(Curve(t_s, np.full(len(t_s), 100.0))) is not None) == known


@pytest.mark.parametrize("rise_s", [0.3, 0.9, 1.8])
@pytest.mark.parametrize("rate_hz", [200.0, 500.0, 2000.0])
def test_one_smooth_ramp_has_the_arc_length_of_a_minimum_jerk_movement(rise_s: float, rate_hz: float):
    t_s = times(5.0, rate_hz)
    force_n = minimum_jerk(t_s, 0.5, rise_s, 1.5, 0.5, 100.0)
    # -1.4 is what Balasubramanian 2015 gives for a single minimum-jerk movement.
    assert effort_metrics.stutter(Curve(t_s, force_n), 100.0) == pytest.approx(-1.40, abs=0.03)


def test_the_arc_length_of_a_bell_of_speed_is_the_published_one():
    share = np.arange(0.0, 1.0, 0.001)
    assert effort_metrics.spectral_arc_length(30.0 * (share * (1.0 - share)) ** 2, 1000.0) == pytest.approx(
        -1.4025, abs=0.001
    )


@on_every_grid
def test_a_ramp_in_two_steps_stutters(t_s: Array):
    halves = 0.5 * (smooth_step((t_s - 0.5) / 0.45) + smooth_step((t_s - 0.95) / 0.45))
    force_n = 100.0 * halves * (t_s < 3.5)
    smooth = minimum_jerk(t_s, 0.5, 0.9, 2.1, 0.1, 100.0)
    stepped, plain = (
        effort_metrics.stutter(Curve(t_s, force_n), 100.0),
        effort_metrics.stutter(Curve(t_s, smooth), 100.0),
    )
    assert stepped is not None
    assert plain is not None
    assert stepped < -2.1 < plain


def test_stutter_does_not_depend_on_how_hard_a_press_is():
    t_s = times(4.0)
    force_n = minimum_jerk(t_s, 0.5, 0.9, 1.5, 0.5, 1.0)
    assert effort_metrics.stutter(Curve(t_s, 250.0 * force_n), 250.0) == pytest.approx(
        effort_metrics.stutter(Curve(t_s, 40.0 * force_n), 40.0)
    )


@pytest.mark.parametrize("rate_hz", [200.0, 500.0, 2000.0])
def test_noise_does_not_pass_for_stutter(rate_hz: float):
    t_s = times(4.0, rate_hz)
    noise_n = np.random.default_rng(3).normal(0.0, 0.3, len(t_s))
    force_n = minimum_jerk(t_s, 0.5, 0.9, 1.5, 0.5, 100.0) + noise_n
    assert effort_metrics.stutter(Curve(t_s, force_n), 100.0) == pytest.approx(-1.45, abs=0.1)


def test_a_rise_that_is_not_known_or_too_coarse_has_no_stutter():
    t_s = times(3.0)
    assert effort_metrics.stutter(Curve(t_s, np.full(len(t_s), 100.0)), 100.0) is None
    coarse_s = times(5.0, 8.0)
    assert effort_metrics.stutter(Curve(coarse_s, minimum_jerk(coarse_s, 0.5, 1.5, 1.5, 0.5, 100.0)), 100.0) is None


def humps(t_s: Array, dip_n: float) -> Array:
    """Two presses of 100 N with a dip between them."""
    return np.interp(t_s, [0.5, 1.0, 1.8, 2.0, 2.2, 3.0, 3.4], [0.0, 100.0, 100.0, dip_n, 100.0, 100.0, 0.0])


@on_every_grid
@pytest.mark.parametrize(("dip_n", "kept"), [(10.0, True), (40.0, True), (60.0, False)])
def test_what_stays_on_in_a_deep_dip_is_what_the_hand_kept(t_s: Array, dip_n: float, kept: bool):
    found = hold_metrics.kept_n(Curve(t_s, humps(t_s, dip_n)), 100.0)
    assert (found is not None) == kept
    if kept:
        assert found == pytest.approx(dip_n, abs=8.0)


def test_of_several_dips_the_worst_counts():
    t_s = times(6.0)
    two = np.interp(t_s, [0, 0.5, 1, 1.2, 1.4, 2, 2.2, 2.4, 3, 3.5], [0, 100, 100, 10, 100, 100, 45, 100, 100, 0])
    assert hold_metrics.kept_n(Curve(t_s, two), 100.0) == pytest.approx(45.0, abs=1.0)


def test_a_press_of_one_hump_kept_nothing():
    t_s = times(4.0)
    assert hold_metrics.kept_n(Curve(t_s, trapezoid(t_s, 0.5, 0.5, 1.5, 0.5, 100.0)), 100.0) is None


@pytest.mark.parametrize("rate_hz", [8.0, 20.0, 50.0, 500.0, 2000.0])
def test_every_rate_from_eight_hertz_up_has_every_metric_or_says_none(rate_hz: float):
    t_s = times(4.0, rate_hz)
    force_n = minimum_jerk(t_s, 0.5, 0.9, 1.5, 0.5, 100.0)
    reference_n = basics.plateau_n(Curve(t_s, force_n))
    span = span_of(t_s, force_n)
    found = [
        effort_metrics.overshoot(Curve(t_s, force_n), reference_n, span),
        effort_metrics.sag_per_s(Curve(t_s, force_n), reference_n, span),
        steadiness_metrics.tremor(Curve(t_s[span], force_n[span])),
        effort_metrics.stutter(Curve(t_s, force_n), reference_n),
        steadiness_metrics.bounce(Curve(t_s[span], force_n[span])),
    ]
    assert all(number is None or np.isfinite(number) for number in found)
