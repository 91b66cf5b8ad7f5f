"""The keys of a recording that plays: another moment, another speed, press by press."""

from __future__ import annotations

from collections.abc import Callable

from pawpress.dashboard.feed import Feed
from pawpress.dashboard.jump import JumpScreen
from pawpress.dashboard.panels.timeline import TimelineBar
from pawpress.dashboard.replaying import Aim, step_to
from pawpress.dashboard.session_app import SessionApp
from pawpress.engine.messages import GoTo, Pace


class ReplayKeys(SessionApp):
    """Goes through a recording."""

    def __init__(self, feed: Feed, clock: Callable[[], float]) -> None:
        super().__init__(feed, clock)
        self._aim = Aim()

    def action_seek(self, by_s: float) -> None:
        """Go on or back in a recording."""
        self.action_go_to(self._aim.from_s(self.state, self.now_s) + by_s)

    def action_go_to(self, to_s: float) -> None:
        """Play a recording from another moment on."""
        self._send(GoTo(t_s=self._aim.at(max(0.0, to_s), self.state, self.now_s)))

    def action_press_by_press(self, by: int) -> None:
        """Go to the next press of a recording, or to the one before."""
        snapshot, timeline = self.state.snapshot, self.state.timeline
        if snapshot is None or timeline is None:
            return
        paused = snapshot.link.state == "paused"
        to_s = step_to(timeline.marks, self._aim.from_s(self.state, self.now_s), by, paused=paused)
        if to_s is not None:
            self.action_go_to(to_s)

    def on_timeline_bar_chosen(self, chosen: TimelineBar.Chosen) -> None:
        """Go to the moment that was clicked on."""
        if self.state.playing:
            self.action_go_to(chosen.t_s)

    def action_jump(self) -> None:
        """Ask for the moment to play on from."""

        def go(to_s: float | None) -> None:
            if to_s is not None:
                self.action_go_to(to_s)

        self.push_screen(JumpScreen(), go)

    def action_pace(self, times: float) -> None:
        """Play a recording faster, slower, or pause it."""
        self._send(Pace(times=times))
