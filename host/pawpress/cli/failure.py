"""How the command line fails: one line saying what, where and what to do next."""

from __future__ import annotations

import sys


class Failure(Exception):
    """The work failed; the text is the line for people."""

    status = 1
    """Exit status of the command."""


class WrongUse(Failure):
    """The command was called in a way that makes no sense."""

    status = 2


class Stopped(Failure):
    """The person stopped the work; nothing that was done is lost."""

    status = 130
    """As shells say it of Ctrl-C."""


def say(line: str) -> None:
    """Print a line on standard error, where it cannot spoil an answer."""
    print(f"pawpress: {' '.join(line.split())}", file=sys.stderr)
