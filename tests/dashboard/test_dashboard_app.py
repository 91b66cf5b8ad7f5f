"""The app under Pilot: keys, banners, floods, endings."""

from __future__ import annotations

import subprocess
import sys

import pytest
from fake_feed import FakeClock, FakeFeed
from foot_scenes import FOOT_SCENES
from rung_app import SIZES, app_of, step, text_of
from scenes import SCENES, pressing, session
from view_examples import LIVE, OPENING, OVERLOAD, PADS, SNAPSHOT, STEADY, changed

from pawpress.dashboard.app import PawpressApp
from pawpress.dashboard.help import HelpScreen
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.back import BackPanel
from pawpress.dashboard.panels.banner import BannerPanel
from pawpress.dashboard.panels.now import NowPanel
from pawpress.dashboard.panels.pad_bar import PadBar
from pawpress.dashboard.panels.panel import LiveWidget, Panel
from pawpress.dashboard.panels.press_list import PressListPanel
from pawpress.engine.messages import Goodbye, Notice, Quit, Snapshot, ToView


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", sorted({**SCENES, **FOOT_SCENES}))
async def test_every_scene_fits_every_size(name: str, size: tuple[int, int]) -> None:
    app, clock = app_of({**SCENES, **FOOT_SCENES}[name]())
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        for panel in app.query(Panel):
            for y in range(panel.size.height):
                assert panel.render_line(y).cell_length == panel.size.width, f"{panel} line {y}"


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 12), (79, 23), (300, 90)])
async def test_odd_sizes_do_not_break_it(size: tuple[int, int]) -> None:
    app, clock = app_of(SCENES["overload"]())
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        await pilot.resize_terminal(80, 24)
        await step(app, clock, pilot)
        assert "331" in text_of(app, "BannerPanel")


async def test_of_a_flood_only_the_newest_is_drawn_and_no_press_is_lost() -> None:
    flood: list[ToView] = [OPENING]
    for number in range(1000):
        flood.append(changed(SNAPSHOT, force_n=[float(number)] * 6, presses=number // 20))
        if number % 20 == 0:
            flood.append(changed(STEADY, onset_s=float(number)))
    flood.append(changed(SNAPSHOT, force_n=[111.0] * 6, presses=50))
    feed = FakeFeed([], flood)
    app, clock = app_of(feed)
    drawn: list[Snapshot] = []

    class Spy(LiveWidget):
        """Stands among the panels and notes what they are shown."""

        def show(self, moment: object) -> None:
            if app.state.snapshot is not None:
                drawn.append(app.state.snapshot)

    async with app.run_test(size=(200, 50)) as pilot:
        spy = Spy()
        spy.display = False
        await app.mount(spy)
        await step(app, clock, pilot)
        assert len(app.state.presses) == 50
        assert [snapshot.force_n[0] for snapshot in drawn] == [111.0]
        assert text_of(app, "PressListPanel").count("steady") >= 15
        assert app.query_one(PressListPanel).size.height > 15


async def test_waiting_says_what_is_happening_then_gives_way() -> None:
    feed = SCENES["waiting"]()
    feed.batches.append([])
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        assert "waiting for the rig" in text_of(app, "WaitingPanel")
        assert "loading the firmware image" in text_of(app, "WaitingPanel")
        feed.batches.append([OPENING, changed(SNAPSHOT, force_n=[123.0] + [0.0] * 5)])
        await step(app, clock, pilot)
        await step(app, clock, pilot, 0.5)
        assert not app.query_one("#waiting").display
        assert app.query_one("#stage").display
        assert "emulated rig (real firmware)" in text_of(app, "HeaderPanel")


async def test_waiting_says_in_full_and_once_what_is_the_matter() -> None:
    matter = "/dev/serial/by-id/usb-Arduino_Uno: nothing arrives. Is the firmware on the board? Run `pawpress doctor`."
    waiting = changed(LIVE, state="waiting", detail=matter, frames=0)
    told: list[ToView] = [changed(OPENING, rig=None), Notice(severity="warning", text=matter)]
    app, clock = app_of(FakeFeed([*told, changed(SNAPSHOT, link=waiting)]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert " ".join(text_of(app, "WaitingPanel").split()).count(matter) == 1
        assert "nothing arrives" not in text_of(app, "StatusPanel")


async def test_of_a_recording_that_is_over_under_an_alarm_no_detail_is_left_open() -> None:
    over = changed(LIVE, state="over", detail="")
    app, clock = app_of(FakeFeed([OPENING, changed(SNAPSHOT, link=over, alarms=[OVERLOAD])]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        assert text_of(app, "StatusPanel").strip().endswith("link over")


async def test_before_the_first_message_it_says_that_the_engine_starts() -> None:
    app, clock = app_of(FakeFeed())
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        assert "The engine is starting." in text_of(app, "WaitingPanel")
        assert "test" in text_of(app, "HeaderPanel")


async def test_it_looks_by_itself() -> None:
    feed = FakeFeed(*[[] for _ in range(5)], session())
    app = PawpressApp(feed, clock=FakeClock())
    async with app.run_test() as pilot:
        while feed.batches:
            await pilot.pause(0.01)
        assert app.state.snapshot is not None


async def test_a_panel_that_is_not_there_yet_is_passed_over_and_follows() -> None:
    app, clock = app_of(SCENES["steady"]())
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        late = BackPanel(id="late")
        app.screen_stack[0].mount(late)
        app.refresh_screen()
        assert not late.query("#pads")
        await pilot.pause()
        await step(app, clock, pilot)
        assert len(late.query(PadBar)) == len(app.query_one("#back", BackPanel).query(PadBar)) > 0


async def test_the_header_says_uncalibrated_and_whether_it_records() -> None:
    app, clock = app_of(SCENES["uncalibrated"]())
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        assert "uncalibrated: newtons ±25 %" in text_of(app, "HeaderPanel")
        assert "● REC" in text_of(app, "HeaderPanel")


@pytest.mark.parametrize("size", SIZES)
async def test_a_verdict_comes_with_shape_word_and_reason(size: tuple[int, int]) -> None:
    app, clock = app_of(SCENES["jab"]())
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        assert "A stab: the force came up in 0.06 s" in " ".join(text_of(app, "NowPanel").split())
        assert "✖" in text_of(app, "HistoryPanel")
        assert "5 %" in text_of(app, "SharesPanel")


async def test_the_timer_changes_at_most_ten_times_a_second() -> None:
    batches = [session(force_n=[0.0] * 6, progress=[pressing(120.0, number / 25)]) for number in range(25)]
    app, clock = app_of(FakeFeed(*batches))
    pictures: set[str] = set()
    async with app.run_test() as pilot:
        for _ in range(25):
            await step(app, clock, pilot, 0.04)
            pictures.add(text_of(app, "NowPanel"))
    assert 5 <= len(pictures) <= 11


async def test_a_lost_link_takes_the_bars_trust_away() -> None:
    app, clock = app_of(SCENES["lost"]())
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        assert "No readings for 1.4 s." in text_of(app, "BannerPanel")
        assert "░ old" in text_of(app, "PadBar")
        assert "/dev/ttyACM0 has disappeared" in text_of(app, "StatusPanel")
        assert "lost" in text_of(app, "LinkPanel")


async def test_the_link_line_names_what_is_wrong() -> None:
    link = changed(LIVE, state="silent", detail="No bytes for 0.3 s.", lost=7)
    app, clock = app_of(FakeFeed(session(link=link)))
    async with app.run_test(size=(120, 36)) as pilot:
        await step(app, clock, pilot)
        assert "◌ silent" in text_of(app, "LinkPanel")
        assert "!7" in text_of(app, "LinkPanel")
        assert "No bytes for 0.3 s." in text_of(app, "LinkPanel")


async def test_the_counters_of_the_link_stand_behind_a_key() -> None:
    app, clock = app_of(FakeFeed(session(link=changed(LIVE, lost=7))))
    async with app.run_test(size=(120, 36)) as pilot:
        await step(app, clock, pilot)
        shown = text_of(app, "LinkPanel")
        assert "live" in shown
        assert "lost !7" in shown
        assert "resyncs" not in shown
        await pilot.press("c")
        await step(app, clock, pilot)
        shown = text_of(app, "LinkPanel")
        assert "frames 12 345" in shown
        assert "resyncs 0" in shown


async def test_a_long_notice_takes_a_second_row_and_gives_it_back() -> None:
    said = "No calibration of the rig 'default' on the futon yet, so newtons are nominal. Run `pawpress calibrate`."
    short = Notice(severity="info", text="The rig is back.")
    app, clock = app_of(FakeFeed([*session(), Notice(severity="info", text=said)], [], [], [*session(), short]))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            await step(app, clock, pilot)
        rows = text_of(app, "StatusPanel").splitlines()
        assert " ".join(row.strip() for row in rows) == f"i {said}"
        for _ in range(2):
            await step(app, clock, pilot)
        assert "The rig is back." in text_of(app, "StatusPanel")
        assert app.query_one("#status").size.height == 1


async def test_the_only_link_row_of_a_small_window_says_what_is_wrong() -> None:
    app, clock = app_of(FakeFeed(session(link=changed(LIVE, state="silent", detail="No bytes for 0.3 s."))))
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        assert "◌ silent  No bytes for 0.3 s." in text_of(app, "LinkPanel")


@pytest.mark.parametrize(("group", "seen"), [("left hand", False), ("", True)])
async def test_pads_worn_on_hands_have_no_spine(group: str, seen: bool) -> None:
    pads = [changed(pad, group=group) for pad in PADS]
    app, clock = app_of(FakeFeed([changed(OPENING, pads=pads), SNAPSHOT]))
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        assert ("head" in text_of(app, "SidesPanel")) is seen
        assert bool(app.query("SpinePanel")) is seen


async def test_a_silent_engine_is_named() -> None:
    app, clock = app_of(SCENES["steady"]())
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot, 2.0)
        await step(app, clock, pilot, 0.0)  # of news the first look shows the banner only
        assert "silent for 2 s" in text_of(app, "StatusPanel")
        assert "░ old" in text_of(app, "PadBar")


async def test_a_closed_feed_keeps_the_last_state_and_says_what_to_do() -> None:
    feed = SCENES["closed"]()
    app, clock = app_of(feed)
    async with app.run_test(size=(120, 36)) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        banner = text_of(app, "BannerPanel")
        assert "The engine has closed the stream." in banner
        assert "start pawpress again" in banner
        assert len(app.state.presses) == 12
        assert "█" in text_of(app, "NowPanel")
        await pilot.press("x")
    assert app.return_value == 1
    assert feed.sent == []
    assert feed.closed


async def test_uncalibrated_pads_are_given_no_target_and_put_in_no_zone() -> None:
    app, clock = app_of(SCENES["uncalibrated"]())
    async with app.run_test(size=(120, 36)) as pilot:
        await step(app, clock, pilot)
        shown = "\n".join(text_of(app, name) for name in ("PadBar", "LimitsPanel", "StatusPanel"))
        assert "pressed" in shown
        assert "stop above 300 N" in shown
        for word in ("target", "light", "firm", "160 N", "["):
            assert word not in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_a_press_beyond_a_line_is_never_only_a_green_steady(size: tuple[int, int]) -> None:
    app, clock = app_of(SCENES["too_hard"]())
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        assert "■ TOO HARD" in text_of(app, "NowPanel")
        assert "■" in text_of(app, "HistoryPanel")
        assert "2 too hard" in text_of(app, "SharesPanel")
        if size[0] >= 160:
            assert "steady ■ too hard" in text_of(app, "PressListPanel")
        word = [run for y in range(1, 4) for run in app.query_one(NowPanel).render_line(y) if run.text.strip()]
        assert ink("good", bold=True) not in [run.style for run in word]


async def test_what_is_over_cannot_be_read_as_an_order() -> None:
    over = session(alarms=[changed(OVERLOAD, state="RTN_UNACKNOWLEDGED")])
    app, clock = app_of(FakeFeed(over, over, over))
    async with app.run_test(size=(120, 36)) as pilot:
        await step(app, clock, pilot)
        assert "It is over. It was: " in text_of(app, "BannerPanel")
        assert OVERLOAD.remedy not in text_of(app, "BannerPanel")
        await step(app, clock, pilot, 3.0)
        await step(app, clock, pilot)
        assert f"It is over. It was: {OVERLOAD.message}" in text_of(app, "StatusPanel")


@pytest.mark.parametrize("failed", [False, True])
async def test_a_farewell_says_why_and_whether_that_was_a_failure(failed: bool) -> None:
    feed = FakeFeed(session(), [Goodbye(reason="The recording is closed.", failed=failed)], closes="gone")
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert "The recording is closed." in text_of(app, "BannerPanel")
        await pilot.press("x")
    assert app.return_value == int(failed)


@pytest.mark.parametrize("key", ["x", "ctrl+c", "ctrl+q"])
async def test_quitting_tells_the_engine(key: str) -> None:
    feed = SCENES["steady"]()
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press(key)
    assert app.return_value == 0
    assert feed.sent == [Quit()]
    assert feed.closed


async def test_help_opens_closes_and_yields_to_an_alarm() -> None:
    feed = SCENES["steady"]()
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)
        await pilot.press("question_mark")
        feed.batches.append(session(alarms=[OVERLOAD]))
        await step(app, clock, pilot)
        assert not isinstance(app.screen, HelpScreen)
        assert app.query_one(BannerPanel).up


async def test_a_notice_stands_for_a_while() -> None:
    feed = FakeFeed(session(), [Notice(severity="info", text="The rig is back.")])
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert "The rig is back." in text_of(app, "StatusPanel")
        feed.batches.append([changed(SNAPSHOT, t_s=50.0)])
        await step(app, clock, pilot, 9.0)
        assert "Lean in slowly" in text_of(app, "StatusPanel")


async def test_a_second_hello_with_other_pads_arranges_them_anew() -> None:
    feed = FakeFeed(session())
    app, clock = app_of(feed)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        assert len(app.query("PadBar")) == 6
        feed.batches.append(
            [changed(OPENING, pads=PADS[:4]), changed(SNAPSHOT, force_n=[1.0] * 4, saturated=[False] * 4)]
        )
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert len(app.query("PadBar")) == 4


@pytest.mark.parametrize("module", ["pawpress.dashboard", "pawpress.dashboard.app", "pawpress.dashboard.stream_feed"])
def test_the_dashboard_imports_no_numbers_library(module: str) -> None:
    heavy = "{'numpy', 'scipy', 'matplotlib'}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_alone_does_not_import_textual() -> None:
    code = "import sys, pawpress.dashboard; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


async def test_feet_have_neither_brackets_nor_verdicts() -> None:
    app, clock = app_of(FOOT_SCENES["foot_standing"]())
    async with app.run_test(size=(120, 40)) as pilot:
        await step(app, clock, pilot)
        shown = text_of(app, "FeetPanel")
        for words in ("LEFT", "RIGHT", "TOTAL", "acts first", "of 441 N", "of 0:30 at this load", "42 %"):
            assert words in shown
        assert "[" not in shown
        for hidden in ("#back", "#coach", "#history", "#shares"):
            assert not app.query_one(hidden).display
