"""Questions in lines, answered in lines: for a pipe, a screen reader, or a terminal without a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from pawpress.cli.coach.stdin_lines import StdinLines
from pawpress.texts import Texts
from pawpress.texts.dialog import Left, NobodyAnswers, Option

UNSURE: Final = ("?", "help", "back")
"""What somebody types who does not know what may be typed, or wants to go back, which nobody can."""
SHORT: Final = {"y": "yes", "n": "no"}


class PlainDialog:
    """Asks one thing a line and reads one line; never waits for a key.

    Parameters
    ----------
    texts : Texts
        In the language of the learner.
    lines : StdinLines
        Where answers come from.
    put : callable
        Prints a line at once.
    """

    def __init__(self, texts: Texts, lines: StdinLines, put: Callable[[str], None]) -> None:
        self.texts = texts
        self._lines, self._put = lines, put
        self._passing = ""

    def step(self, number: int, of: int, what: str) -> None:
        """Say where in the set-up this is."""
        self._put(self.texts.text("word.step", number=number, of=of, text=what))

    def say(self, line: str, *, passing: bool = False) -> None:
        """Print a line; one that only passes is printed when it is news, without its figures."""
        line = self.texts.said(line)
        if passing:
            words = "".join(letter for letter in line if not letter.isdigit())
            if not line or words == self._passing:
                return
            self._passing = words
        self._put(line)

    def line(self, question: str, usual: str = "") -> str:
        """Ask anything; who is unsure is told what may be said, and who wants to leave does."""
        usually = self.texts.text("ask.usual", usual=usual) if usual else ""
        while True:
            self._put(f"{question} ({usually})?" if usually else f"{question}?")
            answer = self._lines.next()
            if answer is None:
                raise NobodyAnswers
            if self.texts.leaves(answer):
                raise Left
            if answer.lower() not in UNSURE:
                return answer or usual
            self._put(self.texts.text("ask.unsure"))

    def choose(self, question: str, options: Sequence[Option], usual: str | None = None, first: int = 1) -> str:
        """Ask until it is one of the numbers, or one of the words."""
        default = ""
        for number, option in enumerate(options, first):
            self._put(f"{number} {self.texts.said(option.label)}")
            for line in option.picture:
                self._put(f"  {line}")
            default = str(number) if option.word == usual else default
        while True:
            answer = self.line(question, default)
            found = [
                option.word
                for number, option in enumerate(options, first)
                if answer.lower() in (str(number), option.word, self.texts.said(option.label).lower())
            ]
            if found:
                return found[0]
            self._put(self.texts.text("ask.number"))

    def yes(self, question: str) -> bool:
        """Ask until it is a yes or a no."""
        words = self.texts.text("ask.yes_or_no")
        while True:
            answer = self.line(f"{question}, {words}")
            word = SHORT.get(answer.lower()) or self.texts.meant(answer)
            if word in ("yes", "no"):
                return word == "yes"
            self._put(self.texts.text("ask.yes_no"))
