"""Inside the emulator process: a board with somebody pressing its pads, living by the clock like a real one."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

import msgspec
import numpy as np

from pawpress.simulator.body import STEP_S, Body
from pawpress.simulator.emulator import wire
from pawpress.simulator.emulator.v8 import V8, Chip
from pawpress.simulator.emulator.wire import REPORT, START, WireClosed, receive_exactly
from pawpress.simulator.own_hand import OwnHand, PressedBody
from pawpress.simulator.scenario import Scenario

TICK_S = 0.005
"""Readings of 5 ms are lived through at once: a call of V8 costs 0.25 ms, whatever it does."""
MOST_STEPS = 20
"""A board that is behind catches up by so much a tick, so that commands and reports do not wait."""
MOST_UNSENT = 1 << 20
"""Bytes that wait for an owner who does not read; what comes then is lost, as on a serial line."""
READ_BYTES = 4096


def open_played(v8: V8, wanted: dict[str, object]) -> tuple[Chip, PressedBody]:
    """Return the board and the body that a request to play asks for.

    Raises
    ------
    ValueError
        If the image is not Intel HEX, or the scenario does not fit the board.
    """
    chip = v8.chip(wanted)
    body = Body(msgspec.convert(wanted["scenario"], Scenario), chip.pads)
    return chip, PressedBody(body, OwnHand(chip.pads, taken=bool(wanted.get("hand"))))


class Sender:
    """Sends reports without ever waiting for the owner to read them."""

    def __init__(self, owner: socket.socket) -> None:
        self._owner = owner
        self._unsent = bytearray()

    def report(self, behind_s: float, sent: bytes) -> None:
        """Send what the board sent and how late it is; loses it where too much waits already."""
        if len(self._unsent) < MOST_UNSENT:
            self._unsent += REPORT.pack(behind_s, len(sent)) + sent
        try:
            del self._unsent[: self._owner.send(self._unsent)]
        except BlockingIOError:
            return


def play(
    chip: Chip,
    body: PressedBody,
    owner: socket.socket,
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> None:
    """Wait for the start, then live by the clock until the owner is gone; raises WireClosed then."""
    if receive_exactly(owner, len(START)) != START:
        raise WireClosed("the owner did not start the clock")
    owner.setblocking(False)
    sender, inputs, begin_s, lived = Sender(owner), Inputs(owner, chip, body.hand), clock(), 0
    while True:
        inputs.take()
        due = int((clock() - begin_s) / STEP_S + 1e-6)
        steps = min(due - lived, MOST_STEPS)
        sent = chip.run(body.codes(np.arange(lived, lived + steps)).astype("<u2").tobytes()) if steps > 0 else b""
        lived += max(steps, 0)
        sender.report((due - lived) * STEP_S, sent)
        if due == lived:
            wait(max(0.0, begin_s + lived * STEP_S + TICK_S - clock()))


class Inputs:
    """Takes what the owner sends, for the board and for the hand on its pads."""

    def __init__(self, owner: socket.socket, chip: Chip, hand: OwnHand) -> None:
        self._owner, self._chip, self._hand = owner, chip, hand
        self._unread = bytearray()

    def take(self) -> None:
        """Take what is there; raises WireClosed when the owner is gone."""
        try:
            chunk = self._owner.recv(READ_BYTES)
        except BlockingIOError:
            return
        if not chunk:
            raise WireClosed("the owner has closed the connection")
        self._unread += chunk
        for kind, content in wire.take_inputs(self._unread):
            self._give(kind, content)

    def _give(self, kind: int, content: bytes) -> None:
        if kind == wire.LINE:
            self._chip.send(content)
        elif kind == wire.LEAN:
            self._hand.lean(*wire.LEAN_CONTENT.unpack(content))
        elif kind == wire.TAKE_OVER:
            self._hand.take_over(content == b"\x01")
