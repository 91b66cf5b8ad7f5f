"""Words are whole: at 80x24 no text of the default layout is cut, and a small window says less, but no half words."""

from __future__ import annotations

import re

import pytest
from fake_feed import FakeFeed
from foot_scenes import FOOT_SCENES
from replay_scenes import REPLAY_SCENES
from rung_app import app_of, step, text_of
from scenes import SCENES, pressing, session
from textual.geometry import Size
from view_examples import OPENING, SNAPSHOT, changed

from pawpress.dashboard.panels.banner import BannerPanel
from pawpress.dashboard.panels.panel import Panel
from pawpress.engine.messages import PadView
from pawpress.engine.view_sink import pad_view
from pawpress.settings.layout_files import default_layout, load_layout, presets


def usual() -> list[PadView]:
    return [pad_view(pad) for pad in default_layout(6).pad]


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize("number", range(6))
async def test_no_text_is_cut_at_80x24_whichever_pad_is_pressed(number: int, taken: bool) -> None:
    mat = usual()
    forces = [0.0] * len(mat)
    forces[number] = 127.0
    opening = changed(OPENING, pads=mat, target_said=False, own_hand="taken" if taken else "none", calibrated=False)
    on = changed(pressing(127.0, 1.46), pad=mat[number].name)
    app, clock = app_of(FakeFeed([opening, *session(force_n=forces, progress=[on])[1:]]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        app.hands.drag(number, 127.0)
        await step(app, clock, pilot)
        assert "…" not in text_of(app, "Panel")
        assert mat[number].name in text_of(app, "PadBar")


@pytest.mark.parametrize("said", [{}, {"calibrated": False, "uncertainty": 0.25}])
@pytest.mark.parametrize("recording", [None, "/home/a/2026-11-22-a.paw"])
@pytest.mark.parametrize("width", [60, 61, 70, 80])
async def test_the_first_line_always_tells_how_far_to_trust_the_newtons(
    width: int, recording: str | None, said: dict[str, object]
) -> None:
    opening = changed(OPENING, rig=changed(OPENING.rig, kind="emulated-avr"), **said)
    app, clock = app_of(FakeFeed([opening, changed(SNAPSHOT, recording=recording)]))
    async with app.run_test(size=(width, 20)) as pilot:
        await step(app, clock, pilot)
        line = text_of(app, "#header")
        assert "±25 %" in line if said else "±8 %" in line
        assert ("△" in line) == bool(said)
        assert ("REC" if recording else "no rec") in line
        assert all(panel.size.width == width for panel in app.query("#header").results(Panel))


@pytest.mark.parametrize("scene", FOOT_SCENES)
@pytest.mark.parametrize("width", [60, 66, 80])
async def test_what_feet_may_weigh_is_a_whole_number_or_none(scene: str, width: int) -> None:
    app, clock = app_of(FOOT_SCENES[scene]())
    async with app.run_test(size=(width, 20)) as pilot:
        await step(app, clock, pilot)
        foot = app.state.foot
        allowed = {f"{load.red_n:.0f}" for load in foot.loads} if foot is not None else set()
        told = re.findall(r" of (\d+)(?![\d:])", text_of(app, "#feet"))
        assert set(told) <= allowed
        assert len(told) == 3 * bool(told)


@pytest.mark.parametrize("scene", FOOT_SCENES)
async def test_a_small_window_has_every_place_for_feet_and_whole_words(scene: str) -> None:
    app, clock = app_of(FOOT_SCENES[scene]())
    async with app.run_test(size=(60, 20)) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        banner = app.query_one(BannerPanel)
        below = 2 if banner.up else 0  # an alarm covers the last two rows
        feet = text_of(app, "#feet").splitlines()
        shown = "\n".join(feet[: len(feet) - below])
        assert all(
            pad in shown for pad in (("L3", "R3", "L2", "R2") if below else ("L3", "R3", "L2", "R2", "L1", "R1"))
        )
        assert "…" not in text_of(app, "#feet")
        if app.state.snapshot is not None and app.state.snapshot.link.state == "live":
            assert "…" not in text_of(app, "#status")


EVERY_SCENE = {**SCENES, **FOOT_SCENES, **REPLAY_SCENES}


@pytest.mark.parametrize("scene", EVERY_SCENE)
async def test_no_text_is_cut_at_80x24_in_any_scene(scene: str) -> None:
    app, clock = app_of(EVERY_SCENE[scene]())
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(3):
            await step(app, clock, pilot)
        rows = app.screen._compositor.render_strips(Size(80, 24))
        assert [strip.text for strip in rows if "…" in strip.text] == []


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (200, 50)])
@pytest.mark.parametrize("layout", presets())
async def test_a_place_without_a_pad_is_empty(layout: str, size: tuple[int, int]) -> None:
    mat = [pad_view(pad) for pad in load_layout(layout).pad]
    nothing = changed(SNAPSHOT, force_n=[0.0] * len(mat), saturated=[False] * len(mat))
    app, clock = app_of(FakeFeed([changed(OPENING, pads=mat), nothing]))
    async with app.run_test(size=size) as pilot:
        for _ in range(3):
            await step(app, clock, pilot)
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips(Size(*size)))
        assert "Widge" not in shown
