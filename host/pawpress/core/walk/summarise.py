"""From steps to the summary of a walk: cadence, evenness, turns and levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import fmean
from typing import Literal

from pawpress.core.grading.grading_limits_generated import RouteLimits
from pawpress.core.presses.metrics.session_metrics import cadence_per_min, symmetry_index
from pawpress.core.sides import HANDS, Hand
from pawpress.core.walk.route_hints import route_hints
from pawpress.core.walk.route_places import OPTIONAL_LEVEL, Place
from pawpress.core.walk.route_summary import Cadence, Level, RouteSummary
from pawpress.core.walk.steps import Step, climb, joined, turns

FEW = 2
"""Presses a hand needs before its mean says something."""


def summarise(
    steps: Sequence[Step], places: Mapping[str, Place], limits: RouteLimits, *, comparable: bool
) -> RouteSummary:
    """Return how a walk went.

    Parameters
    ----------
    steps : sequence of Step
        In the order of their onsets.
    places : mapping
        Where the pads are.
    limits : RouteLimits
        What counts as uneven or rushing.
    comparable : bool
        Whether the pads are calibrated, so that their forces may be held against each other.
    """
    walked = joined(steps)
    levels = _levels(walked, places)
    path = [level.level for level in levels if level.level != OPTIONAL_LEVEL]
    cadences: dict[Hand, float | None] = {
        hand: cadence_per_min([step.onset_s for step in walked if step.hand == hand]) for hand in HANDS
    }
    summary = RouteSummary(
        steps=len(walked),
        turns=turns(walked, limits.together_s.limit),
        climb=climb(walked, min(path, default=0), max(path, default=0)),
        levels=levels,
        missed=_missed(walked, places),
        short_steps=sum(step.short for step in walked),
        cadence_per_min=cadences,
        cadence=_cadence(cadences, limits),
        force_si=_symmetry(walked, "plateau_n"),
        hold_si=_symmetry(walked, "hold_s"),
        row_spread=_spread(levels),
    )
    return replace(summary, hints=route_hints(summary, limits, comparable=comparable))


def _levels(steps: Sequence[Step], places: Mapping[str, Place]) -> tuple[Level, ...]:
    known = sorted({place.level for place in places.values() if place.level is not None})
    made: list[Level] = []
    for level in known:
        here = [step for step in steps if step.level == level]
        forces = [step.plateau_n for step in here if step.graded]
        left, right = (sum(step.hand == hand for step in here) for hand in HANDS)
        made.append(Level(level, left, right, fmean(forces) if forces else None))
    return tuple(made)


def _missed(steps: Sequence[Step], places: Mapping[str, Place]) -> tuple[str, ...]:
    pressed = {(step.hand, step.level) for step in steps}
    return tuple(
        name
        for name, place in places.items()
        if place.level != OPTIONAL_LEVEL and (place.hand, place.level) not in pressed
    )


def _cadence(cadences: Mapping[Hand, float | None], limits: RouteLimits) -> Cadence | None:
    known = [cadence for cadence in cadences.values() if cadence is not None]
    if not known:
        return None
    fastest = max(known)
    if fastest > limits.rushing_per_min.limit:
        return "rushing"
    if fastest > limits.cadence_to_per_min.limit:
        return "quick"
    return "usual" if fastest >= limits.cadence_from_per_min.limit else "slow"


def _symmetry(steps: Sequence[Step], number: Literal["plateau_n", "hold_s"]) -> float | None:
    means: list[float] = []
    for hand in HANDS:
        own = [float(getattr(step, number)) for step in steps if step.hand == hand and step.graded]
        if len(own) < FEW:
            return None
        means.append(fmean(own))
    return symmetry_index(*means) if sum(means) > 0.0 else None


def _spread(levels: Sequence[Level]) -> float | None:
    forces = [level.plateau_n for level in levels if level.plateau_n is not None]
    return (max(forces) - min(forces)) / fmean(forces) if len(forces) >= FEW else None
