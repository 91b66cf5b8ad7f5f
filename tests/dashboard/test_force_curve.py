"""Ten seconds of force as a curve: nothing is drawn that was not read."""

from __future__ import annotations

import pytest
from fake_feed import FakeFeed
from hypothesis import given
from hypothesis import strategies as st
from rung_app import app_of, step, text_of
from view_examples import OPENING, SNAPSHOT, STEADY, changed

from pawpress.dashboard import shown_units
from pawpress.dashboard.drawing.braille import area
from pawpress.dashboard.panels.force_curve import TICK_ROWS, CurvePanel
from pawpress.dashboard.trace import GAP_S, SPAN_S, Trace
from pawpress.settings.choices import UNITS, Choices


def traced(*points: tuple[float, float]) -> Trace:
    trace = Trace()
    for t_s, force_n in points:
        trace.add(changed(SNAPSHOT, t_s=t_s, force_n=[0.0, force_n]))
    return trace


def lean(begin_s: float = 30.0, seconds: float = 10.0, force_n: float = 120.0) -> list[tuple[float, float]]:
    return [(begin_s + number / 30, force_n) for number in range(round(seconds * 30))]


def test_an_area_is_filled_from_below_dot_by_dot() -> None:
    assert area([0, 1, 2, 3, 4, 8], 2) == ["⠀⠀⢸", "⢀⣴⣿"]


@given(st.lists(st.integers(-5, 40), min_size=2, max_size=60).filter(lambda heights: len(heights) % 2 == 0))
def test_an_area_has_as_many_dots_as_its_heights(heights: list[int]) -> None:
    dots = sum((ord(cell) - 0x2800).bit_count() for row in area(heights, 6) for cell in row)
    assert dots == sum(min(max(height, 0), 24) for height in heights)


def test_every_part_of_the_span_has_its_largest_force() -> None:
    trace = traced(*lean(), (40.0, 300.0))
    columns = trace.columns(100)
    assert columns[-1] == 300.0
    assert set(columns[1:-1]) == {120.0}


def test_what_was_not_read_is_a_gap_and_nothing_is_drawn_across_it() -> None:
    trace = traced(*lean(30.0, 4.0), *lean(36.0, 4.0))
    columns = trace.columns(100)
    hole = [number for number, force_n in enumerate(columns) if force_n is None]
    assert len(hole) == pytest.approx(20, abs=2)
    assert hole == list(range(hole[0], hole[-1] + 1))


def test_a_slow_view_is_no_gap() -> None:
    points = [(30.0 + number * GAP_S * 0.9, 100.0) for number in range(round(1.2 * SPAN_S / GAP_S))]
    assert None not in traced(*points).columns(200)


def test_a_recording_that_is_played_from_earlier_begins_anew() -> None:
    trace = traced(*lean(), (3.0, 50.0))
    assert trace.end_s == 3.0
    assert [force_n for force_n in trace.columns(100) if force_n is not None] == [50.0]


def test_no_more_is_kept_than_is_drawn() -> None:
    assert len(traced(*lean(seconds=60.0))._points) <= (SPAN_S + GAP_S) * 30 + 2


async def test_a_wide_screen_shows_the_curve_its_target_and_the_verdicts_of_its_presses() -> None:
    batches = [[changed(SNAPSHOT, t_s=t_s, force_n=[force_n] * 6)] for t_s, force_n in lean()]
    feed = FakeFeed([OPENING, *[one for batch in batches for one in batch], changed(STEADY, onset_s=34.0)])
    app, clock = app_of(feed)
    async with app.run_test(size=(130, 40)) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        shown = text_of(app, "CurvePanel")
        assert "⣿" in shown
        assert "●" in shown.splitlines()[1]
        assert "-10 s" in shown
        assert "░" not in shown
        grounds = {str(run.style) for y in range(2, 12) for run in app.query_one(CurvePanel).render_line(y)}
        assert any("on #1b4039" in style for style in grounds)


@pytest.mark.parametrize(
    ("size", "there"), [((80, 24), False), ((100, 30), False), ((120, 36), True), ((200, 50), True)]
)
async def test_narrow_screens_have_no_room_for_it(size: tuple[int, int], there: bool) -> None:
    app, clock = app_of(FakeFeed([OPENING, SNAPSHOT]))
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        assert app.query_one(CurvePanel).display is there or app.query_one(CurvePanel).size.width == 0


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("rows", [2, 5, 8, 26, 40])
def test_the_scale_has_round_numbers_with_room_between_them(unit: str, rows: int) -> None:
    shown_units.use(Choices(unit=unit))
    try:
        for full_n in (150.0, 350.0):
            steps_n = shown_units.round_steps_n(full_n, rows // TICK_ROWS)
            assert 1 <= len(steps_n) <= rows // TICK_ROWS or rows < 2 * TICK_ROWS
            shown = [float(shown_units.figure(step_n)) for step_n in steps_n]
            assert all(figure == round(shown[0] * (place + 1)) for place, figure in enumerate(shown))
            assert all(f"{figure:g}"[0] in "125" for figure in shown[:1])
    finally:
        shown_units.use(Choices())


async def test_over_a_line_the_curve_is_red() -> None:
    feed = FakeFeed([OPENING, *[changed(SNAPSHOT, t_s=t_s, force_n=[330.0]) for t_s, _ in lean()]])
    app, clock = app_of(feed)
    async with app.run_test(size=(130, 40)) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert any("#ff5252" in str(run.style) for run in app.query_one(CurvePanel).render_line(10))
