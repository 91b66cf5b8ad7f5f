"""The coach in a session with a screen: what of a press may be seen, and what the coach says, as views show it."""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence

import msgspec

from pawpress.analysis.coach_lines import drill_line, said_lines
from pawpress.core.coach import (
    BlockBegan,
    BlockEnded,
    Coach,
    Cue,
    Output,
    PressHidden,
    PressShown,
    Question,
    SessionOver,
)
from pawpress.core.force_line import PressGraded
from pawpress.engine.coach_keeping import Keeping
from pawpress.engine.coach_run import CoachRun
from pawpress.engine.config import EngineConfig
from pawpress.engine.messages import CoachView, NiceView, Notice, PressView, Snapshot, ToView
from pawpress.texts import Texts

LINES = 6
"""Lines of the coach that stay to be read."""


class CoachOnScreen:
    """Hears what the coach says, and decides what views may show.

    Parameters
    ----------
    config : EngineConfig
        With the coach's setup.
    send : callable
        Publishes a message to the views.
    notify : callable
        Publishes a line for people.
    press_view : callable
        Makes of a judged press what views show.
    """

    def __init__(
        self,
        config: EngineConfig,
        send: Callable[[ToView], None],
        notify: Callable[[Notice], None],
        press_view: Callable[[PressGraded], PressView],
    ) -> None:
        assert config.coach is not None
        self._send, self._press_view = send, press_view
        self._texts = Texts(config.coach.language)
        self._foot = config.mode == "foot"
        self._keeping = Keeping(config, warn=self._warned)
        self._view, self._warnings = CoachView(), queue.SimpleQueue[str]()
        self._notify = notify
        self._lines: list[str] = []
        self.run = CoachRun(config.coach, self._told)
        self.next = ""
        """The drill of next time with its instruction, once the session is over."""

    @property
    def coach(self) -> Coach:
        """The coach of the session."""
        return self.run.coach

    def shown(self, snapshot: Snapshot) -> Snapshot:
        """Return what of a state may be shown: of a hidden press nothing but alarms, link and time.

        What sums up all presses would tell of hidden ones, so it waits for the end. On feet nothing is hidden.
        """
        if self._foot:
            return snapshot
        counts = msgspec.structs.replace(snapshot, presses=0, by_verdict={}, by_force={}, walk=None, nice=self._nice())
        if self.coach.showing.live:
            return counts
        return msgspec.structs.replace(counts, force_n=[], saturated=[], progress=[], nice=None, hidden=True)

    def close(self) -> None:
        """Keep what the session brought, and wait until it is kept."""
        self._keeping.close(self.coach)
        self._keeping.finish()

    def _warned(self, line: str) -> None:
        """Take a warning of the thread that keeps; views are told by the engine's own."""
        self._warnings.put(line)

    def _nice(self) -> NiceView | None:
        target = self.coach.people.target
        if target is None:
            return None
        return NiceView(nice_n=target.nice_n, low_n=target.low_n, high_n=target.high_n, agreed=True)

    def _told(self, said: Sequence[Output]) -> None:
        while not self._warnings.empty():
            self._notify(Notice(severity="warning", text=self._warnings.get()))
        for one in said:
            self._keeping.confirmed(one, self.coach)
            if isinstance(one, PressShown) and not self._foot:
                self._send(self._press_view(one.judged))
            self._take(one)
        self._send(self._view)

    def _take(self, said: Output) -> None:
        lines = said_lines(said, self._texts)
        match said:
            case BlockBegan():
                self._change(block=lines[0], shows=lines[1] if len(lines) > 1 else "", cue="", ask="")
            case Cue():
                self._change(cue=lines[0].partition(": ")[2], urgent=said.urgent)
            case Question():
                self._change(ask=lines[0].partition(": ")[2])
            case PressHidden() | PressShown():
                self._change(press=lines[0] if not self._foot else "", cue="", urgent=False)
            case BlockEnded() | SessionOver():
                self._lines = [*self._lines, *lines][-LINES:]
                self._change(lines=self._lines, press="")
            case _:
                pass
        if isinstance(said, SessionOver):
            self.next = "" if said.next is None else drill_line(self.coach.setup, said.next, self._texts)
            self._change(over=True)

    def _change(self, **changes: object) -> None:
        self._view = msgspec.structs.replace(self._view, **changes)
