"""Pictures wait for the terminal; alarms do not."""

from __future__ import annotations

from collections.abc import Sequence

from fake_feed import FakeClock, FakeFeed
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.events import CursorPosition
from view_examples import OPENING, OVERLOAD, SNAPSHOT, changed

from pawpress.dashboard.app import PawpressApp
from pawpress.dashboard.panels.banner import BannerPanel
from pawpress.dashboard.panels.panel import LiveWidget, ViewContext
from pawpress.dashboard.terminal_pace import BEFORE_ANY_ANSWER_S, GIVE_UP_S, LAST_ANSWER_S, TerminalPace
from pawpress.engine.messages import AlarmView


def begun() -> TerminalPace:
    pace = TerminalPace()
    pace.begin(0.0)
    return pace


def test_without_a_terminal_nothing_is_held_back_and_nobody_is_asked() -> None:
    pace = TerminalPace()
    assert not pace.draw(1.0)
    assert pace.may_draw(1.0)


def test_a_picture_waits_until_the_one_before_was_read() -> None:
    pace = begun()
    assert pace.draw(1.0)
    pace.answered()
    assert pace.may_draw(1.0)
    pace.draw(1.0)
    assert not pace.may_draw(1.5)
    pace.answered()
    assert pace.may_draw(1.5)


def test_after_an_alarm_drawn_between_both_pictures_must_be_read() -> None:
    pace = begun()
    pace.draw(0.0)
    pace.answered()
    pace.draw(1.0)
    pace.draw(1.1)
    pace.answered()
    assert not pace.may_draw(1.2)
    pace.answered()
    assert pace.may_draw(1.2)


def test_until_the_first_answer_pictures_come_slowly_and_a_silent_terminal_gets_them_all() -> None:
    pace = begun()
    pace.draw(0.0)
    assert not pace.may_draw(BEFORE_ANY_ANSWER_S / 2)
    assert pace.may_draw(BEFORE_ANY_ANSWER_S)
    pace.draw(GIVE_UP_S)
    assert pace.may_draw(GIVE_UP_S)


def test_a_lost_answer_holds_pictures_back_for_a_while_only() -> None:
    pace = begun()
    pace.draw(0.0)
    pace.answered()
    pace.draw(1.0)
    assert not pace.may_draw(0.99 + GIVE_UP_S)
    assert pace.may_draw(1.0 + GIVE_UP_S)
    pace.draw(1.0 + GIVE_UP_S)
    pace.answered()
    assert pace.may_draw(1.0 + GIVE_UP_S), "the lost one is not waited for any more"


def test_who_leaves_waits_for_the_last_answer_and_not_for_long() -> None:
    pace = begun()
    pace.draw(0.0)
    pace.answered()
    pace.draw(1.0)
    pace.end(1.1)
    assert not pace.draw(1.1), "nothing more is asked"
    assert not pace.may_leave(1.1)
    assert pace.may_leave(1.1 + LAST_ANSWER_S)
    pace.answered()
    assert pace.may_leave(1.2)


def test_a_terminal_that_never_answered_is_left_at_once() -> None:
    pace = begun()
    pace.draw(0.0)
    pace.end(0.1)
    assert pace.may_leave(0.1)


@given(st.lists(st.one_of(st.floats(0.0, 10.0), st.just("answer"))))
def test_it_never_holds_pictures_back_for_longer_than_it_gives_up_after(story: list[float | str]) -> None:
    pace, now_s, drawn_s = begun(), 0.0, 0.0
    for part in story:
        if isinstance(part, str):
            pace.answered()
            continue
        now_s += part
        if pace.may_draw(now_s):
            pace.draw(now_s)
            drawn_s = now_s
        assert now_s - drawn_s < GIVE_UP_S


class PacedApp(PawpressApp):
    """At a terminal of which the test says how far it has read; notes which forces the panels were shown."""

    LOOKS_HZ = 0.0

    def __init__(self, feed: FakeFeed) -> None:
        super().__init__(feed, clock=FakeClock())
        self.feed, self.asked = feed, 0
        self.drawn_n: list[float] = []

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield Spy()

    def on_mount(self) -> None:
        self._pace.begin(self.now_s)  # textual then calls that of PawpressApp

    def ask_terminal(self) -> None:
        self.asked += 1

    def press(self, force_n: float, alarms: Sequence[AlarmView] = ()) -> None:
        """Let a snapshot arrive and the app look."""
        self.feed.batches.append([changed(SNAPSHOT, force_n=[force_n] * 6, alarms=list(alarms))])
        self.refresh_screen()


class Spy(LiveWidget):
    """Stands among the panels."""

    DEFAULT_CSS = "Spy { display: none; }"

    def show(self, moment: ViewContext) -> None:
        assert isinstance(self.app, PacedApp)
        if moment.state.snapshot is not None:
            self.app.drawn_n.append(moment.state.snapshot.force_n[0])


async def test_over_a_slow_line_forces_wait_and_an_alarm_does_not() -> None:
    app = PacedApp(FakeFeed([OPENING, changed(SNAPSHOT, force_n=[12.0] * 6)]))
    answer = CursorPosition(0, 0)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert app.asked == 1
        app.on_cursor_position(answer)
        app.press(20.0)
        app.press(77.0)
        assert app.drawn_n == [12.0, 20.0], "the picture before has not been read yet"
        app.press(331.0, [OVERLOAD])
        assert app.query_one(BannerPanel).up, "an alarm does not wait"
        app.press(332.0, [OVERLOAD])
        app.on_cursor_position(answer)
        app.press(333.0, [OVERLOAD])
        assert app.drawn_n[2:] == [], "what is no news waits for both pictures"
        app.on_cursor_position(answer)
        app.press(334.0, [OVERLOAD])
        assert app.drawn_n[2:] == [334.0]
