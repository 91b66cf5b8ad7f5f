"""Keeps the rig's own guard armed through a session: arms it, sends heartbeats, sees that it goes on watching.

The rig beeps by itself when heartbeats stop; so they come from the loop that reads, and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from pawpress.core.pipeline import Event, RigKnown
from pawpress.core.protocol.schema_generated import (
    Ack,
    GuardState,
    Hello,
    Identify,
    Limits,
    Message,
    Mode,
    Nak,
    Ping,
    SelfTest,
    SetMode,
    Status,
)
from pawpress.core.safety.rig_limits import RigLimits
from pawpress.rig.arming import ArmingRefused, Ask, Script, arm

HEARTBEAT_S = 0.4
"""The rig reports a silent host after 1.5 s: three may be lost."""
UNHEARD_S = 1.2
"""A heartbeat that is not answered for so long did not arrive."""
AGAIN_S = 2.0
"""Between a refusal in mid-session and the next try."""
IDENTIFY_S = 0.5

State = Literal["waiting", "arming", "armed", "refused"]
Send = Callable[[Message, float], int]


@dataclass(slots=True)
class RigGuard:
    """The host's side of the rig's guard.

    Parameters
    ----------
    wanted : callable
        Returns the limits of this session; may raise `LimitsRefused`.
    send : callable
        Sends a command at a host time and returns its request number.
    foot : bool
        Whether feet are to come; hands need no heartbeats.
    """

    wanted: Callable[[], RigLimits]
    send: Send
    foot: bool
    state: State = "waiting"
    why: str = ""
    """Why it was refused."""
    limits: RigLimits | None = None
    """What the rig watches, once it is armed."""
    _hello: Hello | None = None
    _tested: bool = False
    _script: Script | None = None
    _ask: Ask | None = None
    _request: int = -1
    _until_s: float = 0.0
    _again_s: float = 0.0
    _beat_s: float = 0.0
    _unanswered_s: float | None = None
    _openings: int = 1

    def step(self, events: Iterable[Event], openings: int, now_s: float) -> None:
        """Follow what the rig says and do what is due.

        Parameters
        ----------
        events : iterable of Event
            What the stream brought.
        openings : int
            How often the link was opened so far.
        now_s : float
            The host's clock.
        """
        if openings != self._openings:
            self._openings = openings
            self._lose_sight(now_s)
        for event in events:
            match event:
                case RigKnown(hello=hello):
                    self._meet(hello, now_s)
                case SelfTest() | Ack() | Nak() | Limits():
                    self._answer(event, now_s)
                case Status():
                    self._check(event, now_s)
                case _:
                    pass
        self._pass(now_s)

    def stand_down(self, now_s: float) -> None:
        """Let the rig go back to hands, so that it does not miss a host that ended in order."""
        if self.foot and self._hello is not None:
            self.send(SetMode(Mode.HANDS), now_s)

    def _lose_sight(self, now_s: float) -> None:
        """Trust nothing after the link was away: another rig may be plugged in."""
        self._hello, self._script, self._ask = None, None, None
        self.state = "waiting"
        self._again_s = now_s + IDENTIFY_S

    def _meet(self, hello: Hello, now_s: float) -> None:
        known = self._hello is not None and not hello.restarted
        self._hello = hello
        if known:
            return
        self._tested = self._tested and not hello.restarted
        self._begin(now_s)

    def _begin(self, now_s: float) -> None:
        assert self._hello is not None
        self.state, self.why = "arming", ""
        self._script = arm(self._hello, self._limits, foot=self.foot, tested=self._tested)
        self._go_on(None, now_s, begin=True)

    def _limits(self) -> RigLimits:
        self.limits = self.wanted()
        return self.limits

    def _answer(self, message: SelfTest | Ack | Nak | Limits, now_s: float) -> None:
        if isinstance(message, Ack):
            self._unanswered_s = None
        if self._ask is None or not isinstance(message, self._ask.kinds):
            return
        if isinstance(message, Ack | Nak) and message.request != self._request:
            return
        self._tested |= isinstance(message, SelfTest)
        self._go_on(message, now_s)

    def _go_on(self, answer: Message | None, now_s: float, *, begin: bool = False) -> None:
        assert self._script is not None
        try:
            self._ask = next(self._script) if begin else self._script.send(answer)
        except StopIteration:
            self.state, self._script, self._ask, self._unanswered_s = "armed", None, None, None
            return
        except ArmingRefused as refused:
            self.state, self.why, self._script, self._ask = "refused", str(refused), None, None
            self._again_s = now_s + AGAIN_S
            return
        self._until_s = now_s + self._ask.within_s
        if self._ask.command is not None:
            self._request = self.send(self._ask.command, now_s)

    def _check(self, status: Status, now_s: float) -> None:
        """See in the rig's own words, once a second, that feet are still guarded."""
        watches = status.mode == Mode.FOOT and status.guard != GuardState.OFF
        if self.foot and self.state == "armed" and not watches:
            self._begin(now_s)

    def _pass(self, now_s: float) -> None:
        if self._ask is not None and now_s >= self._until_s:
            self._go_on(None, now_s)
        if not self.foot:
            return
        if self.state == "armed" and self._unanswered_s is not None and now_s - self._unanswered_s > UNHEARD_S:
            self._lose_sight(now_s)
        if self.state == "refused" and now_s >= self._again_s:
            self._begin(now_s)
        if self.state == "waiting" and 0.0 < self._again_s <= now_s:
            self._again_s = now_s + IDENTIFY_S
            self.send(Identify(), now_s)
        if self.state == "armed" and now_s >= self._beat_s:
            self._beat_s = now_s + HEARTBEAT_S
            self._unanswered_s = now_s if self._unanswered_s is None else self._unanswered_s
            self.send(Ping(), now_s)
