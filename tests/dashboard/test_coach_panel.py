"""The coach on the live screen: one cue, the partner's keys, and nothing of a hidden press."""

from __future__ import annotations

import pytest
from fake_feed import FakeFeed
from test_dashboard_app import app_of, step, text_of
from textual.widgets._footer import FooterKey
from view_examples import OPENING, OVERLOAD, SNAPSHOT, STEADY, changed

from pawpress.dashboard.panels.banner import BannerPanel
from pawpress.engine.messages import Annotate, CoachView

SAYS = CoachView(
    block="drill: stay, practice, 10 presses. Stay for a slow one-two.",
    cue="Stay: count two.",
    press="press: jab, 0.2 s",
    ask="Ask the partner: less, same or more?",
)
HIDDEN = changed(SNAPSHOT, force_n=[], saturated=[], progress=[], presses=0, by_verdict={}, hidden=True)
TEST = CoachView(block="drill: stay, hidden test, 5 presses. Stay for a slow one-two.", press="press: hidden")
SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_one_cue_stands_on_the_screen(size: tuple[int, int]) -> None:
    app, clock = app_of(FakeFeed([OPENING, SAYS, SNAPSHOT], [changed(STEADY, verdict="jab", reasons=["Too fast."])]))
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert "Stay: count two." in text_of(app, "#coach-says")
        assert "Stay for a slow" in text_of(app, "#coach-says") or size[0] < 80
        shown = text_of(app, "Panel")
        assert "do not poke" not in shown
        assert "Too fast." not in shown


@pytest.mark.parametrize("size", SIZES)
async def test_while_a_press_is_hidden_only_the_coach_and_the_link_are_there(size: tuple[int, int]) -> None:
    app, clock = app_of(FakeFeed([OPENING, TEST, HIDDEN]))
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        assert "press: hidden" in text_of(app, "#coach-says")
        for panel in ("#back", "#now", "#curve", "#history", "#shares"):
            found = app.query_one(panel)
            assert not found.region.height or not getattr(found.parent, "display", True)
        assert " N" not in text_of(app, "#now")


async def test_every_key_of_the_footer_fits_80_columns() -> None:
    app, clock = app_of(FakeFeed([OPENING, SAYS, changed(SNAPSHOT, may_record=True)]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.pause()
        keys = list(app.query(FooterKey))
        assert {key.key_display for key in keys} >= {"q", "l", "space", "m", "?"}
        assert max(key.region.right for key in keys) <= 80
        assert "e same" in text_of(app, "#coach-says")
        assert "s STOP" in text_of(app, "#coach-says")


async def test_few_rows_keep_the_partner_s_keys() -> None:
    app, clock = app_of(FakeFeed([OPENING, SAYS, SNAPSHOT]))
    async with app.run_test(size=(60, 20)) as pilot:
        await step(app, clock, pilot)
        assert "s STOP" in text_of(app, "#coach-says")


async def test_an_alarm_calls_over_a_hidden_press() -> None:
    app, clock = app_of(FakeFeed([OPENING, TEST, changed(HIDDEN, alarms=[OVERLOAD])]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        assert not app.query_one(BannerPanel).has_class("-away")
        assert app.bells


async def test_the_partner_s_words_are_keys() -> None:
    feed = FakeFeed([OPENING, SAYS, SNAPSHOT])
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("l", "e", "space", "m", "s", "v", "d")
    assert feed.sent == [
        *(Annotate(kind="partner", text=word) for word in ("less", "same", "nice", "more", "stop")),
        *(Annotate(kind="learner", text=word) for word in ("show", "next")),
    ]


async def test_without_a_coach_its_keys_do_nothing() -> None:
    feed = FakeFeed([OPENING, SNAPSHOT])
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("e", "v", "d")
        assert not app.query_one("#coach-says").display
    assert feed.sent == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_over_a_hidden_press_is_whole(size: tuple[int, int]) -> None:
    app, clock = app_of(FakeFeed([OPENING, changed(TEST, ask=SAYS.ask), HIDDEN]))
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        assert SAYS.ask in text_of(app, "#coach-says")
        assert "e same" in text_of(app, "#coach-says")
