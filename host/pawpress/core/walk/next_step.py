"""Where the walk goes next: the other hand follows to the level of the last step, or goes one level on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pawpress.core.walk.places import OPTIONAL_LEVEL, Hand, Place
from pawpress.core.walk.steps import Step

FIRST: Hand = "left"


def next_pad(steps: Sequence[Step], places: Mapping[str, Place]) -> str | None:
    """Return the pad of the next step; None where no pad has a level.

    Parameters
    ----------
    steps : sequence of Step
        The walk so far, in the order of onsets.
    places : mapping of str to Place
        Every pad of the path.
    """
    pads = {(place.hand, place.level): pad for pad, place in places.items() if place.level is not None}
    levels = sorted({level for _, level in pads if level is not None and level != OPTIONAL_LEVEL})
    placed = [step for step in steps if step.level is not None]
    if not levels:
        return None
    if not placed:
        return pads.get((FIRST, levels[0]))
    last = placed[-1]
    hand: Hand = "right" if last.hand == "left" else "left"
    before = next((step.level for step in reversed(placed) if step.hand == hand), None)
    level = last.level if before != last.level else _onward(placed, levels)
    return pads.get((hand, level))


def _onward(steps: Sequence[Step], levels: Sequence[int]) -> int:
    """Return the level after the last one in the direction of the walk; it turns at both ends."""
    at = levels.index(min(levels, key=lambda level: abs(level - (steps[-1].level or 0))))
    step = -1 if _downward(steps) else 1
    if not 0 <= at + step < len(levels):
        step = -step
    return levels[min(max(at + step, 0), len(levels) - 1)]


def _downward(steps: Sequence[Step]) -> bool:
    """Whether the last change of level went down the back."""
    now = steps[-1].level or 0
    before = next((step.level for step in reversed(steps) if step.level != now), None)
    return before is not None and now < before
