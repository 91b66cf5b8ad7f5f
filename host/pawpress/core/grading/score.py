"""What a press is worth, as trainers of resuscitation score a compression: criterion by criterion.

A class on target is worth 1, one that passes but is off target 0.5, one that fails 0. What could not be judged is left
out, and the other weights grow to fill its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pawpress.core.grading.grading_limits_generated import ScoreLimits

WORTH: Final[dict[str, dict[str, float]]] = {
    "speed": {"slow": 1.0, "acceptable": 0.5, "rushed": 0.0, "jab": 0.0},
    "hold": {"on_target": 1.0, "long": 0.5, "short": 0.0, "ask": 0.0},
    "steadiness": {"steady": 1.0, "fair": 0.5, "unsteady": 0.0},
    "release": {"full": 1.0, "dropped": 0.5, "partial": 0.0},
    "zone": {"medium": 1.0, "light": 0.5, "firm": 0.5, "amber": 0.0, "red": 0.0},
}

CRITERIA: Final[dict[str, tuple[str, ...]]] = {
    criterion: tuple(name for name, worth in classes.items() if worth) for criterion, classes in WORTH.items()
}
"""The classes that pass, criterion by criterion."""


def press_score(classes: Mapping[str, str | None], limits: ScoreLimits, *, jab: bool) -> float | None:
    """Return what a press is worth, 0 to 100; None where nothing of it could be judged."""
    judged = {name: found for name, found in classes.items() if found is not None}
    weight = {name: getattr(limits, name).limit for name in judged}
    total = sum(weight.values())
    if total <= 0.0:
        return None
    score = 100.0 * sum(weight[name] * WORTH[name][found] for name, found in judged.items()) / total
    return min(score, limits.jab_cap.limit) if jab else score
