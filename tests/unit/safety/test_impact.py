"""A strike is told from a lean by its rise within fifty milliseconds, on the force of all pads together."""

from __future__ import annotations

import numpy as np
import pytest

from tests.alarms import LIMITS, guard, hands, ramps, short, watch
from tests.waveforms import block, half_sine, times

IMPACT = LIMITS.hands.impact_n.limit


def impacts(force_n: np.ndarray) -> list[float]:
    return [round(e.start_s, 3) for e in watch(force_n)[1] if e.alarm.code == "impact"]


def rise(over_s: float, to_n: float) -> np.ndarray:
    return hands(ramps((2.0, 0.0), (2.0 + over_s, to_n), (4.0, to_n), (5.0, 0.0)))


@pytest.mark.parametrize(
    ("over_s", "to_n", "struck"),
    [
        (0.01, IMPACT + 10, True),
        (0.05, IMPACT + 10, True),
        (0.05, IMPACT - 10, False),
        (0.50, 2 * IMPACT, False),
        (0.10, 2.2 * IMPACT, True),
        (0.10, 1.8 * IMPACT, False),
    ],
)
def test_what_counts_is_the_rise_within_fifty_milliseconds(over_s: float, to_n: float, struck: bool):
    assert bool(impacts(rise(over_s, to_n))) == struck


def test_a_landing_shorter_than_the_window_is_seen():
    t_s = times(10.0)
    assert len(impacts(hands(half_sine(t_s, 3.0, 0.03, IMPACT + 50.0)))) == 1


def test_both_hands_that_strike_together_are_added():
    half = ramps((2.0, 0.0), (2.03, 0.6 * IMPACT), (4.0, 0.6 * IMPACT))
    assert impacts(hands(half)) == []
    assert len(impacts(hands(half, half))) == 1


def test_a_heavy_load_that_was_there_from_the_beginning_did_not_strike():
    assert impacts(hands(2 * IMPACT)) == []


def test_a_sudden_release_is_no_impact():
    assert impacts(hands(ramps((0.0, 500.0), (3.0, 500.0), (3.02, 0.0)))) == []


def test_two_strikes_are_two_episodes():
    twice = ramps((1, 0), (1.03, 400), (1.2, 0), (3, 0), (3.03, 400), (3.2, 0))
    assert len(impacts(hands(twice))) == 2


def test_a_strike_that_ripples_is_one_episode_that_ends_when_the_ripple_ends():
    ripple = ramps((1, 0), (1.02, 400), (1.04, 50), (1.06, 400), (1.07, 400), (1.3, 0))
    _, episodes = watch(hands(ripple))
    [episode] = [e for e in episodes if e.alarm.code == "impact"]
    assert episode.start_s == pytest.approx(1.015, abs=0.003)
    assert episode.end_s == pytest.approx(1.1, abs=0.02)


def test_an_impact_says_how_hard_it_was():
    _, episodes = watch(rise(0.02, 450.0))
    [episode] = [e for e in episodes if e.alarm.code == "impact"]
    assert episode.peak_n == pytest.approx(450.0)
    assert episode.message == "Impact: the force struck, up to 450 N."


@pytest.mark.parametrize("rate_hz", [10.0, 100.0, 2000.0])
def test_a_strike_is_seen_at_any_rate(rate_hz: float):
    t_s = times(10.0, rate_hz)
    force_n = np.stack((np.where(t_s >= 3.0, 450.0, 0.0), np.zeros(len(t_s))), axis=1)
    watching = guard()
    watching.process(block(t_s, force_n, rate_hz=rate_hz))
    assert ("impact", "red", None) in short(watching.episodes())


@pytest.mark.parametrize("size", [1, 3, 24, 26, 250])
def test_chunks_change_nothing(size: int):
    t_s = times(10.0)
    force_n = hands(
        half_sine(t_s, 2.0, 0.06, 700.0) + half_sine(t_s, 4.0, 0.2, 900.0) + half_sine(t_s, 6.0, 0.3, 800.0)
    )
    watching = guard()
    for at in range(0, len(t_s), size):
        watching.process(block(t_s[at : at + size], force_n[at : at + size]))
    assert watching.episodes() == watch(force_n)[1]


def test_a_load_on_the_far_side_of_a_gap_is_not_said_to_have_struck():
    watching = guard()
    watching.process(block(times(1.0), hands(0.0, length_s=1.0)))
    watching.process(block(times(1.0, start_s=9.0), hands(320.0, length_s=1.0), gap_before=4000))
    assert ("impact", "red", None) not in short(watching.episodes())


def test_a_strike_right_after_a_few_missing_readings_is_seen():
    watching = guard()
    watching.process(block(times(1.0), hands(0.0, length_s=1.0)))
    watching.process(block(times(1.0, start_s=1.02), hands(450.0, length_s=1.0), gap_before=10))
    assert ("impact", "red", None) in short(watching.episodes())


def test_a_strike_after_a_long_gap_is_seen():
    watching = guard()
    watching.process(block(times(1.0), hands(0.0, length_s=1.0)))
    watching.process(block(times(10.0, start_s=9.0), hands(ramps((1.0, 0.0), (1.02, 450.0))), gap_before=4000))
    assert ("impact", "red", None) in short(watching.episodes())
