"""What the view knows: the newest of everything, and every press. Pure: time is passed in."""

from __future__ import annotations

from collections.abc import Iterable

from pawpress.dashboard.trace import Trace
from pawpress.engine.messages import (
    Beside,
    CoachView,
    FootView,
    Goodbye,
    Notice,
    PressView,
    Rewound,
    SessionInfo,
    Snapshot,
    SummaryView,
    TeacherView,
    Timeline,
    ToView,
    Trail,
)

SILENCE_S = 1.0
"""The engine speaks about 30 times a second; a second without a word is not a delay any more."""


class ViewState:
    """The newest opening, snapshot and notice, and all presses, since this view opened.

    Snapshots replace each other: after a flood only the newest is left. Presses never do.
    """

    def __init__(self) -> None:
        self.opening: SessionInfo | None = None
        self.snapshot: Snapshot | None = None
        self.snapshot_at_s = 0.0
        self.trace = Trace()
        self.presses: list[PressView] = []
        self.coach: CoachView | None = None
        """What the coach says; None where nobody is coached."""
        self.notice: Notice | None = None
        self.notice_at_s = 0.0
        self.timeline: Timeline | None = None
        self.beside: Beside | None = None
        self.teacher: TeacherView | None = None
        """A press to be imitated; None where nobody asked for one."""
        self.jumps = 0
        """How many jumps in a recording have reached their end."""
        self.ended: str | None = None
        self.ended_in_order = False
        self.summary: SummaryView | None = None
        """What the session ended with."""
        self.marked = False
        """Whether there was a red alarm: it marks the session for good, whatever was seen and is over.

        Trouble of the link that comes and goes while no pad is loaded is none of the session's.
        """

    def absorb(self, messages: Iterable[ToView], now_s: float) -> None:
        """Take in what a poll returned, oldest first; `now_s` is the view's own clock."""
        for message in messages:
            match message:
                case Snapshot():
                    self.snapshot, self.snapshot_at_s = message, now_s
                    self.trace.add(message)
                    self.marked |= _marks(message)
                case PressView():
                    self.presses.append(message)
                case SessionInfo():
                    self.opening = message
                case CoachView():
                    self.coach = message
                case Notice():
                    self.notice, self.notice_at_s = message, now_s
                case Rewound(presses=presses):
                    self.presses = list(presses)
                    self.marked = False
                case Trail(t_s=t_s, force_n=force_n):
                    self.trace.refill(t_s, force_n)
                    self.jumps += 1
                case Timeline() | Beside() | TeacherView():
                    self._lay_beside(message)
                case Goodbye():
                    self.ended, self.ended_in_order = message.reason, not message.failed
                    self.summary = message.summary

    def _lay_beside(self, message: Timeline | Beside | TeacherView) -> None:
        """Take in what is known of other moments and other recordings."""
        match message:
            case Timeline():
                self.timeline = message
            case Beside():
                self.beside = message
            case TeacherView():
                self.teacher = message

    def lose(self, reason: str) -> None:
        """Note that the feed is closed; a farewell that came first keeps the word."""
        if self.ended is None:
            self.ended = reason

    @property
    def recording(self) -> bool:
        """True while the session is being recorded, so that there is something to put notes in."""
        return self.snapshot is not None and self.snapshot.recording is not None and self.ended is None

    @property
    def may_record(self) -> bool:
        """True while a key may start and stop a recording."""
        return self.snapshot is not None and self.snapshot.may_record and self.ended is None

    @property
    def playing(self) -> bool:
        """True when what is shown is a recording."""
        return self.replay and self.ended is None

    @property
    def replay(self) -> bool:
        """True when nothing that is shown is now: it was recorded."""
        return self.opening is not None and self.opening.played

    @property
    def may_press(self) -> bool:
        """True when the rig is emulated and the person at the screen may press its pads."""
        return self.opening is not None and self.opening.own_hand != "none" and self.ended is None

    @property
    def foot(self) -> FootView | None:
        """Who stands on the pads; None for hands."""
        return None if self.snapshot is None else self.snapshot.foot

    @property
    def hidden(self) -> bool:
        """True while the coach hides the press that is on, or comes next."""
        return self.snapshot is not None and self.snapshot.hidden and self.ended is None

    @property
    def waiting(self) -> bool:
        """True until a rig has said who it is and the first state has come."""
        return self.opening is None or self.opening.rig is None or self.snapshot is None

    def silence_s(self, now_s: float) -> float:
        """How long the engine has said nothing although the feed is open, in seconds; 0 while all is well."""
        if self.snapshot is None or self.ended is not None or self.replay:
            return 0.0
        quiet_s = now_s - self.snapshot_at_s
        return quiet_s if quiet_s >= SILENCE_S else 0.0

    @property
    def red(self) -> bool:
        """True while a red alarm is on, and for good once one has marked the session."""
        return self.marked or (
            self.snapshot is not None and any(alarm.severity == "red" for alarm in self.snapshot.alarms)
        )

    def stale(self, now_s: float) -> bool:
        """Return True when the forces on the screen are old and must not be taken for the present."""
        if self.replay:
            return self.snapshot is None
        if self.snapshot is None or self.ended is not None:
            return True
        return self.snapshot.link.state != "live" or self.silence_s(now_s) > 0.0


def _marks(snapshot: Snapshot) -> bool:
    """Whether a state has an alarm that stays in mind after it is over."""
    return any(alarm.severity == "red" and not alarm.passing for alarm in snapshot.alarms)
