"""Starts an engine process and says where its stream is."""

from __future__ import annotations

import contextlib
import secrets
import subprocess
from dataclasses import dataclass

import msgspec

from pawpress.core.user_error import UserError
from pawpress.engine.config import EngineConfig
from pawpress.system.child_process import start_module

CLOSE_S = 5.0


class EngineError(UserError, RuntimeError):
    """The engine could not start; the text is one line for people."""


class _Answer(msgspec.Struct, frozen=True):
    port: int = 0
    error: str = ""


@dataclass(slots=True)
class EngineProcess:
    """A running engine."""

    process: subprocess.Popen[bytes]
    port: int
    token: str

    def close(self) -> None:
        """Let go of the engine, which then closes its recording and ends; end it after a while if it does not."""
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()
        try:
            self.process.wait(CLOSE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


@dataclass(slots=True)
class StartingEngine:
    """An engine that was asked to start; other work may be done before its answer is waited for."""

    process: subprocess.Popen[bytes]
    token: str

    def wait(self) -> EngineProcess:
        """Wait for the engine's answer.

        Raises
        ------
        EngineError
            If it could not start.
        """
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        answer = msgspec.json.decode(line, type=_Answer) if line else _Answer(error="The engine did not start.")
        if not answer.port:
            self.process.wait()
            raise EngineError(answer.error)
        return EngineProcess(self.process, answer.port, self.token)


def start_engine(config: EngineConfig) -> StartingEngine:
    """Start an engine with this config and a fresh token."""
    token = secrets.token_hex(16)
    config = msgspec.structs.replace(config, token=token)
    process = start_module("pawpress.engine", stdout=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(msgspec.json.encode(config) + b"\n")
    process.stdin.flush()
    return StartingEngine(process, token)
