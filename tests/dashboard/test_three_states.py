"""During a press the hold is the largest thing, after it the verdict with one cue, then the next step."""

from __future__ import annotations

import pytest
from fake_feed import FakeFeed
from rung_app import app_of, step, text_of
from scenes import pressing, session
from view_examples import OPENING, OVERLOAD, SNAPSHOT, STEADY, changed

from pawpress.dashboard.app import PawpressApp
from pawpress.dashboard.drawing.big import big, big_height
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.now import AFTER_S, NowPanel
from pawpress.dashboard.panels.pad_bar import PadBar, layout_of
from pawpress.dashboard.panels.verdict import CUES
from pawpress.engine.messages import ToView, WalkView

SIZES = [(60, 20), (80, 24), (100, 30), (120, 40), (200, 50), (300, 70)]
WALK = WalkView(
    next_pad="lower back left", steps=12, in_turn=0.92, skipped=1, steps_per_min=14.0, cadence="usual", evenness=0.12,
    score=87.0,
)  # fmt: skip
FORCES = [3.0, 0.0, 12.0, 41.0, 28.0, 127.0]


def during(**fields: object) -> list[ToView]:
    return session(force_n=FORCES, progress=[changed(pressing(127.0, 1.46), **fields)])


def digits_height(app: PawpressApp) -> int:
    """Return the rows of the hold's digits as they are drawn: those that hold the rows of `1.4` at some scale."""
    rows = [app.query_one(NowPanel).render_line(y).text for y in range(app.query_one(NowPanel).size.height)]
    for scale in range(8, 0, -1):
        wanted = big("1.4", scale)
        if any(
            all(row[2:].startswith(part.rstrip()) for row, part in zip(rows[top:], wanted, strict=False))
            for top in range(len(rows) - len(wanted) + 1)
        ):
            return len(wanted)
    return 0


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_while_a_press_is_on_nothing_is_taller_than_the_digits_of_its_hold(size: tuple[int, int]) -> None:
    app, clock = app_of(FakeFeed(during()))
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        await pilot.pause()
        others = [big_height(layout_of(*bar.size).scale) for bar in app.query(PadBar) if layout_of(*bar.size).scale]
        assert digits_height(app) >= 5
        assert digits_height(app) > max(others, default=2)
        assert "WEIGHT" in text_of(app, "NowPanel")
        assert "127 N" in text_of(app, "NowPanel")
        assert "steady" not in text_of(app, "NowPanel")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_no_pad_is_lost_in_a_small_window(size: tuple[int, int]) -> None:
    app, clock = app_of(FakeFeed(during()))
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        await pilot.pause()
        screen = app.screen.region
        bars = list(app.query(PadBar))
        assert len(bars) == len(OPENING.pads)
        for bar in bars:
            assert bar.size.height >= 1
            assert screen.contains_region(bar.region)
            assert app.query_one("#stage").region.contains_region(bar.region)
        shown = text_of(app, "PadBar")
        for force_n in (f for f in FORCES if f):
            assert f"{force_n:.0f}" in shown or layout_of(*bars[0].size).scale


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_after_a_press_its_verdict_stands_for_two_seconds_with_one_cue(size: tuple[int, int]) -> None:
    rest = changed(SNAPSHOT, walk=WALK)
    app, clock = app_of(FakeFeed([*session(last="jab")], *[[rest]] * 60))
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        assert "✖" in text_of(app, "#history")
        assert CUES["jab"] in text_of(app, "NowPanel")
        assert sum(cue in text_of(app, "NowPanel") for cue in CUES.values()) == 1
        for _ in range(round(AFTER_S / 0.2) + 1):
            await step(app, clock, pilot)
        assert "next step" in text_of(app, "NowPanel")
        assert CUES["jab"] not in text_of(app, "NowPanel")
        assert "lower back left" in text_of(app, "NowPanel")


async def test_the_next_press_takes_the_verdict_away_at_once() -> None:
    app, clock = app_of(FakeFeed(session(last="jab"), [], during()[-1:]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        assert CUES["jab"] in text_of(app, "NowPanel")
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert "this press" in text_of(app, "NowPanel")
        assert CUES["jab"] not in text_of(app, "NowPanel")


async def test_a_press_that_was_too_hard_is_told_that_first() -> None:
    hard = changed(STEADY, zone="red", force="too_hard")
    app, clock = app_of(FakeFeed([OPENING, SNAPSHOT, hard]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        assert CUES["too_hard"] in text_of(app, "NowPanel")
        assert CUES["steady"] not in text_of(app, "NowPanel")


@pytest.mark.parametrize(
    ("alarm", "word"),
    [(OVERLOAD, "LET GO"), (changed(OVERLOAD, severity="amber"), "EASE"), (changed(OVERLOAD, waits=True), "HOLD")],
)
async def test_the_timer_never_says_hold_against_an_alarm(alarm: object, word: str) -> None:
    app, clock = app_of(FakeFeed(session(force_n=FORCES, progress=[pressing(127.0, 1.46)], alarms=[alarm])))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        shown = text_of(app, "NowPanel")
        scales = [scale for scale in (1, 2) if all(row.rstrip() in shown for row in big(word, scale))]
        assert scales == ([1] if word == "HOLD" else [2])
        assert digits_height(app) == (5 if word == "HOLD" else 0)
        if word != "HOLD":
            letters = app.query_one(NowPanel).render_line(1)
            drawn = {segment.style for segment in letters if "█" in segment.text}
            assert drawn == {ink(alarm.severity, bold=True)}  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", ["UNACKNOWLEDGED", "RTN_UNACKNOWLEDGED"])
async def test_nobody_is_told_to_stay_heavy_while_an_alarm_stands(state: str) -> None:
    alarm = changed(OVERLOAD, severity="amber", state=state)
    app, clock = app_of(FakeFeed(session(last="steady", alarms=[alarm])))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        shown = text_of(app, "NowPanel")
        assert "peak" in shown
        assert CUES["steady"] not in shown


@pytest.mark.parametrize(
    ("speed", "column"), [("slow", 12), ("acceptable", 17), ("rushed", 22), ("jab", 27), (None, None)]
)
async def test_a_needle_shows_how_the_press_began(speed: str | None, column: int | None) -> None:
    app, clock = app_of(FakeFeed(during(speed=speed)))
    async with app.run_test(size=(120, 40)) as pilot:
        await step(app, clock, pilot)
        (line,) = [line for line in text_of(app, "NowPanel").splitlines() if "START" in line]
        assert (line.index("●") - 2 if column is not None else None) == column
        assert ("●" in line) == (column is not None)


@pytest.mark.parametrize("own_hand", ["none", "offered", "taken"])
async def test_how_the_press_began_has_a_row_at_80x24(own_hand: str) -> None:
    opening, *rest = during(speed="slow")
    app, clock = app_of(FakeFeed([changed(opening, own_hand=own_hand), *rest]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert "START" in text_of(app, "NowPanel")


async def test_the_walk_so_far_stands_between_the_presses() -> None:
    app, clock = app_of(FakeFeed([OPENING, changed(SNAPSHOT, walk=WALK)]))
    async with app.run_test(size=(120, 40)) as pilot:
        await step(app, clock, pilot)
        shown = "   ".join(line.strip() for line in text_of(app, "NowPanel").splitlines())
        assert "14 steps per minute, usual   in turn 92%   uneven by 12%   skipped 1   score 87" in shown


async def test_without_a_path_it_says_that_it_is_ready() -> None:
    app, clock = app_of(FakeFeed([OPENING, SNAPSHOT]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        shown = text_of(app, "NowPanel")
        assert any(all(row.rstrip() in shown for row in big("READY", scale)) for scale in (1, 2, 3))


@pytest.mark.parametrize("cue", CUES.values())
def test_a_cue_is_short(cue: str) -> None:
    assert len(cue.split()) <= 8
