"""Questions in lines, answered in lines: who, whether a back may be pressed, and what the pads are worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pawpress.cli.coach.stdin_lines import StdinLines
from pawpress.cli.failure import Failure, WrongUse
from pawpress.cli.weights import kilograms
from pawpress.core.safety import FootPair
from pawpress.core.safety.gates import Answers, two_feet_allowed
from pawpress.core.safety.screen import PATTERNS, QUESTIONS, SHORT
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

    def for_feet(self, pair: FootPair, *, calibrated: bool) -> Answers:
        """Ask everything that opens foot mode, one by one."""
        health = {key: self.yes(f"{text}: {self._texts.text('ask.have')}") for key, text in QUESTIONS.items()}
        pattern = self._pattern()
        pair = FootPair(
            giver_kg=pair.giver_kg or self._weight(self._texts.text("ask.who_stands")),
            receiver_kg=pair.receiver_kg or self._weight(self._texts.text("ask.who_lies")),
            rule_lb=pair.rule_lb,
        )
        return Answers(
            health=health,
            pair=pair,
            pattern=pattern,
            both_feet=two_feet_allowed(pair) and self.yes(self._texts.text("ask.both_feet")),
            support_in_reach=self.yes(self._texts.text("ask.support")),
            stop_word=self.line(self._texts.text("ask.stop_word")),
            calibrated_here=calibrated,
        )

    def _any_of(self, key: str, signs: Sequence[str] | object) -> bool:
        self._put(self._texts.text(f"health.{key}"))
        for sign in signs:  # type: ignore[attr-defined]
            self._put(f"- {sign}")
        return self.yes(self._texts.text("ask.any"))

    def _pattern(self) -> str | None:
        for number, pattern in enumerate(PATTERNS.values(), 2):
            self._put(f"{number}: {pattern.pain}")
        chosen = self.choice(self._texts.text("ask.pattern"), len(PATTERNS) + 2)
        names = [None, *PATTERNS, "other"]
        return names[chosen - 1]

    def _weight(self, whose: str) -> float:
        while True:
            try:
                return kilograms(self.line(self._texts.text("ask.weight", name=whose)))
            except WrongUse as wrong:
                self._put(str(wrong))


def unanswered() -> Failure:
    """Return what is said when the answers end in the middle."""
    return Failure("Not every question was answered, so nothing was opened. Start again when both are ready.")
