"""How processes of our own are started and ended: apart from Ctrl-C, never from the current folder, never left over."""

from __future__ import annotations

import contextlib
import subprocess
import sys

from pawpress.system.import_path import safe_environment


def start_module(module: str, *, stdout: int, stderr: int | None = None) -> subprocess.Popen[bytes]:
    """Run one of our modules as a process that can be written to, in a group of its own.

    Ctrl-C at a terminal goes to the group in the foreground, so only the program that the person started decides what
    it means. On POSIX systems the group has a second effect: when the parent dies, a group with a stopped process in
    it is hung up by the system, so not even a stopped child outlives it.

    Parameters
    ----------
    module : str
        Its full name.
    stdout, stderr : int or None
        As for `subprocess.Popen`.

    Raises
    ------
    OSError
        If no process can be started.
    """
    command = [sys.executable, "-P", "-m", module]  # -P keeps the current folder off the import path
    if sys.platform == "win32":
        flags, group = subprocess.CREATE_NEW_PROCESS_GROUP, None
    else:
        flags, group = 0, 0
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=stderr,
        env=safe_environment(),
        creationflags=flags,
        process_group=group,
    )


def ending(process: subprocess.Popen[bytes], wait_s: float = 1.0) -> str:
    """Return how a process ended, in words: `signal 11`, `exit status 3`, `still running`.

    Parameters
    ----------
    process : Popen
        One that has ended or is about to.
    wait_s : float
        How long its end is waited for, seconds.
    """
    try:
        status = process.wait(wait_s)
    except subprocess.TimeoutExpired:
        return "still running"
    return f"signal {-status}" if status < 0 else f"exit status {status}"


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process that has nothing to save, even a stopped one, and close what is open to it."""
    for file in (process.stdin, process.stdout, process.stderr):
        if file is not None:
            with contextlib.suppress(OSError):
                file.close()
    process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5.0)
