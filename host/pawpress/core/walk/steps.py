"""A step is a press at its place; what follows from the order of steps alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pawpress.core.grading import Verdict
from pawpress.core.presses import Press
from pawpress.core.sides import Hand
from pawpress.core.walk.route_places import Place

STRADDLE_SHARE = 0.5
"""Two presses of one hand that overlap for more than this share of the shorter one are one step between two pads."""


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One press of the walk, in the order of onsets."""

    onset_s: float
    end_s: float
    pad: str
    hand: Hand
    level: int | None
    plateau_n: float
    hold_s: float
    graded: bool
    short: bool


def step_of(press: Press, verdict: Verdict, place: Place) -> Step:
    """Return a judged press as a step."""
    return Step(
        onset_s=press.onset_s,
        end_s=press.peak_s if press.release_s is None else press.release_s,
        pad=press.pad,
        hand=place.hand,
        level=place.level,
        plateau_n=press.plateau_n,
        hold_s=press.hold_s,
        graded=verdict.verdict != "ungraded",
        short=verdict.hold == "short",
    )


def joined(steps: Sequence[Step]) -> list[Step]:
    """Return the steps, in order, without the weaker half of a hand that stood between two pads."""
    kept: list[Step] = []
    last: dict[Hand, int] = {}
    for step in steps:
        at = last.get(step.hand)
        if at is not None and _one_step(kept[at], step):
            kept[at] = max(kept[at], step, key=lambda one: one.plateau_n)
            continue
        last[step.hand] = len(kept)
        kept.append(step)
    return kept


def _one_step(first: Step, second: Step) -> bool:
    overlap_s = min(first.end_s, second.end_s) - max(first.onset_s, second.onset_s)
    return overlap_s > STRADDLE_SHARE * min(first.end_s - first.onset_s, second.end_s - second.onset_s)


@dataclass(frozen=True, slots=True)
class Turns:
    """How the hands took turns."""

    in_turn: int
    together: int
    same_hand: int

    @property
    def share(self) -> float | None:
        """Part of the steps that the other hand took, in its turn; None below two steps."""
        steps = self.in_turn + self.together + self.same_hand
        return self.in_turn / steps if steps else None


def turns(steps: Sequence[Step], together_s: float) -> Turns:
    """Return how often the other hand followed, both came at once, or the same hand went on."""
    in_turn = together = same_hand = 0
    for before, step in pairwise(steps):
        if before.hand == step.hand:
            same_hand += 1
        elif step.onset_s - before.onset_s < together_s:
            together += 1
        else:
            in_turn += 1
    return Turns(in_turn, together, same_hand)


@dataclass(frozen=True, slots=True)
class Climb:
    """How the hands went up and down."""

    direction: str | None
    """`up` or `down` at the last change of level; None before the first."""
    walks_up: int
    walks_down: int
    skipped: int
    """Levels that a hand left out between two of its steps."""
    repeated: int
    """Steps of a hand on the level it had just left, other than at the ends where it turns."""


def climb(steps: Sequence[Step], lowest: int, highest: int) -> Climb:
    """Return how the steps went between the ends of the path; `lowest` and `highest` are its last levels."""
    skipped = repeated = walks_up = walks_down = 0
    last: dict[Hand, int] = {}
    end: int | None = None
    direction: str | None = None
    for step in steps:
        if step.level is None:
            continue
        before, last[step.hand] = last.get(step.hand), step.level
        if before is not None and before != step.level:
            direction = "up" if step.level > before else "down"
            skipped += abs(step.level - before) - 1
        repeated += before == step.level and lowest < step.level < highest
        walks_up += end == lowest < highest == step.level
        walks_down += end == highest > lowest == step.level
        end = step.level if step.level in (lowest, highest) else end
    return Climb(direction, walks_up, walks_down, skipped, repeated)
