"""What people do on a back, and the alarms it deserves: none missing, none extra."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.safety import margin_of
from tests.alarms import LIMITS
from tests.feet import GROUND, PAIR, PLATE, Seen, foot_guard, on_pads, saturated, seen, stood
from tests.rigsim.foot_bodies import bouncing, breathing, drop, hop, kick, stand
from tests.waveforms import Array, block, minimum_jerk, times

assert PAIR.giver_kg is not None
WEIGHT_N = PAIR.giver_kg * 9.80665
LEFT, RIGHT = "left foot", "right foot"


def alarms(left_n: Array | float, right_n: Array | float, length_s: float) -> Seen:
    return seen(stood(on_pads(left_n, right_n, length_s=length_s)))


def test_quiet_standing_with_the_wall_is_inside_the_limits():
    t_s = times(20.0)
    foot_n = stand(t_s, 1.0, 17.0, 90.0)
    assert alarms(foot_n, foot_n, 20.0) == set()


def test_stepping_on_slowly_to_just_under_the_share_of_the_wall_warns_at_most_amber():
    t_s = times(12.0)
    foot_n = stand(t_s, 1.0, 8.0, 190.0)
    assert alarms(foot_n, foot_n, 12.0) == {("overload", "amber", None)}


def test_the_whole_weight_on_one_foot_is_red():
    t_s = times(8.0)
    assert alarms(stand(t_s, 1.0, 5.0, WEIGHT_N, 1.5), 0.0, 8.0) == {
        ("overload", "amber", LEFT),
        ("overload", "red", LEFT),
        ("overload", "amber", None),
        ("overload", "red", None),
    }


@pytest.mark.parametrize(("height_m", "times_weight"), [(0.02, 3.0), (0.05, 4.0)])
def test_stepping_down_strikes(height_m: float, times_weight: float):
    t_s = times(5.0)
    foot_n = drop(t_s, 1.0, WEIGHT_N / 9.80665, height_m)
    assert float(foot_n.max()) == pytest.approx(times_weight * WEIGHT_N, rel=0.15)
    assert alarms(foot_n, 0.0, 5.0) == {
        ("overload", "amber", LEFT),
        ("overload", "red", LEFT),
        ("overload", "amber", None),
        ("overload", "red", None),
        ("rate", "amber", None),
        ("rate", "red", None),
        ("impact", "red", None),
    }


@pytest.mark.parametrize("air_s", [0.15, 0.3, 0.6])
def test_a_hop_is_told_with_the_times_of_its_flight(air_s: float):
    t_s = times(6.0)
    half_n = hop(t_s, 0.5 * WEIGHT_N, 3.0, 3.0 + air_s)
    [flight] = [e for e in stood(on_pads(half_n, half_n, length_s=6.0)) if e.alarm.code == "flight"]
    assert flight.start_s == pytest.approx(3.0, abs=0.005)
    assert flight.end_s == pytest.approx(3.0 + air_s, abs=0.005)


def test_to_step_off_and_on_again_slowly_is_no_flight():
    t_s = times(12.0)
    foot_n = stand(t_s, 1.0, 4.0, 80.0, 1.0) + stand(t_s, 5.3, 9.0, 80.0, 1.0)
    assert alarms(foot_n, foot_n, 12.0) == set()


def test_a_kick_is_red_and_a_tap_is_not():
    t_s = times(4.0)
    assert ("kick", "red", LEFT) in alarms(kick(t_s, 1.0, 160.0), 0.0, 4.0)
    assert alarms(kick(t_s, 1.0, 60.0, 0.4), 0.0, 4.0) == set()


@pytest.mark.parametrize("from_s", [5.08, 5.1, 5.13])
def test_what_is_left_of_a_stance_at_the_beginning_of_a_file_is_no_kick(from_s: float):
    t_s = times(9.0)
    foot_n = stand(t_s, 1.0, 5.0, 190.0, 0.3) + kick(t_s, 7.0, 160.0)
    left = int(np.searchsorted(t_s, from_s))
    assert foot_n[left] > LIMITS.foot.contact_n.limit
    whole, rest = foot_guard(), foot_guard()
    whole.process(block(t_s, on_pads(foot_n, 0.0, length_s=9.0)))
    rest.process(block(t_s[left:], on_pads(foot_n, 0.0, length_s=9.0)[left:]))
    told = [[e.start_s for e in guard.episodes() if e.alarm.code == "kick"] for guard in (whole, rest)]
    assert told[0] == told[1] == [pytest.approx(7.0, abs=0.02)]


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.05, set()), (0.15, {("bounce", "amber", None)}), (0.3, {("bounce", "amber", None), ("bounce", "red", None)})],
)
def test_bouncing_is_told_by_its_share(share: float, expected: Seen):
    half_n = bouncing(times(10.0), 80.0, share)
    assert {one for one in alarms(half_n, half_n, 10.0) if one[0] == "bounce"} == expected


def test_a_stumble_while_the_weight_shifts_is_no_bounce():
    t_s = times(14.0)
    shifting_n = stand(t_s, 1.0, 7.0, 190.0) + stand(t_s, 8.0, 13.0, 120.0) + kick(t_s, 8.4, 200.0, 0.3)
    assert "bounce" not in {code for code, _, _ in alarms(shifting_n, 110.0 + 12.0 * np.sin(t_s), 14.0)}


def test_a_foot_that_slides_to_the_centre_line_is_told():
    t_s = times(10.0)
    slid_n = minimum_jerk(t_s, 2.0, 3.0, 2.0, 2.0, 130.0)
    found = seen(stood(on_pads(150.0 - slid_n, 0.0, slid_n, 0.0, length_s=10.0), ground=GROUND))
    assert found - {("stuck_pad", "red", "right pad")} == {
        ("centre_line", "amber", "centre"),
        ("centre_line", "red", "centre"),
    }


def test_a_minute_at_350_newtons_is_too_long_after_half_of_it():
    half_n = stand(times(62.0), 0.0, 61.0, 175.0)
    found = [e for e in stood(on_pads(half_n, half_n, length_s=62.0)) if e.alarm.code == "time_at_load"]
    by_severity = {e.alarm.severity: e for e in found}
    assert by_severity["amber"].start_s == pytest.approx(25.0, abs=1.0)
    assert by_severity["red"].start_s == pytest.approx(30.5, abs=1.0)


def test_a_breathing_receiver_under_300_newtons_is_no_bounce():
    half_n = breathing(times(30.0), 148.0)
    assert alarms(half_n, half_n, 30.0) == set()


def test_a_saturating_pad_is_red_at_once():
    force_n = on_pads(100.0, 0.0, length_s=1.0)
    beyond = np.zeros(force_n.shape, dtype=np.bool_)
    beyond[200:300, 0] = True
    watching = foot_guard()
    watching.process(saturated(force_n, beyond))
    [episode] = watching.episodes()
    assert (episode.alarm.code, episode.start_s, episode.end_s) == ("saturated", 0.4, 0.6)


def swaying(force_n: float) -> Array:
    return bouncing(times(6.0), force_n, 0.03, 0.4)


def test_a_pad_that_dies_under_a_foot_is_red_in_the_same_reading():
    left_n = swaying(150.0)
    left_n[1500:] = 0.0
    [episode] = stood(on_pads(left_n, swaying(90.0), length_s=6.0))
    assert (episode.alarm.code, episode.alarm.pad, episode.start_s) == ("dead_pad", "left pad", 3.0)


def test_a_pad_that_stands_still_while_the_other_moves_is_red_within_seconds():
    left_n = swaying(100.0)
    left_n[1000:] = left_n[999]
    found = stood(on_pads(left_n, stand(times(6.0), 2.5, 20.0, 150.0, 1.0), length_s=6.0))
    assert ("stuck_pad", "red", "left pad") in seen(found)


def test_a_pad_that_nobody_stands_on_is_neither_dead_nor_stuck():
    assert alarms(0.0, stand(times(10.0), 1.0, 7.0, 180.0), 10.0) == set()


def test_giver_too_heavy_is_red_from_the_first_reading():
    from pawpress.core.safety import FootPair, Ground

    heavy = Ground(FootPair(giver_kg=75.0, receiver_kg=80.0))
    [episode] = stood(on_pads(0.0, 0.0, length_s=1.0), ground=heavy)
    assert (episode.alarm.code, episode.start_s, episode.end_s) == ("weight_rule", 0.0, None)


def every_body() -> Array:
    t_s = times(9.0)
    left_n = stand(t_s, 0.2, 2.5, 300.0, 0.4) + kick(t_s, 3.4, 200.0) + hop(t_s, 250.0, 6.0, 6.3) * (t_s > 4.0)
    return on_pads(left_n, bouncing(t_s, 120.0, 0.4), kick(t_s, 5.0, 150.0), kick(t_s, 5.5, 80.0), length_s=9.0)


@pytest.mark.parametrize("size", [1, 7, 250, 1999])
def test_chunks_change_nothing(size: int):
    force_n = every_body()
    t_s = times(9.0)
    whole, chunks = foot_guard(ground=GROUND), foot_guard(ground=GROUND)
    whole.process(block(t_s, force_n))
    for at in range(0, len(t_s), size):
        chunks.process(block(t_s[at : at + size], force_n[at : at + size]))
    assert chunks.episodes() == whole.episodes()
    assert len({e.alarm.code for e in whole.episodes()}) >= 7


def test_the_margin_of_the_pads_brings_red_lines_down():
    from dataclasses import replace

    t_s = times(6.0)
    force_n = on_pads(stand(t_s, 0.5, 4.0, 380.0), 0.0, length_s=6.0)
    assert ("overload", "red", LEFT) not in seen(stood(force_n, ground=PLATE))
    assert ("overload", "red", LEFT) in seen(stood(force_n, ground=replace(PLATE, margin=1.2)))


@pytest.mark.parametrize(
    ("uncertainty", "margin"), [(0.02, 1.05), (0.05, 1.05), (0.06, 1.2), (0.2, 1.2), (0.25, 1.25), (0.4, 1.4)]
)
def test_the_margin_is_that_of_the_actual_pads(uncertainty: float, margin: float):
    assert margin_of(uncertainty, LIMITS.foot) == pytest.approx(margin)
