"""Questions in lines, answered in lines: who, whether a back may be pressed, and what the pads are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pawpress.cli.coach.stdin_lines import StdinLines
from pawpress.cli.failure import Failure
from pawpress.core.safety.gates import Answers
from pawpress.core.safety.screen import SHORT
from pawpress.texts import Texts


class NobodyAnswers(Exception):
    """Standard input is over."""


class Asking:
    """Asks one thing a line and reads one line.

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
        self._texts, self._lines, self._put = texts, lines, put

    def step(self, number: int, of: int, what: str) -> None:
        """Say where in the session this is."""
        self._put(self._texts.text("word.step", number=number, of=of, text=what))

    def line(self, question: str) -> str:
        """Ask anything.

        Raises
        ------
        NobodyAnswers
            If there is nobody.
        """
        self._put(f"{question}?")
        answer = self._lines.next()
        if answer is None:
            raise NobodyAnswers
        return answer

    def yes(self, question: str) -> bool:
        """Ask until it is a yes or a no."""
        while True:
            word = self._texts.meant(self.line(question))
            if word in ("yes", "no"):
                return word == "yes"
            self._put(self._texts.text("ask.yes_no"))

    def choice(self, question: str, most: int) -> int:
        """Ask until it is one of the numbers from 1."""
        while True:
            answer = self.line(question)
            if answer.isdecimal() and 1 <= int(answer) <= most:
                return int(answer)
            self._put(self._texts.text("ask.number"))

    def for_hands(self) -> Answers:
        """Ask the short screen, three lists with one answer each."""
        return Answers(health={key: self._any_of(key, signs.values()) for key, signs in SHORT.items()})

    def _any_of(self, key: str, signs: Iterable[str]) -> bool:
        self._put(self._texts.text(f"health.{key}"))
        for sign in signs:
            self._put(f"- {sign}")
        return self.yes(self._texts.text("ask.any"))


def unanswered() -> Failure:
    """Return what is said when the answers end in the middle."""
    return Failure("Not every question was answered, so nothing was opened. Start again when both are ready.")
