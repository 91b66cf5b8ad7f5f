"""Other processes: whose children they are, and whether they are gone."""

from __future__ import annotations

import os
import signal
import time

import psutil


def children_of(pid: int) -> list[int]:
    """Return the processes that this one started and that still run."""
    return [child.pid for child in psutil.Process(pid).children(recursive=True) if runs(child.pid)]


def runs(pid: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        return psutil.Process(pid).status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False


def words_of(process: psutil.Process) -> list[str]:
    """Return a process's command line; none of one that has ended, whether or not its parent has noticed."""
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


def gone_within(pid: int, seconds: float) -> bool:
    """Wait for a process to end; whether it did in time."""
    end_s = time.monotonic() + seconds
    while runs(pid):
        if time.monotonic() > end_s:
            return False
        time.sleep(0.02)
    return True


def threads(pid: int) -> list[int]:
    """Return the numbers of a process's threads."""
    return [thread.id for thread in psutil.Process(pid).threads()]


def stop(pid: int) -> None:
    """Stop a process, and wait until all its threads stand: until then, the system takes it for one that runs."""
    os.kill(pid, signal.SIGSTOP)
    end_s = time.monotonic() + 10.0
    while not all(psutil.Process(thread).status() == psutil.STATUS_STOPPED for thread in threads(pid)):
        assert time.monotonic() < end_s
        time.sleep(0.002)
