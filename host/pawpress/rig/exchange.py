"""Exchanges with a rig as scripts: what is asked, what must come back, how often it is asked again.

Strategy: a script is a generator that yields what it asks and is sent the answer, or None if none came in time. It
does no I/O and reads no clock, so that every refusal can be tried without a rig, and the same script runs beside a
live stream (`Exchange`) and in a command that waits for its end (`RigClient.run`).
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from math import inf
from typing import Generic, TypeAlias, TypeVar

from pawpress.core.protocol.rig_answers import why_refused
from pawpress.core.protocol.schema_generated import (
    Ack,
    Hello,
    Identify,
    Message,
    Nak,
    NakCode,
    RunSelfTest,
    SelfTest,
)
from pawpress.rig.link import RigError

ANSWER_S = 1.0
SAVE_S = 3.0
"""A save takes 0.6 s and must be acknowledged within 2 s."""
SELF_TEST_S = 8.0
"""512 scans take 5.1 s at the slowest rate."""
TRIES = 3
"""A damaged frame is asked for again; more than two in a row are no accident."""
BUSY_S = 0.5
"""Until a busy rig is asked again."""

T = TypeVar("T")
M = TypeVar("M", bound=Message)
Send = Callable[[Message, float], int]
"""Sends a command at a host time and returns its request number."""


class ExchangeError(RigError):
    """An exchange did not come to its end."""


class RigRefused(ExchangeError):
    """The rig refuses a command.

    Parameters
    ----------
    refusal : Nak
        What it said.
    """

    def __init__(self, refusal: Nak) -> None:
        super().__init__(why_refused(refusal))
        self.code = refusal.code


class RigSilent(ExchangeError):
    """The rig does not answer."""


@dataclass(frozen=True, slots=True)
class RigRequest:
    """Send a command, or nothing, and wait for an answer of one of these kinds."""

    command: Message | None
    kinds: tuple[type[Message], ...]
    within_s: float


Script: TypeAlias = Generator[RigRequest, Message | None, T]


def acknowledged(command: Message, within_s: float = ANSWER_S) -> Script[None]:
    """Have a command carried out.

    Raises
    ------
    RigRefused, RigSilent
        If it is not.
    """
    yield from answered(command, Ack, within_s)


def answered(command: Message, kind: type[M], within_s: float = ANSWER_S) -> Script[M]:
    """Return the answer of one kind to a command; raises as `acknowledged`."""
    for _ in range(TRIES):
        answer = yield RigRequest(command, (kind, Nak), within_s)
        if isinstance(answer, kind):
            return answer
        if isinstance(answer, Nak):
            if answer.code != NakCode.BUSY:
                raise RigRefused(answer)
            yield RigRequest(None, (), BUSY_S)
    raise RigSilent("The rig does not answer. Check the cable; if it stays, unplug the rig and plug it in again.")


def received(kinds: tuple[type[Message], ...], within_s: float) -> Script[Message | None]:
    """Return the next message of one of these kinds, or None if none comes in time."""
    return (yield RigRequest(None, kinds, within_s))


def identified(every_s: float, within_s: float = inf) -> Script[Hello | None]:
    """Return the rig's Hello; ask for it again and again while it does not come by itself."""
    command, waited_s = None, 0.0
    while waited_s < within_s:
        answer = yield RigRequest(command, (Hello,), every_s)
        if isinstance(answer, Hello):
            return answer
        command, waited_s = Identify(), waited_s + every_s
    return None


def self_tested(hello: Hello) -> Script[SelfTest]:
    """Return what the rig's self-test finds; every start begins with one by itself. Raises as `acknowledged`."""
    if not hello.restarted:
        answer = yield RigRequest(RunSelfTest(), (Ack, Nak), ANSWER_S)
        if isinstance(answer, Nak) and answer.code != NakCode.BUSY:
            raise RigRefused(answer)
    found = yield RigRequest(None, (SelfTest,), SELF_TEST_S)
    if not isinstance(found, SelfTest):
        raise RigSilent("The rig's self-test never ended. Unplug the rig, plug it in and try again.")
    return found


class Exchange(Generic[T]):
    """One script under way, which is given the messages and the time as they come.

    Parameters
    ----------
    script : Script
        What is asked. Its errors come out of whatever method lets it go on, the constructor included.
    send : callable
        Sends a command.
    now_s : float
        The host's clock, seconds.
    """

    def __init__(self, script: Script[T], send: Send, now_s: float) -> None:
        self._script, self._send = script, send
        self._ask: RigRequest | None = None
        self._request, self._until_s = -1, now_s
        self.result: T | None = None
        """What the script returned, once it is `done`."""
        self.done = False
        self._go_on(None, now_s)

    def take(self, message: Message, now_s: float) -> None:
        """Let the script go on if this is what it waits for."""
        if self._ask is None or not isinstance(message, self._ask.kinds):
            return
        if isinstance(message, Ack | Nak) and self._ask.command is not None and message.request != self._request:
            return
        self._go_on(message, now_s)

    def tick(self, now_s: float) -> None:
        """Let the script go on without an answer if none came in time."""
        if self._ask is not None and now_s >= self._until_s:
            self._go_on(None, now_s)

    def _go_on(self, answer: Message | None, now_s: float) -> None:
        ask, self._ask = None, None
        try:
            ask = self._script.send(answer)
        except StopIteration as end:
            self.result, self.done = end.value, True
            return
        self._ask, self._until_s = ask, now_s + ask.within_s
        if ask.command is not None:
            self._request = self._send(ask.command, now_s)
