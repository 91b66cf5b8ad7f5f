"""A short talk with a rig: ask, and wait for one kind of answer. Knows nothing of presses."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from pawpress.core.protocol import Decoder, Scans, encode
from pawpress.core.protocol.schema_generated import SCHEMA_HASH, Ack, Hello, Identify, Message, Nak
from pawpress.core.protocol.words import why_refused
from pawpress.rig.link import Link, RigError

M = TypeVar("M", bound=Message)
HELLO_WAIT_S = 5.0
"""An Uno needs up to two seconds from the reset at opening to its Hello, the old Nano bootloader one more."""
ASK_EVERY_S = 1.0
ANSWER_WAIT_S = 1.0
PAUSE_S = 0.02


@dataclass(slots=True)
class Talk:
    """One side of a talk; the link stays the caller's to close."""

    link: Link
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep
    decoder: Decoder = field(default_factory=Decoder)
    _heard: list[Message] = field(default_factory=list[Message])
    _requests: int = 0

    def tell(self, command: Message) -> int:
        """Send a command and return its request number.

        Raises
        ------
        LinkError
            If the rig is gone.
        """
        self._requests += 1
        self.link.write(encode(command, self._requests))
        return self._requests

    def hear(self, kind: type[M] | tuple[type[M], ...], wait_s: float) -> M | None:
        """Return the next message of a kind, or of one of several, or None if none comes in time.

        Raises
        ------
        LinkError
            If the rig is gone.
        """
        begin_s = self.clock()
        while True:
            self._heard += [m for m in self.decoder.receive(self.link.read()) if not isinstance(m, Scans)]
            while self._heard:
                message = self._heard.pop(0)
                if isinstance(message, kind):
                    return message
            if self.clock() - begin_s >= wait_s:
                return None
            self.wait(PAUSE_S)

    def introduce(self, wait_s: float = HELLO_WAIT_S) -> Hello | None:
        """Return who the rig is; ask while it says nothing of its own accord."""
        begin_s = self.clock()
        while self.clock() - begin_s < wait_s:
            if hello := self.hear(Hello, ASK_EVERY_S):
                return hello
            self.tell(Identify())
        return None

    def acquaint(self) -> Hello:
        """Return who the rig is.

        Raises
        ------
        LinkError
            If the rig is gone.
        RigError
            If it does not answer, or speaks another protocol.
        """
        name, hello = self.link.name, self.introduce()
        if hello is None:
            raise RigError(f"{name}: no rig answers. Run `pawpress doctor`.")
        if hello.schema_hash != SCHEMA_HASH:
            raise RigError(
                f"{name}: the rig's firmware speaks another protocol. Put the packaged one on: `pawpress flash`."
            )
        return hello

    def ask(self, command: Message, wait_s: float = ANSWER_WAIT_S) -> None:
        """Have a command carried out.

        Raises
        ------
        LinkError
            If the rig is gone.
        RigError
            If it refuses, or says nothing.
        """
        number, begin_s = self.tell(command), self.clock()
        while answer := self.hear((Ack, Nak), wait_s - (self.clock() - begin_s)):
            if answer.request != number:
                continue
            if isinstance(answer, Nak):
                raise RigError(f"{self.link.name}: {why_refused(answer)}")
            return
        raise RigError(f"{self.link.name}: the rig does not answer. Check the cable and try again.")
