"""The sink that reports presses, alarms and remarks on quality as they happen, with the fields of the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from pawpress.analysis.results import alarm_json, press_json, quality_json
from pawpress.core.events import Event, Quality
from pawpress.core.force_line import PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import AlarmChange, AlarmState, Episode

Kind = Literal["press", "alarm", "quality"]
Report = Callable[[Kind, dict[str, Any]], None]
"""Takes what happened; must return at once."""


class LiveEvents:
    """Reports a session without a screen.

    Parameters
    ----------
    report : callable
        Takes the kind and the fields of each event.
    presses : bool
        Whether presses are told here; no where the coach decides what is shown of them.
    """

    def __init__(self, report: Report, *, presses: bool = True) -> None:
        self._report, self._presses = report, presses
        self._pipeline: Pipeline | None = None

    def attach(self, pipeline: Pipeline) -> None:
        """Know the pipeline, which knows when an alarm began."""
        self._pipeline = pipeline

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:  # noqa: ARG002 - bytes are recorded
        """Report what happened."""
        for event in events:
            match event:
                case PressGraded() if self._presses:
                    self._report("press", press_json(event))
                case AlarmChange():
                    self._report("alarm", self._alarm(event))
                case Quality():
                    self._report("quality", quality_json(event))
                case _:
                    pass

    def close(self) -> None:
        """Nothing is left to report."""

    def _alarm(self, change: AlarmChange) -> dict[str, Any]:
        start_s, end_s = self._bounds(change)
        fields = alarm_json(Episode(change.alarm, start_s, end_s, change.peak_n, change.message))
        return {**fields, "state": change.state.value, "t_s": round(change.t_s, 6), "remedy": change.remedy}

    def _bounds(self, change: AlarmChange) -> tuple[float, float | None]:
        """Return when the condition of an alarm began, and when it ended if it has."""
        episodes = [] if self._pipeline is None else self._pipeline.episodes()
        begun = [one for one in episodes if one.alarm == change.alarm and one.start_s <= change.t_s]
        if not begun:
            return change.t_s, None
        on = change.state in (AlarmState.UNACKNOWLEDGED, AlarmState.ACKNOWLEDGED)
        return begun[-1].start_s, None if on else begun[-1].end_s
