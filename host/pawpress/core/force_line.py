"""The line from newtons to verdicts and alarms: stages 5 to 8, for the live stream, recordings and foreign files alike.

Safety leaves the line first, at the unfiltered force: an alarm waits for no filter and no press.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from pawpress.core.calibration import ForceBlock
from pawpress.core.filtering import Smoother
from pawpress.core.grading import GradingLimits, Tally, Verdict, grade, live_call
from pawpress.core.grading.classes import Speed
from pawpress.core.kernel import require
from pawpress.core.lumps import Lumps
from pawpress.core.presses import Group, Press, PressDetector, PressProgress, PressThresholds
from pawpress.core.presses.fast_rises import FastRises
from pawpress.core.presses.hand_memory import HandMemory
from pawpress.core.presses.standing import StandingDetector, StandingStretch
from pawpress.core.safety import AlarmChange, AlarmMonitor
from pawpress.core.walk import Walk


@dataclass(frozen=True, slots=True)
class PressGraded:
    """A press ended and was judged."""

    press: Press
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Forces:
    """New smoothed forces."""

    block: ForceBlock


@dataclass(frozen=True, slots=True)
class PressWarning:
    """A press that is still on comes on too fast; said once a press, and no verdict."""

    pad: str
    onset_s: float
    t_s: float
    """Time of the newest force it was told from."""
    speed: Speed
    """`rushed` or `jab`."""
    reason: str


LineEvent = PressGraded | PressWarning | Forces | AlarmChange


class ForceLine:
    """Forces in, events out."""

    def __init__(
        self,
        groups: Sequence[Group],
        rate_hz: float,
        thresholds: PressThresholds,
        limits: GradingLimits,
        alarm_monitor: AlarmMonitor | None,
        *,
        smoother: Smoother | None = None,
        newtons: bool = True,
        zoned: bool = True,
        hand_of: Mapping[str, str] | None = None,
        walk: Walk | None = None,
    ) -> None:
        """Build the line.

        Parameters
        ----------
        groups : sequence of Group
            Hands, feet or pads to judge.
        rate_hz : float
            Sampling rate.
        thresholds, limits
            When a press begins and ends, and what is said of it.
        alarm_monitor : AlarmMonitor or None
            Watches the unfiltered force.
        smoother : Smoother, optional
            Smooths what is judged, and lets a press be warned of while it is on. None for a file, which is judged as
            it stands, and afterwards.
        newtons : bool
            Whether forces are newtons that may be graded.
        zoned : bool
            Whether they are the calibrated newtons of hands.
        hand_of : mapping, optional
            Which hand walks over which group; by default every group is a hand of its own.
        walk : Walk, optional
            Takes the judged presses.
        """
        require()
        period_s = 1.0 / rate_hz
        self._smoother = smoother
        self._detector = PressDetector(groups, thresholds, period_s)
        self._hands = HandMemory(groups, hand_of or {group.name: group.name for group in groups}, period_s)
        slowest_n_per_s = limits.speed.acceptable_nrfd_per_s.limit * limits.live.least_plateau_n.limit
        self._rises = FastRises(groups, slowest_n_per_s, period_s) if smoother is not None else None
        self._lumps = Lumps(period_s, slowest_n_per_s / max(len(group.columns) for group in groups), self.in_a_hurry)
        self.slow_n = self._lumps.slow_n
        """A pad that has risen by no more since the lumps handed something on is not near a fast rise."""
        self._end_s = 0.0
        """Time of the newest force."""
        self._warned: dict[str, float] = {}
        """Onset of the last press of each group that was warned of."""
        self._standing = None if smoother is None else StandingDetector(thresholds.armed_n, period_s)
        self._limits = limits
        self._alarm_monitor = alarm_monitor
        self._newtons, self._zoned = newtons, zoned
        self._walk = walk
        self.tally = Tally()

    def process(self, block: ForceBlock, now_s: float | None = None) -> list[LineEvent]:
        """Return the events of one block: alarms first."""
        events: list[LineEvent] = []
        if self._alarm_monitor is not None:
            events += self._alarm_monitor.process(block, now_s)
        if self._smoother is None or self._rises is None:
            return events + self._judge(block)
        for lump in self._lumps.add(block):
            events += self._judge(self._smoother.process(lump))
        return events

    def finish(self) -> list[LineEvent]:
        """Return the events of what was still in hand when the stream ended."""
        events: list[LineEvent] = []
        for lump in self._lumps.rest():
            events += self._judge(lump if self._smoother is None else self._smoother.process(lump))
        return events + [self._graded(press, self._end_s) for press in self._detector.finish()]

    def progress(self) -> list[PressProgress]:
        """Return the presses that are on now."""
        return self._detector.progress()

    def standing(self) -> list[StandingStretch]:
        """Return the stretches so far in which the load on all pads stood still; of a file, none."""
        return [] if self._standing is None else self._standing.found()

    @property
    def held(self) -> int:
        """How many samples the lumps hold back."""
        return self._lumps.held

    @property
    def due(self) -> int:
        """How many more samples they hold back at most, before one of them has risen fast."""
        return self._lumps.due(hurry=self.in_a_hurry())

    def in_a_hurry(self) -> bool:
        """Whether a press may have to be warned of, or is about to end."""
        return self._detector.ending or (self._rises is not None and self._rises.near)

    def _judge(self, block: ForceBlock) -> list[LineEvent]:
        if self._standing is not None:
            self._standing.process(block)
        self._hands.process(block)
        self._detector.take(block)
        warned = [] if self._rises is None else self._warnings(self._rises, block)
        self._end_s = float(block.t_s[-1])
        ended = self._detector.complete()
        judged = [(samples, self._graded(press, float(block.t_s[max(samples - 1, 0)]))) for samples, press in ended]
        events: list[LineEvent] = [Forces(block)]
        if judged or warned:
            events += [event for _, event in sorted([*judged, *warned], key=itemgetter(0))]
        return events

    def _warnings(self, rises: FastRises, block: ForceBlock) -> list[tuple[int, PressWarning]]:
        """Name the presses that come on too fast, each once, and after how many samples of the block."""
        warnings: list[tuple[int, PressWarning]] = []
        for group, samples in rises.looks(block):
            self._detector.advance(group, samples)
            press = self._detector.progress_of(group)
            if press is None:
                continue
            known = self._warned.get(press.pad) == press.onset_s
            call = None if known else live_call(press, self._limits)
            if call is not None:
                self._warned[press.pad] = press.onset_s
                t_s = float(block.t_s[samples - 1])
                warnings.append((samples, PressWarning(press.pad, press.onset_s, t_s, call.speed, call.reason)))
            if known or call is not None:
                rises.name(group)
        return warnings

    def _graded(self, press: Press, sure_s: float) -> PressGraded:
        press = self._hands.complete(press, sure_s)
        verdict = grade(press, self._limits, newtons=self._newtons, zoned=self._zoned)
        self.tally.add(verdict)
        if self._walk is not None:
            self._walk.add(press, verdict)
        return PressGraded(press, verdict)
