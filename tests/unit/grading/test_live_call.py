"""What is said of a press that is still on, from its progress alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pawpress.core.grading import live_call, live_speed
from pawpress.core.presses import PressProgress
from pawpress.settings.grading_limits import load_limits

LIMITS = load_limits()
LIVE = LIMITS.live
HELD = PressProgress(
    pad="L1",
    onset_s=1.0,
    force_n=100.0,
    peak_n=100.0,
    hold_s=1.0,
    rising=False,
    rfd_n_per_s=200.0,
    plateau_n=100.0,
    rise_s=0.45,
    rate_n_per_s=0.0,
    middle_n=50.0,
)


def rising(rfd_n_per_s: float, middle_n: float, force_n: float, rate_share: float = 1.0) -> PressProgress:
    """A rise whose rate is now this share of its largest."""
    return replace(
        HELD,
        force_n=force_n,
        peak_n=force_n,
        plateau_n=0.85 * force_n,
        hold_s=0.05,
        rising=True,
        rise_s=None,
        rfd_n_per_s=rfd_n_per_s,
        rate_n_per_s=rate_share * rfd_n_per_s,
        middle_n=middle_n,
    )


def test_a_slow_press_is_not_warned_of():
    assert live_call(HELD, LIMITS) is None
    assert live_speed(HELD, LIMITS) == "slow"


@pytest.mark.parametrize(("nrfd", "speed"), [(2.0, "slow"), (3.0, "acceptable"), (5.0, "rushed"), (9.0, "jab")])
def test_a_rise_that_is_over_is_classed_like_a_finished_press(nrfd: float, speed: str):
    assert live_speed(replace(HELD, rfd_n_per_s=nrfd * 100.0), LIMITS) == speed


@pytest.mark.parametrize("nrfd", [4.0, 9.0])
def test_a_call_says_how_fast_it_was(nrfd: float):
    call = live_call(replace(HELD, rfd_n_per_s=nrfd * 100.0), LIMITS)
    assert call is not None
    assert call.reason.startswith(f"{100 * nrfd:.0f} N/s: lean in over a second")


def test_while_a_rise_steepens_it_is_taken_to_reach_the_top_of_the_target():
    fast = LIMITS.speed.rushed_nrfd_per_s.limit * LIVE.steepening_plateau_n.limit
    assert live_speed(rising(1.01 * fast, 30.0, 60.0), LIMITS) == "jab"
    assert live_speed(rising(0.99 * fast, 30.0, 60.0), LIMITS) is None


def test_a_rise_over_the_limit_in_newtons_is_a_jab_however_strong_it_will_be():
    assert live_speed(rising(1600.0, 250.0, 300.0), LIMITS) == "jab"


@pytest.mark.parametrize(("rfd_n_per_s", "speed"), [(300.0, None), (500.0, "rushed"), (1000.0, "jab")])
def test_past_its_steepest_point_a_rise_has_half_of_its_force_behind_it(rfd_n_per_s: float, speed: str | None):
    past = LIVE.past_steepest_share.limit - 0.01
    assert live_speed(rising(rfd_n_per_s, 60.0, 70.0, past), LIMITS) == speed


@pytest.mark.parametrize(
    ("rfd_n_per_s", "rate_share", "speed"),
    [(800.0, 0.9, "rushed"), (800.0, 0.0, "jab"), (500.0, 0.9, None), (500.0, 0.5, None), (500.0, 0.0, "rushed")],
)
def test_the_slower_a_rise_has_become_the_less_is_to_come(rfd_n_per_s: float, rate_share: float, speed: str | None):
    # A straight ramp is steepest up to its end: twice the force of its steepest part would be far too much.
    assert live_speed(rising(rfd_n_per_s, 95.0, 100.0, rate_share), LIMITS) == speed


def test_just_before_its_steepest_point_nothing_is_said():
    before = LIVE.past_steepest_share.limit + 0.01
    assert live_speed(rising(500.0, 60.0, 70.0, before), LIMITS) is None


def test_the_small_beginning_of_a_lean_is_not_called_fast():
    # 10 N in the middle would make 200 N/s ten times a plateau of 20 N.
    assert live_speed(rising(200.0, 10.0, 20.0, 0.5), LIMITS) is None
    least = LIMITS.speed.acceptable_nrfd_per_s.limit * LIVE.least_plateau_n.limit
    assert live_speed(rising(1.01 * least, 10.0, 20.0, 0.5), LIMITS) == "rushed"


def test_a_stab_out_of_a_hold_is_called_a_jab():
    call = live_call(replace(HELD, dipped=True, stab=True), LIMITS)
    assert call is not None
    assert call.speed == "jab"
    assert "stab" in call.reason


def test_what_rises_out_of_a_dip_is_a_stab_or_nothing():
    assert live_call(replace(HELD, rfd_n_per_s=900.0, dipped=True), LIMITS) is None
