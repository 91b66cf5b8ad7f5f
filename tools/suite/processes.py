"""The processes below this one: adopting orphans, finding what is left, describing it and killing it.

A process that leaves its parent (forks twice and starts a session of its own) is out of reach of process groups. Linux
gives such orphans to the nearest ancestor that asks for them; elsewhere they are known by a variable they inherit.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import psutil

RUN_VARIABLE = "PAWPRESS_SUITE_RUN"
"""Every process of a run inherits it; its content differs from run to run."""
PATIENCE_S = 3.0
"""How long what a step started may go on after the step: a resource tracker of `multiprocessing` needs some 0.1 s."""
KILL_S = 10.0
"""A killed process is gone within this time, unless the kernel holds it."""
PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> bool:
    """Become the parent of every orphan below this process; return whether the system can do that (Linux)."""
    if not sys.platform.startswith("linux"):
        return False
    return ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0


def _marked(run: str) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.pid != os.getpid() and process.environ().get(RUN_VARIABLE) == run:
                yield process


def _is_alive(process: psutil.Process) -> bool:
    try:
        if process.status() != psutil.STATUS_ZOMBIE:
            return True
        if process.ppid() == os.getpid():
            os.waitpid(process.pid, os.WNOHANG)
    except (psutil.Error, OSError):
        pass
    return False


def alive_below(run: str, *, adopting: bool) -> list[psutil.Process]:
    """Return the living processes below this one; where orphans are not adopted, also those that carry the mark.

    It reaps adopted children that ended, so call it only when no `Popen` waits for a child.
    """
    found = {process.pid: process for process in psutil.Process().children(recursive=True)}
    if not adopting:
        found |= {process.pid: process for process in _marked(run)}
    return [process for process in found.values() if _is_alive(process)]


def left_over(run: str, *, adopting: bool, patience_s: float = PATIENCE_S) -> list[psutil.Process]:
    """Return what still runs when everything should have ended, and goes on running for `patience_s`."""
    until_s = time.monotonic() + patience_s
    while (left := alive_below(run, adopting=adopting)) and time.monotonic() < until_s:
        time.sleep(0.05)
    return left


def kill_all(run: str, *, adopting: bool) -> list[psutil.Process]:
    """Kill everything below this process, also what is being forked meanwhile; return what could not be killed."""
    until_s = time.monotonic() + KILL_S
    while (left := alive_below(run, adopting=adopting)) and time.monotonic() < until_s:
        for process in left:
            with suppress(psutil.Error):
                process.kill()
        time.sleep(0.05)
    return left


def describe(process: psutil.Process) -> str:
    """Return one line about a process: number, age, processor time, command, and the test that started it."""
    try:
        with process.oneshot():
            age_s, cpu = time.time() - process.create_time(), process.cpu_times()
            command = " ".join(process.cmdline()) or process.name()
        line = f"{process.pid}  {age_s:.0f} s old, {cpu.user + cpu.system:.1f} s of processor time  {command[:160]}"
    except psutil.Error:
        return f"{process.pid}  (ended meanwhile)"
    with suppress(psutil.Error, OSError):
        if test := process.environ().get("PYTEST_CURRENT_TEST"):
            line += f"\n      started by {test.rpartition(' ')[0]}"
    return line
