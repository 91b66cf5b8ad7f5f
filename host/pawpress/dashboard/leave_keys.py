"""Leaving: the engine ends first, a page says how the session went, and the terminal has read everything."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from pawpress.dashboard.after_session import Afterwards
from pawpress.dashboard.feed import Feed
from pawpress.dashboard.leave import LeaveScreen, lost_by_leaving
from pawpress.dashboard.paced_app import PacedApp
from pawpress.dashboard.summary import SummaryScreen
from pawpress.engine.messages import Quit

ENDS_WITHIN_S = 6.0
"""The engine gives a stalled disk four seconds; who waits longer for its last word leaves without it."""
LOOK_AGAIN_S = 0.02
"""Between two looks whether the terminal has answered, for who leaves."""


class LeaveKeys(PacedApp):
    """Ends the session and leaves."""

    def __init__(self, feed: Feed, clock: Callable[[], float]) -> None:
        super().__init__(feed, clock)
        self._afterwards: Afterwards | None = None
        self._end_told = False
        """Whether the end has been told."""
        self._ending_s: float | None = None
        """Since when the engine has been asked to end, for the page at the end."""

    def action_leave(self) -> None:
        """Ask the engine to end, and leave; with feet on the pads not before they are off, or a second word."""
        lost = self.state.ended is not None and not self.state.ended_in_order
        foot = None if self.state.playing or self.state.ended is not None else self.state.foot
        self._send(Quit(anyway=foot is not None and foot.phase == "stepping_off"))
        if foot is not None and foot.phase == "open":
            return
        self._pace.end(self._clock())
        self._leave(1 if lost else 0)

    def leave_when_ordered(self) -> None:
        """Have an order to end (SIGTERM) do what the key that leaves does; Windows has no such orders."""
        with suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.action_leave)

    def action_leave_asking(self) -> None:
        """Leave, but ask first where something would be lost or was not seen: `q` lies beside `a` on most keyboards."""
        why = lost_by_leaving(self.state)
        if not why:
            self._end_session()
        elif not isinstance(self.screen, LeaveScreen):
            self.push_screen(LeaveScreen(why), lambda leave: self._end_session() if leave else None)

    def _end_session(self) -> None:
        """Ask the engine to end, and stay for the page at the end; leave at once where there is none."""
        state = self.state
        on_pads = state.foot is not None and state.foot.phase != "empty"
        if state.ended is not None or state.playing or state.waiting or on_pads:
            self.action_leave()
            return
        self._ending_s = self._clock()
        self._send(Quit())

    def _close_session(self) -> None:
        """Open the page at the end once the engine has said it; without a word from it, leave."""
        state = self.state
        if state.summary is not None and not self._end_told:
            self._end_told = True
            if self._afterwards is not None:
                self._afterwards.ended(state.summary)
            if state.ended_in_order and (state.summary.presses or state.summary.recording):
                self._pop_pages()
                self.push_screen(SummaryScreen(state.summary, self._afterwards, self.action_leave))
                return
        if self._ending_s is None or isinstance(self.screen, SummaryScreen):
            return
        if state.ended is not None or self.now_s - self._ending_s > ENDS_WITHIN_S:
            self._ending_s = None
            self.action_leave()

    def _pop_pages(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def _leave(self, status: int) -> None:
        """Leave once the terminal has answered."""
        if self._pace.may_leave(self._clock()):
            self.exit(status)
        else:
            self.set_timer(LOOK_AGAIN_S, partial(self._leave, status))
