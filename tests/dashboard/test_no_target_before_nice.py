"""No target is shown before the partner has said *nice*: no zone, no bracket, no *lighter*, anywhere on the screen."""

from __future__ import annotations

import pytest
from fake_feed import FakeFeed
from rung_app import app_of, step, text_of
from scenes import pressing, session
from view_examples import OPENING, changed

from pawpress.dashboard.words import goal_n, zone_of
from pawpress.engine.messages import NiceView, ToView

NICE = NiceView(nice_n=60.0, low_n=51.0, high_n=69.0, agreed=False)
LOWERED = NiceView(nice_n=45.0, low_n=38.0, high_n=52.0, agreed=False)
WORDS_OF_A_TARGET = ("nice", "lighter", "heavier", "target", "[")
UNSAID = changed(OPENING, target_said=False)


def live(nice: NiceView | None, force_n: float = 60.0) -> list[ToView]:
    _, *rest = session(force_n=[0.0, 0.0, 0.0, 0.0, 0.0, force_n], progress=[pressing(force_n, 1.2)], nice=nice)
    return [UNSAID, *rest]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
async def test_nothing_tells_a_target(size: tuple[int, int]) -> None:
    app, clock = app_of(FakeFeed(live(None)))
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        weight = next((row for row in text_of(app, "NowPanel").splitlines() if "WEIGHT" in row), "")
        shown = [
            weight,
            text_of(app, "PadBar"),
            text_of(app, "LimitsPanel"),
            text_of(app, "StatusPanel"),
            text_of(app, "CurvePanel"),
        ]
        assert "▪ pressed" in shown[1]
        for word in WORDS_OF_A_TARGET:
            assert word not in "\n".join(shown), word
        assert "too hard" in shown[2]


async def test_nice_sets_it_at_once_and_less_lowers_it() -> None:
    feed = FakeFeed(live(None), live(NICE), live(LOWERED))
    app, clock = app_of(feed)
    async with app.run_test(size=(100, 30)) as pilot:
        await step(app, clock, pilot)
        assert "● nice" in text_of(app, "PadBar")
        assert "nice 51–69 N" in text_of(app, "LimitsPanel")
        assert "Lean in slowly to 51–69 N" in text_of(app, "StatusPanel")
        await step(app, clock, pilot)
        assert "◆ heavier" in text_of(app, "PadBar")
        assert "nice 38–52 N" in text_of(app, "LimitsPanel")


def test_a_file_of_the_partners_words_is_a_target_too() -> None:
    app, _ = app_of(FakeFeed())
    app.state.absorb([OPENING], 0.0)
    assert goal_n(app.state) == OPENING.target_n
    app.state.absorb([changed(OPENING, zoned=False)], 0.0)
    assert goal_n(app.state) is None


@pytest.mark.parametrize(
    ("force_n", "goal", "zone"),
    [
        (3.0, None, "rest"),
        (60.0, None, "unzoned"),
        (220.0, None, "amber"),
        (310.0, None, "red"),
        (50.0, (51.0, 69.0), "light"),
        (60.0, (51.0, 69.0), "target"),
        (70.0, (51.0, 69.0), "firm"),
        (220.0, (200.0, 260.0), "amber"),
    ],
)
def test_zones_of_a_force(force_n: float, goal: tuple[float, float] | None, zone: str) -> None:
    assert zone_of(force_n, OPENING, goal) == zone
