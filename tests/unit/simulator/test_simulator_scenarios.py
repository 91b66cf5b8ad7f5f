"""Scenario files: read strictly, complete, and true to what they claim."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from pawpress.core.calibration.pad_models.fsr_divider import newtons
from pawpress.core.kernel import Curve
from pawpress.core.presses.metrics import basics, hold_metrics, rise_metrics, steadiness_metrics
from pawpress.simulator.body import Body
from pawpress.simulator.pads import GOOD_SENSOR, WORST_SENSOR, Sensor
from pawpress.simulator.scenario import (
    Scenario,
    ScenarioError,
    ScriptedPress,
    channels_of,
    load_scenario,
    pad_names,
    parse_scenario,
    scenario_names,
)

PADS = 6
WEAKEST_SENSOR = Sensor(gain=0.92, curvature=0.97, hysteresis=0.07, creep_per_decade=0.04)
GOOD = """
title = "One press"
summary = "One press on L1."
period_s = 5.0
seed = 1
[[press]]
pad = "L1"
onset_s = 0.5
rise_s = 0.9
hold_s = 1.0
release_s = 0.5
plateau_n = 100.0
shape = "lean"
expect = "steady"
"""


def test_pads_are_named_by_side_and_level_in_channel_order() -> None:
    assert pad_names(6) == ("L1", "R1", "L2", "R2", "L3", "R3")
    assert pad_names(8)[-2:] == ("L4", "R4")
    assert channels_of("R2", 6) == (3,)
    assert channels_of("left", 8) == (0, 2, 4, 6)


def test_a_good_file_is_read() -> None:
    assert parse_scenario(GOOD, "one.toml").press[0].end_s == pytest.approx(2.9)


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ("rise_s = 0.9", "rise_ms = 900", "rise_ms"),
        ("seed = 1", "seed = 1\nloops = 3", "loops"),
        ('shape = "lean"', 'shape = "shove"', "no shape is named 'shove'. Choose lean"),
        ('pad = "L1"', 'pad = "M1"', "no pad is named 'M1'. Write a side"),
        ('pad = "L1"', 'pad = "L0"', "no pad is named 'L0'. Write a side"),
        ("period_s = 5.0", "period_s = 2.0", "after the round's period_s of 2"),
        ('expect = "steady"', 'expect = "fine"', "fine"),
        ("rise_s = 0.9", "rise_s = 0.0", "> 0"),
        ("rise_s = 0.9", "rise_s = ", "Invalid value"),
        ("period_s = 5.0", "period_s = inf", "<= 86400.0"),
        ("plateau_n = 100.0", "plateau_n = 1e300", "<= 10000.0"),
    ],
)
def test_a_mistake_is_named_with_file_and_place(was: str, becomes: str, complaint: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(GOOD.replace(was, becomes), "one.toml")
    assert str(caught.value).startswith("one.toml: ")
    assert complaint in str(caught.value)
    assert re.search(r"(Correct it|Choose|Write|Begin it) \S", str(caught.value)), "what to do next"
    assert "\n" not in str(caught.value)


def test_one_hand_cannot_be_in_two_places() -> None:
    second = GOOD.partition("[[press]]")[2].replace("L1", "L2").replace("onset_s = 0.5", "onset_s = 2.0")
    with pytest.raises(ScenarioError, match=r"L2 at 2 s begins before L1 of the same hand ends at 2.9 s\. Begin it l"):
        parse_scenario(f"{GOOD}[[press]]{second}", "two.toml")


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ScenarioError, match="Choose beginner, catwalk"):
        load_scenario("moonwalk")


def test_a_file_of_ones_own_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert load_scenario(path) == load_scenario(str(path))
    with pytest.raises(ScenarioError, match="cannot be read"):
        load_scenario(tmp_path / "missing.toml")


def test_a_pad_the_board_lacks_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"6 pads has no pad 'L4'\. Write one of L1"):
        Body(parse_scenario(GOOD.replace("L1", "L4"), "high.toml"), PADS)


@pytest.mark.parametrize("name", scenario_names())
def test_every_shipped_scenario_shows_all_its_presses_within_20_seconds(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.period_s <= 20.0
    assert all(press.end_s <= 19.5 for press in scenario.press)


@pytest.mark.parametrize("name", scenario_names())
def test_every_pad_is_free_between_its_presses(name: str) -> None:
    scenario = load_scenario(name)
    force_n = Body(scenario, PADS).newtons(np.arange(round(scenario.period_s * 1000)))
    expected = {channel for press in scenario.press for channel in channels_of(press.pad, PADS)}
    for channel in range(PADS):
        presses = sum(channel in channels_of(press.pad, PADS) for press in scenario.press)
        pressed = force_n[:, channel] >= 2.0
        assert np.count_nonzero(np.diff(pressed.astype(np.int8)) == 1) == presses
        assert pressed.any() == (channel in expected)


def measured(scenario: Scenario, press: ScriptedPress, sensor: Sensor) -> tuple[np.ndarray, np.ndarray]:
    steps = np.arange(round((press.onset_s - 0.05) * 1000), round((press.end_s + 0.1) * 1000))
    channel = channels_of(press.pad, PADS)[0]
    codes = Body(scenario, PADS, sensor).codes(steps)[:, channel].astype(np.float64)
    smooth = np.convolve(np.pad(newtons(codes), 10, mode="edge"), np.ones(21) / 21, mode="valid")
    return steps / 1000.0, smooth


def speed_and_hold(t_s: np.ndarray, force_n: np.ndarray) -> tuple[float, float, float]:
    reference_n = basics.plateau_n(Curve(t_s, force_n))
    rise_s = rise_metrics.rise_s(Curve(t_s, force_n), reference_n)
    assert rise_s is not None
    nrfd = rise_metrics.rfd_n_per_s(Curve(t_s, force_n)) / reference_n
    return rise_s, nrfd, hold_metrics.hold_s(Curve(t_s, force_n), reference_n)


CLAIMS = [
    pytest.param(scenario, press, id=f"{name}-{press.pad}-{press.onset_s:g}s-{press.expect}")
    for name in scenario_names()
    for scenario in [load_scenario(name)]
    for press in scenario.press
    if press.expect != "unjudged"
]


@pytest.mark.parametrize("sensor", [GOOD_SENSOR, WORST_SENSOR, WEAKEST_SENSOR], ids=["good", "worst", "weakest"])
@pytest.mark.parametrize(("scenario", "press"), CLAIMS)
def test_every_press_is_clear_of_the_borders_of_its_verdict(
    scenario: Scenario, press: ScriptedPress, sensor: Sensor
) -> None:
    """The borders are those of the grading rules; each is kept by 10 % or more with any sensor allowed."""
    t_s, force_n = measured(scenario, press, sensor)
    rise_s, nrfd, hold_s = speed_and_hold(t_s, force_n)
    reference_n = basics.plateau_n(Curve(t_s, force_n))
    span = hold_metrics.plateau_span(Curve(t_s, force_n), reference_n)
    cv = steadiness_metrics.cv(Curve(t_s[span], force_n[span])) if span is not None else 0.0
    stab = steadiness_metrics.stabbed(Curve(t_s, force_n), reference_n)
    slow = rise_s > 1.1 * 0.25 and nrfd < 0.9 * 3.75
    if press.expect == "steady":
        assert slow
        assert hold_s > 1.1 * 0.8
        assert cv < 0.9 * 0.05
    elif press.expect == "rushed":
        held_jab = nrfd > 1.1 * 7.5 and hold_s > 1.1 * 0.8
        assert held_jab or (1.1 * 0.12 < rise_s < 0.9 * 0.25 and 1.1 * 3.75 < nrfd < 0.9 * 7.5)
    elif press.expect == "jab":
        assert stab or (rise_s < 0.9 * 0.12 and nrfd > 1.1 * 7.5 and hold_s < 0.9 * 0.8)
    elif press.expect == "short":
        assert slow
        assert hold_s < 0.9 * 0.8
    elif press.expect == "unsteady":
        assert slow
        assert hold_s > 1.1 * 0.8
        assert cv > 1.1 * 0.10
    assert stab == (press.shape == "stab")
