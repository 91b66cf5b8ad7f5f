"""What a whole session comes to: the score and the walk of the scenarios, through a whole rig and the whole line."""

from __future__ import annotations

from typing import Any

import pytest

from pawpress.analysis.results import summary_json
from pawpress.core.pipeline import Pipeline
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.pads import GOOD_SENSOR, WORST_SENSOR, Sensor
from pawpress.simulator.scenario import load_scenario
from tests.contract.boards import OPENERS
from tests.system.test_scenario_verdicts import lived


def summary(name: str, sensor: Sensor = GOOD_SENSOR) -> dict[str, Any]:
    pipeline = Pipeline(shipped_setup())
    lived(OPENERS["core"]("uno"), load_scenario(name), sensor, pipeline)
    return summary_json(pipeline.tally, pipeline.standing(), pipeline.episodes(), pipeline.route())


@pytest.mark.parametrize("sensor", [GOOD_SENSOR, WORST_SENSOR], ids=["good", "worst"])
def test_the_catwalk_scores_near_a_hundred_and_has_nothing_to_improve(sensor: Sensor) -> None:
    found = summary("catwalk", sensor)
    assert found["score"]["number"] >= 95.0
    assert found["score"]["pass_share"]["all"] == 1.0
    assert found["route"]["hints"] == []
    walked = {
        name: found["route"][name] for name in ("steps", "alternation", "walks_up", "walks_down", "missed", "cadence")
    }
    assert walked == {"steps": 10, "alternation": 1.0, "walks_up": 1, "walks_down": 1, "missed": [], "cadence": "usual"}


def test_the_beginner_scores_lower_and_is_told_why() -> None:
    found = summary("beginner")
    assert found["score"]["number"] < 70.0
    why = " ".join(found["score"]["why"])
    assert "3 jabs among 10 presses" in why
    assert "came on too fast" in why
    assert "shorter or longer than the style asks" in why
    assert any("too short" in hint for hint in found["route"]["hints"])


def test_a_red_overload_leaves_a_session_without_a_number() -> None:
    score = summary("overload")["score"]
    assert (score["number"], score["red_events"]) == (None, 1)
    assert "red alarm" in score["why"][0]


def test_pads_that_are_not_calibrated_get_no_force_zones_and_say_so() -> None:
    score = summary("catwalk")["score"]
    assert score["pass_share"]["zone"] is None
    assert any("calibrated newtons" in why for why in score["why"])


def test_the_rushed_giver_walks_well_and_presses_too_fast() -> None:
    found = summary("rushed")
    assert found["score"]["pass_share"]["speed"] == 0.0
    assert found["route"]["alternation"] == 1.0
