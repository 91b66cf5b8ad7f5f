"""Where on the back each hand or pad is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pawpress.core.layout import Layout
from pawpress.core.sides import Hand

NAME: Final = re.compile(r"(?P<hand>left|right|l|r)[ _-]?(?P<level>\d+)?", re.IGNORECASE)
"""Names that a foreign file may give its pads: `L1`, `right_2`, `left`."""
OPTIONAL_LEVEL: Final = 0
"""The buttocks may be walked over or left out."""


@dataclass(frozen=True, slots=True)
class Place:
    """What presses there, and how far up the back."""

    hand: Hand
    level: int | None
    """0 the buttocks, 1 the lower back, upward from there; None where a pad moves with the hand."""


def places_of(layout: Layout) -> dict[str, Place]:
    """Return the place of every hand or pad of a layout, by name; empty where there is nothing to walk over.

    Pads in the middle have none: a hand there is off the path. A hand of several pads, as in a glove, has no level.
    """
    places: dict[str, Place] = {}
    for group in layout.groups:
        pads = [pad for pad in layout.pad if pad.group == group.name]
        side = pads[0].side
        if side != "centre":
            places[group.name] = Place(side, pads[0].level if len(pads) == 1 else None)
    return _walkable(places)


def places_of_names(names: Sequence[str]) -> dict[str, Place]:
    """Return places read from names like `L1` and `R1`; empty unless every name is one of these."""
    places: dict[str, Place] = {}
    for name in names:
        match = NAME.fullmatch(name.strip())
        if match is None:
            return {}
        level = match["level"]
        hand: Hand = "left" if match["hand"][0].lower() == "l" else "right"
        places[name] = Place(hand, None if level is None else int(level))
    return _walkable(places)


def _walkable(places: Mapping[str, Place]) -> dict[str, Place]:
    return dict(places) if len(places) > 1 and len({place.hand for place in places.values()}) == 2 else {}
