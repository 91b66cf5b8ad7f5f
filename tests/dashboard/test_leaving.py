"""`q` lies beside `a`: it asks before it leaves what was not seen, or would be lost."""

from __future__ import annotations

import pytest
from fake_feed import FakeFeed
from rung_app import app_of, step
from view_examples import OPENING, OVERLOAD, RIG, SNAPSHOT, changed

from pawpress.dashboard.leave import LeaveScreen
from pawpress.engine.messages import Quit

SERIAL = changed(OPENING, rig=changed(RIG, kind="serial"))
OVER = changed(OVERLOAD, state="RTN_UNACKNOWLEDGED")
UNSEEN = changed(SNAPSHOT, alarms=[OVER])
KEPT_NOWHERE = changed(SNAPSHOT, presses=12)
ASKED = {
    "an alarm that is on": (OPENING, changed(SNAPSHOT, alarms=[OVERLOAD])),
    "an alarm nobody saw": (OPENING, UNSEEN),
    "presses kept nowhere": (SERIAL, KEPT_NOWHERE),
}
LEFT = {
    "an alarm that was seen": (OPENING, changed(SNAPSHOT, alarms=[changed(OVERLOAD, state="ACKNOWLEDGED")])),
    "presses that are recorded": (SERIAL, changed(KEPT_NOWHERE, recording="a.paw")),
    "presses of a demo": (OPENING, KEPT_NOWHERE),
    "nothing yet": (SERIAL, SNAPSHOT),
    "a recording that is played": (changed(OPENING, rig=changed(RIG, kind="recording"), played=True), KEPT_NOWHERE),
}


@pytest.mark.parametrize(("opening", "snapshot"), ASKED.values(), ids=ASKED)
@pytest.mark.parametrize(("key", "leaves"), [("q", True), ("y", True), ("escape", False), ("n", False), ("a", False)])
async def test_it_asks(opening: object, snapshot: object, key: str, leaves: bool) -> None:
    feed = FakeFeed([opening, snapshot])  # type: ignore[list-item]
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press("q")
        assert isinstance(app.screen, LeaveScreen)
        assert feed.sent == []
        await pilot.press(key)
        await pilot.pause()
        assert not isinstance(app.screen, LeaveScreen)
    assert [type(sent) for sent in feed.sent] == ([Quit] if leaves else [])


@pytest.mark.parametrize(("opening", "snapshot"), LEFT.values(), ids=LEFT)
async def test_it_leaves_where_nothing_is_lost(opening: object, snapshot: object) -> None:
    feed = FakeFeed([opening, snapshot])  # type: ignore[list-item]
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press("q")
    assert [type(sent) for sent in feed.sent] == [Quit]


async def test_the_key_that_leaves_without_a_question_is_not_beside_it() -> None:
    feed = FakeFeed([OPENING, UNSEEN])
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press("x")
    assert [type(sent) for sent in feed.sent] == [Quit]
