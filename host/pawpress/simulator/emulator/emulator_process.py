"""Starts and ends the emulator process, from outside. Whatever happens in there is an exception here, never a signal.

Strategy: the process connects to us and shows a token, so that nothing listens longer than a start takes. Starting and
waiting are two steps, because V8 needs a quarter of a second and a caller has other things to load meanwhile.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import secrets
import select
import socket
import subprocess
import threading
import time
import weakref
from collections.abc import Callable
from typing import Protocol

from pawpress.simulator.emulator import wire
from pawpress.simulator.emulator.admission import Admission
from pawpress.simulator.emulator.v8 import EmulatorUnavailable, bundle_text
from pawpress.system.child_process import ending, kill, start_module
from pawpress.system.extras import how_to_install
from pawpress.system.interrupts import InterruptsWait

MODULE = "pawpress.simulator.emulator"
LATE_S = 3.0
"""After so long without an answer whoever waits is told. A start takes 0.3 s on a quiet computer."""
GIVEN_UP_S = 20.0
"""A step without an answer for so long is given up: the process was stopped, or hangs. It is 60 times what the longest
steps take on a quiet computer (to start; a second of the board's time in 0.2 s), so that a busy one is not refused."""
LOOK_S = 0.05


class EmulatorEnded(RuntimeError):
    """The emulator process ended or does not answer; the text says how in one line, and what to do."""


class EmulatorFault(RuntimeError):
    """The emulator process lives but could not do what was asked."""


class EmulatorProcess:
    """A running emulator process, or one that is starting.

    Parameters
    ----------
    plays : bool
        Whether it is going to live by its own clock: it then loads what that needs while it starts.

    Raises
    ------
    EmulatorUnavailable
        If it is not installed.
    EmulatorEnded
        If no process can be started.
    """

    def __init__(self, *, plays: bool = False) -> None:
        self.while_waiting: Callable[[str], None] = lambda _: None
        """Called about every 50 ms while an answer is waited for; once, when it is late, with a line for people."""
        self._told_late = False
        check_installed()
        token = secrets.token_hex(wire.TOKEN_BYTES // 2).encode()
        self.owner = os.getpid()
        """The process that started it; a forked copy of that cannot use it."""
        self._lock = threading.Lock()
        self._boards_to_close: list[int] = []
        self._connection: socket.socket | None = None
        self._failure: EmulatorEnded | None = None
        self._admission = Admission(token)
        self._open: list[_Closable] = [self._admission]
        with InterruptsWait():
            self.process = self._start()
            # Runs at the end of the interpreter, too. The process has nothing to save: it is simply killed.
            self._end = weakref.finalize(self, _end, self.owner, self.process, self._open)
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):  # it may have ended already, which `ready` notices
            self.process.stdin.write(b"%d %s%s\n" % (self._admission.port, token, b" plays" if plays else b""))
            self.process.stdin.flush()

    @property
    def alive(self) -> bool:
        """Whether it runs and was not closed."""
        return self._end.alive and self.process.poll() is None

    def ready(self) -> socket.socket:
        """Wait until V8 runs, and return the connection.

        Raises
        ------
        EmulatorUnavailable
            If it cannot be used on this computer.
        EmulatorEnded
            If it ended, was closed, or did not come up in time.
        """
        if self._failure is not None:
            raise self._failure
        if self._connection is None:
            self._connection = self._connected()
        return self._connection

    def ask(self, kind: int, board: int = 0, content: bytes = b"") -> bytes:
        """Send a request and return its answer; Ctrl-C waits until both are whole.

        Raises
        ------
        ValueError
            If the request was wrong: a bad firmware image.
        EmulatorFault
            If it could not be done.
        EmulatorUnavailable, EmulatorEnded
            As `ready`.
        """
        if os.getpid() != self.owner:
            raise EmulatorFault("an emulated board cannot be used in a forked copy of its process")
        connection = self.ready()
        with InterruptsWait(), self._lock:
            try:
                while self._boards_to_close:
                    wire.send_request(connection, wire.CLOSE, self._boards_to_close.pop())
                    wire.receive_answer(connection)
                wire.send_request(connection, kind, board, content)
                self._wait_for_answer(connection, "does not answer")
                status, answer = wire.receive_answer(connection)
            except OSError as error:
                raise self.ended("does not answer") from error
        if status == wire.WRONG:
            raise ValueError(answer.decode())
        if status == wire.FAULT:
            raise EmulatorFault(answer.decode())
        return answer

    def close_board(self, board: int) -> None:
        """Have a board closed with the next request; the garbage collector may call this while one is under way."""
        self._boards_to_close.append(board)

    def ended(self, otherwise: str = "has closed its connection") -> EmulatorEnded:
        """Close what is left of it, and return the error that says how it ended, or what it does though it runs."""
        if self._failure is None:
            how = ending(self.process)
            what = otherwise if how == "still running" else f"ended ({how})"
            self.close(f"The emulator of the rig {what}: start it again, or use `--rig core`.")
        assert self._failure is not None
        return self._failure

    def close(self, why: str = "The emulator of the rig was closed: start it again.") -> None:
        """Kill it, even when it is stopped; harmless when called twice."""
        self._failure = self._failure or EmulatorEnded(why)
        self._connection = None
        self._end()

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            shown = None if os.environ.get("PAWPRESS_TRACEBACK") else subprocess.DEVNULL
            return start_module(MODULE, stdout=subprocess.DEVNULL, stderr=shown)
        except OSError as error:
            self._admission.close()
            raise EmulatorEnded(f"The emulator of the rig cannot be started: {error.strerror}.") from error

    def _connected(self) -> socket.socket:
        begun_s = time.monotonic()
        connection = self._admission.wait(begun_s + GIVEN_UP_S, lambda: self._still_waits(begun_s))
        if connection is None:
            raise self.ended(f"did not start within {GIVEN_UP_S:.0f} s")
        self._open.append(connection)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(GIVEN_UP_S)
        self._wait_for_answer(connection, "did not start")
        try:
            status, text = wire.receive_answer(connection)
        except OSError as error:
            raise self.ended("did not start") from error
        if status == wire.UNAVAILABLE:
            self.close()
            raise EmulatorUnavailable(text.decode())
        return connection

    def _wait_for_answer(self, connection: socket.socket, otherwise: str) -> None:
        """Return when something has come; give the process up when nothing comes for too long."""
        begun_s = time.monotonic()
        while not select.select([connection], [], [], LOOK_S)[0]:
            if time.monotonic() - begun_s > GIVEN_UP_S:
                raise self.ended(f"{otherwise} within {GIVEN_UP_S:.0f} s")
            self._still_waits(begun_s)

    def _still_waits(self, begun_s: float) -> bool:
        """Have people told, once, that the process is late; return whether it runs."""
        late = ""
        if not self._told_late and time.monotonic() - begun_s > LATE_S:
            late = f"The emulator has not answered for {LATE_S:.0f} s: this computer is busy, or the emulator hangs."
            self._told_late = True
        self.while_waiting(late)
        return self.process.poll() is None


def check_installed() -> None:
    """Raise EmulatorUnavailable where mini-racer or the bundle is missing; nothing is loaded for it."""
    if importlib.util.find_spec("py_mini_racer") is None:
        raise EmulatorUnavailable(f"mini-racer is not installed: type {how_to_install('emulator')}")
    bundle_text()


class _Closable(Protocol):
    def close(self) -> None: ...


def _end(owner: int, process: subprocess.Popen[bytes], opened: list[_Closable]) -> None:
    if os.getpid() == owner:  # a forked copy of the owner must not end it
        for each in opened:
            each.close()
        kill(process)
