"""The partner's word, by keys: it is passed on at once, and shows as the band of what is nice."""

from __future__ import annotations

import pytest
from fake_feed import FakeFeed
from rung_app import app_of, step, text_of
from scenes import pressing, session
from view_examples import OPENING, RIG, SNAPSHOT, changed

from pawpress.engine.messages import Annotate, NiceView, Pace

NICE = NiceView(nice_n=60.0, low_n=51.0, high_n=69.0, agreed=False)


@pytest.mark.parametrize(("key", "word"), [("l", "less"), ("space", "nice"), ("m", "more"), ("s", "stop")])
async def test_a_key_is_a_word(key: str, word: str) -> None:
    feed = FakeFeed([OPENING, SNAPSHOT])
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press(key)
    assert feed.sent == [Annotate(kind="partner", text=word)]


async def test_in_a_replay_space_pauses_and_nobody_speaks() -> None:
    feed = FakeFeed([changed(OPENING, rig=changed(RIG, kind="recording"), played=True), SNAPSHOT])
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press("space", "l", "m")
    assert feed.sent == [Pace(times=0)]


async def test_feet_have_one_word_only() -> None:
    feed = FakeFeed([changed(OPENING, mode="foot"), SNAPSHOT])
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press("space", "l", "m")
    assert feed.sent == []


@pytest.mark.parametrize(("force_n", "word"), [(40.0, "○ lighter"), (60.0, "● nice"), (120.0, "◆ heavier")])
async def test_the_weight_stands_against_what_this_partner_calls_nice(force_n: float, word: str) -> None:
    live = session(force_n=[force_n] * 6, progress=[pressing(force_n, 1.2)], nice=NICE)
    app, clock = app_of(FakeFeed(live))
    async with app.run_test(size=(100, 30)) as pilot:
        await step(app, clock, pilot)
        (line,) = [line for line in text_of(app, "NowPanel").splitlines() if "WEIGHT" in line]
        assert word in line


async def test_no_word_of_the_partner_hides_a_line_that_was_crossed() -> None:
    live = session(force_n=[331.0] * 6, progress=[pressing(331.0, 1.2)], nice=changed(NICE, high_n=400.0))
    app, clock = app_of(FakeFeed(live))
    async with app.run_test(size=(100, 30)) as pilot:
        await step(app, clock, pilot)
        (line,) = [line for line in text_of(app, "NowPanel").splitlines() if "WEIGHT" in line]
        assert "STOP" in line
        assert "nice" not in line
