"""The hand of the person at the screen: as sudden as they are, as smooth as tissue is."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.simulator.body import STEP_S, Body
from pawpress.simulator.own_hand import STRONGEST_N, TAKEOVER_S, OwnHand, PressedBody
from pawpress.simulator.scenario import load_scenario


def steps(seconds: float) -> int:
    return round(seconds / STEP_S)


def force_n(hand: OwnHand, seconds: float) -> NDArray[np.float64]:
    return hand.next(steps(seconds))[1]


def rise_s(force: NDArray[np.float64]) -> float:
    top = force.max()
    return float(np.argmax(force >= 0.9 * top) - np.argmax(force >= 0.1 * top)) * STEP_S


@pytest.mark.parametrize(("lasts_s", "from_s", "to_s"), [(0.0, 0.06, 0.09), (0.5, 0.38, 0.46), (1.5, 1.1, 1.3)])
def test_a_lean_rises_as_fast_as_it_was_wanted_and_never_faster_than_tissue(lasts_s: float, from_s: float, to_s: float):
    hand = OwnHand(2, taken=True)
    hand.lean(1, 80.0, lasts_s)
    force = force_n(hand, 3.0)
    assert from_s < rise_s(force[:, 1]) < to_s
    assert force[-1, 1] == pytest.approx(80.0, rel=0.02)
    assert not force[:, 0].any()


def test_a_new_target_goes_on_from_where_the_last_ramp_was():
    hand = OwnHand(1, taken=True)
    hand.lean(0, 100.0, 1.0)
    force_n(hand, 0.5)
    hand.lean(0, 0.0, 1.0)
    force = force_n(hand, 0.1)
    assert 40.0 < force[0, 0] < 55.0
    assert np.abs(np.diff(force[:, 0])).max() < 0.3


@pytest.mark.parametrize("chunk", [1, 5, 333])
def test_chunks_change_nothing(chunk: int):
    whole, parts = OwnHand(2, taken=False), OwnHand(2, taken=False)
    for hand in (whole, parts):
        hand.take_over(True)
        hand.lean(0, 90.0, 0.7)
    share, force = whole.next(999)
    chunks = [parts.next(chunk) for _ in range(999 // chunk)]
    np.testing.assert_array_equal(np.concatenate([c[0] for c in chunks]), share[: 999 // chunk * chunk])
    np.testing.assert_array_equal(np.concatenate([c[1] for c in chunks]), force[: 999 // chunk * chunk])


@pytest.mark.parametrize("bad", [math.nan, math.inf, -50.0, 1e9])
def test_no_wish_is_stronger_than_a_person(bad: float):
    hand = OwnHand(1, taken=True)
    hand.lean(0, bad)
    hand.lean(7, 50.0)
    force = force_n(hand, 2.0)
    assert force.min() >= 0.0
    assert force.max() <= STRONGEST_N * 1.02


def test_the_scenario_leaves_the_pads_slower_than_any_cable_breaks_and_comes_back():
    hand = OwnHand(1)
    assert (hand.next(10)[0] == 1.0).all()
    hand.take_over(True)
    share = hand.next(steps(TAKEOVER_S))[0][:, 0]
    assert share[-1] == pytest.approx(0.0, abs=1e-9)
    assert np.abs(np.diff(share)).max() <= STEP_S / TAKEOVER_S + 1e-12
    hand.take_over(False)
    assert hand.next(steps(TAKEOVER_S))[0][-1] == pytest.approx(1.0)


def test_giving_the_pads_back_lets_go_of_them():
    hand = OwnHand(1, taken=True)
    hand.lean(0, 80.0)
    force_n(hand, 1.0)
    hand.take_over(False)
    assert force_n(hand, 1.5)[-1, 0] < 0.1


def test_as_long_as_nobody_takes_over_the_scenario_reads_as_ever():
    body = Body(load_scenario("catwalk"), 6)
    pressed = PressedBody(Body(load_scenario("catwalk"), 6), OwnHand(6))
    numbers = np.arange(4000)
    np.testing.assert_array_equal(pressed.codes(numbers), body.codes(numbers))


def test_a_hand_is_read_through_the_same_pads_and_noise():
    pressed = PressedBody(Body(load_scenario("catwalk"), 6), OwnHand(6, taken=True))
    pressed.hand.lean(2, 80.0, 0.5)
    codes = pressed.codes(np.arange(3000))
    assert codes[-500:, 2].mean() > 280
    assert codes[-500:, 2].std() > 0.5
    assert codes[:, [0, 1, 3, 4, 5]].max() < 60
