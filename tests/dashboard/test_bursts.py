"""What is heard of an alarm: bursts of pulses, by severity, at once and until somebody has seen it."""

from __future__ import annotations

import pytest

from pawpress.audio.alarm_bursts import BURSTS, Bursts, Call

RED, AMBER = ("red", "overload left"), ("amber", "overload left")
LOOKS_HZ = 25


def heard(*stretches: tuple[float, list[tuple[str, str]]]) -> list[tuple[float, Call]]:
    """Return what is heard when alarms call for so long, one stretch after the other."""
    bursts, now, calls = Bursts(), 0, []
    for seconds, calling in stretches:
        for _ in range(round(seconds * LOOKS_HZ)):
            call = bursts.update(calling, 100.0 + now / LOOKS_HZ)
            calls += [(now / LOOKS_HZ, call)] if call != Call() else []
            now += 1
    return calls


def pulses(calls: list[tuple[float, Call]]) -> list[float]:
    return [at_s for at_s, call in calls if call.pulse]


def test_red_is_two_sets_of_five_pulses_at_once_and_again_every_five_seconds():
    calls = heard((9.9, [RED]))
    assert pulses(calls)[:10] == pytest.approx(BURSTS["red"].pulses_s, abs=0.05)
    assert len(pulses(calls)) == 20
    assert [at_s for at_s, call in calls if call.burst] == pytest.approx([0.0, 5.0])
    assert 2.5 <= BURSTS["red"].every_s <= 15.0


def test_amber_is_three_pulses():
    calls = heard((11.9, [AMBER]))
    assert pulses(calls) == pytest.approx([0.0, 0.4, 0.8], abs=0.05)
    assert [call.burst for _, call in calls if call.burst] == ["amber"]


def test_a_red_alarm_waits_for_no_amber_burst():
    calls = heard((0.2, [AMBER]), (1.0, [AMBER, RED]))
    assert [(at_s, call.burst) for at_s, call in calls if call.burst] == [(0.0, "amber"), (0.2, "red")]


def test_another_red_alarm_in_the_pause_sounds_at_once():
    calls = heard((3.0, [RED]), (1.0, [RED, ("red", "impact None")]))
    assert [at_s for at_s, call in calls if call.burst] == [0.0, 3.0]


def test_another_red_alarm_during_a_burst_does_not_break_its_rhythm():
    calls = heard((0.5, [RED]), (2.0, [RED, ("red", "impact None")]))
    assert [at_s for at_s, call in calls if call.burst] == [0.0]


def test_whoever_has_seen_it_is_left_in_peace_at_once():
    calls = heard((0.5, [RED]), (10.0, []))
    assert [at_s for at_s, call in calls if call.stop] == pytest.approx([0.5], abs=0.05)
    assert max(pulses(calls)) < 0.5


def test_an_alarm_that_comes_back_sounds_at_once():
    calls = heard((0.5, [RED]), (0.2, []), (1.0, [RED]))
    assert [round(at_s, 2) for at_s, call in calls if call.burst] == [0.0, 0.68]


def test_a_severity_nobody_knows_sounds_like_red():
    assert [call.burst for _, call in heard((0.5, [("violet", "x")]))][:1] == ["violet"]
