"""At every size from 60x20 to 300x70: the hold is the tallest thing, a red alarm outranks it, and no pad is lost."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from fake_feed import FakeClock, FakeFeed
from scenes import pressing, session
from test_dashboard_app import app_of, step, text_of
from test_three_states import digits_height
from textual.pilot import Pilot
from view_examples import OPENING, OVERLOAD, PADS, changed

from pawpress.dashboard.app import PawpressApp
from pawpress.dashboard.drawing.big import big, big_height
from pawpress.dashboard.panels.now import NowPanel
from pawpress.dashboard.panels.pad_bar import PadBar, layout_of
from pawpress.engine.messages import PadView, ToView, WalkView

CORNERS = [(60, 20), (300, 20), (60, 70), (300, 70), (80, 24), (109, 31), (110, 32), (159, 43), (160, 44)]
"""The ends, and both sides of every change of the arrangement."""


LOOKS = 3
"""Until a mat is laid out, looked at once more and drawn."""


def sizes(seed: int) -> list[tuple[int, int]]:
    drawn = random.Random(seed)
    return [*CORNERS, *((drawn.randint(60, 300), drawn.randint(20, 70)) for _ in range(16))]


def pads(levels: int) -> list[PadView]:
    """Return pads of a mat with so many levels, both sides of the spine."""
    return [
        changed(PADS[0], name=f"{side[0].upper()}{level + 1}", group=f"{side[0].upper()}{level + 1}", side=side,
                level=level, where="back")
        for level in range(levels)
        for side in ("left", "right")
    ]  # fmt: skip


def live(levels: int, **fields: object) -> list[ToView]:
    mat = pads(levels)
    forces = [float(100 + number) for number in range(len(mat))]
    return [
        changed(OPENING, pads=mat),
        session(force_n=forces, saturated=[False] * len(mat), progress=[pressing(127.0, 1.46)], **fields)[-1],
    ]


async def at_each(levels: int, check: Callable[[PawpressApp, tuple[int, int]], None], **fields: object) -> None:
    """Look at one screen at every size."""
    opening, snapshot = live(levels, **fields)
    app, clock = app_of(FakeFeed([opening, snapshot], *[[snapshot]] * 100))
    async with app.run_test(size=(80, 24)) as pilot:
        for size in sizes(levels):
            await pilot.resize_terminal(*size)
            await step(app, clock, pilot)
            await step(app, clock, pilot)
            check(app, size)


def largest_number(app: PawpressApp) -> int:
    scales = [layout_of(*bar.size).scale for bar in app.query(PadBar)]
    return max((big_height(scale) for scale in scales if scale), default=1)


@pytest.mark.parametrize("levels", [3, 4])
async def test_a_red_alarm_outranks_them(levels: int) -> None:
    def check(app: PawpressApp, size: tuple[int, int]) -> None:
        assert digits_height(app) == 0, size
        rows = [app.query_one(NowPanel).render_line(y).text for y in range(app.query_one(NowPanel).size.height)]
        scale = max(s for s in range(1, 8) if any(big("LET GO", s)[0].rstrip() in row for row in rows))
        assert big_height(scale) > largest_number(app), size

    await at_each(levels, check, alarms=[OVERLOAD])


@pytest.mark.parametrize("levels", [1, 3, 4])
async def test_every_pad_is_there_with_its_name_and_its_force_and_nothing_is_as_tall_as_the_hold(levels: int) -> None:
    mat = pads(levels)

    def check(app: PawpressApp, size: tuple[int, int]) -> None:
        if levels > 1:
            assert digits_height(app) >= 5, size
            assert digits_height(app) > largest_number(app), size
        bars = sorted(app.query(PadBar), key=lambda bar: bar._number)
        assert len(bars) == len(mat), size
        stage = app.query_one("#stage").region
        for number, bar in enumerate(bars):
            assert bar.size.height >= 1, size
            assert stage.contains_region(bar.region), size
            drawn = "\n".join(bar.render_line(y).text for y in range(bar.size.height))
            assert mat[number].name in drawn, size
            scale = layout_of(*bar.size).scale
            digits = big(str(100 + number), scale) if scale else (str(100 + number),)
            assert all(row.rstrip() in drawn for row in digits), size

    await at_each(levels, check)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_mat_with_more_levels_than_rows_says_which_pads_do_not_fit(size: tuple[int, int]) -> None:
    app, clock = app_of(FakeFeed(live(8)))
    async with app.run_test(size=size) as pilot:
        await seen_again(app, clock, pilot)
        shown = on_screen(app)
        assert 8 <= len(shown) < 16
        named = set(re.findall(r"[LR]\d", text_of(app, "SidesPanel")))
        assert named == {pad.name for pad in pads(8)} - shown


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_each_pad_of_a_long_mat_comes_to_the_screen_when_it_is_pressed(size: tuple[int, int]) -> None:
    mat = pads(8)
    opening, snapshot = live(8)
    pressed = [
        changed(snapshot, force_n=[90.0 if number == one else 0.5 for number in range(len(mat))])
        for one in range(len(mat))
    ]
    app, clock = app_of(FakeFeed([opening], *([shot] for shot in pressed for _ in range(LOOKS))))
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        for pad in mat:
            await seen_again(app, clock, pilot)
            assert pad.name in on_screen(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_place_of_the_next_press_is_on_the_screen_of_a_long_mat(size: tuple[int, int]) -> None:
    opening, snapshot = live(8)
    nothing = changed(snapshot, force_n=[0.5] * 16, progress=[])
    walk = WalkView(next_pad="", steps=3, in_turn=None, skipped=0, steps_per_min=None, cadence=None,
                    evenness=None, score=None)  # fmt: skip
    wanted = [changed(nothing, walk=changed(walk, next_pad=pad.name)) for pad in pads(8)]
    app, clock = app_of(FakeFeed([opening], *([shot] for shot in wanted for _ in range(LOOKS))))
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        for pad in pads(8):
            await seen_again(app, clock, pilot)
            assert pad.name in on_screen(app)


@pytest.mark.parametrize("width", [60, 61, 79, 80, 81])
async def test_a_force_is_as_long_on_the_left_as_on_the_right(width: int) -> None:
    app, clock = app_of(FakeFeed(live(3)))
    async with app.run_test(size=(width, 24)) as pilot:
        await seen_again(app, clock, pilot)
        assert len({bar.size.width for bar in app.query(PadBar)}) == 1


async def seen_again(app: PawpressApp, clock: FakeClock, pilot: Pilot[object]) -> None:
    """Let the mat be laid out, looked at once more and drawn."""
    for _ in range(LOOKS):
        await step(app, clock, pilot)
        await pilot.pause()


def on_screen(app: PawpressApp) -> set[str]:
    """Return the names of the pads whose bar lies within the panel of the back."""
    back = app.query_one("#pads").region
    bars = [bar for bar in app.query(PadBar) if bar.display and bar.size.height and back.contains_region(bar.region)]
    return {app.state.opening.pads[bar._number].name for bar in bars}
