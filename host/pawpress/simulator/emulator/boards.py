"""Inside the emulator process: answers requests about any number of boards."""

from __future__ import annotations

import json
import os
import socket

from pawpress.simulator.emulator import wire
from pawpress.simulator.emulator.v8 import V8, Chip


class Boards:
    """Boards by their number, and the connection to their owner."""

    def __init__(self, v8: V8, owner: socket.socket) -> None:
        self._v8 = v8
        self._owner = owner
        self._chips: dict[int, Chip] = {}

    def serve(self) -> None:
        """Answer until the owner is gone; raises WireClosed then."""
        wire.send_answer(self._owner, wire.DONE)
        while True:
            kind, board, content = wire.receive_request(self._owner)
            if kind == wire.PLAY:
                self._play(json.loads(content))
                return
            wire.send_answer(self._owner, *self._answered(kind, board, content))

    def _answered(self, kind: int, board: int, content: bytes) -> tuple[int, bytes]:
        try:
            return wire.DONE, self._answer(kind, board, content)
        except ValueError as error:
            return wire.WRONG, str(error).encode()
        except Exception as error:  # whatever V8 throws is said, and the other boards live on
            return wire.FAULT, (str(error).partition("\n")[0] or type(error).__name__).encode()

    def _answer(self, kind: int, board: int, content: bytes) -> bytes:
        if kind == wire.RUN:
            return self._chips[board].run(content)
        if kind == wire.CALL:
            return json.dumps(self._chips[board].call(*json.loads(content))).encode()
        if kind == wire.OPEN:
            self._chips[board] = self._v8.chip(json.loads(content))
        elif kind == wire.CLOSE:
            self._chips.pop(board).close()
        elif kind == wire.SELF:
            return json.dumps({"v8_thread": self._v8.thread, "pid": os.getpid(), "boards": len(self._chips)}).encode()
        else:
            raise ValueError(f"there is no request {kind}")
        return b""

    def _play(self, wanted: dict[str, object]) -> None:
        from pawpress.simulator.emulator.paced import open_played, play

        try:
            chip, body = open_played(self._v8, wanted)
        except ValueError as error:
            wire.send_answer(self._owner, wire.WRONG, str(error).encode())
            return
        wire.send_answer(self._owner, wire.DONE)
        play(chip, body, self._owner)
