"""Overload of one hand and of both: when it begins, when it ends, how bad it is."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.safety import AlarmMonitor, AlarmState
from tests.alarms import LIMITS, guard, hands, ramps, short, spans, watch
from tests.waveforms import block, times

AMBER = LIMITS.hands.one_hand_amber_n.limit
RED = LIMITS.hands.one_hand_red_n.limit
BOTH = LIMITS.hands.both_hands_red_n.limit
CLEAR = LIMITS.common.clear_share.limit


def lean(peak_n: float) -> np.ndarray:
    """Up over a second, two seconds there, down over a second."""
    return ramps((1.0, 0.0), (2.0, peak_n), (4.0, peak_n), (5.0, 0.0))


def test_a_firm_press_is_no_alarm():
    changes, episodes = watch(hands(lean(AMBER), 150.0))
    assert (changes, episodes) == ([], [])


def test_the_first_sample_above_the_limit_raises_the_alarm():
    force_n = hands(0.0)
    force_n[700, 0] = AMBER + 1e-6
    changes, _ = watch(force_n)
    assert (changes[0].state, changes[0].t_s) == (AlarmState.UNACKNOWLEDGED, times(10.0)[700])


@pytest.mark.parametrize("hand", [0, 1])
def test_each_hand_has_its_own_alarm(hand: int):
    force_n = hands(0.0)
    force_n[:, hand] = lean(AMBER + 10.0)
    _, [episode] = watch(force_n)
    assert (episode.alarm.severity, episode.alarm.pad) == ("amber", ("left", "right")[hand])
    assert episode.peak_n == pytest.approx(AMBER + 10.0)


def test_the_pads_of_a_hand_count_together():
    t_s = times(10.0)
    pads = np.tile(lean(AMBER / 3 + 5.0)[:, None], (1, 3))
    watching = AlarmMonitor([("left", [0, 1, 2])], LIMITS)
    watching.process(block(t_s, pads))
    assert short(watching.episodes()) == [("overload", "amber", "left")]


def test_a_rise_from_amber_to_red_is_a_second_episode():
    _, episodes = watch(hands(lean(RED + 20.0)))
    assert short(episodes) == [("overload", "amber", "left"), ("overload", "red", "left")]
    amber, red = episodes
    assert amber.end_s is not None
    assert red.end_s is not None
    assert amber.start_s < red.start_s < red.end_s < amber.end_s


def test_start_and_end_are_where_the_force_crosses_limit_and_clearing_level():
    _, [episode] = watch(hands(ramps((0.0, 0.0), (5.0, 250.0), (10.0, 0.0))))
    assert episode.start_s == pytest.approx(AMBER / 50.0, abs=0.003)
    assert episode.end_s == pytest.approx(10.0 - CLEAR * AMBER / 50.0, abs=0.003)


def test_a_force_that_flickers_about_the_limit_is_one_episode():
    t_s = times(10.0)
    flicker = AMBER + 8.0 * np.sin(2 * np.pi * 3.0 * t_s)
    _, episodes = watch(hands(np.where((t_s > 2.0) & (t_s < 6.0), flicker, 0.0)))
    assert short(episodes) == [("overload", "amber", "left")]


def test_a_force_that_eases_below_the_clearing_level_and_returns_is_two_episodes():
    dip = ramps((1, 0), (2, AMBER + 20), (3, AMBER + 20), (4, CLEAR * AMBER - 5), (5, AMBER + 20), (6, 0))
    _, episodes = watch(hands(dip))
    assert len(episodes) == 2


def test_both_hands_together_are_red_though_neither_is():
    _, episodes = watch(hands(lean(BOTH - 230.0 + 1.0), lean(230.0)))
    assert short(episodes) == [("overload", "amber", "right"), ("overload", "red", None)]
    assert episodes[1].peak_n == pytest.approx(BOTH + 1.0)


def test_each_hand_at_its_own_limit_is_no_alarm_yet():
    assert watch(hands(lean(AMBER), lean(min(AMBER, BOTH - AMBER)))) == ([], [])


def test_an_overload_that_lasts_to_the_end_has_no_end():
    watching = guard()
    watching.process(block(times(3.0), hands(ramps((0.0, 0.0), (2.0, 250.0), length_s=3.0), length_s=3.0)))
    [episode] = watching.episodes()
    assert (episode.end_s, episode.peak_n) == (None, 250.0)


def test_the_peak_is_the_largest_force_of_the_episode_wherever_it_came():
    _, [episode] = watch(hands(ramps((0, 0), (2, AMBER + 5), (3, AMBER - 10), (4, RED - 5), (6, 0))))
    assert episode.peak_n == pytest.approx(RED - 5)


def test_a_session_that_begins_overloaded_is_alarmed_from_its_first_sample():
    _, episodes = watch(hands(AMBER + 5.0))
    assert spans(episodes) == [(0.0, None)]


def test_an_overload_is_told_once_in_words_that_name_hand_and_force():
    changes, _ = watch(hands(lean(AMBER + 10.0)))
    assert [change.state for change in changes] == [AlarmState.UNACKNOWLEDGED, AlarmState.RTN_UNACKNOWLEDGED]
    assert changes[1].message == f"Overload: {AMBER + 10:.0f} N on left."
    assert all(change.remedy for change in changes)


@pytest.mark.parametrize("size", [1, 2, 13, 499])
def test_chunks_change_nothing(size: int):
    force_n = hands(ramps((0, 0), (2, 320), (3, 100), (4, 230), (5, 180), (6, 500), (7, 0)), ramps((0, 0), (5, 260)))
    t_s = times(10.0)
    watching = guard()
    changes = [
        change
        for at in range(0, len(t_s), size)
        for change in watching.process(block(t_s[at : at + size], force_n[at : at + size]))
    ]
    assert (changes, watching.episodes()) == watch(force_n)
