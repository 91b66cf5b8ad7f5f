"""Walks `docs/how-to/add-an-alarm.md`: one entry and one condition, and the alarm is everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.walks import changed, code_of, generate, insert_after, run, scratch_copy, take_away, write

PAGE = "docs/how-to/add-an-alarm.md"
SCHEMA = "protocol/pawpress.toml"
CONDITION = "host/pawpress/core/safety/rules/one_pad.py"
SCENARIO = "host/pawpress/simulator/scenarios/foot-one-pad.toml"
LAST_LINE_BEFORE = 'foot = { amber = "EASE OFF", red = "STEP OFF" }'

ASK = """
import json
from pawpress.core.calibration import apply_calibration
from pawpress.core.ground import ground_of
from pawpress.core.safety import ALARMS, AlarmMonitor, FootPair
from pawpress.core.safety.rig_limits import rig_limits
from pawpress.settings.layout_files import default_layout
from pawpress.settings.safety_limits import load_safety_limits
from pawpress.simulator.known_curves import known_calibration
from pawpress.simulator.pads import SUPERVISED_SENSOR

layout = default_layout(6)
known = known_calibration("demo", 6, "2026-03-01T12:00:00Z", SUPERVISED_SENSOR)
curves = apply_calibration(known, layout.names, 6, 1023)
ground = ground_of(layout, FootPair(giver_kg=60.0, receiver_kg=80.0), 1.2)
feet = [(foot.name, foot.columns) for foot in layout.feet]
monitor = AlarmMonitor(feet, load_safety_limits(), ground, layout.names)
limits = rig_limits(curves, monitor.red_lines(), 0, strict=True).command
word = ALARMS["one_pad"].action("foot", "red") if "one_pad" in ALARMS else ""
print(json.dumps({"word": word, "pad_limits": limits.limits[:6]}))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return scratch_copy(tmp_path)


def asked(copy: Path) -> dict:
    return json.loads(run(copy, "-c", ASK).out)


def test_an_alarm_is_one_entry_and_one_condition(copy: Path):
    entry, scenario = code_of(PAGE, "toml")
    before = asked(copy)
    insert_after(copy, SCHEMA, LAST_LINE_BEFORE, "\n" + entry)
    write(copy, CONDITION, code_of(PAGE)[0])
    write(copy, SCENARIO, scenario)
    generate(copy)

    after = asked(copy)
    assert after["word"] == "SPREAD"
    assert all(mine < its for mine, its in zip(after["pad_limits"], before["pad_limits"], strict=True)), (
        "the rig watches it too"
    )
    for page in ("alarms", "protocol"):
        assert "`one_pad`" in (copy / f"docs/reference/{page}.md").read_text(encoding="utf-8")
    assert demo_alarms(copy)["one_pad"]["message"].startswith("One pad: 2")
    assert demo_alarms(copy)["one_pad"]["peak_n"] > 200

    take_away(copy, SCHEMA, CONDITION)
    generate(copy)
    assert "one_pad" not in demo_alarms(copy)
    take_away(copy, SCENARIO)
    assert changed(copy) == set()


def demo_alarms(copy: Path) -> dict[str, dict]:
    demo = ("demo", "--scenario", "foot-one-pad", "--mode", "foot", "--rig", "core")
    done = run(copy, "-m", "pawpress", *demo, "--headless", "--seconds", "4", "--json")
    return {alarm["code"]: alarm for alarm in json.loads(done.out)["alarms"]}
