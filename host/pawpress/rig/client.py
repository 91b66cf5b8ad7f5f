"""The client of a rig for every command that asks and waits: sends, waits for answers, knows who the rig is.

A live session does not wait; it runs the same exchanges beside its stream (`rig_guard`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar, cast

from pawpress.core.protocol import Decoder, LinkHealth, Scans
from pawpress.core.protocol.schema_generated import SCHEMA_HASH, Hello, Message
from pawpress.rig.connection import Connection
from pawpress.rig.exchange import ANSWER_S, Exchange, ExchangeError, Script, acknowledged, identified, received
from pawpress.rig.link import Link, LinkError, RigError

M = TypeVar("M", bound=Message)
T = TypeVar("T")
HELLO_WAIT_S = 5.0
"""An Uno needs up to two seconds from the reset at opening to its Hello, the old Nano bootloader one more."""
IDENTIFY_EVERY_S = 1.0
POLL_S = 0.01


class RigClient:
    """Talks to a rig and waits for its answers.

    Parameters
    ----------
    connection : Connection
        An opened one; `over` makes one of a link.
    clock : callable
        The host's clock, seconds.
    wait : callable
        Lets seconds of that clock pass.
    reopens : bool
        Whether a link that is lost is opened again; else losing it is an error.
    """

    def __init__(
        self,
        connection: Connection,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
        *,
        reopens: bool = False,
    ) -> None:
        self._connection, self._clock, self._wait, self._reopens = connection, clock, wait, reopens
        self._decoder = Decoder()
        self._unread: list[Message] = []
        self._hello: Hello | None = None
        self.name = "the rig" if connection.link is None else connection.link.name

    @classmethod
    def over(
        cls, link: Link, clock: Callable[[], float] = time.monotonic, wait: Callable[[float], None] = time.sleep
    ) -> Self:
        """Return the client of a rig on an opened link; closing the client closes the link."""
        connection = Connection(lambda: link)
        connection.open(clock())
        return cls(connection, clock, wait)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def health(self) -> LinkHealth:
        """What arrived so far, and what was damaged."""
        return self._decoder.health

    @property
    def received_bytes(self) -> int:
        """Bytes that arrived since the link was opened, understood or not."""
        return self._connection.received_bytes

    @property
    def trouble(self) -> str:
        """What is wrong with the line, in one line; empty when nothing is."""
        return self._connection.trouble

    def send(self, command: Message) -> int:
        """Send a command and return its request number."""
        return self._connection.send(command, self._clock())

    def receive(self) -> list[Message | Scans]:
        """Return what has arrived, and let a little time pass.

        Raises
        ------
        LinkError
            If the rig is gone.
        """
        messages = [*self._unread, *self._read()]
        self._unread.clear()
        self._wait(POLL_S)
        return messages

    def poll(self) -> None:
        """Keep what has arrived, but for samples, until somebody waits for it; raises as `receive`."""
        self._unread += [message for message in self._read() if not isinstance(message, Scans)]
        self._wait(POLL_S)

    def wait_for(self, kind: type[M], wait_s: float) -> M | None:
        """Return the next message of a kind, or None if none comes in time; raises as `receive`."""
        message = self.run(received((kind,), wait_s))
        return message if isinstance(message, kind) else None

    def identify(self, wait_s: float = HELLO_WAIT_S) -> Hello | None:
        """Return who the rig is, or None if it does not say; raises as `receive`."""
        self._hello = self.run(identified(IDENTIFY_EVERY_S, wait_s))
        return self._hello

    def handshake(self, wait_s: float = HELLO_WAIT_S) -> Hello:
        """Return who the rig is.

        Raises
        ------
        RigError
            If it is gone, does not answer, or speaks another protocol.
        """
        hello = self.identify(wait_s)
        if hello is None:
            raise RigError(self.trouble or f"{self.name}: no rig answers. Run `pawpress doctor`.")
        if hello.schema_hash != SCHEMA_HASH:
            raise RigError(
                f"{self.name}: the rig's firmware speaks another protocol. Put the packaged one on: `pawpress flash`."
            )
        return hello

    def acknowledge(self, command: Message, wait_s: float = ANSWER_S) -> None:
        """Have a command carried out and acknowledged.

        Raises
        ------
        RigError
            If the rig is gone, refuses, or does not answer.
        """
        self.run(acknowledged(command, wait_s))

    def run(self, script: Script[T]) -> T:
        """Run an exchange to its end and return its result.

        Raises
        ------
        RigError
            If the rig is gone, refuses, or does not answer.
        """
        try:
            exchange = Exchange(script, self._connection.send, self._clock())
            while not exchange.done:
                self.poll()
                while self._unread and not exchange.done:
                    exchange.take(self._unread.pop(0), self._clock())
                exchange.tick(self._clock())
            return cast("T", exchange.result)
        except ExchangeError as error:
            raise RigError(f"{self.name}: {error}") from error

    def close(self) -> None:
        """Close the link."""
        self._connection.close()

    def _read(self) -> list[Message | Scans]:
        now_s = self._clock()
        messages = self._decoder.receive(self._connection.read(now_s))
        self._connection.attend(self._hello is not None, self.health, now_s)
        lost = self._connection.link is None and not self._reopens
        if self._connection.failed or lost:
            raise LinkError(self._connection.failed or self._connection.over or self._connection.trouble)
        return messages
