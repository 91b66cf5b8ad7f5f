"""Writes new files, for their owner's eyes only: what is made of a session is as private as its recording."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from pawpress.core.user_error import UserError
from pawpress.system.untrusted import open_regular

PRIVATE = 0o600
PRIVATE_FOLDER = 0o700
OWN_KINDS = {".pdf": b"%PDF-", ".png": b"\x89PNG", ".wav": b"RIFF"}
"""How a file that may be written again begins, by the end of its name; any other is a page of ours."""
PAGE, PAGE_SAYS = b"<!doctype html", b"pawpress"
"""How a page of ours begins, and what its title says within `HEAD_BYTES`."""
HEAD_BYTES = 2000
THERE, OTHER_THERE = (f"{what} there and is not overwritten" for what in ("is already", "something else is"))


@contextmanager
def writing(
    path: Path, failure: type[UserError], *, advice: str = "Choose another folder.", option: str = ""
) -> Iterator[None]:
    """Say in one line for people why a file or folder cannot be written.

    Parameters
    ----------
    path : Path
        What is written within.
    failure : type
        What is raised in the place of an `OSError`.
    advice : str
        What to do next.
    option : str
        The option by which the name was given, where one was.
    """
    try:
        yield
    except FileExistsError as error:
        there = OTHER_THERE if error.strerror == OTHER_THERE else THERE
        raise failure(f"{path}: {there}. Choose another name{option and f' with {option}'}.") from error
    except OSError as error:
        raise failure(f"{path}: cannot be written ({error.strerror}). {advice}") from error


def write_new(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Have a new file written, readable by its owner only; one that could not be written to its end is gone again.

    When it returns, what was written is on the disk; that the file is there at all is so after `settle`.

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
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def put_in_place(path: Path, content: bytes) -> None:
    """Put a private file in the place of what was there, in one step; a power cut leaves one or the other.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    write_in_place(path, lambda file: file.write(content))


def write_in_place(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Have a private file written in the place of what was there, in one step; otherwise as `put_in_place`.

    What could not be written to its end is gone again, and what was there still is.
    """
    partial = part_of(path)
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    try:
        with open_private(partial) as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    settle(path.parent)


def part_of(path: Path) -> Path:
    """Return where a file is written before it takes its place.

    Raises
    ------
    IsADirectoryError
        If the path has no name, as an empty one.
    """
    if not path.name:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    return path.with_name(f".{path.name}.part")


def settle(folder: Path) -> None:
    """Have the folder's new entry on the disk too, where the system can."""
    if os.name == "nt":  # pragma: no cover - folders cannot be opened there
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


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


def replace_own(path: Path, write: Callable[[Path], object]) -> None:
    """Have a page, paper or picture written, which takes its name when it is whole; only one of its kind gives way.

    Parameters
    ----------
    path : Path
        Where it is to be.
    write : callable
        Writes the file that it is given, which is not there yet.

    Raises
    ------
    FileExistsError
        If something else is there: a table, a recording, a device.
    OSError
        If it cannot be written.
    """
    _check_own(path)
    partial = part_of(path)
    try:
        write(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def open_own(path: Path) -> BinaryIO:
    """Open a sound or picture that grows in its place, readable by its owner only; otherwise as `replace_own`."""
    _check_own(path)
    return open_private(path)


def _check_own(path: Path) -> None:
    if not _may_give_way(path):
        raise FileExistsError(errno.EEXIST, OTHER_THERE, str(path))


def _may_give_way(path: Path) -> bool:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with open_regular(path) as file:
            head = file.read(HEAD_BYTES)
    except FileNotFoundError:
        return True
    begins = OWN_KINDS.get(path.suffix.lower())
    is_page = head.lower().startswith(PAGE) and PAGE_SAYS in head
    return not head or (is_page if begins is None else head.startswith(begins))
