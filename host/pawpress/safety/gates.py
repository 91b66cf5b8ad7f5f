"""What must be so before anybody stands on a back: answers in, refusals out. Asks nobody and reads nothing.

The lists follow what massage schools and a guideline on red flags of back pain ask (docs/explanation/safety.md names
them). The list is a floor: no answer here says that a back may be stood on, only that nothing here forbids it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pawpress.safety.foot import LB_KG, RULE_LB, FootPair

TWO_FEET_LB: Final = 40.0
"""How much lighter the giver must be to stand with both feet; practitioners of massage with the feet."""

STOP_NOW: Final = {
    "saddle": "numbness between the legs",
    "bladder": "new trouble with bladder or bowel",
    "leg_weakness": "weakness of a leg, or pain in both legs that gets worse",
}
"""Signs of an emergency."""

ASK_FIRST: Final = {
    "osteoporosis": "known or likely osteoporosis",
    "steroids": "long use of steroids",
    "injury": "a recent fracture, injury or operation",
    "spine_disease": "ankylosing spondylitis or another disease of the spine",
    "cancer": "a history of cancer with new back pain",
    "fever": "fever, or feeling ill",
    "blood": "blood thinners or a clotting disorder",
    "thrombosis": "a blood clot in a vein",
    "pregnancy": "pregnancy",
    "wounds": "open wounds",
    "blood_pressure": "blood pressure that is not under control",
}
"""Reasons to ask a doctor before anybody presses."""

OUT_OF_SCOPE: Final = {
    "accident": "pain after an accident",
    "fracture": "a fracture",
    "dislocation": "a dislocation",
    "sciatica": "sciatica: pain that runs down a leg",
}
"""Back pain that this method is not for."""

PATTERNS: Final = {
    "lower_back_joint": "the joint of the lower back",
    "below_shoulder_blade": "the muscles below the shoulder blade",
    "whole_back": "the whole back; if the hands are numb too, let a doctor look first",
}
"""Back pain that the source text of the method is for."""

QUESTIONS: Final = STOP_NOW | ASK_FIRST | OUT_OF_SCOPE
"""Everything the health screen asks; each must be answered."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the two people said."""

    health: dict[str, bool]
    """Yes or no to each of `QUESTIONS`."""
    pair: FootPair
    pattern: str | None = None
    """One of `PATTERNS`, or None for no pain."""
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


def refusals(answers: Answers) -> list[Refusal]:
    """Return every reason against foot mode; none opens it."""
    return [*_health(answers), *_weights(answers), *_place(answers)]


def hand_refusals(health: dict[str, bool]) -> list[Refusal]:
    """Return every reason against pressing with the hands: the health screen alone."""
    return _health(Answers(health, FootPair()))


def two_feet_allowed(pair: FootPair) -> bool:
    """Whether the giver is light enough to stand with both feet."""
    lighter_kg = _lighter_kg(pair)
    return lighter_kg is not None and lighter_kg >= TWO_FEET_LB * LB_KG - 1e-9


def _health(answers: Answers) -> list[Refusal]:
    asked = answers.health
    open_ = [QUESTIONS[key] for key in QUESTIONS if key not in asked]
    found = [Refusal("health", f"Not answered: {'; '.join(open_)}.", "Answer every question.")] if open_ else []
    for key, yes in asked.items():
        if yes:
            found.append(_against(key))
    if answers.pattern is not None and answers.pattern not in PATTERNS:
        choices = "; ".join(PATTERNS.values())
        found.append(Refusal("pattern", "This pain is none the method is for.", f"It is for: {choices}."))
    return found


def _against(key: str) -> Refusal:
    if key in STOP_NOW:
        why = f"This is an emergency: {STOP_NOW[key]}."
        return Refusal("stop_now", why, "Do not press at all. Get medical help now.")
    if key in OUT_OF_SCOPE:
        return Refusal("out_of_scope", f"The method is not for {OUT_OF_SCOPE[key]}.", "Do not press. See a doctor.")
    reason = ASK_FIRST.get(key, key)
    return Refusal("ask_first", f"Nobody may press on this back: {reason}.", "Ask a doctor first.")


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
        least = f"{rule_lb:g} lb ({rule_lb * LB_KG:.1f} kg)"
        why = f"The giver must be at least {least} lighter and is {lighter_kg:.1f} kg lighter."
        found.append(Refusal("weight_rule", why, "Let a lighter person do it, or use the hands."))
    elif answers.both_feet and not two_feet_allowed(pair):
        why = f"Both feet need a giver who is {TWO_FEET_LB:g} lb ({TWO_FEET_LB * LB_KG:.1f} kg) lighter."
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
        why = "The pads are not calibrated in this placement, so the newtons cannot be trusted."
        found.append(Refusal("calibration", why, "Run pawpress calibrate with the pads where they lie now."))
    return found
