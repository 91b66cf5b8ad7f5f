"""What views are told of the walk: computed once per press, not thirty times a second."""

from __future__ import annotations

from pawpress.analysis.results import red_events
from pawpress.core.layout import Layout
from pawpress.core.pipeline import Pipeline
from pawpress.engine.messages import WalkView


class WalkWatch:
    """Remembers the walk as it was at the newest press."""

    def __init__(self) -> None:
        self._known: tuple[int, Layout | None] | None = None
        self._view: WalkView | None = None

    def view(self, pipeline: Pipeline) -> WalkView | None:
        """Return the walk so far; None where there is no path."""
        known = (pipeline.tally.presses, pipeline.layout)
        if known != self._known:
            self._known, self._view = known, walk_view(pipeline)
        return self._view


def walk_view(pipeline: Pipeline) -> WalkView | None:
    """Return the walk of a session as views show it."""
    route = pipeline.route()
    if route is None:
        return None
    hands = [rate for rate in route.cadence_per_min.values() if rate is not None]
    return WalkView(
        next_pad=pipeline.next_pad(),
        steps=route.steps,
        in_turn=route.turns.share,
        skipped=route.climb.skipped,
        steps_per_min=sum(hands) if hands else None,
        cadence=route.cadence,
        evenness=route.row_spread,
        score=pipeline.tally.score(red_events(pipeline.episodes())).number,
    )
