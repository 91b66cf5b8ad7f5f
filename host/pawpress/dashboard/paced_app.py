"""Drawing no faster than the terminal reads, and telling the engine what a person can have seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.driver import Driver
from textual.events import CursorPosition

from pawpress.dashboard.chunked_output import ChunkedOutput, in_chunks
from pawpress.dashboard.feed import Feed
from pawpress.dashboard.panels import LiveWidget
from pawpress.dashboard.session_app import SessionApp
from pawpress.dashboard.shown import Shown
from pawpress.dashboard.terminal_pace import WHERE_IS_THE_CURSOR, TerminalPace

if TYPE_CHECKING:
    from pawpress.dashboard.panels.panel import ViewContext


class PacedApp(SessionApp):
    """An app that waits for its terminal, but for alarms."""

    def __init__(self, feed: Feed, clock: Callable[[], float]) -> None:
        self._slices = ChunkedOutput()
        super().__init__(feed, clock)
        self._pace = TerminalPace()
        self._shown = Shown()
        self._torn = False
        """Whether the terminal has a part of a picture only."""

    def get_driver_class(self) -> type[Driver]:
        """Return what draws, with slow terminals in mind."""
        return in_chunks(super().get_driver_class(), self._slices)

    def _come_back(self, _: object) -> None:
        """Paint everything anew after the screen was put aside: the terminal has shown something else meanwhile."""
        self._slices.make_way()
        self._pace.begin_again()
        self.screen.refresh(layout=True)

    def _go_on(self) -> None:
        """Draw what is left of a picture, or a new one."""
        if self._slices.waiting:
            self._slices.go_on()
            if self._pace.draw(self.now_s):
                self.ask_terminal()
            return
        if self._torn:
            self._torn = False
            self.screen.refresh()
        self._draw(LiveWidget)

    def _draw(self, kind: type[LiveWidget]) -> None:
        """Let panels look at the newest state, and ask the terminal to say when it has read that far."""
        main = self.screen_stack[0]
        main.set_class(self.state.waiting, "-waiting")
        main.set_class(self.state.foot is not None, "-foot")
        main.set_class(self.state.replay, "-replay")
        main.set_class(self.state.beside is not None, "-beside")
        main.set_class(self.state.coach is not None, "-coached")
        main.set_class(self.state.hidden, "-blind")
        for panel in main.walk_children(kind):  # a query matches selectors, which costs more
            if panel.is_mounted and panel.parent is not None and not isinstance(panel.parent, LiveWidget):
                panel.show(cast("ViewContext", self))
        if self._pace.draw(self.now_s):
            self.call_after_refresh(self.ask_terminal)

    def ask_terminal(self) -> None:
        """Ask how far the terminal has read."""
        if self._driver is not None:
            self._driver.write(WHERE_IS_THE_CURSOR)
            self._slices.asked(self._clock())
            if (seen := self._shown.asked(self.state.snapshot, self._pace, self._clock())) is not None:
                self._send(seen)

    def on_cursor_position(self, _: CursorPosition) -> None:
        """Take the terminal's answer, and tell the engine what has been shown."""
        self._pace.answered()
        self._slices.answered(self._clock())
        if (seen := self._shown.answered(self._clock())) is not None:
            self._send(seen)
        if self._slices.waiting and self._pace.may_draw(self._clock()):
            self._go_on()
