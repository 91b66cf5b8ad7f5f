"""What every part of the dashboard's app stands on: the feed, the state of the session, and commands to the engine."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from pawpress.dashboard.feed import Feed, FeedClosed
from pawpress.dashboard.state import ViewState
from pawpress.engine.messages import ToEngine


class SessionApp(App[int]):
    """An app on a session: knows its newest state, and tells the engine what a person wants.

    Parameters
    ----------
    feed : Feed
        Where the messages come from.
    clock : callable
        The view's own clock in seconds.
    """

    def __init__(self, feed: Feed, clock: Callable[[], float]) -> None:
        super().__init__()
        self.state = ViewState()
        self.now_s = clock()
        self._feed = feed
        self._clock = clock

    def _take_in(self) -> None:
        if self.state.ended is not None:
            return
        try:
            self.state.absorb(self._feed.poll(), self.now_s)
        except FeedClosed as closed:
            self.state.lose(str(closed))

    def _send(self, command: ToEngine) -> None:
        if self.state.ended is not None:
            return
        try:
            self._feed.send(command)
        except FeedClosed as closed:
            self.state.lose(str(closed))

    def _send_all(self, commands: list[ToEngine]) -> None:
        for command in commands:
            self._send(command)
