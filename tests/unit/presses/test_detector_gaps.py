"""Missing readings in and around a press."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.calibration import ForceBlock
from pawpress.core.presses import Group, Press, PressDetector, PressThresholds
from pawpress.core.presses.detector import LONG_GAP_S
from tests.waveforms import RATE_HZ, Array, block, times, trapezoid


def with_gap(t_s: Array, force_n: Array, from_s: float, to_s: float) -> list[ForceBlock]:
    """Two blocks with nothing between the two times."""
    first, second = t_s < from_s, t_s >= to_s
    missing = len(t_s) - int(first.sum()) - int(second.sum())
    return [block(t_s[first], force_n[first]), block(t_s[second], force_n[second], gap_before=missing)]


def presses(parts: list[ForceBlock]) -> list[Press]:
    detector = PressDetector([Group("L1", (0,))], PressThresholds(), 1.0 / RATE_HZ)
    return [press for part in parts for press in detector.process(part)] + detector.finish()


T_S = times(12.0)
HOLD = trapezoid(T_S, 1.0, 0.5, 7.0, 0.5, 80.0)


def test_a_press_goes_on_across_a_short_gap():
    [press] = presses(with_gap(T_S, HOLD, 4.0, 4.0 + LONG_GAP_S - 0.1))
    assert press.release_s == pytest.approx(8.96, abs=0.02)


def test_a_press_ends_at_a_long_gap_and_what_follows_is_another():
    before, after = presses(with_gap(T_S, HOLD, 4.0, 4.0 + LONG_GAP_S + 0.1))
    assert (before.release_s, "cut_off" in before.flags) == (None, True)
    assert before.hold_s == pytest.approx(2.6, abs=0.02)
    assert after.onset_s == pytest.approx(4.0 + LONG_GAP_S + 0.1, abs=0.003)
    assert after.rise_s is None


def test_a_long_gap_between_presses_changes_neither():
    force_n = trapezoid(T_S, 1.0, 0.5, 1.0, 0.5, 80.0) + trapezoid(T_S, 9.0, 0.5, 1.0, 0.5, 50.0)
    first, second = presses(with_gap(T_S, force_n, 4.0, 8.0))
    assert (first.flags, second.flags) == (frozenset(), frozenset())
    assert (first.peak_n, second.peak_n) == (80.0, 50.0)


def test_a_gap_in_the_rise_is_flagged():
    [press] = presses(with_gap(T_S, HOLD, 1.2, 1.4))
    assert "gap" in press.flags


def test_a_force_above_the_onset_on_both_sides_of_a_long_gap_is_not_one_run():
    force_n = np.where((T_S > 3.98) & (T_S < 7.03), 50.0, 0.0)
    assert presses(with_gap(T_S, force_n, 4.0, 7.0)) == []


@pytest.mark.parametrize("size", [1, 7, 250])
def test_an_onset_before_a_gap_is_dated_back_the_same_in_any_chunks(size: int):
    restless = np.where((T_S > 5.21) & (T_S < 8.0), np.where(np.arange(len(T_S)) % 2 == 0, 1.0, -1.0), 0.0)
    force_n = np.interp(T_S, [5.2, 5.21, 8.0, 8.004, 11.0, 11.5], [0.0, 3.5, 6.0, 50.0, 50.0, 0.0]) + restless
    whole = with_gap(T_S, force_n, 8.006, 9.9)
    chunks = [
        block(part.t_s[at : at + size], part.force_n[at : at + size], part.gap_before if at == 0 else 0)
        for part in whole
        for at in range(0, len(part.t_s), size)
    ]
    [press] = presses(chunks)
    assert [press] == presses(whole)
    assert press.onset_s == pytest.approx(5.2, abs=0.02)
