"""What is asked before anybody presses on a back, as tables: signs of danger, and the pains the method is for.

The lists follow what massage schools and a guideline on red flags of back pain ask (docs/explanation/safety.md names
them). They are a floor: no answer says that a back may be pressed, only that nothing here forbids it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

STOP_NOW: Final = {
    "saddle": "numbness between the legs",
    "bladder": "new trouble with bladder or bowel",
    "leg_weakness": "weakness of a leg, or pain in both legs that gets worse",
}
"""Signs of an emergency."""

ASK_FIRST: Final = {
    "osteoporosis": "known or likely osteoporosis",
    "steroids": "long use of steroids",
    "injury": "a recent injury or operation",
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

QUESTIONS: Final = STOP_NOW | ASK_FIRST | OUT_OF_SCOPE
"""Everything the long screen asks, one by one; each must be answered."""

SHORT: Final = {"stop_now": STOP_NOW, "ask_first": ASK_FIRST, "out_of_scope": OUT_OF_SCOPE}
"""The short screen, for hands: the same lists, one answer to each."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A back pain that the source text of the method is for, and what that sets."""

    pain: str
    where: str
    """Where to work, in the words of the layouts."""
    note: str
    """What to know before; empty where there is nothing."""
    levels: tuple[int, int]
    """Lowest and highest level of the mat to walk over; 1 is the lower back."""


PATTERNS: Final = {
    "lower_back_joint": Pattern(
        "pain at the joint of the lower back",
        "the lower back, on the muscles on both sides of the joint, never on the bone",
        "",
        (1, 2),
    ),
    "below_shoulder_blade": Pattern(
        "pain of the muscles below the shoulder blade",
        "from the middle of the back up to below the shoulder blade",
        "",
        (3, 4),
    ),
    "whole_back": Pattern(
        "pain of the whole back",
        "every level, from the lower back up and down again",
        "If the hands are numb as well, let a doctor look at it first.",
        (1, 4),
    ),
}
"""The presets."""

NUMB_HANDS: Final = "whole_back"
"""The pattern at which numb hands matter."""
