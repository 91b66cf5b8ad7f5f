"""The walk as it goes on: presses come in as they end, steps are kept in the order in which they began."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence

from pawpress.core.grading import Verdict
from pawpress.core.grading.grading_limits_generated import RouteLimits
from pawpress.core.presses import Press
from pawpress.core.walk.next_pad import next_pad
from pawpress.core.walk.route_places import Place, places_of_names
from pawpress.core.walk.route_summary import RouteSummary
from pawpress.core.walk.steps import Step, step_of
from pawpress.core.walk.summarise import summarise


def walk_of_names(names: Sequence[str], limits: RouteLimits, *, comparable: bool) -> Walk:
    """Return a walk over pads that are only known by name."""
    return Walk(places_of_names(names), limits, comparable=comparable)


class Walk:
    """Takes judged presses, tells how the hands went."""

    def __init__(self, places: Mapping[str, Place], limits: RouteLimits, *, comparable: bool) -> None:
        self._places, self._limits, self._comparable = places, limits, comparable
        self._steps: list[Step] = []

    def add(self, press: Press, verdict: Verdict) -> None:
        """Take a press; one off the path is no step."""
        place = self._places.get(press.pad)
        if place is not None:
            insort(self._steps, step_of(press, verdict, place))

    def next_pad(self) -> str | None:
        """Return the pad of the next step; None where there is no path of pads."""
        return next_pad(self._steps, self._places)

    def summary(self) -> RouteSummary | None:
        """Return how the walk went so far; None where there is nothing to walk over."""
        if not self._places:
            return None
        return summarise(self._steps, self._places, self._limits, comparable=self._comparable)
