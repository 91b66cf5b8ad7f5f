"""The screen follows the hand: a new state is drawn at the next glance, an old one only as often as clocks need it."""

from __future__ import annotations

from fake_feed import FakeFeed
from rung_app import RungApp, app_of, step, text_of
from scenes import pressing
from view_examples import OPENING, SNAPSHOT, STEADY, changed

GLANCE_S = 0.01
RESTING = changed(SNAPSHOT, force_n=[3.0] * 6, alarms=[])
TOUCHED = changed(SNAPSHOT, force_n=[127.0] * 6, alarms=[], progress=[pressing(127.0, 0.0, rising=True)])
HEAVY = changed(SNAPSHOT, force_n=[170.0] * 6, alarms=[])
HEAVIER = changed(SNAPSHOT, force_n=[187.0] * 6, alarms=[])


def looking(app: RungApp) -> None:
    """Let it look as it does outside of tests, though by hand."""
    app.LOOKS_HZ = 25.0  # type: ignore[misc]


async def test_a_new_state_is_drawn_at_the_next_glance() -> None:
    app, clock = app_of(FakeFeed([OPENING, HEAVY], [], [HEAVIER]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        looking(app)
        app.glance()
        assert "187" not in text_of(app, "PadBar")
        clock.now_s += 1.1 / 10  # numbers change ten times a second
        app.glance()
        await pilot.pause()
        assert "187" in text_of(app, "PadBar")


async def test_a_step_is_drawn_at_the_next_glance_in_the_colour_and_with_the_word_of_its_zone() -> None:
    app, clock = app_of(FakeFeed([OPENING, RESTING], [], [TOUCHED], [RESTING]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        looking(app)
        clock.now_s += GLANCE_S
        app.glance()
        assert "127" in text_of(app, "PadBar")
        assert "● nice" in text_of(app, "PadBar")
        assert "next step" not in text_of(app, "NowPanel")
        clock.now_s += GLANCE_S
        app.glance()
        assert "127" in text_of(app, "PadBar")  # what falls is read ten times a second


async def test_a_verdict_is_drawn_at_the_next_glance() -> None:
    feed = FakeFeed([OPENING, RESTING], [], [TOUCHED], [STEADY, changed(RESTING, presses=1)])
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        looking(app)
        for _ in range(2):
            clock.now_s += GLANCE_S
            app.glance()
        assert "Good. Stay heavy." in text_of(app, "NowPanel")


async def test_without_news_it_looks_no_more_often_than_clocks_need() -> None:
    app, clock = app_of(FakeFeed([OPENING, changed(SNAPSHOT, alarms=[])]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        looking(app)
        app.glance()
        looked_s: list[float] = []
        for _ in range(100):
            clock.now_s += GLANCE_S
            app.glance()
            looked_s.append(app._looked_s)
        assert 20 <= len(set(looked_s)) <= 26


async def test_a_terminal_that_lags_gets_the_state_once_it_has_answered() -> None:
    app, clock = app_of(FakeFeed([OPENING, HEAVY], [], [HEAVIER]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        looking(app)
        app.glance()
        app._pace.begin(clock.now_s)
        app._pace.answered()
        app._pace.draw(clock.now_s)
        clock.now_s += 0.11
        app.glance()
        assert "187" not in text_of(app, "PadBar")
        app._pace.answered()
        clock.now_s += GLANCE_S
        app.glance()
        await pilot.pause()
        assert "187" in text_of(app, "PadBar")
