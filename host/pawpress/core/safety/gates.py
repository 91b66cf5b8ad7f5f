"""What must be so before anybody presses on a back or stands on it: answers in, refusals out. Asks nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from pawpress.core.safety.foot import RULE_LB, FootPair
from pawpress.core.safety.screen import ASK_FIRST, NUMB_HANDS, OUT_OF_SCOPE, PATTERNS, QUESTIONS, SHORT, STOP_NOW
from pawpress.core.units import POUND_KG

TWO_FEET_LB: Final = 40.0
"""How much lighter the giver must be to stand with both feet; practitioners of massage with the feet."""


class Answers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the two people said; kept in the recording."""

    health: dict[str, bool]
    """Yes or no to each of `QUESTIONS`, or for hands to each of `SHORT`."""
    pair: FootPair = FootPair()
    pattern: str | None = None
    """One of `PATTERNS`, or None for no pain."""
    numb_hands: bool | None = None
    """Asked when the whole back hurts."""
    both_feet: bool = False
    """False: one foot stays on the floor or a stool."""
    support_in_reach: bool = False
    """Wall or chair."""
    stop_word: str = ""
    calibrated_here: bool = False
    """Whether every pad is calibrated in this placement."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why foot mode stays closed, and what would open it."""

    gate: str
    why: str
    change: str

    @property
    def text(self) -> str:
        """Both in one line."""
        return f"{self.why} {self.change}"


NOT_CALIBRATED: Final = Refusal(
    "calibration",
    "The pads are not calibrated in this placement, so the newtons cannot be trusted.",
    "Run pawpress calibrate with the pads where they lie now.",
)


def refusals(answers: Answers) -> list[Refusal]:
    """Return every reason against foot mode; none opens it."""
    return [*_health(answers.health, QUESTIONS), *_pain(answers), *_weights(answers), *_place(answers)]


def hand_refusals(answers: Answers) -> list[Refusal]:
    """Return every reason against pressing with the hands: the short screen and the pain."""
    return [*_health(answers.health, SHORT), *_pain(answers)]


def two_feet_allowed(pair: FootPair) -> bool:
    """Whether the giver is light enough to stand with both feet."""
    lighter_kg = _lighter_kg(pair)
    return lighter_kg is not None and lighter_kg >= TWO_FEET_LB * POUND_KG - 1e-9


def _health(said: dict[str, bool], asked: Mapping[str, object]) -> list[Refusal]:
    missing = [_words(key) for key in asked if key not in said]
    found = [Refusal("health", f"Not answered: {'; '.join(missing)}.", "Answer every question.")] if missing else []
    return found + [_against(key) for key, yes in said.items() if yes]


def _words(key: str) -> str:
    return " or ".join(SHORT[key].values()) if key in SHORT else QUESTIONS[key]


def _against(key: str) -> Refusal:
    if key in STOP_NOW or key == "stop_now":
        why = f"This is an emergency: {_words(key)}."
        return Refusal("stop_now", why, "Do not press at all. Get medical help now.")
    if key in OUT_OF_SCOPE or key == "out_of_scope":
        return Refusal("out_of_scope", f"The method is not for {_words(key)}.", "Do not press. See a doctor.")
    reason = _words(key) if key in ASK_FIRST or key in SHORT else key
    return Refusal("ask_first", f"Nobody may press on this back: {reason}.", "Ask a doctor first.")


def _pain(answers: Answers) -> list[Refusal]:
    if answers.pattern is None:
        return []
    if answers.pattern not in PATTERNS:
        choices = "; ".join(pattern.pain for pattern in PATTERNS.values())
        return [Refusal("pattern", "This pain is none the method is for.", f"See a doctor. It is for: {choices}.")]
    if answers.pattern == NUMB_HANDS and answers.numb_hands is not False:
        numb = "the hands are numb as well" if answers.numb_hands else "nobody said whether the hands are numb"
        return [Refusal("numb_hands", f"The whole back hurts and {numb}.", "Let a doctor look at it first.")]
    return []


def _weights(answers: Answers) -> list[Refusal]:
    pair = answers.pair
    lighter_kg = _lighter_kg(pair)
    if lighter_kg is None:
        return [Refusal("weights", "The weights are not known.", "Give both, in kg or lb.")]
    found: list[Refusal] = []
    if pair.rule_lb < RULE_LB:
        why = f"The rule of {RULE_LB:g} lb cannot be loosened to {pair.rule_lb:g}."
        found.append(Refusal("weight_rule", why, "Set it to 20 lb or more."))
    if pair.breaks_rule:
        rule_lb = max(pair.rule_lb, RULE_LB)
        least = f"{rule_lb:g} lb ({rule_lb * POUND_KG:.1f} kg)"
        why = f"The giver must be at least {least} lighter and is {lighter_kg:.1f} kg lighter."
        found.append(Refusal("weight_rule", why, "Let a lighter person do it, or use the hands."))
    elif answers.both_feet and not two_feet_allowed(pair):
        why = f"Both feet need a giver who is {TWO_FEET_LB:g} lb ({TWO_FEET_LB * POUND_KG:.1f} kg) lighter."
        found.append(Refusal("two_feet", why, "Keep one foot on the floor or a stool."))
    return found


def _lighter_kg(pair: FootPair) -> float | None:
    if pair.giver_kg is None or pair.receiver_kg is None:
        return None
    return pair.receiver_kg - pair.giver_kg


def _place(answers: Answers) -> list[Refusal]:
    found: list[Refusal] = []
    if not answers.support_in_reach:
        found.append(Refusal("support", "There is nothing to hold on to.", "Lie near a wall, or put a chair in reach."))
    if not answers.stop_word.strip():
        found.append(
            Refusal("stop_word", "No stop word is agreed on.", "Agree on a word at which the giver steps off.")
        )
    if not answers.calibrated_here:
        found.append(NOT_CALIBRATED)
    return found
