"""A demo of feet shows feet, whichever of its two options says so."""

from __future__ import annotations

import pytest

from pawpress.cli.gate_opening import demo_played
from pawpress.simulator.scenario import ScenarioError


@pytest.mark.parametrize(
    ("scenario", "mode", "played"),
    [
        (None, None, ("beginner", "hands")),
        (None, "foot", ("foot-stumble", "foot")),
        ("foot-stumble", None, ("foot-stumble", "foot")),
        ("catwalk", None, ("catwalk", "hands")),
        ("catwalk", "foot", ("catwalk", "foot")),
    ],
)
def test_scenario_and_mode_follow_each_other(scenario: str | None, mode: str | None, played: tuple[str, str]):
    assert demo_played(scenario, mode) == played  # type: ignore[arg-type]


def test_an_unknown_scenario_is_named():
    with pytest.raises(ScenarioError, match=r"'flying'\. Choose beginner"):
        demo_played("flying", None)
