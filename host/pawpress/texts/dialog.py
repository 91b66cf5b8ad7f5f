"""Questions to the two people, whoever puts them: lines on a pipe, a terminal, or a screen.

A flow (who is here, may this back be pressed, what are the pads worth) is written once against `Dialog`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pawpress.texts import Texts


class NobodyAnswers(Exception):
    """Whoever was asked is gone, or has left the question."""


class Left(NobodyAnswers):
    """Whoever was asked said that they want to leave."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be chosen."""

    word: str
    """What the program calls it."""
    label: str
    """What people read."""
    picture: tuple[str, ...] = ()
    """Lines that show it; a screen shows them while it is the one that would be taken."""


class Dialog(Protocol):
    """Puts questions; each call returns when it is answered."""

    texts: Texts
    """In the language that is spoken."""

    def step(self, number: int, of: int, what: str) -> None:
        """Say where in the set-up this is."""
        ...

    def say(self, line: str, *, passing: bool = False) -> None:
        """Say something that stays, or (`passing`) that the next such line replaces."""
        ...

    def line(self, question: str, usual: str = "") -> str:
        """Ask for a line; `usual` is what Enter alone means. Raises NobodyAnswers."""
        ...

    def choose(self, question: str, options: Sequence[Option], usual: str | None = None, first: int = 1) -> str:
        """Ask for one of several answers, numbered from `first`; return its word. Raises NobodyAnswers.

        `usual` is the word of what Enter alone means; without it there is no such answer.
        """
        ...

    def yes(self, question: str) -> bool:
        """Ask for yes or no. There is no usual answer. Raises NobodyAnswers."""
        ...
