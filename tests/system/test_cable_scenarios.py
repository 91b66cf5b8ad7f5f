"""The demo's broken cables, on the firmware's core and on its real image: red within 0.3 s, also under nobody."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from pawpress.simulator.body import Body
from pawpress.simulator.scenario import load_scenario
from tests.rigsim.wired_boards import WiredAvrBoard
from tests.standing import SELDOM_S, Standing, open_board

SCENARIOS = ("foot-cable-breaks", "foot-cable-breaks-idle")
TOLD_WITHIN_S = 0.3
BUZZER_WITHIN_S = 0.06
EARLIER_S = 0.05
"""The session begins with the first reading, shortly after the board was switched on."""


@pytest.mark.parametrize("kind", ["core", "emulated-avr"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_pad_is_dead_in_time_and_nothing_else_is_wrong(name: str, kind: str):
    scenario = load_scenario(name)
    [cable] = scenario.cable
    standing = Standing(open_board(kind), player=Body(scenario, 6))
    standing.open()
    assert standing.clock.now_s - standing.begun_s < cable.breaks_s, "armed before it breaks"
    if isinstance(standing.board, WiredAvrBoard):
        standing.board.watch_pins()
    standing.run(standing.begun_s + cable.breaks_s - standing.clock.now_s, poll_s=SELDOM_S)
    standing.run(1.0)
    standing.run(standing.begun_s + 12.0 - standing.clock.now_s, poll_s=SELDOM_S)
    dead = [told for told in standing.told if told.change.alarm.code == "dead_pad"]
    assert [(told.change.alarm.pad, told.change.alarm.severity) for told in dead] == [(cable.pad, "red")]
    assert 0.0 < dead[0].host_s - standing.begun_s - cable.breaks_s < TOLD_WITHIN_S
    assert {code for code, _, _ in standing.raised()} == {"dead_pad", "rig_trip", "rig_fault"}
    if isinstance(standing.board, WiredAvrBoard):
        assert 0.0 < standing.buzzer_steps()[0] / 1000.0 - cable.breaks_s < BUZZER_WITHIN_S


@pytest.mark.parametrize("kind", ["core", "emulated-avr"])
def test_quiet_standing_on_pads_in_order_raises_nothing(kind: str):
    standing = Standing(open_board(kind), player=Body(load_scenario("foot-steady"), 6))
    standing.open()
    standing.run(20.0, poll_s=SELDOM_S)
    assert standing.told == []


@pytest.mark.realtime
@pytest.mark.latency
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_command_tells_it(name: str):
    demo = [sys.executable, "-m", "pawpress", "demo", "--scenario", name, "--rig", "core", "--headless", "--json"]
    done = subprocess.run([*demo, "--seconds", "7"], capture_output=True, text=True, timeout=60, check=True)
    [dead] = [alarm for alarm in json.loads(done.stdout)["alarms"] if alarm["code"] == "dead_pad"]
    assert (dead["severity"], dead["pad"]) == ("red", "L1")
    assert 6.0 - EARLIER_S < dead["start_s"] < 6.0 + TOLD_WITHIN_S
