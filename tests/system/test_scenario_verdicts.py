"""Every scenario, through a whole rig and the whole line: every press gets the verdict its file expects."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.force_line import PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.board import SimulatedBoard
from pawpress.simulator.body import Body
from pawpress.simulator.pads import GOOD_SENSOR, WORST_SENSOR, Sensor
from pawpress.simulator.scenario import Scenario, load_scenario, scenario_names
from tests.contract.boards import OPENERS

WEAKEST_SENSOR = Sensor(gain=0.92, curvature=0.97, hysteresis=0.07, creep_per_decade=0.04)
JUDGED = [name for name in scenario_names() if load_scenario(name).mode == "hands"]
PORTION = 50


def lived(board: SimulatedBoard, scenario: Scenario, sensor: Sensor, pipeline: Pipeline) -> list[PressGraded]:
    """Play a round and a little more; return the judged presses that began in the round, by onset."""
    body = Body(scenario, board.pads, sensor)
    judged: list[PressGraded] = []
    for start in range(0, round(scenario.period_s * 1000), PORTION):
        sent = board.run(body.codes(np.arange(start, start + PORTION)))
        judged += [event for event in pipeline.receive(sent, start / 1000.0) if isinstance(event, PressGraded)]
    return sorted(judged, key=lambda event: event.press.onset_s)


def check(judged: list[PressGraded], scenario: Scenario) -> None:
    expected = sorted(scenario.press, key=lambda press: press.onset_s)
    assert [(event.press.pad, event.verdict.verdict) for event in judged] == [(p.pad, p.expect) for p in expected]
    late = [event.press.onset_s - press.onset_s for event, press in zip(judged, expected, strict=True)]
    assert all(-0.05 < delay_s < 0.25 for delay_s in late)


@pytest.mark.parametrize(
    ("board", "sensor"),
    [("uno", GOOD_SENSOR), ("uno", WORST_SENSOR), ("uno", WEAKEST_SENSOR), ("nano", GOOD_SENSOR)],
    ids=["uno-good", "uno-worst", "uno-weakest", "nano-good"],
)
@pytest.mark.parametrize("name", JUDGED)
def test_on_the_model_with_any_sensor_allowed(name: str, board: str, sensor: Sensor) -> None:
    scenario, pipeline = load_scenario(name), Pipeline(shipped_setup())
    check(lived(OPENERS["core"](board), scenario, sensor, pipeline), scenario)


@pytest.mark.parametrize("name", ["beginner", "catwalk", "rushed"])
def test_on_the_real_firmware_without_a_lost_frame(name: str) -> None:
    scenario, pipeline = load_scenario(name), Pipeline(shipped_setup())
    check(lived(OPENERS["avr8js"]("uno"), scenario, GOOD_SENSOR, pipeline), scenario)
    assert (pipeline.health.lost, pipeline.health.crc_errors, pipeline.overruns) == (0, 0, 0)


def test_overload_raises_amber_and_red_and_the_others_raise_nothing() -> None:
    alarms = {}
    for name in JUDGED:
        pipeline = Pipeline(shipped_setup())
        lived(OPENERS["core"]("uno"), load_scenario(name), GOOD_SENSOR, pipeline)
        alarms[name] = {(episode.alarm.code, episode.alarm.severity) for episode in pipeline.episodes()}
    assert alarms.pop("overload") == {("overload", "amber"), ("overload", "red")}
    assert set(map(len, alarms.values())) == {0}
