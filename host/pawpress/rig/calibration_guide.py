"""Leads through the calibration of a pad: conditioning loads, tare, reference points up and down, a hold for creep.

Strategy: it asks for loads; each is confirmed as soon as it stands still (`LoadedPad`), and is kept before the next one
is asked for (`Steps`), so that whoever stops, or is stopped, goes on with the load that was missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pawpress.core.calibration import CalibrationError, PadCurve
from pawpress.core.calibration.check import check_pad
from pawpress.core.calibration.creep import creep_of_hold
from pawpress.core.calibration.edges import PLACES, with_edges
from pawpress.core.calibration.fitting import fit_pad
from pawpress.core.calibration.reference_points import Direction, ReferencePoint
from pawpress.core.calibration.steady import WINDOW_S
from pawpress.rig.calibration_steps import PadSteps, Steps
from pawpress.rig.loaded_pad import RECOVER_S, Assistant, LoadedPad
from pawpress.rig.sample_reader import SampleReader

SETTLE_S = 2.0
"""This much of a hold is left out, until the load has been let down."""
POINT_S, EMPTY_S = 7.0, 4.0
"""What a person needs, about, to put a load on and have it still, and to take it off."""
CONDITION_SHARE = 1.1
"""Conditioning goes beyond the largest point (FlexiForce user manual: 110 % of the test load, four to five times)."""
HOLD_SHARE = 0.6
"""Creep is learnt at this share of the largest load."""


@dataclass(frozen=True, slots=True)
class CalibrationPlan:
    """What is asked for."""

    loads_n: tuple[float, ...] = (10.0, 25.0, 50.0, 80.0, 120.0, 160.0, 210.0, 260.0, 320.0)
    """Reference loads, newtons: past the line of overload of one hand (300 N), light ones closer together."""
    rounds: int = 2
    """Twice at least: only a load put on again tells how well the pad repeats."""
    conditioning: int = 4
    hold_s: float = 30.0
    """Length of the hold from which creep is learnt; 0 leaves it out."""

    def course(self) -> list[tuple[float, Direction]]:
        """Return the loads of a round: up, and down again without letting go."""
        loads = sorted(self.loads_n)
        return [*((load_n, "up") for load_n in loads), *((load_n, "down") for load_n in reversed(loads[:-1]))]

    @property
    def about_s(self) -> float:
        """How long a pad takes, about, seconds."""
        settling_s = self.conditioning * (POINT_S + EMPTY_S) + WINDOW_S
        round_s = RECOVER_S + (2 * len(self.loads_n) - 1) * POINT_S + EMPTY_S
        hold_s = RECOVER_S + POINT_S + self.hold_s + EMPTY_S if self.hold_s > 0.0 else 0.0
        return settling_s + self.rounds * round_s + hold_s


class CalibrationGuide:
    """Leads through one pad after the other.

    Parameters
    ----------
    reader : SampleReader
        Reads the rig.
    assistant : Assistant
        Puts the loads on.
    plan : CalibrationPlan
        What is asked for.
    """

    def __init__(self, reader: SampleReader, assistant: Assistant, plan: CalibrationPlan) -> None:
        self._reader, self._assistant, self.plan = reader, assistant, plan
        self.serial = reader.hello().serial
        """Serial number of the rig; 0 if it has none."""

    def calibrate(self, pad: str, channel: int, made: str, steps: Steps | None = None) -> PadCurve:
        """Return the curve of a pad.

        Parameters
        ----------
        pad, channel
            Which pad it is.
        made : str
            When, as `2026-07-01T12:00:00Z`.
        steps : Steps, optional
            What of it is done, and where what is confirmed is kept.

        Raises
        ------
        CalibrationError
            If no steady load comes, or the points do not carry a curve.
        LinkError
            If the rig falls silent.
        """
        steps = steps or Steps(PadSteps(pad, channel))
        loaded = self._loaded(pad, channel)
        loaded.take_tare()  # an empty pad with its supervision resistor reads more than nothing
        self._go_on(loaded, steps)
        self._condition(loaded, steps)
        if steps.done.tare_counts is None:
            steps.confirm(tare_counts=loaded.take_tare())
        for turn in range(1, self.plan.rounds + 1):
            self._round(loaded, steps, turn)
        curve = self._fit(loaded, steps, made)
        if self.plan.hold_s <= 0.0:
            return curve
        if steps.done.creep_per_decade is None:
            steps.confirm(creep_per_decade=self._creep(loaded, curve))
        return self._fit(loaded, steps, made)

    def check(self, curve: PadCurve, loads_n: Sequence[float], made: str) -> PadCurve:
        """Return a curve with what known loads read on it now; raises as `calibrate` does."""
        loaded = self._loaded(curve.pad, curve.channel)
        loaded.take_tare()
        points: list[ReferencePoint] = []
        for load_n in loads_n:
            loaded.recover()
            points.append(loaded.point(load_n))
            loaded.empty()
        return check_pad(curve, points, made)

    def press_edges(self, curve: PadCurve, load_n: float, made: str, steps: Steps | None = None) -> PadCurve:
        """Return a curve with what one load reads in the pad's middle and at its edges; as `calibrate`."""
        steps = steps or Steps(PadSteps(curve.pad, curve.channel))
        loaded = self._loaded(curve.pad, curve.channel)
        loaded.take_tare()
        self._assistant.tell("guide.edges", name=curve.pad)
        for place in PLACES[len(steps.done.edge) :]:
            loaded.recover()
            steps.confirm(edge=loaded.point(load_n, place=place))
            loaded.empty()
        try:
            return with_edges(curve, steps.done.edge, made)
        except CalibrationError:
            steps.forget_edges()
            raise

    def tare(self, curve: PadCurve) -> PadCurve:
        """Return a curve with what its empty pad reads now; raises as `calibrate` does."""
        return curve.with_tare(self._loaded(curve.pad, curve.channel).take_tare())

    def _loaded(self, pad: str, channel: int) -> LoadedPad:
        return LoadedPad(self._reader, self._assistant, pad, channel)

    def _go_on(self, loaded: LoadedPad, steps: Steps) -> None:
        """Say where a pad that was begun goes on; one that lies otherwise now begins anew."""
        done = steps.done
        if done.tare_counts is not None and not loaded.rests_as(done.tare_counts):
            self._assistant.tell("guide.anew", name=loaded.pad)
            steps.begin_anew()
        elif done.settled or done.point:
            of = self.plan.rounds * len(self.plan.course())
            self._assistant.tell("guide.goes_on", name=loaded.pad, number=len(done.point), of=of)

    def _fit(self, loaded: LoadedPad, steps: Steps, made: str) -> PadCurve:
        try:
            return fit_pad(
                loaded.pad,
                loaded.channel,
                steps.done.point,
                counts_max=loaded.counts_max,
                made=made,
                tare_counts=steps.done.tare_counts,
                creep_per_decade=steps.done.creep_per_decade,
                model=loaded.model,
            )
        except CalibrationError:
            steps.begin_anew()  # the same points would be refused for ever
            raise

    def _condition(self, loaded: LoadedPad, steps: Steps) -> None:
        """Load the pad a few times, so that it has settled in its mount before anything counts."""
        for turn in range(steps.done.settled, self.plan.conditioning):
            self._assistant.tell("guide.settling", name=loaded.pad, number=turn + 1, of=self.plan.conditioning)
            self._assistant.load(loaded.pad, CONDITION_SHARE * max(self.plan.loads_n))
            loaded.settle()
            steps.settle()
            loaded.empty()

    def _round(self, loaded: LoadedPad, steps: Steps, turn: int) -> None:
        """Take the points of one round that are not taken yet."""
        course = self.plan.course()
        left = course[max(0, len(steps.done.point) - (turn - 1) * len(course)) :]
        if not left:
            return
        loaded.recover()
        if left[0][1] == "down":
            self._come_from_above(loaded)
        for load_n, direction in left:
            steps.confirm(point=loaded.point(load_n, direction, turn))
        loaded.empty()

    def _come_from_above(self, loaded: LoadedPad) -> None:
        """Have the largest load put on once more: what a pad reads on the way down hangs on where it came from."""
        self._assistant.tell("guide.from_above", name=loaded.pad)
        self._assistant.load(loaded.pad, max(self.plan.loads_n))
        loaded.settle()

    def _creep(self, loaded: LoadedPad, curve: PadCurve) -> float:
        """Return the growth per decade, learnt from a load that stays on."""
        self._assistant.tell("guide.creep", name=loaded.pad, seconds=f"{self.plan.hold_s:.0f}")
        loaded.recover()
        self._assistant.load(loaded.pad, HOLD_SHARE * curve.top_n)
        loaded.settle()
        begun_s = loaded.loaded_from_s or 0.0
        hold = loaded.watch(self.plan.hold_s)
        loaded.empty()
        loaded_s = hold.t_s - begun_s
        late = loaded_s > SETTLE_S
        read_n = curve.newtons(curve.conductance_of(hold.counts[late, loaded.channel].astype(np.float64)))
        return creep_of_hold(loaded_s[late], read_n)
