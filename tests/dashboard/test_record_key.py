"""`r` starts and stops a recording where the session has none of its own; the screen says what is kept."""

from __future__ import annotations

import pytest
from fake_feed import FakeFeed
from rung_app import app_of, step, text_of
from view_examples import OPENING, RIG, SNAPSHOT, changed

from pawpress.dashboard.leave import lost_by_leaving
from pawpress.dashboard.state import ViewState
from pawpress.engine.messages import Record

READY = changed(SNAPSHOT, may_record=True)


@pytest.mark.parametrize(("recording", "asked"), [(None, True), ("/home/cat/a.paw", False)])
async def test_the_key_starts_and_stops(recording: str | None, asked: bool) -> None:
    feed = FakeFeed([OPENING, changed(READY, recording=recording)])
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press("r")
        assert ("● REC" in text_of(app, "HeaderPanel")) == (recording is not None)
    assert feed.sent == [Record(on=asked)]


async def test_a_session_recorded_from_its_start_is_not_stopped_by_a_key() -> None:
    feed = FakeFeed([OPENING, changed(SNAPSHOT, recording="a.paw")])
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press("r")
    assert feed.sent == []


@pytest.mark.parametrize(("presses", "kept", "lost"), [(5, 5, ""), (6, 5, "1 press was"), (5, 0, "5 presses were")])
def test_leaving_asks_for_what_came_after_the_recording(presses: int, kept: int, lost: str) -> None:
    state = ViewState()
    serial = changed(OPENING, rig=changed(RIG, kind="serial"))
    state.absorb([serial, changed(READY, presses=presses, kept=kept)], 0.0)
    assert lost_by_leaving(state).startswith(lost)
    assert bool(lost_by_leaving(state)) == bool(lost)
