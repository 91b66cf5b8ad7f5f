"""Questions at a terminal, on standard error, where they cannot spoil an answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from pawpress.cli.clean_stream import steering
from pawpress.system.terminal_text import printable
from pawpress.texts import Texts, usual_language
from pawpress.texts.dialog import NobodyAnswers, Option


class TerminalDialog:
    """Asks with prompts."""

    def __init__(self, texts: Texts | None = None) -> None:
        self.texts = texts or Texts(usual_language())

    def step(self, number: int, of: int, what: str) -> None:
        """Say where in the set-up this is."""
        self.say(self.texts.text("word.step", number=number, of=of, text=what))

    def say(self, line: str, *, passing: bool = False) -> None:
        """Print a line that stays, or one that the next one overwrites, where there is a terminal."""
        line = self.texts.said(line)
        if not passing:
            typer.echo(line, err=True)
        elif sys.stderr.isatty():
            print(f"\r\x1b[2K{printable(line)}", end="", file=steering(sys.stderr), flush=True)

    def line(self, question: str, usual: str = "") -> str:
        """Ask anything."""
        try:
            return str(typer.prompt(question, default=usual, show_default=bool(usual), err=True))
        except typer.Abort:
            raise NobodyAnswers from None

    def choose(self, question: str, options: Sequence[Option], usual: str | None = None, first: int = 1) -> str:
        """Ask until it is one of the numbers."""
        numbered = {str(number): option for number, option in enumerate(options, first)}
        self.say("; ".join(f"{number}: {self.texts.said(option.label)}" for number, option in numbered.items()))
        for number, option in numbered.items():
            for line in option.picture:
                self.say(f"{number}:  {line}")
        default = next((number for number, option in numbered.items() if option.word == usual), "")
        while (answer := self.line(question, default).strip()) not in numbered:
            self.say(self.texts.text("ask.number"))
        return numbered[answer].word

    def yes(self, question: str) -> bool:
        """Ask for yes or no."""
        while self.texts.language != "en":
            word = self.texts.meant(self.line(f"{question}, {self.texts.text('ask.yes_or_no')}?"))
            if word in ("yes", "no"):
                return word == "yes"
        try:
            return typer.confirm(f"{question}?", default=None, err=True)
        except typer.Abort:
            raise NobodyAnswers from None
