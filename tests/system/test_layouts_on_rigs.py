"""Each layout that ships, on the firmware image of the smallest board that carries it: a press lands where it is."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pawpress.cli.demo_board import board_for
from pawpress.core.force_line import PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol.schema_generated import PadKind
from pawpress.rig.firmware_images import manifest
from pawpress.settings.layout_files import load_layout, presets
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.pads import GOOD_SENSOR
from tests.contract.boards import OPENERS

PRESSED_N, REST_STEPS, PRESS_STEPS = 90.0, 300, 600
ONE_LEAN = """
title = "One pad"
summary = "A slow lean on one pad."
period_s = 30.0
seed = 3

[[press]]
pad = "R7"
onset_s = 0.8
rise_s = 0.9
hold_s = 1.3
release_s = 0.55
plateau_n = 110.0
shape = "lean"
expect = "steady"
"""


ONE_PAD = """
[[pad]]
name = "P{0}"
channel = {0}
group = "P{0}"
side = "left"
level = {0}
where = "back"
x_mm = 0
y_mm = {0}
"""


def in_turn(pads: int, pressed: list[int]) -> np.ndarray:
    """Return readings of one pad after the other, each leant on for 0.6 s; shape (steps, pads), counts."""
    lean_n = PRESSED_N * np.sin(np.linspace(0.0, np.pi, PRESS_STEPS)) ** 2
    force_n = np.zeros((REST_STEPS, pads))
    for channel in pressed:
        one = np.zeros((PRESS_STEPS + REST_STEPS, pads))
        one[:PRESS_STEPS, channel] = lean_n
        force_n = np.vstack([force_n, one])
    return GOOD_SENSOR.codes(force_n)


@pytest.mark.parametrize("rig", ["avr8js", "simavr", "core"])
@pytest.mark.parametrize("name", presets())
def test_pressed_one_after_the_other_each_pad_is_the_one_of_the_map(name: str, rig: str) -> None:
    layout = load_layout(name)
    board = OPENERS[rig](board_for(name, None))
    channels = [pad.channel for pad in layout.pad]
    pipeline = Pipeline(shipped_setup(layout=layout))
    codes, events = in_turn(board.pads, channels), []
    for start in range(0, len(codes), 50):
        events += pipeline.receive(board.run(codes[start : start + 50]), start / 1000)
    getattr(board, "close", lambda: None)()
    pressed = [event.press.pad for event in events if isinstance(event, PressGraded)]
    assert pressed == [pad.group for pad in layout.pad]
    assert pipeline.health.lost == 0
    assert pipeline.overruns == 0


def test_sixteen_pads_are_the_image_behind_a_74hc4067() -> None:
    assert [board_for(name, None) for name in ("mat6", "mat8", "fine16")] == ["uno", "nano", "mux"]
    assert PadKind[manifest().images["mux"].pad_kind] is PadKind.FSR_MUX


@pytest.mark.realtime
@pytest.mark.parametrize("rig", ["emulated-avr", "core"])
def test_the_demo_of_sixteen_pads_hears_the_one_that_is_pressed(
    pawpress: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, rig: str
) -> None:
    scenario = tmp_path / "one.toml"
    scenario.write_text(ONE_LEAN, "utf-8")
    words = ("--layout", "fine16", "--scenario", scenario, "--rig", rig, "--headless", "--seconds", "5", "--json")
    run = pawpress("demo", *words)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert (told["rig"]["kind"], told["rig"]["board"], told["rig"]["pads"]) == (rig, "nano", 16)
    assert [(press["pad"], press["verdict"]) for press in told["presses"]] == [("R7", "steady")]
    assert load_layout("fine16").names.index("R7") == 13
    assert told["link"]["lost"] == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--layout", "fine16", "--board", "nano"), "fine16 has 16 pads, --board nano 8: use --board mux"),
        (("--layout", "nowhere"), "nowhere: no such layout"),
    ],
)
def test_a_board_that_cannot_carry_the_layout_is_said(
    pawpress: Callable[..., subprocess.CompletedProcess[str]], words: tuple[str, ...], says: str
) -> None:
    run = pawpress("demo", *words, "--headless", "--seconds", "1")
    assert run.returncode in (1, 2)
    assert says in run.stderr
    assert "Traceback" not in run.stderr


def test_a_layout_larger_than_any_board_is_said(
    pawpress: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    large = tmp_path / "large.toml"
    large.write_text('name = "large"\ntitle = "Large"\n' + "".join(ONE_PAD.format(i) for i in range(17)), "utf-8")
    run = pawpress("demo", "--layout", large, "--headless", "--seconds", "1")
    assert run.returncode == 2
    assert "has 17 pads, more than any board: 16" in run.stderr


def test_feet_on_a_named_layout_have_its_pads_known(
    pawpress: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    """The known curves of the emulated pads bear the names of the layout: numbered ones would fit no pad of it."""
    words = ("--layout", "fine16", "--mode", "foot", "--scenario", "foot-steady", "--rig", "core")
    run = pawpress("demo", *words, "--headless", "--seconds", "3", "--json")
    assert run.returncode == 0, run.stderr
    assert "uncalibrated" not in [quality["code"] for quality in json.loads(run.stdout)["quality"]]
