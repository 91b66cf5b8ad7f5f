"""How the command line fails: one line saying what, where and what to do next."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from pawpress.cli.clean_stream import clean_standard_streams
from pawpress.core.user_error import UserError
from pawpress.system.terminal_text import SHOWN_LETTERS

if TYPE_CHECKING:
    from pawpress.texts import Texts


class Failure(UserError):
    """The work of a command failed."""


class WrongUse(Failure):
    """The command was called in a way that makes no sense."""

    status = 2


class Stopped(Failure):
    """The person stopped the work; nothing that was done is lost."""

    status = 130
    """As shells say it of Ctrl-C."""


def in_language(failure: UserError, texts: Texts) -> UserError:
    """Return a failure with its text in the language of who reads it."""
    failure.args = (texts.said(str(failure)),)
    return failure


def say(line: str) -> None:
    """Print a line on standard error, where it cannot spoil an answer."""
    print(f"pawpress: {' '.join(line.split())}", file=sys.stderr)


PLAIN = {"✔": "ok", "✖": "NO", "→": "->", "±": "+-", "…": "...", "–": "-"}
"""What stands for a sign where a terminal does not know it; signs that tell good from bad must stay apart."""


def print_whatever_comes() -> None:
    """Let no letter stop an answer, or steer the terminal.

    Those that the terminal does not know become plain; file names keep their bytes for a program that reads them.
    """
    codecs.register_error("plain", _plainly)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="surrogateescape" if sys.stdout.encoding.lower() == "utf-8" else "plain")
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")
    clean_standard_streams()


LONGEST_WORD = 4096
"""Letters of a word of a command: as long as the longest path that a system takes."""


def check_lengths(words: Sequence[str]) -> None:
    """Refuse a word that is longer than any path, name or note.

    Raises
    ------
    WrongUse
        If there is one.
    """
    for word in words:
        if len(word) > LONGEST_WORD:
            raise WrongUse(
                f"{word[:SHOWN_LETTERS]}… ({len(word):,} letters): no name or path is so long. Give at most "
                f"{LONGEST_WORD:,} letters."
            )


def no_text(words: Sequence[str]) -> str | None:
    """Return the first word that is not UTF-8, as it can be printed; None if all are."""
    for word in words:
        if not word.isascii() and any("\ud800" <= letter <= "\udfff" for letter in word):
            return word.encode(errors="backslashreplace").decode()
    return None


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(PLAIN.get(letter, "?") for letter in error.object[error.start : error.end]), error.end


def print_nothing_more() -> None:
    """Send what is left of the answer nowhere, so that the interpreter does not stumble over it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
