"""Writes new files, for their owner's eyes only: what is made of a session is as private as its recording."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TextIO, cast

PRIVATE = 0o600


def write_new(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Have a new file written, readable by its owner only; one that could not be written to its end is gone again.

    Raises
    ------
    FileExistsError
        If it is there.
    OSError
        If it cannot be written.
    """
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE)
    try:
        with os.fdopen(number, "wb") as file:
            write(file)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def open_private(path: Path) -> BinaryIO:
    """Open a new file for bytes, readable by its owner only; what was left over under this name gives way.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    path.unlink(missing_ok=True)
    return cast("BinaryIO", open(path, "xb", opener=_privately))


def open_private_text(path: Path) -> TextIO:
    """Open a new UTF-8 file, readable by its owner only, line ends as they are written; otherwise as `open_private`."""
    path.unlink(missing_ok=True)
    return open(path, "x", encoding="utf-8", newline="", opener=_privately)


def _privately(name: str, flags: int) -> int:
    return os.open(name, flags, PRIVATE)
