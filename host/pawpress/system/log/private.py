"""How a record is written: without what may name a person, and without what may command a terminal.

The text of an exception may quote whatever somebody typed, a file's name or a line of a file. So of an exception its
kind and its places in the program are kept, and never its text; of an error of the operating system its number too.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePath
from traceback import walk_tb
from types import TracebackType

FIRST_FRAMES, LAST_FRAMES = 20, 40
"""What is kept of a traceback without end (choice)."""
MOST_LINKED = 8
"""Exceptions that led to one another; more say nothing new (choice)."""
MOST_LETTERS = 1000
"""Of one message (choice)."""
PROGRAM = Path(__file__).parents[3]
"""The folder of the package."""
PACKAGES = ("site-packages", "dist-packages")
"""Folders of the libraries it uses."""


class PrivateFormatter(logging.Formatter):
    """One line a record, in UTC, with the places of a fault on lines of their own."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines of a record; reads no file."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        head = f"{moment} {record.levelname.lower():<7} {record.name}[{record.process}]"
        text = f"{head} {cleaned(record.getMessage())[:MOST_LETTERS]}"
        if record.exc_info and record.exc_info[1] is not None:
            text += "\n" + "\n".join(fault_lines(record.exc_info[1]))
        return text


def cleaned(text: str) -> str:
    """Return a text on one line, without control letters, and with `~` for the home folder."""
    home = str(Path.home())
    text = text.replace(home, "~") if len(home) > 1 else text
    return "".join(letter if letter.isprintable() else "?" for letter in text.replace("\n", " "))


def fault_lines(error: BaseException) -> Iterator[str]:
    """Return kind and places of an exception, and of those that led to it, the last one first."""
    seen: list[BaseException] = []
    waiting: list[tuple[str, BaseException]] = [("", error)]
    while waiting and len(seen) < MOST_LINKED:
        how, one = waiting.pop(0)
        if any(one is other for other in seen):
            continue
        seen.append(one)
        yield f"  {how}{_kind(one)}"
        yield from _places(one.__traceback__)
        if one.__cause__ is not None:
            waiting.append(("caused by ", one.__cause__))
        elif one.__context__ is not None and not one.__suppress_context__:
            waiting.append(("while treating ", one.__context__))
        if isinstance(one, BaseExceptionGroup):
            waiting += [("one of ", inner) for inner in one.exceptions]


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    number = error.errno if isinstance(error, OSError) else None
    return name if number is None else f"{name} [{errno.errorcode.get(number, number)}]"


def _places(trace: TracebackType | None) -> list[str]:
    places = [
        f"    at {_module(frame.f_code.co_filename)}:{line}, in {frame.f_code.co_qualname}"
        for frame, line in walk_tb(trace)
    ]
    left_out = len(places) - FIRST_FRAMES - LAST_FRAMES
    if left_out <= 0:
        return places
    return [*places[:FIRST_FRAMES], f"    … {left_out} more …", *places[-LAST_FRAMES:]]


def _module(path: str) -> str:
    """Return a file of the program without the folders it lies in, which may be named after a person."""
    if PurePath(path).is_relative_to(PROGRAM):
        return PurePath(path).relative_to(PROGRAM).as_posix()
    parts = PurePath(path).parts
    begins = [number for number, part in enumerate(parts[:-1]) if part in PACKAGES]
    return "/".join(parts[begins[-1] + 1 :] if begins else parts[-1:])
