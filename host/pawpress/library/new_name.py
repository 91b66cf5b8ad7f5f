"""Names of new recordings: two sessions that begin in one second, even in two programs, get two names.

Strategy: a name is reserved by creating a hidden file beside it, which only one program can. The recorder itself goes
on refusing a file that is there.
"""

from __future__ import annotations

import contextlib
import os
import time
from datetime import datetime
from itertools import count
from pathlib import Path

FORGOTTEN_S = 3600.0
"""A reservation of this age was left by a program that was killed (choice): a later second has another name."""
RESERVED = ".reserved"


def new_path(folder: Path) -> Path:
    """Return a free name made of the time of day, reserved until `release`.

    Raises
    ------
    OSError
        If nothing can be written to the folder.
    """
    _clean(folder)
    stem = datetime.now().astimezone().strftime("%Y-%m-%d_%H%M%S")
    for number in count(1):
        path = folder / (f"{stem}.paw" if number == 1 else f"{stem}-{number}.paw")
        if not _reserve(path):
            continue
        if not path.exists():
            return path
        release(path)
    raise AssertionError


def release(path: Path) -> None:
    """Take a reservation away; harmless when there is none."""
    with contextlib.suppress(OSError):
        _mark(path).unlink()


def _reserve(path: Path) -> bool:
    try:
        os.close(os.open(_mark(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    return True


def _mark(path: Path) -> Path:
    return path.with_name(f".{path.stem}{RESERVED}")


def _clean(folder: Path) -> None:
    for mark in folder.glob(f".*{RESERVED}"):
        with contextlib.suppress(OSError):
            if time.time() - mark.stat().st_mtime > FORGOTTEN_S:
                mark.unlink()
