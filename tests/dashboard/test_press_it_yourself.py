"""A person presses the pads of an emulated rig by keys and by mouse; no other rig offers that."""

from __future__ import annotations

import pytest
from fake_feed import FakeFeed
from rung_app import app_of, step, text_of
from view_examples import OPENING, SNAPSHOT, STEADY, changed

from pawpress.dashboard.hand_controls import LEAN_S, LET_GO_S, MOST_N, STEP_N, STEP_S, OwnHands
from pawpress.dashboard.panels.pad_bar import ROW_N, TOUCH_N, PadBar
from pawpress.engine.messages import Lean, TakeOver

OFFERED = changed(OPENING, own_hand="offered")
NICE_N = 120.0


async def test_three_keys_are_a_press_of_ones_own() -> None:
    feed = FakeFeed([OFFERED, SNAPSHOT], [], [changed(STEADY, pad="lower back left")])
    app, clock = app_of(feed)
    async with app.run_test(size=(100, 30)) as pilot:
        await step(app, clock, pilot)
        assert "press the pads yourself" in text_of(app, "#tries")
        await pilot.press("h", "enter", "enter")
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert "YOU left hand on lower back left" in text_of(app, "#tries")
        assert "1 ● steady  2 ·  3 ·" in text_of(app, "#tries")
    assert feed.sent == [
        TakeOver(taken=True),
        Lean(channel=0, force_n=NICE_N, lasts_s=LEAN_S),
        Lean(channel=0, force_n=0.0, lasts_s=LET_GO_S),
    ]


async def test_a_narrow_window_still_says_which_hand_is_where() -> None:
    opening = changed(
        OFFERED, pads=[changed(pad, name=f"{pad.side[0].upper()}{pad.level + 1}") for pad in OFFERED.pads]
    )
    app, clock = app_of(FakeFeed([opening, SNAPSHOT], [], [changed(STEADY, pad="L1")]))
    async with app.run_test(size=(60, 20)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("h")
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert "left hand on L1" in text_of(app, "#tries")
        assert "1 ● steady  2 ·  3 ·" in text_of(app, "#tries")


async def test_both_hands_walk_by_keys() -> None:
    feed = FakeFeed([OFFERED, SNAPSHOT])
    app, clock = app_of(feed)
    async with app.run_test(size=(100, 30)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("h", "up", "up", "right", "enter", "right_square_bracket", "up", "down", "h")
    assert feed.sent == [
        TakeOver(taken=True),
        Lean(channel=0, force_n=STEP_N, lasts_s=STEP_S),
        Lean(channel=0, force_n=2 * STEP_N, lasts_s=STEP_S),
        Lean(channel=1, force_n=NICE_N, lasts_s=LEAN_S),
        Lean(channel=1, force_n=0.0, lasts_s=LET_GO_S),
        Lean(channel=3, force_n=STEP_N, lasts_s=STEP_S),
        Lean(channel=3, force_n=0.0, lasts_s=STEP_S),
        TakeOver(taken=False),
    ]


async def test_the_mouse_takes_the_pads_and_drags_weight_onto_one() -> None:
    feed = FakeFeed([OFFERED, SNAPSHOT])
    app, clock = app_of(feed)
    async with app.run_test(size=(100, 30)) as pilot:
        await step(app, clock, pilot)
        await pilot.pause()
        await pilot.mouse_down(app.query(PadBar).first(), offset=(3, 1))
        await pilot.hover(app.query(PadBar).first(), offset=(3, 3))
        await pilot.mouse_up(app.query(PadBar).first(), offset=(3, 3))
        await pilot.pause()
    assert feed.sent[0] == TakeOver(taken=True)
    leans = [sent for sent in feed.sent if isinstance(sent, Lean)]
    assert [lean.force_n for lean in leans] == [TOUCH_N, TOUCH_N + 2 * ROW_N, 0.0]
    assert len({lean.channel for lean in leans}) == 1


@pytest.mark.parametrize("opening", [OPENING, changed(OPENING, mode="foot")])
async def test_a_real_rig_is_pressed_by_hands_only(opening: object) -> None:
    feed = FakeFeed([opening, SNAPSHOT])  # type: ignore[list-item]
    app, clock = app_of(feed)
    async with app.run_test(size=(100, 30)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("h", "enter", "up")
        await pilot.mouse_down(app.query(PadBar).first(), offset=(3, 1))
        await pilot.mouse_up(app.query(PadBar).first(), offset=(3, 1))
        await pilot.pause()
        assert text_of(app, "#tries") == ""
    assert feed.sent == []


async def test_a_demo_with_a_hand_is_ones_own_from_the_start() -> None:
    feed = FakeFeed([changed(OPENING, own_hand="taken"), SNAPSHOT])
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("enter")
    assert feed.sent == [Lean(channel=0, force_n=NICE_N, lasts_s=LEAN_S)]


def test_no_key_asks_for_more_than_a_person_has_or_less_than_nothing() -> None:
    hands = OwnHands(taken=True)
    hands.arrange(OFFERED)
    forces = [lean.force_n for _ in range(100) for lean in hands.more() if isinstance(lean, Lean)]
    assert max(forces) == MOST_N
    forces = [lean.force_n for _ in range(100) for lean in hands.less() if isinstance(lean, Lean)]
    assert min(forces) == 0.0


def test_a_hand_stays_on_the_back() -> None:
    hands = OwnHands(taken=True)
    hands.arrange(OFFERED)
    assert hands.walk(-1) == []
    assert hands.channel == 0
    for _ in range(5):
        hands.walk(1)
    assert hands.channel == 4


def test_before_the_rig_is_known_no_key_does_anything() -> None:
    hands = OwnHands(taken=True)
    assert hands.lean() == hands.more() == hands.less() == hands.walk(1) == []
