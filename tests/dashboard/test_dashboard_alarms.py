"""The app under Pilot: alarms are shown, heard and acknowledged, and foot mode is left in order."""

from __future__ import annotations

import re

import pytest
from fake_feed import FakeClock, FakeFeed
from foot_scenes import FOOT_SCENES
from rung_app import SIZES, RungApp, app_of, step, text_of
from scenes import SCENES, session
from view_examples import OVERLOAD, SNAPSHOT, changed

from pawpress.dashboard.panels.banner import BannerPanel
from pawpress.dashboard.panels.panel import Panel
from pawpress.engine.messages import Acknowledge, Quit, StopFootMode


async def test_overload_shows_the_banner_and_rings_until_acknowledged() -> None:
    feed = SCENES["overload"]()
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        for _ in range(50):
            await step(app, clock, pilot, 0.04)
            clock_s = clock.now_s
            feed.batches.append([changed(session(alarms=[OVERLOAD])[-1], t_s=clock_s)])
        assert app.bells == 8
        banner = text_of(app, "BannerPanel")
        assert "331 N" in banner
        assert "Ease off now" in banner
        await pilot.press("a")
        assert feed.sent == [Acknowledge()]
        feed.batches.clear()
        feed.batches.append([session(alarms=[changed(OVERLOAD, state="ACKNOWLEDGED")])[-1]])
        bells = app.bells
        await step(app, clock, pilot, 1.0)
        await step(app, clock, pilot, 0.1)
        assert app.bells == bells
        assert not app.query_one(BannerPanel).up
        assert "STOP" in text_of(app, "StatusPanel")


@pytest.mark.parametrize("size", SIZES)
async def test_the_banner_covers_nothing_that_is_needed(size: tuple[int, int]) -> None:
    app, clock = app_of(SCENES["overload"]())
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        banner = app.query_one("#banner").region
        assert banner.width == size[0]
        assert banner.height >= 3
        for needed in ("#header", "#status", "#back", "#now", "Footer"):
            assert not banner.overlaps(app.query_one(needed).region), needed


async def test_the_flash_changes_the_colours_and_keeps_the_words() -> None:
    app, clock = app_of(SCENES["overload"]())
    async with app.run_test() as pilot:
        await step(app, clock, pilot, 0.0)
        grounds: set[str] = set()
        for _ in range(4):
            await step(app, clock, pilot, 0.25)
            app.state.snapshot_at_s = clock.now_s
            strip = app.query_one("#banner", Panel).render_line(1)
            grounds.add(str(next(iter(strip)).style))
            assert "331 N" in text_of(app, "BannerPanel")
        assert len(grounds) == 2


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize(("scene", "word"), [("foot_red", "STEP OFF"), ("foot_near", "EASE OFF"), ("overload", "STOP")])
async def test_the_banner_is_as_wide_as_the_screen_and_says_in_words_what_to_do(
    scene: str, word: str, size: tuple[int, int]
) -> None:
    app, clock = app_of({**SCENES, **FOOT_SCENES}[scene]())
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        banner = app.query_one("#banner", Panel)
        assert banner.size.width == size[0]
        assert banner._picture is not None
        assert banner._picture.word == word
        assert not re.search(r"\bsafe\b", text_of(app, "Panel"), re.IGNORECASE)


@pytest.mark.parametrize("page", ["", "question_mark"])
async def test_the_key_that_stops_ends_foot_mode_at_once_whatever_is_open(page: str) -> None:
    opening, *rest = session()
    app, clock = app_of(FakeFeed([changed(opening, mode="foot"), *rest]))
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        if page:
            await pilot.press(page)
        await pilot.press("s")
        assert StopFootMode() in app._feed.sent


async def test_hands_have_no_foot_mode_to_end() -> None:
    app, clock = app_of(SCENES["steady"]())
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press("s")
        assert StopFootMode() not in app._feed.sent


class Heard:
    """A sound that remembers."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def play(self, severity: str) -> None:
        self.told.append(severity)

    def stop(self) -> None:
        self.told.append("stop")

    def close(self) -> None:
        self.told.append("closed")


async def test_an_alarm_is_heard_until_it_is_seen_and_the_sound_is_let_go_at_the_end() -> None:
    feed, clock, sound = FOOT_SCENES["foot_red"](), FakeClock(), Heard()
    app = RungApp(feed, title="test", clock=clock, sound=sound)
    async with app.run_test() as pilot:
        for _ in range(40):
            await step(app, clock, pilot, 0.05)
        assert (sound.told, app.bells) == (["red"], 8)
        feed.batches.append([changed(SNAPSHOT, alarms=[changed(OVERLOAD, state="ACKNOWLEDGED")])])
        await step(app, clock, pilot)
        assert sound.told == ["red", "stop"]
    assert sound.told[-1] == "closed"


async def test_an_engine_that_is_gone_is_heard_because_nothing_watches_any_more() -> None:
    feed, clock, sound = SCENES["closed"](), FakeClock(), Heard()
    app = RungApp(feed, title="test", clock=clock, sound=sound)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert sound.told == ["red"]
        await pilot.press("a")
        await step(app, clock, pilot)
        assert sound.told == ["red", "stop"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_red_alarm_marks_the_session_for_good(size: tuple[int, int]) -> None:
    feed = FOOT_SCENES["foot_red"]()
    app, clock = app_of(feed)
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot, 0.6)
        for recording in ("/home/cat/2026-11-22-a.paw", None):
            feed.batches.append([changed(SNAPSHOT, alarms=[], recording=recording)])
            await step(app, clock, pilot, 0.6)
            await step(app, clock, pilot, 0.6)
            header = text_of(app, "HeaderPanel")
            assert "■ red alarm" in header or "■ RED" in header
            assert "rec" in header.lower()


async def test_an_amber_alarm_marks_nothing() -> None:
    app, clock = app_of(FOOT_SCENES["foot_near"]())
    async with app.run_test() as pilot:
        await step(app, clock, pilot, 0.6)
        assert "■" not in text_of(app, "HeaderPanel")


async def test_in_foot_mode_leaving_asks_and_takes_a_second_word() -> None:
    feed = FOOT_SCENES["foot_standing"]()
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press("x")
        await step(app, clock, pilot)
        assert feed.sent == [Quit()]
        assert not feed.closed, "it is still there, and watches"
    feed = FOOT_SCENES["foot_after_stop"]()
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        assert "x: leave now; the rig stays armed" in text_of(app, "BannerPanel")
        await pilot.press("x")
    assert feed.sent == [Quit(anyway=True)]
    assert app.return_value == 0
    feed = FOOT_SCENES["foot_all_off"]()
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        assert "The pads are" in text_of(app, "BannerPanel")
        assert "x: leave" in text_of(app, "BannerPanel")
        await pilot.press("x")
    assert feed.sent == [Quit()]
    assert app.return_value == 0


@pytest.mark.parametrize("scene", ["foot_standing", "steady"])
async def test_a_silent_engine_is_heard_and_nothing_says_live(scene: str) -> None:
    app, clock = app_of({**SCENES, **FOOT_SCENES}[scene]())
    rung: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:
        app.bell = lambda: rung.append(clock.now_s)  # type: ignore[method-assign]
        await step(app, clock, pilot)
        begun_s = clock.now_s
        for _ in range(13):
            await step(app, clock, pilot, 0.1)
        assert rung[0] - begun_s == pytest.approx(1.0, abs=0.11)
        assert "engine is silent" in text_of(app, "BannerPanel")
        await step(app, clock, pilot, 0.6)
        assert "live" not in text_of(app, "LinkPanel")
        assert "not known" in text_of(app, "LinkPanel")
        if scene == "foot_standing":
            assert "old" in text_of(app, "FeetPanel")
        await pilot.press("a")
        heard = len(rung)
        for _ in range(10):
            await step(app, clock, pilot, 0.2)
        assert len(rung) == heard, "somebody has heard it"
