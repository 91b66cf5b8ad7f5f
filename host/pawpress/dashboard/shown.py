"""What the terminal has shown: told to the engine, so that it knows whether anybody can see an alarm.

Every question to the terminal carries the time of the newest snapshot; its answer proves that the terminal has read
that far. Pure: time is passed in.
"""

from __future__ import annotations

from collections import deque

from pawpress.dashboard.terminal_pace import TerminalPace
from pawpress.engine.messages import Seen, Snapshot

TELL_S = 0.1
"""Least time between two words to the engine, which waits for one for 0.8 s."""


class Shown:
    """Pairs questions with answers."""

    def __init__(self) -> None:
        self._asked: deque[float] = deque()
        self._told_s = float("-inf")

    def asked(self, snapshot: Snapshot | None, pace: TerminalPace, now_s: float) -> Seen | None:
        """Note that the terminal was asked after this; return what to tell where it is known to answer nothing."""
        if snapshot is None:
            return None
        self._asked.append(snapshot.host_s)
        while len(self._asked) > max(1, pace.unanswered):  # an answer was lost
            self._asked.popleft()
        return self._tell(snapshot.host_s, now_s, answers=False) if pace.mute(now_s) else None

    def answered(self, now_s: float) -> Seen | None:
        """Return what to tell the engine, if anything, of the oldest question."""
        return self._tell(self._asked.popleft(), now_s, answers=True) if self._asked else None

    def _tell(self, host_s: float, now_s: float, *, answers: bool) -> Seen | None:
        if now_s - self._told_s < TELL_S:
            return None
        self._told_s = now_s
        return Seen(host_s=host_s, answers=answers)
