"""A body that lives a scenario."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pawpress.simulator.body import Body
from pawpress.simulator.body_weights import WeightsBody
from pawpress.simulator.pads import GOOD_SENSOR, WORST_SENSOR, Sensor
from pawpress.simulator.scenario import Scenario, ScriptedPress, load_scenario

SILENT = Sensor(noise_n=0.0)


def one_press(pad: str) -> Scenario:
    press = ScriptedPress(
        pad=pad, onset_s=1.0, rise_s=0.5, hold_s=1.0, release_s=0.5, plateau_n=120.0, shape="jab", expect="unjudged"
    )
    return Scenario(title="t", summary="s", period_s=4.0, seed=3, press=[press])


def test_a_press_stands_on_its_pad_at_its_time() -> None:
    force_n = Body(one_press("R2"), 6).newtons(np.array([900, 2000]))
    assert force_n.tolist() == [[0.0] * 6, [0.0, 0.0, 0.0, 120.0, 0.0, 0.0]]


def test_a_side_shares_its_force_between_its_pads() -> None:
    force_n = Body(one_press("left"), 8).newtons(np.array([2000]))
    assert force_n[0].tolist() == [30.0, 0.0] * 4


def test_the_scenario_repeats_but_its_noise_does_not() -> None:
    body = Body(one_press("L1"), 6)
    first, second = np.arange(4000), np.arange(4000, 8000)
    assert np.allclose(body.newtons(first), body.newtons(second))
    assert not np.array_equal(body.codes(first), body.codes(second))


def test_noise_at_rest_has_the_sensors_spread() -> None:
    resting = Body(load_scenario("idle"), 6, Sensor(noise_n=2.0)).codes(np.arange(20000))
    # Half of the noise is below zero, where a pad cannot read; what is above has the spread of a half-normal.
    newtons = 200.0 * resting / (1023.0 - resting)
    assert float(newtons.mean()) == pytest.approx(2.0 / np.sqrt(2 * np.pi), rel=0.03)


def test_each_pad_may_have_its_own_sensor() -> None:
    sensors = [SILENT] * 5 + [Sensor(noise_n=0.0, gain=1.5)]
    scenario = one_press("right")
    codes = Body(scenario, 6, sensors).codes(np.array([2000]))[0]
    assert codes[1] == codes[3] < codes[5]


def test_pads_of_one_sensor_read_as_pads_with_a_sensor_each() -> None:
    steps = np.arange(3000)
    each = [replace(WORST_SENSOR) for _ in range(6)]
    together, apart = (Body(load_scenario("beginner"), 6, sensors).codes(steps) for sensors in (WORST_SENSOR, each))
    assert np.array_equal(together, apart)


def test_a_pile_that_was_taken_off_leaves_nothing_and_is_there_in_what_was_before() -> None:
    body = WeightsBody(2, replace(WORST_SENSOR, noise_n=0.0))
    body.put(0, 100.0, 0)
    body.put(0, 0.0, 2000)
    whole = body.codes(np.arange(4000))
    parts = [body.codes(np.arange(start, start + 500)) for start in range(0, 4000, 500)]
    assert np.array_equal(np.concatenate(parts), whole)
    assert whole[1999, 0] > 300
    assert whole[3000:].max() == 0


def test_readings_are_those_of_the_seed() -> None:
    steps = np.arange(1000)
    once, again = (Body(load_scenario("beginner"), 6, GOOD_SENSOR).codes(steps) for _ in range(2))
    assert np.array_equal(once, again)
