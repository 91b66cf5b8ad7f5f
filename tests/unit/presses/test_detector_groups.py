"""Hands and feet on several pads, side by side."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.calibration import ForceBlock
from pawpress.core.presses import Group, Press, PressDetector, PressThresholds, single_pads
from tests.waveforms import RATE_HZ, block, minimum_jerk, times


def presses(t_s: np.ndarray, force_n: np.ndarray, groups: list[Group]) -> list[Press]:
    return PressDetector(groups, PressThresholds(), 1.0 / RATE_HZ).process(block(t_s, force_n))


def test_the_pads_of_a_hand_are_judged_as_their_sum():
    t_s = times(6.0)
    shares = np.array([0.5, 0.3, 0.2])
    force_n = minimum_jerk(t_s, 1.0, 0.8, 1.5, 0.6, 90.0)[:, None] * shares
    [press] = presses(t_s, force_n, [Group("left", (0, 1, 2))])
    assert (press.pad, round(press.peak_n, 6)) == ("left", 90.0)


def test_three_light_touches_of_one_hand_make_a_press():
    t_s = times(6.0)
    force_n = np.tile(minimum_jerk(t_s, 1.0, 0.8, 1.5, 0.6, 9.0)[:, None], (1, 3))
    assert len(presses(t_s, force_n, [Group("left", (0, 1, 2))])) == 1
    assert presses(t_s, force_n, list(single_pads(["a", "b", "c"]))) == []


def test_two_hands_are_judged_apart_and_reported_in_order_of_release():
    t_s = times(8.0)
    left = minimum_jerk(t_s, 1.0, 0.8, 4.0, 0.6, 90.0)
    right = minimum_jerk(t_s, 2.0, 0.8, 1.0, 0.6, 70.0)
    found = presses(t_s, np.stack((left, right), axis=1), [Group("left", (0,)), Group("right", (1,))])
    assert [press.pad for press in found] == ["right", "left"]


def test_a_pad_of_no_group_is_not_judged():
    t_s = times(6.0)
    force_n = np.stack((np.zeros(len(t_s)), minimum_jerk(t_s, 1.0, 0.8, 1.5, 0.6, 90.0)), axis=1)
    assert presses(t_s, force_n, [Group("left", (0,))]) == []


@pytest.mark.parametrize(("at_s", "flagged"), [(2.0, True), (5.0, False)])
def test_one_saturated_pad_of_a_hand_marks_the_press_it_happened_in(at_s: float, flagged: bool):
    t_s = times(6.0)
    force_n = np.tile(minimum_jerk(t_s, 1.0, 0.8, 1.5, 0.6, 45.0)[:, None], (1, 2))
    saturated = np.zeros(force_n.shape, dtype=np.bool_)
    saturated[np.searchsorted(t_s, at_s), 1] = True
    detector = PressDetector([Group("left", (0, 1))], PressThresholds(), 1.0 / RATE_HZ)
    [press] = detector.process(ForceBlock(t_s, force_n, saturated, 0, 1.0 / RATE_HZ))
    assert ("saturated" in press.flags) == flagged
