"""Presses have the shape their name says."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.kernel import Curve
from pawpress.core.presses.metrics import basics, hold_metrics, steadiness_metrics
from pawpress.simulator.press_shapes import SHAPES, Timing, envelope, minimum_jerk

TIMING = Timing(rise_s=1.0, hold_s=1.5, release_s=0.5)
times_s = np.arange(-0.2, TIMING.total_s + 0.2, 0.001)


def share(name: str, timing: Timing = TIMING) -> np.ndarray:
    return SHAPES[name](times_s, timing, 1.0)


def test_minimum_jerk_takes_half_of_the_ramp_from_10_to_90_percent_and_is_steepest_in_the_middle() -> None:
    ramp = minimum_jerk(np.linspace(0.0, 1.0, 10001))
    inside = np.flatnonzero((ramp >= 0.1) & (ramp <= 0.9))
    assert len(inside) / 10000 == pytest.approx(0.51, abs=0.01)
    assert np.max(np.diff(ramp)) * 10000 == pytest.approx(1.875, abs=0.001)


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_nothing_outside_of_its_time_and_never_pulls(name: str) -> None:
    outside = (times_s <= 0.0) | (times_s >= TIMING.total_s)
    assert np.abs(share(name)[outside]).max() < 1e-9
    assert share(name).min() >= 0.0


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_continuous(name: str) -> None:
    assert np.abs(np.diff(share(name))).max() < 0.01


def test_the_envelope_stays_on_its_plateau_during_the_hold() -> None:
    hold = (times_s >= TIMING.rise_s) & (times_s <= TIMING.rise_s + TIMING.hold_s)
    assert np.allclose(envelope(times_s, TIMING)[hold], 1.0)


def test_a_lean_wavers_by_about_a_percent() -> None:
    hold = (times_s >= TIMING.rise_s) & (times_s <= TIMING.rise_s + TIMING.hold_s)
    assert 0.001 < share("lean")[hold].std() < 0.02


def test_a_bounce_is_unsteady_and_no_stab() -> None:
    timing = Timing(0.9, 2.9, 0.6)
    t_s = np.arange(0.0, timing.total_s, 0.001)
    force_n = 100.0 * SHAPES["bounce"](t_s, timing, 1.0)
    reference_n = basics.plateau_n(Curve(t_s, force_n))
    span = hold_metrics.plateau_span(Curve(t_s, force_n), reference_n)
    assert span is not None
    assert steadiness_metrics.cv(Curve(t_s[span], force_n[span])) > 0.12
    assert not steadiness_metrics.stabbed(Curve(t_s, force_n), reference_n)


def test_a_stab_dips_and_rises_within_a_third_of_a_second() -> None:
    curve = Curve(times_s, 100.0 * share("stab"))
    assert steadiness_metrics.stabbed(curve, basics.plateau_n(curve))


def test_arms_overshoot_and_then_sag() -> None:
    pushed = share("arms")
    assert pushed.max() > 1.08
    assert pushed[np.searchsorted(times_s, TIMING.rise_s + TIMING.hold_s)] < 0.97
