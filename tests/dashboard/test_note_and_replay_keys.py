"""Keys for notes while recording, and for going through a recording while it plays."""

from __future__ import annotations

import pytest
from fake_feed import FakeFeed
from rung_app import app_of, step
from textual.pilot import Pilot
from textual.widgets import Input
from view_examples import OPENING, OVERLOAD, RIG, SNAPSHOT, STEADY, changed

from pawpress.dashboard.app import PawpressApp
from pawpress.dashboard.note import NoteScreen
from pawpress.engine.messages import Annotate, GoTo, Pace, Rewound, ToEngine, ToView

RECORDED = changed(SNAPSHOT, recording="a.paw", t_s=12.5)
PLAYED: list[ToView] = [changed(OPENING, rig=changed(RIG, kind="recording"), played=True), SNAPSHOT]


async def typed(pilot: Pilot[int], app: PawpressApp, text: str) -> None:
    await pilot.press("n")
    await pilot.pause()
    assert isinstance(app.screen, NoteScreen)
    await pilot.press(*("space" if letter == " " else letter for letter in text))


async def test_a_note_is_kept_for_the_moment_at_which_its_key_was_pressed() -> None:
    feed = FakeFeed([OPENING, RECORDED], [changed(RECORDED, t_s=20.0)])
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, app, "qa left")
        await step(app, clock, pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert feed.sent == [Annotate(kind="note", text="qa left", t_s=12.5)]


@pytest.mark.parametrize("keys", [("enter",), ("x", "escape")])
async def test_an_empty_or_abandoned_note_is_none(keys: tuple[str, ...]) -> None:
    feed = FakeFeed([OPENING, RECORDED])
    app, _ = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, app, "")
        await pilot.press(*keys)
        await pilot.pause()
        assert not isinstance(app.screen, NoteScreen)
    assert feed.sent == []


async def test_an_alarm_closes_the_line_and_keeps_what_was_typed() -> None:
    feed = FakeFeed([OPENING, RECORDED], [changed(RECORDED, alarms=[OVERLOAD])])
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, app, "half")
        await step(app, clock, pilot)
        await pilot.pause()
        assert not isinstance(app.screen, NoteScreen)
    assert feed.sent == [Annotate(kind="note", text="half", t_s=12.5)]


async def test_a_good_spot_is_one_key() -> None:
    feed = FakeFeed([OPENING, RECORDED])
    app, _ = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
    assert feed.sent == [Annotate(kind="good_spot")]


async def test_no_line_to_type_in_stands_before_the_key_that_stops() -> None:
    feed = FakeFeed([changed(OPENING, mode="foot"), RECORDED])
    app, _ = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert not app.query(Input)
        assert not isinstance(app.screen, NoteScreen)


@pytest.mark.parametrize(
    ("key", "sent"),
    [("left", GoTo(t_s=41.2 - 10)), ("right", GoTo(t_s=41.2 + 10)), ("space", Pace(times=0)), ("plus", Pace(times=2))],
)
async def test_keys_go_through_a_recording_that_plays_and_never_in_a_live_session(key: str, sent: ToEngine) -> None:
    live: list[ToEngine] = [Annotate(kind="partner", text="nice")] if key == "space" else []
    for shown, wanted in ((PLAYED, [sent]), ([OPENING, RECORDED], live)):
        feed = FakeFeed(shown)
        app, _ = app_of(feed)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(key)
        assert feed.sent == wanted


async def test_going_back_begins_the_list_of_presses_anew() -> None:
    feed = FakeFeed([*PLAYED, STEADY, STEADY], [Rewound(), STEADY])
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        assert len(app.state.presses) == 2
        await step(app, clock, pilot)
        assert len(app.state.presses) == 1
