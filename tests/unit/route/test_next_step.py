"""Where the walk goes next: like a cat, hand after hand, up to the shoulder blades and back down."""

from __future__ import annotations

import pytest

from pawpress.core.walk import Place
from pawpress.core.walk.next_pad import next_pad
from pawpress.core.walk.steps import Step

PLACES = {f"{side}{level}": Place("left" if side == "L" else "right", level) for side in "LR" for level in (1, 2, 3)}


def walked(*pads: str) -> list[Step]:
    places = [PLACES[pad] for pad in pads]
    return [
        Step(float(number), number + 0.9, pad, place.hand, place.level, 80.0, 1.0, True, False)
        for number, (pad, place) in enumerate(zip(pads, places, strict=True))
    ]


@pytest.mark.parametrize(
    ("pads", "following"),
    [
        ((), "L1"),
        (("L1",), "R1"),
        (("L1", "R1"), "L2"),
        (("R1", "L1"), "R2"),
        (("L1", "R1", "L2", "R2", "L3", "R3"), "L2"),
        (("L1", "R1", "L2", "R2", "L3", "R3", "L2"), "R2"),
        (("L3", "R3", "L2", "R2"), "L1"),
        (("L3", "R3", "L2", "R2", "L1", "R1"), "L2"),
        (("L1", "R1", "L3"), "R3"),
        (("L1", "L1"), "R1"),
    ],
)
def test_the_other_hand_follows_or_goes_on(pads: tuple[str, ...], following: str):
    assert next_pad(walked(*pads), PLACES) == following


def test_a_walk_that_follows_the_advice_goes_up_and_down_for_ever():
    steps: list[str] = []
    for _ in range(20):
        following = next_pad(walked(*steps), PLACES)
        assert following is not None
        steps.append(following)
    assert steps[:12] == ["L1", "R1", "L2", "R2", "L3", "R3", "L2", "R2", "L1", "R1", "L2", "R2"]


def test_hands_that_carry_their_pads_are_sent_nowhere():
    assert next_pad([], {"left": Place("left", None), "right": Place("right", None)}) is None


def test_a_path_of_one_level_is_walked_on_the_spot():
    places = {pad: place for pad, place in PLACES.items() if place.level == 1}
    assert next_pad(walked("L1", "R1"), places) == "L1"


def test_the_buttocks_are_optional():
    places = {**PLACES, "L0": Place("left", 0), "R0": Place("right", 0)}
    assert next_pad([], places) == "L1"
