"""Runs stages of steps: within limits of time, with the names of what hangs, and with no process left at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn

import psutil

from tools.suite.marks import FOLDER_VARIABLE, marks
from tools.suite.processes import RUN_VARIABLE, adopt_orphans, alive_below, describe, kill_all, left_over

POLL_S = 0.05
DUMP_S = 2.0
"""Time for the stacks of a hung process to be written."""
INTERRUPT_S = 10.0
"""Time for steps to end by themselves after Ctrl-C, so that fixtures are torn down and their processes with them."""


@dataclass(frozen=True)
class Step:
    """A command to run."""

    name: str
    command: Sequence[str]
    limit_s: float
    """Longer than this it hangs."""


class Stopped(Exception):
    """The run ends before its steps did; the text says why."""

    def __init__(self, why: str, status: int = 1, *, hangs: bool = False) -> None:
        super().__init__(why)
        self.status = status
        self.hangs = hangs


@dataclass
class Running:
    """A step that was started."""

    step: Step
    process: subprocess.Popen[bytes]
    begun_s: float
    output: IO[bytes] | None
    """Where its output is kept until it ends; None where it goes to the terminal directly."""

    def finish(self) -> str | None:
        """Print what was kept and the time it took; return the name of the step if it failed."""
        took_s, status = time.monotonic() - self.begun_s, self.process.returncode
        if self.output is not None:
            say(f"\n── {self.step.name}")
            self.output.seek(0)
            sys.stdout.buffer.write(self.output.read())
        say(f"── {self.step.name}: {f'status {status}' if status else 'passed'}, {took_s:.0f} s")
        return self.step.name if status else None


def say(text: str) -> None:
    """Print at once, in order with what the steps print."""
    print(text, flush=True)


@dataclass
class Supervisor:
    """Runs everything once."""

    stages: Sequence[Sequence[Step]]
    """The steps of a stage run side by side; a stage begins when the one before has passed."""
    limit_s: float
    patience_s: float
    run: str = field(default_factory=lambda: uuid.uuid4().hex)
    leaks: int = 0

    def __post_init__(self) -> None:
        self.adopting = adopt_orphans()
        self.parent = os.getppid()
        self.ends_s = time.monotonic() + self.limit_s

    def main(self) -> int:
        """Run all stages; return the exit status: 0, 1, or 130 after Ctrl-C."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stopped_by)
        status = 1
        with ExitStack() as stack:
            self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pawpress-suite-")))
            try:
                failed = next((names for stage in self.stages if (names := self._run_stage(stage))), [])
                status = int(bool(failed or self.leaks))
                say("\nFailed: " + ", ".join(failed) if failed else "")
            except Stopped as stopped:
                say(f"\nStopped: {stopped}")
                status = stopped.status
            finally:
                for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    signal.signal(number, signal.SIG_IGN)
                for process in kill_all(self.run, adopting=self.adopting):
                    say(f"cannot be killed: {describe(process)}")
        return status

    def _start(self, step: Step, keep_output: bool) -> Running:
        output = tempfile.TemporaryFile(dir=self.folder) if keep_output else None  # noqa: SIM115
        if output is None:
            say(f"\n── {step.name}")
        environment = {**os.environ, RUN_VARIABLE: self.run, FOLDER_VARIABLE: str(self.folder)}
        process = subprocess.Popen(
            step.command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            env=environment,
            start_new_session=True,
        )
        return Running(step, process, time.monotonic(), output)

    def _run_stage(self, stage: Sequence[Step]) -> list[str]:
        """Return the names of the steps that failed."""
        running = [self._start(step, keep_output=len(stage) > 1) for step in stage]
        failed: list[str] = []
        try:
            while running:
                for each in [each for each in running if each.process.poll() is not None]:
                    running.remove(each)
                    failed += filter(None, [each.finish()])
                self._check_limits(running)
                time.sleep(POLL_S)
        except (Stopped, KeyboardInterrupt) as stop:
            stopped = stop if isinstance(stop, Stopped) else Stopped("Ctrl-C", 130)
            self._end(running, 0 if stopped.hangs else INTERRUPT_S)
            raise stopped from None
        self._name_leaks(", ".join(step.name for step in stage))
        return failed

    def _check_limits(self, running: list[Running]) -> None:
        if os.getppid() != self.parent:
            raise Stopped("what started this run has ended")
        now_s = time.monotonic()
        for each in running:
            took_s = now_s - each.begun_s
            if took_s > each.step.limit_s or now_s > self.ends_s:
                self._dump()
                limit = f"{each.step.limit_s:.0f} s for this step, {self.limit_s:.0f} s for the run"
                raise Stopped(f"{each.step.name} hangs, after {took_s:.0f} s; the limits are {limit}", hangs=True)

    def _dump(self) -> None:
        """Say what runs and what it was doing; a test process writes its stacks when it is aborted."""
        say("\nWhat is running:")
        doings = {mark.pid: mark.doing for mark in marks(self.folder)}
        for process in alive_below(self.run, adopting=self.adopting):
            doing = doings.get(process.pid)
            say(f"  {describe(process)}" + (f"\n      doing: {doing}" if doing else ""))
            if doing:
                with suppress(psutil.Error):
                    process.send_signal(signal.SIGABRT)
        time.sleep(DUMP_S)

    def _end(self, running: list[Running], within_s: float) -> None:
        """Let the steps end as after Ctrl-C in a terminal of their own, and kill those that do not."""
        for each in running:
            with suppress(OSError):
                os.killpg(each.process.pid, signal.SIGINT)
        until_s = time.monotonic() + within_s
        for each in running:
            try:
                each.process.wait(max(0.0, until_s - time.monotonic()))
            except subprocess.TimeoutExpired:
                each.process.kill()
                each.process.wait()
            each.finish()

    def _name_leaks(self, stage: str) -> None:
        left = left_over(self.run, adopting=self.adopting, patience_s=self.patience_s)
        if not left:
            return
        self.leaks += len(left)
        say(f"\nLeft running after: {stage}. A leak is a fault: whoever starts a process ends it.")
        for process in left:
            say(f"  {describe(process)}")
        kill_all(self.run, adopting=self.adopting)


def _stopped_by(number: int, _frame: object) -> NoReturn:
    raise Stopped(f"by {signal.Signals(number).name}")
