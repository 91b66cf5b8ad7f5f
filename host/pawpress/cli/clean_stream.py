"""Standard output and error that steer no terminal, whoever's names and notes are printed.

Column names, layouts, notes, sources and file names are texts of other people, and any command may print them. So it
is the streams that clean, not each of the many places that print.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

from pawpress.system.terminal_text import printable, printable_bytes, shortened


class CleanStream:
    """A text stream that writes `printable` text into another one, and is that other one in all else.

    Parameters
    ----------
    under : TextIO
        What is written into.
    keeps_bytes : bool
        Whether file names that are not UTF-8 keep their bytes, as another program that reads them needs it.
    shortens : bool
        Whether names longer than any real one are cut: in what is said to people, not in an answer.
    """

    def __init__(self, under: TextIO, *, keeps_bytes: bool, shortens: bool) -> None:
        self.under = under
        clean = printable_bytes if keeps_bytes else printable
        self._clean = (lambda text: clean(shortened(text))) if shortens else clean

    def write(self, text: str) -> int:
        """Write a text, cleaned."""
        self.under.write(self._clean(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write texts one after the other, cleaned."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        """Be the other stream; but give no way to its bytes, which click would take to write past this one."""
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self.under, name)


def clean_standard_streams() -> None:
    """Put a clean stream in the place of standard output and of standard error."""
    if not isinstance(sys.stdout, CleanStream):
        sys.stdout = cast("TextIO", CleanStream(sys.stdout, keeps_bytes=not sys.stdout.isatty(), shortens=False))
    if not isinstance(sys.stderr, CleanStream):
        sys.stderr = cast("TextIO", CleanStream(sys.stderr, keeps_bytes=False, shortens=True))


def steering(stream: TextIO) -> TextIO:
    """Return the stream to which our own control sequences go; texts of other people must be `printable` there."""
    return stream.under if isinstance(stream, CleanStream) else stream
