"""A session ends with a page: one thing that went well, one thing next, the trend, what was kept, and a report."""

from __future__ import annotations

import threading

import pytest
from fake_feed import FakeClock, FakeFeed
from foot_scenes import FOOT_SCENES
from rung_app import RungApp, step
from scenes import session
from textual.pilot import Pilot
from view_examples import SUMMARY, changed

from pawpress.dashboard.drawing.big import big
from pawpress.dashboard.summary import Summary, SummaryScreen
from pawpress.engine.messages import Goodbye, Quit, SummaryView

FAREWELL = Goodbye(reason="The session was closed.", summary=SUMMARY)


class FakeAfterwards:
    """Answers at once, and counts."""

    def __init__(self) -> None:
        self.heard: list[SummaryView] = []
        self.asked: list[str] = []
        self.threads: set[int] = set()

    def ended(self, summary: SummaryView) -> None:
        self.heard.append(summary)

    def left(self, recording: str | None) -> None:
        raise AssertionError("the end was told")

    def trend(self, summary: SummaryView) -> str:
        self.threads.add(threading.get_ident())
        return "Steady: 60 % of 20 presses today, 40 % of 50 in 3 sessions before."

    def report(self, recording: str) -> str:
        self.threads.add(threading.get_ident())
        self.asked.append(recording)
        return "/home/cat/2026-11-22-a.html"


def page(app: RungApp) -> str:
    panel = app.screen.query_one(Summary)
    return "\n".join(panel.render_line(y).text for y in range(panel.size.height))


def app_of(*batches: list[object], afterwards: FakeAfterwards | None = None) -> tuple[RungApp, FakeClock, FakeFeed]:
    clock, feed = FakeClock(), FakeFeed(*batches)  # type: ignore[arg-type]
    return RungApp(feed, title="test", clock=clock, afterwards=afterwards), clock, feed


async def ended(app: RungApp, clock: FakeClock, pilot: Pilot[int]) -> None:
    await step(app, clock, pilot)
    await pilot.press("q")
    await step(app, clock, pilot)
    await app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
async def test_q_ends_with_everything_on_one_page(size: tuple[int, int]) -> None:
    afterwards = FakeAfterwards()
    app, clock, feed = app_of(session(), [], [FAREWELL], afterwards=afterwards)
    async with app.run_test(size=size) as pilot:
        await ended(app, clock, pilot)
        assert isinstance(app.screen, SummaryScreen)
        shown = "".join(page(app).split())
        for text in (SUMMARY.well, SUMMARY.next, "40 % of 50 in 3 sessions", "2026-11-22-a.paw", "r writes it", "LOG"):
            assert "".join(text.split()) in shown, text
        assert "…" not in shown
    assert [type(sent) for sent in feed.sent] == [Quit]
    assert afterwards.heard == [SUMMARY]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_coached_session_names_the_drill_of_next_time(size: tuple[int, int]) -> None:
    coached = changed(SUMMARY, drill="stay: Stay for a slow one-two.")
    for summary in (coached, changed(coached, mode="foot")):
        app, clock, _ = app_of(session(), [], [Goodbye(reason="over", summary=summary)])
        async with app.run_test(size=size) as pilot:
            await ended(app, clock, pilot)
            assert "NEXT DRILL  stay: Stay for a slow one-two." in page(app)


async def test_r_writes_the_report_and_says_where() -> None:
    afterwards = FakeAfterwards()
    app, clock, _ = app_of(session(), [], [FAREWELL], afterwards=afterwards)
    async with app.run_test(size=(80, 24)) as pilot:
        await ended(app, clock, pilot)
        await pilot.press("r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "/home/cat/2026-11-22-a.html" in page(app)
    assert afterwards.asked == [SUMMARY.recording]
    assert threading.get_ident() not in afterwards.threads


async def test_what_was_not_recorded_is_not_called_kept_and_has_no_report() -> None:
    afterwards = FakeAfterwards()
    farewell = Goodbye(reason="closed", summary=changed(SUMMARY, recording=None))
    app, clock, _ = app_of(session(), [], [farewell], afterwards=afterwards)
    async with app.run_test(size=(80, 24)) as pilot:
        await ended(app, clock, pilot)
        assert "Nothing of this session is kept" in page(app)
        assert "REPORT" not in page(app)
        await pilot.press("r")
        await app.workers.wait_for_complete()
    assert afterwards.asked == []


@pytest.mark.parametrize("key", ["q", "x", "enter", "escape"])
async def test_every_key_that_leaves_leaves_it(key: str) -> None:
    app, clock, _ = app_of(session(), [], [FAREWELL])
    async with app.run_test() as pilot:
        await ended(app, clock, pilot)
        await pilot.press(key)
        await pilot.pause()
    assert app.return_code == 0
    assert app._exit


async def test_an_engine_that_ends_by_itself_is_followed_by_the_page() -> None:
    app, clock, _ = app_of(session(), [], [FAREWELL])
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert isinstance(app.screen, SummaryScreen)


async def test_a_failed_engine_keeps_its_alarm_and_shows_no_page() -> None:
    app, clock, _ = app_of(session(), [changed(FAREWELL, failed=True)])
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert not isinstance(app.screen, SummaryScreen)


async def test_an_engine_that_says_no_last_word_keeps_nobody() -> None:
    app, clock, _ = app_of(session())
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press("q")
        await step(app, clock, pilot, 1.0)
        assert not app._exit
        await step(app, clock, pilot, 6.0)
        assert app._exit


async def test_with_feet_on_the_pads_q_says_step_off_first() -> None:
    feed = FOOT_SCENES["foot_standing"]()
    clock = FakeClock()
    app = RungApp(feed, title="test", clock=clock)
    async with app.run_test() as pilot:
        await step(app, clock, pilot)
        await pilot.press("q")
        await step(app, clock, pilot, 7.0)
        assert not app._exit
    assert feed.sent == [Quit(anyway=False)]


async def test_a_session_without_a_press_says_so() -> None:
    nothing = changed(SUMMARY, presses=0, by_verdict={}, by_force={}, well="", next="", walk=None)
    app, clock, _ = app_of(session()[:2], [changed(FAREWELL, summary=nothing)])
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        shown = page(app)
        assert any(all(row.strip() in shown for row in big("NO PRESSES", scale)) for scale in (1, 2, 3))
        assert "0 OF 0" not in shown
