"""Asks at the terminal what must be so before anybody presses on a back or stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import typer

from pawpress.cli.failure import WrongUse
from pawpress.cli.gate_answers import AnswersFile
from pawpress.cli.weights import kilograms
from pawpress.core.safety import FootPair
from pawpress.core.safety.gates import Answers, two_feet_allowed
from pawpress.core.safety.screen import NUMB_HANDS, PATTERNS, SHORT

Weigh = Callable[[str], float]
"""Weighs the giver or the receiver on the pads and returns kilograms, on the careful side."""
PADS = "pads"


def ask_for_feet(
    calibrated: bool, pair: FootPair, pattern: str | None, weigh: Weigh, profile: AnswersFile | None = None
) -> Answers:
    """Ask everything; what was given on the command line is not asked again, what is in a profile is confirmed.

    Parameters
    ----------
    calibrated : bool
        Whether every pad is calibrated in this placement.
    pair : FootPair
        Weights that are known already.
    pattern : str, optional
        Pain that is known already.
    weigh : callable
        How to weigh somebody on the pads.
    profile : AnswersFile, optional
        What the two people said on an earlier day.
    """
    typer.echo("Before anybody stands on a back. Ask the receiver; answer for both.", err=True)
    known = AnswersFile(day=date.min) if profile is None else profile
    health = {key: yes for signs in SHORT.values() for key, yes in _health(signs, known).items()}
    pattern = _pattern(known.pattern) if pattern is None else pattern
    numb_hands = _yes("Are the hands numb as well?") if pattern == NUMB_HANDS else None
    pair = FootPair(
        giver_kg=_weight("giver", pair.giver_kg, weigh, known.giver),
        receiver_kg=_weight("receiver", pair.receiver_kg, weigh, known.receiver),
        rule_lb=pair.rule_lb,
    )
    return Answers(
        health=health,
        pair=pair,
        pattern=pattern or None,
        numb_hands=numb_hands,
        both_feet=two_feet_allowed(pair) and typer.confirm("Stand with both feet?", default=False, err=True),
        support_in_reach=_yes("Is a wall or chair in reach of the giver's hands?"),
        stop_word=typer.prompt(
            "The word at which the giver steps off",
            default=known.stop_word,
            show_default=bool(known.stop_word),
            err=True,
        ),
        calibrated_here=calibrated,
    )


def ask_for_hands(pattern: str | None) -> Answers:
    """Ask the short screen."""
    typer.echo("Before anybody presses on a back, ask the receiver. Is any of this so?", err=True)
    health = {key: _any(signs.values()) for key, signs in SHORT.items()}
    numb_hands = _yes("Are the hands numb as well?") if pattern == NUMB_HANDS else None
    return Answers(health=health, pattern=pattern, numb_hands=numb_hands)


def _health(signs: Mapping[str, str], known: AnswersFile) -> dict[str, bool]:
    """Ask one by one; where a profile said no to all of a list, show the list and ask once whether that still holds."""
    if any(known.health.get(key, True) for key in signs):
        return {key: _yes(f"Is there {text}?") for key, text in signs.items()}
    typer.echo(f"On {known.day} there was none of these:", err=True)
    if not _any(signs.values(), "Any of these today?"):
        return dict.fromkeys(signs, False)
    return {key: _yes(f"Is there {text}?") for key, text in signs.items()}


def _any(signs: Iterable[str], question: str = "Any of these?") -> bool:
    """Show a list and ask once for all of it."""
    for sign in signs:
        typer.echo(f"  - {sign}", err=True)
    return _yes(question)


def _yes(question: str) -> bool:
    return typer.confirm(question, default=None, err=True)


def _pattern(known: str | None) -> str:
    """Return the pain that was chosen, the one in the profile unless another is; empty for none."""
    listed = "; ".join(f"{number}: {pattern.pain}" for number, pattern in enumerate(PATTERNS.values(), 1))
    typer.echo(f"What hurts? {listed}.", err=True)
    patterns = dict(enumerate(PATTERNS, 1))
    usual = next((str(number) for number, name in patterns.items() if name == known), "0")
    choice = typer.prompt("Its number; 0 for nothing, anything else for none of these", default=usual, err=True)
    number = int(choice) if choice.isdecimal() else -1
    return "" if number == 0 else patterns.get(number, "other")


def _weight(whose: str, known_kg: float | None, weigh: Weigh, usual: str | None) -> float:
    while known_kg is None:
        question = f"Weight of the {whose}, with kg or lb; `{PADS}` to weigh on the pads"
        said = typer.prompt(question, default=usual, err=True)
        try:
            known_kg = weigh(whose) if said.strip().lower() == PADS else kilograms(said)
        except WrongUse as wrong:
            typer.echo(str(wrong), err=True)
    return known_kg
