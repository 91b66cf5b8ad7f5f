"""Holds a file for one program alone; the operating system lets go of it when that program ends, however it does."""

from __future__ import annotations

import os
import time

POLL_S = 0.02


def hold(number: int) -> None:
    """Lock an open file for this process until the file is closed.

    Parameters
    ----------
    number : int
        Its file descriptor.

    Raises
    ------
    OSError
        If another process holds it.
    """
    if os.name == "nt":  # pragma: no cover - not tried by us
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # pyright: ignore
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


def wait_for(number: int, patience_s: float) -> None:
    """Lock an open file as `hold` does, and wait for whoever holds it.

    Raises
    ------
    OSError
        If it is held for longer than that.
    """
    until_s = time.monotonic() + patience_s
    while True:
        try:
            hold(number)
        except OSError:
            if time.monotonic() > until_s:
                raise
            time.sleep(POLL_S)
        else:
            return
