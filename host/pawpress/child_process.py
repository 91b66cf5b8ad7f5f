"""How processes of our own are started: apart from the terminal's Ctrl-C, and never from the current folder."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Sequence
from typing import Any


def python_module(module: str) -> list[str]:
    """Return the command that runs one of our modules; `-P` keeps the current folder off the import path."""
    return [sys.executable, "-P", "-m", module]


def out_of_reach_of_ctrl_c() -> dict[str, Any]:
    """Return the options of `Popen` that put a process into a group of its own.

    Ctrl-C at a terminal goes to the group in the foreground, so only the program that the person started decides what
    it means. On POSIX systems it has a second effect: when the parent dies, a group with a stopped process in it is
    hung up by the system, so not even a stopped child outlives it.
    """
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"process_group": 0}


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


def kill(process: subprocess.Popen[bytes], files: Sequence[Any] = ()) -> None:
    """End a process that has nothing to save, even a stopped one, and close what is open to it."""
    for file in (*files, process.stdin, process.stdout, process.stderr):
        if file is not None:
            with contextlib.suppress(OSError):
                file.close()
    process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5.0)
