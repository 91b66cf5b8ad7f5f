"""The line from newtons to verdicts and alarms: rooms 5 to 8, for the live stream, recordings and foreign files alike.

Safety leaves the line first, at the unfiltered force: an alarm waits for no filter and no press.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pawpress.calibration import ForceBlock
from pawpress.filtering import ForceFilter
from pawpress.grading import Limits, Tally, Verdict, grade
from pawpress.presses import Group, Press, PressDetector, PressThresholds, Progress
from pawpress.presses.standing import StandingDetector
from pawpress.safety import AlarmChange, Guard


@dataclass(frozen=True, slots=True)
class PressJudged:
    """A press ended and was judged."""

    press: Press
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Forces:
    """New smoothed forces."""

    block: ForceBlock


LineEvent = PressJudged | Forces | AlarmChange


class ForceLine:
    """Forces in, events out."""

    def __init__(
        self,
        groups: Sequence[Group],
        rate_hz: float,
        thresholds: PressThresholds,
        limits: Limits,
        guard: Guard | None,
        *,
        smooth: bool = True,
        newtons: bool = True,
    ) -> None:
        self._filter = ForceFilter(rate_hz) if smooth else None
        self._detector = PressDetector(groups, thresholds, 1.0 / rate_hz)
        self.standing = StandingDetector(thresholds.armed_n, 1.0 / rate_hz)
        self._limits = limits
        self._guard = guard
        self._newtons = newtons
        self.tally = Tally()

    def process(self, block: ForceBlock, now_s: float | None = None) -> list[LineEvent]:
        """Return the events of one block: alarms first."""
        events: list[LineEvent] = []
        if self._guard is not None:
            events += self._guard.process(block, now_s)
        for smooth in [block] if self._filter is None else self._filter.process(block):
            events += self._judge(smooth)
        return events

    def finish(self) -> list[LineEvent]:
        """Return the events of what was still in hand when the stream ended."""
        events: list[LineEvent] = []
        for smooth in [] if self._filter is None else self._filter.flush():
            events += self._judge(smooth)
        return events + [self._graded(press) for press in self._detector.finish()]

    def progress(self) -> list[Progress]:
        """Return the presses that are on now."""
        return self._detector.progress()

    def _judge(self, block: ForceBlock) -> list[LineEvent]:
        self.standing.process(block)
        return [Forces(block), *map(self._graded, self._detector.process(block))]

    def _graded(self, press: Press) -> PressJudged:
        verdict = grade(press, self._limits, newtons=self._newtons)
        self.tally.add(verdict)
        return PressJudged(press, verdict)
