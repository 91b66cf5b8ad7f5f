"""Where the walk goes next: the other hand follows to the level of the last step, or goes one level on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pawpress.core.sides import Hand
from pawpress.core.walk.route_places import OPTIONAL_LEVEL, Place
from pawpress.core.walk.steps import Step

FIRST: Hand = "left"
OTHER: dict[str, Hand] = {"left": "right", "right": "left"}


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
    levels = sorted({level for _, level in pads} - {OPTIONAL_LEVEL})
    placed = [(step.hand, step.level) for step in steps if step.level is not None]
    if not levels:
        return None
    if not placed:
        return pads.get((FIRST, levels[0]))
    last_hand, last_level = placed[-1]
    hand = OTHER[last_hand]
    before = next((level for other, level in reversed(placed) if other == hand), None)
    if before != last_level:
        return pads.get((hand, last_level))
    return pads.get((hand, _onward([level for _, level in placed], levels)))


def _onward(walked: Sequence[int], levels: Sequence[int]) -> int:
    """Return the level after the last one in the direction of the walk; it turns at both ends."""
    at = levels.index(min(levels, key=lambda level: abs(level - walked[-1])))
    step = -1 if _downward(walked) else 1
    if not 0 <= at + step < len(levels):
        step = -step
    return levels[min(max(at + step, 0), len(levels) - 1)]


def _downward(walked: Sequence[int]) -> bool:
    """Whether the last change of level went down the back."""
    before = next((level for level in reversed(walked) if level != walked[-1]), None)
    return before is not None and walked[-1] < before
