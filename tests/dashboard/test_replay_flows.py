"""Going through a recording by keys alone and by mouse, and that nothing of it can be taken for live."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from fake_feed import FakeClock, FakeFeed
from foot_scenes import FOOT_SCENES
from replay_scenes import MARKS, PRESSES, REPLAY_SCENES, TIMELINE, replay
from rung_app import app_of, step, text_of
from scenes import pressing
from test_dashboard_snapshots import StillApp, _show
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input
from view_examples import OVERLOAD, SNAPSHOT, changed

from pawpress.audio.alarm_bursts import Burst
from pawpress.dashboard import shown_units
from pawpress.dashboard.app import PawpressApp
from pawpress.dashboard.drawing.braille import outline
from pawpress.dashboard.jump import JumpScreen
from pawpress.dashboard.panels.beside import BesideCurve
from pawpress.dashboard.panels.feet import FeetPanel
from pawpress.dashboard.panels.hold_panel import HoldPicture
from pawpress.dashboard.panels.now import NowPanel
from pawpress.dashboard.panels.timeline import TimelineBar
from pawpress.dashboard.replaying import clock_words, moment_s, step_to
from pawpress.engine.messages import Acknowledge, Goodbye, GoTo, Pace, StopFootMode, Trail
from pawpress.settings.choices import Choices

LEAD_S = 0.5


async def keyed(feed: FakeFeed, *keys: str, size: tuple[int, int] = (80, 24)) -> PawpressApp:
    app, _ = app_of(feed)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
    return app


async def screen_of(feed: FakeFeed, size: tuple[int, int] = (100, 30), choices: Choices | None = None) -> str:
    """Return everything that is to be read, line by line."""
    clock = FakeClock()
    app = StillApp(feed, title="pawpress", clock=clock, choices=choices)
    async with app.run_test(size=size) as pilot:
        await _show(app, clock, pilot)
        width, height = size
        return "\n".join(
            "".join(app.screen.get_style_at(0, 0) and strip.text for strip in [row])
            for row in app.screen._compositor.render_strips(Size(width, height))
        )


async def test_keys_go_from_press_to_press_while_it_plays():
    feed = replay("playing", t_s=61.2)
    await keyed(feed, "full_stop")
    later = min(press.t_s for press in PRESSES if press.t_s - LEAD_S > 61.3)
    assert feed.sent == [GoTo(t_s=later - LEAD_S)]
    feed = replay("playing", t_s=61.2)
    await keyed(feed, "comma")
    assert feed.sent == [GoTo(t_s=60.0 - LEAD_S)]


async def test_keys_pressed_quickly_go_on_from_where_the_last_one_leads():
    feed = replay("playing", t_s=61.2)
    await keyed(feed, "full_stop", "full_stop", "full_stop", "comma")
    assert feed.sent == [GoTo(t_s=t_s - LEAD_S) for t_s in (67.0, 74.0, 81.0, 74.0)]


async def test_paused_they_go_from_verdict_to_verdict():
    feed = replay("paused", t_s=55.0)
    await keyed(feed, "full_stop", "full_stop", "comma")
    assert feed.sent == [GoTo(t_s=t_s) for t_s in (56.0, 63.0, 56.0)]


async def test_a_jump_that_has_come_to_its_end_is_where_the_next_one_begins():
    feed = replay("paused", t_s=55.0)
    feed.batches.append(
        [Trail(t_s=[], force_n=[]), changed(SNAPSHOT, t_s=56.0, link=changed(SNAPSHOT.link, state="paused"))]
    )
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("full_stop")
        await step(app, clock, pilot)
        await pilot.press("full_stop")
    assert feed.sent == [GoTo(t_s=56.0), GoTo(t_s=63.0)]


async def test_at_the_last_press_the_key_does_nothing():
    feed = replay("paused", t_s=183.0)
    await keyed(feed, "full_stop")
    assert feed.sent == []


async def test_keys_pause_pace_and_go_to_both_ends():
    feed = replay("playing")
    await keyed(feed, "space", "minus", "plus", "home", "end")
    assert feed.sent == [Pace(times=0), Pace(times=0.5), Pace(times=2), GoTo(t_s=0.0), GoTo(t_s=1e9)]


async def test_a_time_can_be_typed_and_nonsense_stays_in_the_line():
    feed = replay("playing")
    app, _ = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        await pilot.press(*"1x", "enter")
        await pilot.pause()
        assert isinstance(app.screen, JumpScreen)
        assert app.screen.query_one(Input).value == ""
        await pilot.press("1", "colon", "3", "0", "enter")
        await pilot.pause()
        assert not isinstance(app.screen, JumpScreen)
    assert feed.sent == [GoTo(t_s=90.0)]


@pytest.mark.parametrize("keys", [("escape",), ("enter",), ("9", "escape")])
async def test_the_line_for_a_time_can_be_left(keys: tuple[str, ...]):
    feed = replay("playing")
    app, _ = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", *keys)
        await pilot.pause()
        assert not isinstance(app.screen, JumpScreen)
    assert feed.sent == []


async def clicked(feed: FakeFeed, column: int, row: int) -> None:
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.click("#timeline", offset=(column, row))
        await pilot.pause()


async def test_a_click_on_the_track_goes_to_that_moment():
    feed = replay("playing")
    await clicked(feed, 1 + 40, 2)
    [sent] = feed.sent
    assert isinstance(sent, GoTo)
    assert sent.t_s == pytest.approx(40 / 77 * TIMELINE.length_s)


async def test_a_click_on_a_press_goes_to_its_beginning():
    feed = replay("playing")
    press = PRESSES[15]
    await clicked(feed, 1 + round(press.t_s / TIMELINE.length_s * 77), 1)
    assert feed.sent == [GoTo(t_s=press.t_s - LEAD_S)]


async def test_a_click_on_an_alarm_goes_to_it():
    feed = replay("playing")
    alarm = next(mark for mark in MARKS if mark.kind == "alarm")
    await clicked(feed, 1 + round(alarm.t_s / TIMELINE.length_s * 77), 2)
    assert feed.sent == [GoTo(t_s=alarm.t_s - LEAD_S)]


async def test_a_click_on_the_clock_goes_nowhere():
    feed = replay("playing")
    await clicked(feed, 30, 0)
    assert feed.sent == []


class Heard:
    """A loudspeaker that remembers."""

    def __init__(self) -> None:
        self.bursts: list[Burst] = []

    def play(self, burst: Burst) -> None:
        self.bursts.append(burst)

    def hush(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.mark.parametrize(("wanted", "heard"), [(False, False), (True, True)])
async def test_recorded_alarms_are_heard_only_where_that_is_wanted(wanted: bool, heard: bool):
    feed, clock, sound = replay("playing", alarms=[OVERLOAD]), FakeClock(), Heard()
    app = StillApp(feed, clock=clock, sound=sound, recorded_sound=wanted)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(20):
            await _show(app, clock, pilot)
    assert bool(sound.bursts) is heard


async def test_a_recorded_alarm_is_shown_as_one_and_asks_for_nothing():
    shown = await screen_of(replay("playing", alarms=[OVERLOAD]))
    assert "red alarm: shoulder blade right: 331 N" in shown
    assert "It was recorded at 0:41." in shown
    for live in ("I have seen it", "Ease off now", "STOP  "):
        assert live not in shown


async def test_the_latched_alarm_of_a_recording_goes_by_itself():
    latched = changed(OVERLOAD, state="LATCHED")
    feed, clock = replay("playing", alarms=[OVERLOAD]), FakeClock()
    for number in range(8):
        feed.batches.append([changed(SNAPSHOT, t_s=42.0 + 0.6 * number, alarms=[latched])])
    app = StillApp(feed, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await _show(app, clock, pilot)
        assert app.alert is not None
        for _ in range(6):
            await _show(app, clock, pilot)
        assert app.alert is None


async def test_an_engine_that_says_nothing_for_long_raises_no_alarm_in_a_replay():
    feed, clock, sound = replay("paused"), FakeClock(), Heard()
    app = StillApp(feed, clock=clock, sound=sound)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(10):
            await _show(app, clock, pilot)
        assert app.state.silence_s(clock.now_s) == 0.0
    assert sound.bursts == []


async def test_a_player_that_is_gone_raises_no_alarm():
    feed, clock, sound = replay("playing"), FakeClock(), Heard()
    feed.closes = "The engine has closed the stream."
    app = StillApp(feed, clock=clock, sound=sound)
    async with app.run_test(size=(100, 30)) as pilot:
        for _ in range(5):
            await _show(app, clock, pilot)
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips(Size(100, 30)))
    assert sound.bursts == []
    assert "The recording is unharmed." in shown
    assert "nothing watches" not in shown


@pytest.mark.parametrize("name", REPLAY_SCENES)
async def test_every_picture_of_a_replay_says_that_it_is_one(name: str):
    for size in ((60, 20), (80, 24), (200, 50)):
        shown = await screen_of(REPLAY_SCENES[name](), size)
        assert "REPLAY" in shown
        for live in ("● live", "silent", "not recording", "not known"):
            assert live not in shown


async def test_paused_it_says_paused():
    shown = await screen_of(replay("paused"))
    assert "REPLAY ‖ paused" in shown
    assert "link          ‖ paused" in shown or "link" not in shown


async def test_keys_of_a_live_session_do_nothing_in_a_replay():
    feed = replay("playing", alarms=[OVERLOAD])
    await keyed(feed, "a", "s", "g", "n", "l", "m", "h")
    assert not any(isinstance(sent, Acknowledge | StopFootMode) for sent in feed.sent)
    assert feed.sent == []


async def test_words_of_the_moment_stand_beside_the_clock():
    assert "✎ elbow straight" in await screen_of(replay("playing", t_s=61.0))
    assert "♥ partner: nice" in await screen_of(replay("playing", t_s=26.0))
    assert "no end in the file" in await screen_of(REPLAY_SCENES["cut_off"](), (120, 30))
    assert "of ≈ 3:11" in await screen_of(REPLAY_SCENES["looking_ahead"]())


async def test_the_gap_is_hatched_on_the_track():
    shown = await screen_of(replay("playing"), (100, 30))
    track = next(line for line in shown.splitlines() if "░░░" in line)
    assert 1 + round(100.0 / TIMELINE.length_s * 97) == track.index("░")


async def test_two_recordings_stand_beside_each_other():
    narrow = await screen_of(REPLAY_SCENES["beside"](), (80, 24))
    assert "anna ▲ rushed 142 N 2.1 s" in narrow
    assert "teacher ● steady 101 N" in narrow
    wide = await screen_of(REPLAY_SCENES["beside"](), (120, 40))
    assert "anna beside teacher" in wide
    assert "12 of 24" in wide
    assert "29 of 30" in wide
    assert "onset" in wide


async def test_two_recordings_stand_beside_each_other_in_the_unit_that_was_chosen():
    try:
        narrow = await screen_of(REPLAY_SCENES["beside"](), (80, 24), Choices(unit="kgf"))
        wide = await screen_of(REPLAY_SCENES["beside"](), (120, 40), Choices(unit="kgf"))
    finally:
        shown_units.use(Choices())
    assert "anna ▲ rushed 14.5 kgf 2.1 s" in narrow
    assert "14.5 kgf" in wide
    assert " N " not in wide.split("anna beside teacher")[1].split("last presses")[0]


async def test_the_end_of_the_player_in_order_is_told():
    feed = replay("over")
    feed.batches.append([Goodbye(reason="The session was closed.")])
    feed.batches.append([])
    clock = FakeClock()
    app = StillApp(feed, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await _show(app, clock, pilot)
        await _show(app, clock, pilot)
        assert app.state.ended == "The session was closed."
        assert not app.state.playing
        assert app.state.replay


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("90", 90.0), ("1:30", 90.0), ("1:02:03.5", 3723.5), ("0,5", 0.5), (" 7 ", 7.0)],
)
def test_times_as_people_type_them(typed: str, seconds: float):
    assert moment_s(typed) == seconds


@pytest.mark.parametrize("typed", ["", "x", "1:", ":5", "1:2:3:4", "-5", "1e3"])
def test_what_is_no_time(typed: str):
    assert moment_s(typed) is None


def test_times_as_a_clock_shows_them():
    assert [clock_words(t_s) for t_s in (0.0, 59.96, 90.0, 3723.5)] == ["0:00", "0:59", "1:30", "1:02:03"]
    assert clock_words(7.46, tenths=True) == "0:07.4"


def test_before_the_first_and_behind_the_last_press_there_is_none():
    assert step_to(PRESSES, 0.0, -1, paused=False) is None
    assert step_to(PRESSES, 500.0, 1, paused=True) is None
    assert step_to([], 10.0, 1, paused=True) is None
    assert step_to(PRESSES, 0.0, 100, paused=True) == PRESSES[-1].end_s


def test_an_outline_is_the_upper_edge_and_nothing_else():
    assert outline([0, 0, 4, 4], 1) == ["\u2800⠉"]
    assert outline([1, 1, 1, 1], 2) == ["\u2800\u2800", "⣀⣀"]
    assert outline([8, 8, 1, 1], 2)[0][0] == "⠉"


async def test_the_panels_are_found_where_they_belong():
    feed = REPLAY_SCENES["beside"]()
    app, clock = app_of(feed)
    async with app.run_test(size=(120, 40)) as pilot:
        await step(app, clock, pilot)
        assert app.query_one(TimelineBar).display
        assert app.query_one(BesideCurve).display
        assert not app.query_one("#curve").display


SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
@pytest.mark.parametrize("moment", REPLAY_SCENES)
def test_picture_of_a_replay(snap_compare: Callable[..., bool], moment: str, size: tuple[int, int]) -> None:
    clock = FakeClock()
    app = StillApp(REPLAY_SCENES[moment](), title="pawpress", clock=clock)

    async def before(pilot: Pilot[int]) -> None:
        await _show(app, clock, pilot)
        await _show(app, clock, pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)


ORDERS = ("STOP", "LET GO", "EASE", "HOLD", "STEP OFF", "SHIFT SLOWLY", "STAND", "lean in")


@pytest.mark.parametrize("force_n", [62.0, 127.0, 250.0, 331.0])
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)], ids=str)
async def test_nothing_of_a_recording_reads_as_an_order(force_n: float, size: tuple[int, int]):
    progress = [msgspec.structs.replace(pressing(force_n, 2.4), speed="jab")]
    feed = replay("playing", force_n=[3.0, 0.0, 12.0, 41.0, 28.0, force_n], progress=progress, t_s=61.2)
    app, clock = app_of(feed)
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        shown = text_of(app, "Panel").replace("stop above", "")
        phase = app.screen_stack[0].query_one(NowPanel)._picture
    assert [order for order in ORDERS if order in shown] == []
    assert isinstance(phase, HoldPicture)
    assert phase.phase == "HELD"


@pytest.mark.parametrize("name", sorted(FOOT_SCENES))
async def test_recorded_feet_are_given_no_orders(name: str):
    first, *rest = FOOT_SCENES[name]().poll()
    feed = FakeFeed([msgspec.structs.replace(first, played=True), *rest])
    app, clock = app_of(feed)
    async with app.run_test(size=(100, 30)) as pilot:
        await step(app, clock, pilot)
        picture = app.screen_stack[0].query_one(FeetPanel)._picture
    assert picture is None or picture.word not in ORDERS
