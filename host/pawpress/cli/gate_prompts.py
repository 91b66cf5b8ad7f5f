"""Asks what must be so before anybody presses on a back or stands on it; what is known is shown and confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from pawpress.cli.failure import WrongUse
from pawpress.cli.weights import kilograms
from pawpress.core.safety import FootPair
from pawpress.core.safety.gates import Answers, two_feet_allowed
from pawpress.core.safety.screen import NUMB_HANDS, PATTERNS, QUESTIONS, SHORT
from pawpress.texts.dialog import Dialog, Option

Weigh = Callable[[str], float]
"""Weighs the giver or the receiver on the pads and returns kilograms, on the careful side."""
PADS = "pads"
WEIGHT_OF = {"giver": "ask.weight_giver", "receiver": "ask.weight_receiver"}
OTHER_PAIN, NO_PAIN = "other", "none"


@dataclass(frozen=True, slots=True)
class Known:
    """What the two people said on an earlier day; each of it is confirmed again."""

    day: date = date.min
    """Of the health answers."""
    health: dict[str, bool] = field(default_factory=dict[str, bool])
    giver: str | None = None
    """Weights, as they were said."""
    receiver: str | None = None
    pattern: str | None = None
    stop_word: str = ""


NOTHING_KNOWN = Known()
Confirmed = Callable[[dict[str, bool]], None]
"""Takes the health answers as far as they go, each time one was given."""


def ask_for_feet(
    dialog: Dialog,
    pair: FootPair,
    pattern: str | None,
    weigh: Weigh,
    known: Known,
    confirmed: Confirmed = lambda _: None,
) -> Answers:
    """Ask everything; what was given on the command line is not asked again, what is known is confirmed.

    Every pad must be calibrated in this placement, and was looked at before.

    Parameters
    ----------
    dialog : Dialog
        Who puts the questions.
    pair : FootPair
        Weights that are known for today already.
    pattern : str, optional
        Pain that was given already.
    weigh : callable
        How to weigh somebody on the pads.
    known : Known
        What the two people said on an earlier day.
    confirmed : callable, optional
        Takes the health answers.

    Raises
    ------
    NobodyAnswers
        If they end in the middle.
    """
    texts = dialog.texts
    dialog.say(texts.text("gate.feet"))
    health: dict[str, bool] = {}
    for key in SHORT:
        health |= _one_by_one(dialog, key, known)
        confirmed(health)
    pattern = _pattern(dialog, known.pattern) if pattern is None else pattern
    numb_hands = dialog.yes(texts.text("ask.numb_hands")) if pattern == NUMB_HANDS else None
    pair = FootPair(
        giver_kg=_weight(dialog, "giver", pair.giver_kg, weigh, known.giver),
        receiver_kg=_weight(dialog, "receiver", pair.receiver_kg, weigh, known.receiver),
        rule_lb=pair.rule_lb,
    )
    return Answers(
        health=health,
        pair=pair,
        pattern=pattern,
        numb_hands=numb_hands,
        both_feet=two_feet_allowed(pair) and dialog.yes(texts.text("ask.both_feet")),
        support_in_reach=dialog.yes(texts.text("ask.support")),
        stop_word=dialog.line(texts.text("ask.stop_word"), known.stop_word),
        calibrated_here=True,
    )


def ask_for_hands(
    dialog: Dialog, pattern: str | None, known: Known = NOTHING_KNOWN, confirmed: Confirmed = lambda _: None
) -> Answers:
    """Ask the short screen: three lists with one answer each, or one for all three where all was well before.

    Raises
    ------
    NobodyAnswers
        If they end in the middle.
    """
    dialog.say(dialog.texts.text("gate.hands"))
    health: dict[str, bool] = {}
    if all(known.health.get(key) is False for key in SHORT) and _still_none(dialog, SHORT, known):
        health = dict.fromkeys(SHORT, False)
        confirmed(health)
    for key in () if health else SHORT:
        _list(dialog, (key,))
        health[key] = dialog.yes(dialog.texts.text("ask.any"))
        confirmed(health)
    numb_hands = dialog.yes(dialog.texts.text("ask.numb_hands")) if pattern == NUMB_HANDS else None
    return Answers(health=health, pattern=pattern, numb_hands=numb_hands)


def _one_by_one(dialog: Dialog, key: str, known: Known) -> dict[str, bool]:
    """Ask the signs of a list; where all of it was no before, show it and ask once whether that still holds."""
    signs = SHORT[key]
    if all(known.health.get(sign) is False for sign in signs) and _still_none(dialog, (key,), known):
        return dict.fromkeys(signs, False)
    return {sign: dialog.yes(dialog.texts.text("ask.sign", sign=_sign(dialog, sign))) for sign in signs}


def _still_none(dialog: Dialog, keys: Iterable[str], known: Known) -> bool:
    age_days = max(0, (date.today() - known.day).days)
    texts = dialog.texts
    age = texts.text("word.ago", age=texts.count("days", age_days)) if age_days else texts.text("word.today")
    dialog.say(texts.text("word.none_then", day=known.day, age=age))
    _list(dialog, keys)
    return not dialog.yes(dialog.texts.text("ask.any_today"))


def _list(dialog: Dialog, keys: Iterable[str]) -> None:
    for key in keys:
        dialog.say(dialog.texts.text(f"health.{key}"))
        for sign in SHORT[key]:
            dialog.say(f"- {_sign(dialog, sign)}")


def _sign(dialog: Dialog, sign: str) -> str:
    assert sign in QUESTIONS
    return dialog.texts.text(f"sign.{sign}")


def _pattern(dialog: Dialog, known: str | None) -> str | None:
    """Return the pain that was chosen; None for none."""
    texts = dialog.texts
    options = [Option(word, texts.text(f"pain.{word}")) for word in (NO_PAIN, *PATTERNS, OTHER_PAIN)]
    chosen = dialog.choose(texts.text("ask.pain"), options, known or NO_PAIN, first=0)
    return None if chosen == NO_PAIN else chosen


def _weight(dialog: Dialog, whose: str, known_kg: float | None, weigh: Weigh, usual: str | None) -> float:
    while known_kg is None:
        said = dialog.line(dialog.texts.text(WEIGHT_OF[whose]), usual or "")
        try:
            known_kg = weigh(whose) if said.strip().lower() == PADS else kilograms(said)
        except WrongUse as wrong:
            dialog.say(str(wrong))
    return known_kg
