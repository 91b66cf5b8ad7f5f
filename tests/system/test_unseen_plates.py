"""Jumps, hops, steps and stands on plates nobody has seen: other rates, noise, offsets and lengths."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from tests.force_plates import PAIR, WEIGHT_N, Jump, Plates, footstep, judged, judged_plates, reds, told
from tests.waveforms import times

STRIKING = {"overload", "rate", "impact", "flight"}
"""What a jump deserves, and nothing else."""
SETUPS = {
    "clean": Plates(rate_hz=2000.0, noise_n=0.5),
    "slow": Plates(rate_hz=100.0, noise_n=1.0),
    "coarse": Plates(rate_hz=250.0, step_n=5.0, offsets_n=(25.0, 18.0)),
    "noisy": Plates(rate_hz=1000.0, noise_n=5.0, offsets_n=(12.0, -8.0)),
    "one plate": Plates(rate_hz=200.0, shares=(1.0,), offsets_n=(16.0,)),
    "not zeroed": Plates(rate_hz=500.0, offsets_n=(60.0, -30.0), step_n=1.0),
}


@pytest.mark.parametrize(("setup", "flight_s"), product(SETUPS, (0.15, 0.3, 0.6)))
def test_a_jump_is_told_with_its_times_and_is_over_after_the_step_off(setup: str, flight_s: float):
    plates, jump = SETUPS[setup], Jump(flight_s=flight_s)
    answer = judged(jump.force_n(times(9.0, plates.rate_hz)), plates)
    [flight] = told(answer, "flight")
    assert flight.start_s == pytest.approx(jump.take_off_s, abs=0.010)
    assert flight.end_s == pytest.approx(jump.landing_s, abs=0.010)
    [impact] = told(answer, "impact")
    assert jump.landing_s - 0.005 <= impact.start_s <= jump.landing_s + 0.05
    assert impact.peak_n == pytest.approx(3.0 * WEIGHT_N, rel=0.1)
    assert reds(answer) == STRIKING
    assert all(e.end_s is not None and e.end_s <= 7.6 for e in answer.episodes)
    assert list(answer.tare.values()) == pytest.approx(plates.offsets_n[: len(plates.shares)], abs=5.0)


@pytest.mark.parametrize(("setup", "flight_s", "leaves"), product(SETUPS, (0.15, 0.45), (True, False)))
def test_who_stands_there_from_the_beginning_is_never_tared_away(setup: str, flight_s: float, leaves: bool):
    plates, jump = SETUPS[setup], Jump(on_s=-9.0, flight_s=flight_s, off_s=7.0 if leaves else None)
    answer = judged(jump.force_n(times(9.0, plates.rate_hz)), plates)
    assert set(answer.tare.values()) == {0.0}
    [flight] = told(answer, "flight")
    assert flight.start_s == pytest.approx(jump.take_off_s, abs=0.010)
    assert flight.end_s == pytest.approx(jump.landing_s, abs=0.010)
    assert told(answer, "overload")[0].start_s == 0.0
    weight_n = WEIGHT_N + sum(plates.offsets_n[: len(plates.shares)])
    assert answer.standing[0].mean_n == pytest.approx(weight_n, rel=0.02)


@pytest.mark.parametrize("setup", SETUPS)
def test_a_quiet_stand_is_an_overload_for_as_long_as_it_lasts_and_no_bounce(setup: str):
    plates = SETUPS[setup]
    t_s = times(14.0, plates.rate_hz)
    answer = judged(WEIGHT_N * (1.0 + 0.01 * np.sin(2.0 * np.pi * 0.31 * t_s)), plates)
    assert reds(answer) == {"overload"}
    assert all(e.end_s is None for e in answer.episodes)
    assert [e.alarm.pad for e in told(answer, "overload")].count(None) == 1
    [warned] = told(answer, "time_at_load", "amber")
    assert warned.start_s == pytest.approx(12.0, abs=0.05)
    [standing] = answer.standing
    assert standing.end_s - standing.start_s > 13.0


def test_a_slow_step_on_and_off_is_an_overload_only():
    plates = Plates(rate_hz=500.0)
    answer = judged(Jump(take_off_s=99.0).force_n(times(9.0, 500.0)), plates)
    assert reds(answer) == {"overload"}
    assert told(answer, "overload", "amber")[0].start_s < told(answer, "overload")[0].start_s


@pytest.mark.parametrize("rate_hz", [200.0, 1000.0])
@pytest.mark.parametrize("offset_n", [0.0, 20.0])
def test_a_footstep_in_a_file_hardly_longer_than_itself(rate_hz: float, offset_n: float):
    plates = Plates(rate_hz=rate_hz, shares=(1.0,), offsets_n=(offset_n,))
    answer = judged(footstep(times(0.85, rate_hz), 0.1), plates)
    assert answer.tare["plate0"] == pytest.approx(offset_n, abs=2.0)
    assert 0.1 <= min(e.start_s for e in answer.episodes if e.alarm.code == "overload") <= 0.2
    assert "flight" not in reds(answer)
    assert len(answer.presses) == 1


def test_a_series_of_hops_is_a_flight_each():
    t_s = times(9.0, 500.0)
    force_n = Jump(take_off_s=99.0).force_n(t_s)
    for start_s in np.arange(4.0, 6.5, 0.6).tolist():
        force_n = np.where((t_s >= start_s) & (t_s < start_s + 0.3), 0.0, force_n)
        contact = (t_s >= start_s + 0.3) & (t_s < start_s + 0.6)
        force_n = np.where(contact, np.pi * WEIGHT_N * np.sin(np.pi * (t_s - start_s - 0.3) / 0.3), force_n)
    answer = judged(np.where(t_s < 7.0, force_n, 0.0), Plates(rate_hz=500.0))
    assert len(told(answer, "flight")) == len(told(answer, "impact")) == 5
    assert reds(answer) == STRIKING


def test_a_landing_from_a_box_is_an_impact_and_no_flight():
    t_s = times(9.0, 1000.0)
    down = Jump(take_off_s=3.0, flight_s=0.4)
    answer = judged(np.where(t_s < down.landing_s, 0.0, down.force_n(t_s)), Plates())
    [impact] = told(answer, "impact")
    assert impact.start_s == pytest.approx(down.landing_s, abs=0.02)
    assert not told(answer, "flight")


def test_a_jump_off_a_box_and_up_again_is_told_although_no_stand_went_before():
    t_s = times(9.0, 1000.0)
    force_n = np.where(t_s < 3.4, 0.0, Jump(take_off_s=3.8, flight_s=0.5, landing_weights=2.0).force_n(t_s))
    landed = (t_s >= 3.4) & (t_s < 3.45)
    answer = judged(np.where(landed, 4.0 * WEIGHT_N * np.sin(np.pi * (t_s - 3.4) / 0.1), force_n), Plates())
    [flight] = told(answer, "flight")
    assert (flight.start_s, flight.end_s) == (pytest.approx(3.8, abs=0.01), pytest.approx(4.3, abs=0.01))


def test_a_kick_of_one_foot_is_told_beside_a_quiet_one():
    t_s = times(6.0, 500.0)
    kick_n = 180.0 * np.sin(np.pi * np.clip((t_s - 3.0) / 0.1, 0.0, 1.0))
    answer = judged_plates(np.stack([150.0 * np.ones_like(t_s), kick_n], axis=1), 500.0)
    [kick] = told(answer, "kick")
    assert (kick.alarm.pad, kick.start_s, kick.end_s) == (
        "plate1",
        pytest.approx(3.0, abs=0.01),
        pytest.approx(3.1, abs=0.01),
    )


def test_a_jump_is_no_dead_plate_and_a_dead_plate_is_told():
    t_s = times(6.0, 1000.0)
    living_n = 300.0 * (1.0 + 0.01 * np.sin(2.0 * np.pi * 0.4 * t_s))
    dead_n = np.where(t_s < 3.0, living_n, 0.0)
    assert [e.alarm.pad for e in told(judged_plates(np.stack([dead_n, living_n], axis=1), 1000.0), "dead_pad")] == [
        "plate0"
    ]
    both_off_n = np.where((t_s > 3.0) & (t_s < 3.3), 0.0, living_n)
    assert "dead_pad" not in reds(judged_plates(np.stack([both_off_n, both_off_n], axis=1), 1000.0))


def test_without_weights_the_limits_in_newtons_hold():
    from pawpress.core.safety import FootPair

    jump = Jump()
    answer = judged(jump.force_n(times(9.0, 1000.0)), Plates(), pair=FootPair())
    assert reds(answer) == STRIKING
    assert PAIR.giver_kg is not None
