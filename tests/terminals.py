"""A program at a real terminal: a pty on which questions are read and answered as a person would."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

ANSWER_S = 20.0
"""How long a question may take to come."""
WHERE, HERE = b"\x1b[6n", b"\x1b[1;1R"
"""Where the cursor is: asked by a program that draws, and answered by every terminal."""
Reply = str | Callable[[], None]
"""What a person types, or does with their hands."""


def at_terminal(
    arguments: Sequence[str], replies: Sequence[tuple[str, Reply]], environment: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run Python with these arguments at a terminal; return its exit status and everything it showed.

    Parameters
    ----------
    arguments : sequence of str
        After the name of the interpreter.
    replies : sequence of (pattern, reply)
        Each reply is typed, or done, once its pattern has been shown, in this order.
    environment : mapping, optional
        Added to the environment.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "200", **(environment or {})},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        shown = _converse(ours, replies)
        return process.wait(ANSWER_S), shown
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _converse(terminal: int, replies: Sequence[tuple[str, Reply]]) -> str:
    shown, seen = "", 0
    waiting = list(replies)
    deadline_s = time.monotonic() + ANSWER_S
    while time.monotonic() < deadline_s:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if not ready:
            continue
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the program has ended and taken its side of the terminal with it
            return shown
        if not piece:
            return shown
        shown += piece.decode(errors="replace")
        os.write(terminal, HERE * piece.count(WHERE))
        while waiting and (found := re.search(waiting[0][0], shown[seen:])):
            seen += found.end()
            _, reply = waiting.pop(0)
            if callable(reply):
                reply()
            else:
                os.write(terminal, reply.encode() + b"\n")
            deadline_s = time.monotonic() + ANSWER_S
    raise AssertionError(f"nothing more was shown; still waited for {waiting[:1]} in {shown[-400:]!r}")
