"""Keeps the rig's own guard armed through a session: arms it, sends heartbeats, sees that it goes on watching.

The rig beeps by itself when heartbeats stop; so they come from the loop that reads, and from nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from pawpress.core.events import Event, RigKnown
from pawpress.core.protocol.schema_generated import (
    Ack,
    GuardState,
    Hello,
    Limits,
    Mode,
    Nak,
    Ping,
    SelfTest,
    SetMode,
    Status,
)
from pawpress.core.safety.rig_limits import RigLimits
from pawpress.rig.arming import ArmingRefused, arm
from pawpress.rig.exchange import ANSWER_S, Exchange, RigRequest, Script, Send, identified

HEARTBEAT_S = 0.4
"""The rig reports a silent host after 1.5 s: three may be lost."""
UNHEARD_S = 1.2
"""A heartbeat that is not answered for this long did not arrive."""
STALL_S = 0.25
"""Between two steps of a loop that takes some 5 ms: the host itself stood still, and answers may lie unread."""
AGAIN_S = 2.0
"""Between a refusal in mid-session and the next try."""
IDENTIFY_AFTER_S = 2.5
"""An Uno needs up to two seconds from the reset at opening to its Hello."""
IDENTIFY_AGAIN_S = 0.5
"""A rig that was there a moment ago is asked for sooner."""
STAND_DOWN_S = 0.5
"""Between two orders to go back to hands, which the rig refuses while there is weight on its pads."""

State = Literal["waiting", "arming", "armed", "refused", "stood_down"]


def stood_down() -> Script[None]:
    """Order a rig back to hands until it obeys: once its pads have been empty for half a second."""
    while not isinstance((yield RigRequest(SetMode(Mode.HANDS), (Ack, Nak), ANSWER_S)), Ack):
        yield RigRequest(None, (), STAND_DOWN_S)


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
    attended: bool = True
    """Whether somebody sees what is watched; while nobody does, no heartbeat is sent, and the rig beeps."""
    limits: RigLimits | None = None
    """What the rig watches, once it is armed."""
    _hello: Hello | None = None
    _tested: bool = False
    _exchange: Exchange[object] | None = None
    """What is being asked: who the rig is, or what arms it or stands it down."""
    _leaves: bool = False
    """Whether it shall stand down."""
    _passes: bool = False
    """Whether what was refused is worth another try with hands."""
    _again_s: float = 0.0
    _beat_s: float = 0.0
    _unanswered_s: float | None = None
    _stepped_s: float = math.inf
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
        self._pass_over_stall(now_s)
        if self.state == "waiting" and self._exchange is None:
            self._ask(identified(IDENTIFY_AFTER_S), now_s)
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

    def stand_down(self, now_s: float) -> bool:
        """Let the rig go back to hands, so that it does not miss a host that ended in order.

        The rig does so only once its pads have been empty for half a second. Whoever goes on calling `step` has it
        ordered again until then: `state` becomes `stood_down`. A host that ends before leaves the rig guarding feet
        and beeping.

        Returns
        -------
        bool
            Whether there is a rig that may guard feet, so that its answer is to be waited for.
        """
        if not self.foot or self._hello is None:
            return False
        if not self._leaves:
            self._leaves = True
            self._ask(stood_down(), now_s)
        return True

    def _pass_over_stall(self, now_s: float) -> None:
        """Miss no answer that may lie unread: to ask again would tell the rig of a healthy host."""
        stalled_s, self._stepped_s = now_s - self._stepped_s, now_s
        if stalled_s > STALL_S and self._unanswered_s is not None:
            self._unanswered_s += stalled_s

    def _lose_sight(self, now_s: float) -> None:
        """Trust nothing after the link was away: another rig may be plugged in."""
        self._hello, self.state = None, "waiting"
        self._ask(identified(IDENTIFY_AGAIN_S), now_s)

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
        if self._leaves:
            self._ask(stood_down(), now_s)
        else:
            self._ask(arm(self._hello, self._limits, foot=self.foot, tested=self._tested), now_s)

    def _limits(self) -> RigLimits:
        self.limits = self.wanted()
        return self.limits

    def _answer(self, message: SelfTest | Ack | Nak | Limits, now_s: float) -> None:
        if isinstance(message, Ack):
            self._unanswered_s = None
        if self._exchange is not None:
            exchange = self._exchange
            self._follow(lambda: exchange.take(message, now_s), now_s)

    def _ask(self, script: Script[object], now_s: float) -> None:
        """Begin an exchange, in place of one that is under way."""

        def begin() -> None:
            self._exchange = Exchange(script, self.send, now_s)

        self._follow(begin, now_s)

    def _follow(self, go_on: Callable[[], None], now_s: float) -> None:
        """Let the exchange go on, and take note of how it ended if it did."""
        try:
            go_on()
        except ArmingRefused as refused:
            self.state, self.why, self._exchange, self._passes = "refused", str(refused), None, refused.passes
            self._again_s = now_s + AGAIN_S
            if self._hello is not None:
                self._hello = replace(self._hello, restarted=0)  # the next self-test does not come by itself
            return
        if self._exchange is not None and self._exchange.done:
            self.state, self._exchange, self._unanswered_s = "stood_down" if self._leaves else "armed", None, None
            self._tested = True

    def _check(self, status: Status, now_s: float) -> None:
        """See in the rig's own words, once a second, that feet are still guarded."""
        watches = status.mode == Mode.FOOT and status.guard != GuardState.OFF
        if self.foot and self.state == "armed" and not watches:
            self._begin(now_s)

    def _pass(self, now_s: float) -> None:
        if self._exchange is not None:
            exchange = self._exchange
            self._follow(lambda: exchange.tick(now_s), now_s)
        if self.state == "refused" and now_s >= self._again_s and (self.foot or self._passes):
            self._begin(now_s)
        if self.foot:
            self._keep_watching(now_s)

    def _keep_watching(self, now_s: float) -> None:
        if self.state == "armed" and self._unanswered_s is not None and now_s - self._unanswered_s > UNHEARD_S:
            self._lose_sight(now_s)
        if self.state == "armed" and self.attended and now_s >= self._beat_s:
            self._beat_s = now_s + HEARTBEAT_S
            self._unanswered_s = now_s if self._unanswered_s is None else self._unanswered_s
            self.send(Ping(), now_s)
