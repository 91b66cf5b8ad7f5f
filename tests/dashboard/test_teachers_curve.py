"""A teacher's press behind one's own: never before the partner has said nice, as hard as they call nice, in time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fake_feed import FakeClock, FakeFeed
from hypothesis import given
from hypothesis import strategies as st
from rung_app import app_of, step, text_of
from scenes import pressing
from test_dashboard_snapshots import StillApp
from textual.pilot import Pilot
from view_examples import OPENING, SNAPSHOT, STEADY, changed

from pawpress.dashboard.panels.force_curve import AHEAD_S, CurvePanel, CurvePicture
from pawpress.dashboard.teachers_press import forces_behind
from pawpress.dashboard.trace import SPAN_S
from pawpress.engine.messages import NiceView, TeacherView, ToView

TEACHER = TeacherView(
    name="anna", share=[min(1.0, max(0.0, n / 10 - 1.0), max(0.0, 6.5 - n / 10)) for n in range(66)], lead_s=0.5,
    step_s=0.05,
)  # fmt: skip
NICE = NiceView(nice_n=100.0, low_n=80.0, high_n=120.0, agreed=True)
BEFORE_NICE = changed(OPENING, target_said=False)
ONSET_S = 39.0


def lean(until_s: float, **more: object) -> list[ToView]:
    """Return a press that began at 39 s, ten seconds of it and before."""
    times_s = [until_s - 10.0 + number / 30 for number in range(300)]
    return [
        changed(SNAPSHOT, t_s=t_s, force_n=[0.0, 90.0 * min(1.0, max(0.0, t_s - ONSET_S))], alarms=[], **more)
        for t_s in times_s
    ]


async def pictured(*messages: ToView, size: tuple[int, int] = (130, 40)) -> tuple[CurvePicture, str]:
    app, clock = app_of(FakeFeed(list(messages)))
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        picture = app.query_one(CurvePanel)._picture
        assert picture is not None
        return picture, text_of(app, "CurvePanel")


async def test_before_the_partner_has_said_nice_nothing_of_a_teacher_is_drawn():
    picture, shown = await pictured(BEFORE_NICE, TEACHER, *lean(41.0, progress=[pressing(90.0, 1.0)]))
    assert not any(picture.teacher_n)
    assert picture.ahead_s == 0.0
    assert "anna, once your partner has said nice" in shown


async def test_the_teachers_press_lies_behind_ones_own_as_hard_as_nice_and_its_rest_ahead():
    press = changed(pressing(90.0, 1.0), onset_s=ONSET_S)
    picture, shown = await pictured(BEFORE_NICE, TEACHER, *lean(40.5, progress=[press], nice=NICE))
    columns = len(picture.teacher_n)
    assert columns == len(picture.forces_n)
    drawn = [number for number, force_n in enumerate(picture.teacher_n) if force_n > 5.0]
    begin_s = 40.5 + AHEAD_S - SPAN_S
    onset = (ONSET_S - begin_s) / SPAN_S * columns
    assert drawn[0] == pytest.approx(onset, abs=3)
    now = (40.5 - begin_s) / SPAN_S * columns
    assert drawn[-1] > now, "what is still to come is seen before it is due"
    assert max(picture.teacher_n) == pytest.approx(100.0, abs=1.0), "this partner's nice, whatever the teacher pressed"
    assert set(picture.forces_n[round(now) + 2 :]) == {0.0}
    assert all(word in shown for word in ("behind: anna", "-7 s", "now", "+3 s"))


async def test_a_hidden_press_has_no_teacher_behind_it():
    picture, _ = await pictured(BEFORE_NICE, TEACHER, *lean(40.5, progress=[], nice=NICE, hidden=True))
    assert not any(picture.teacher_n)


async def test_without_a_teacher_the_curve_is_as_it_was():
    messages = [OPENING, *lean(40.5, progress=[pressing(90.0, 1.0)])]
    picture, shown = await pictured(*messages)
    assert (picture.teacher, picture.teacher_n, picture.ahead_s) == ("", (), 0.0)
    assert "last ten seconds" in shown


@given(st.lists(st.floats(0.0, 60.0), max_size=5), st.floats(10.0, 300.0))
def test_only_near_a_press_there_is_something_behind(onsets_s: list[float], plateau_n: float):
    at_s = [number / 7 for number in range(7 * 70)]
    forces = forces_behind(TEACHER, onsets_s, plateau_n, at_s)
    assert max(forces, default=0.0) <= plateau_n * 1.0001
    length_s = (len(TEACHER.share) - 1) * TEACHER.step_s
    for moment_s, force_n in zip(at_s, forces, strict=True):
        near = any(-TEACHER.lead_s <= moment_s - onset_s <= length_s for onset_s in onsets_s)
        assert near or force_n == 0.0


@pytest.mark.parametrize("size", [(120, 40), (200, 50)], ids=["120x40", "200x50"])
def test_picture_of_a_teachers_curve(snap_compare: Callable[..., bool], size: tuple[int, int]):
    press = changed(pressing(90.0, 1.0), onset_s=ONSET_S)
    clock = FakeClock()
    before = changed(STEADY, onset_s=33.6)
    messages = [BEFORE_NICE, TEACHER, before, *lean(40.5, progress=[press], nice=NICE)]
    app = StillApp(FakeFeed(messages), title="pawpress", clock=clock)

    async def shown(pilot: Pilot[int]) -> None:
        for _ in range(2):
            await step(app, clock, pilot)

    assert snap_compare(app, terminal_size=size, run_before=shown)
