"""Leads through the calibration of a pad: conditioning loads, tare, reference points up and down, a hold for creep.

Strategy: it asks for loads and watches the readings; a point is taken by itself as soon as the load stands still, so
that nobody needs a hand for the keyboard. Who puts the loads on, and where the words go, is the assistant's affair:
a person at a terminal, or weights on the emulated rig.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from pawpress.core.calibration import CalibrationError, PadCurve
from pawpress.core.calibration.check import check_pad
from pawpress.core.calibration.creep import LOADED_N, creep_of_hold
from pawpress.core.calibration.edges import PLACES, with_edges
from pawpress.core.calibration.fitting import fit_pad
from pawpress.core.calibration.pad_curve import Place
from pawpress.core.calibration.pad_models import USUAL, model_of
from pawpress.core.calibration.reference_points import Direction, ReferencePoint
from pawpress.core.calibration.steady import (
    WINDOW_S,
    NotSteady,
    SteadyReading,
    felt,
    saturated,
    steady_reading,
    take_tare,
)
from pawpress.rig.sample_reader import SampleReader, Stretch

CHUNK_S = 0.25
PATIENCE_S = 90.0
"""How long a load, or an empty pad, is waited for."""
STILL_TRIES = 20
ANOTHER_LOAD = 0.05
"""A reading this much off the one before is another load."""
RECOVER_S = 5.0
"""How long an empty pad takes to forget its creep."""
SETTLE_S = 2.0
"""This much of a hold is left out, until the load has been let down."""
POINT_S, EMPTY_S = 7.0, 4.0
"""What a person needs, about, to put a load on and have it still, and to take it off."""
CONDITION_SHARE = 1.1
"""Conditioning goes beyond the largest point (FlexiForce user manual: 110 % of the test load, four to five times)."""
HOLD_SHARE = 0.6
"""Creep is learnt at this share of the largest load."""


class Assistant(Protocol):
    """Puts loads on pads and tells people what goes on."""

    def load(self, pad: str, force_n: float, place: Place = "middle") -> None:
        """Have a load put on a place of a pad, changed from whatever is on it."""
        ...

    def confirm(self, force_n: float) -> float:
        """Return the force that is really there, newtons."""
        ...

    def empty(self, pad: str) -> None:
        """Have everything taken off a pad."""
        ...

    def tell(self, key: str, **words: object) -> None:
        """Say something that stays: the text of this key, with these words in its gaps."""
        ...

    def show(self, line: str) -> None:
        """Show how still the reading is; the next line takes its place."""
        ...


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

    @property
    def about_s(self) -> float:
        """How long a pad takes, about, seconds."""
        settling_s = self.conditioning * (POINT_S + EMPTY_S) + WINDOW_S
        round_s = RECOVER_S + (2 * len(self.loads_n) - 1) * POINT_S + EMPTY_S
        hold_s = RECOVER_S + POINT_S + self.hold_s + EMPTY_S if self.hold_s > 0.0 else 0.0
        return settling_s + self.rounds * round_s + hold_s


class CalibrationGuide:
    """Leads through one pad after the other."""

    def __init__(self, reader: SampleReader, assistant: Assistant, plan: CalibrationPlan) -> None:
        self._reader, self._assistant, self.plan = reader, assistant, plan
        hello = reader.hello()
        self._counts_max, self._model = hello.counts_max, model_of(hello.pad_kind) or USUAL
        self.serial = hello.serial
        """Serial number of the rig; 0 if it has none."""
        self._tare = 0.0
        self._loaded_from_s: float | None = None

    def calibrate(self, pad: str, channel: int, made: str) -> PadCurve:
        """Return the curve of a pad.

        Raises
        ------
        CalibrationError
            If no steady load comes, or the points do not carry a curve.
        LinkError
            If the rig falls silent.
        """
        self._take_tare(pad, channel)  # an empty pad with its supervision resistor reads more than nothing
        self._condition(pad, channel)
        tare = self._take_tare(pad, channel)
        points = [point for turn in range(self.plan.rounds) for point in self._round(pad, channel, turn + 1)]
        curve = self._fit(pad, channel, points, tare, made, None)
        if self.plan.hold_s <= 0.0:
            return curve
        return self._fit(pad, channel, points, tare, made, self._creep(pad, channel, curve))

    def check(self, curve: PadCurve, loads_n: Sequence[float], made: str) -> PadCurve:
        """Return a curve with what known loads read on it now; raises as `calibrate` does."""
        self._take_tare(curve.pad, curve.channel)
        points: list[ReferencePoint] = []
        for load_n in loads_n:
            self._recover(curve.channel)
            points.append(self._point(curve.pad, curve.channel, load_n, "up", 1))
            self._empty(curve.pad, curve.channel)
        return check_pad(curve, points, made)

    def press_edges(self, curve: PadCurve, load_n: float, made: str) -> PadCurve:
        """Return a curve with what one load reads in the pad's middle and at its edges; raises as `calibrate` does."""
        self._take_tare(curve.pad, curve.channel)
        self._assistant.tell("guide.edges", name=curve.pad)
        points: list[ReferencePoint] = []
        for place in PLACES:
            self._recover(curve.channel)
            points.append(self._point(curve.pad, curve.channel, load_n, "up", 1, place))
            self._empty(curve.pad, curve.channel)
        return with_edges(curve, points, made)

    def tare(self, curve: PadCurve) -> PadCurve:
        """Return a curve with what its empty pad reads now; raises as `calibrate` does."""
        return curve.with_tare(self._take_tare(curve.pad, curve.channel))

    def _fit(
        self, pad: str, channel: int, points: Sequence[ReferencePoint], tare: float, made: str, creep: float | None
    ) -> PadCurve:
        return fit_pad(
            pad,
            channel,
            points,
            counts_max=self._counts_max,
            made=made,
            tare_counts=tare,
            creep_per_decade=creep,
            model=self._model,
        )

    def _condition(self, pad: str, channel: int) -> None:
        """Load the pad a few times, so that it has settled in its mount before anything counts."""
        for turn in range(self.plan.conditioning):
            self._assistant.tell("guide.settling", name=pad, number=turn + 1, of=self.plan.conditioning)
            self._assistant.load(pad, CONDITION_SHARE * max(self.plan.loads_n))
            self._settle(pad, channel, before=self._tare)
            self._empty(pad, channel)

    def _take_tare(self, pad: str, channel: int) -> float:
        self._assistant.empty(pad)
        refusal = NotSteady("")
        for _ in range(round(PATIENCE_S / WINDOW_S)):
            found = take_tare(self._watch(channel, WINDOW_S).counts[:, channel], self._counts_max, self._model)
            if isinstance(found, SteadyReading):
                self._tare, self._loaded_from_s = found.counts, None
                self._assistant.tell("guide.tare", name=pad, counts=f"{found.counts:.1f}")
                return found.counts
            if found.why != refusal.why:
                self._assistant.tell("guide.no_tare", name=pad, why=found.why)
            refusal = found
        raise CalibrationError(f"{pad}: no tare within {PATIENCE_S:.0f} s. {refusal.why}")

    def _round(self, pad: str, channel: int, turn: int) -> list[ReferencePoint]:
        """Take the points of one round: up, and down again without letting go."""
        self._recover(channel)
        loads = sorted(self.plan.loads_n)
        points = [self._point(pad, channel, load_n, "up", turn) for load_n in loads]
        points += [self._point(pad, channel, load_n, "down", turn) for load_n in reversed(loads[:-1])]
        self._empty(pad, channel)
        return points

    def _point(
        self, pad: str, channel: int, load_n: float, direction: Direction, turn: int, place: Place = "middle"
    ) -> ReferencePoint:
        before = float(np.mean(self._watch(channel, CHUNK_S).counts[:, channel]))
        self._assistant.load(pad, load_n, place)
        counts, at_s = self._settle(pad, channel, before)
        if saturated(counts, self._counts_max, self._model):
            self._assistant.tell("guide.beyond", name=pad, force=f"{load_n:.0f}")
        loaded_s = at_s - (at_s if self._loaded_from_s is None else self._loaded_from_s)
        reference_n = self._assistant.confirm(load_n)
        return ReferencePoint(round(reference_n, 3), round(counts, 2), direction, turn, round(max(0.0, loaded_s), 2))

    def _empty(self, pad: str, channel: int) -> None:
        """Have the pad emptied."""
        self._assistant.empty(pad)
        waited_s = 0.0
        while felt(float(np.mean(self._watch(channel, CHUNK_S).counts[:, channel])), self._tare):
            waited_s += CHUNK_S
            if waited_s > PATIENCE_S:
                raise CalibrationError(f"{pad}: something is still on it after {PATIENCE_S:.0f} s. Begin again.")

    def _recover(self, channel: int) -> None:
        """Let the empty pad forget its creep."""
        self._watch(channel, RECOVER_S)
        self._loaded_from_s = None

    def _settle(self, pad: str, channel: int, before: float) -> tuple[float, float]:
        """Wait for another load that stands still; return its reading and the middle of the time it was read.

        The reading is of the second after the one in which it came to rest, so that nothing of the ramp is in it.
        """
        for _ in range(STILL_TRIES):
            self._await_stillness(pad, channel, before)
            after = self._watch(channel, WINDOW_S)
            found = steady_reading(after.counts[:, channel], self._counts_max)
            if isinstance(found, SteadyReading):
                self._assistant.show("")
                return found.counts, (float(after.t_s[0]) + float(after.t_s[-1])) / 2.0
        raise CalibrationError(f"{pad}: the load never stands still for two seconds. Begin again.")

    def _await_stillness(self, pad: str, channel: int, before: float) -> None:
        recent: list[Stretch] = []
        why = "nothing new is felt"
        for _ in range(round(PATIENCE_S / CHUNK_S)):
            recent = [*recent, self._watch(channel, CHUNK_S)][-round(WINDOW_S / CHUNK_S) :]
            if len(recent) * CHUNK_S < WINDOW_S:
                continue
            counts = np.concatenate([stretch.counts for stretch in recent])
            found = steady_reading(counts[:, channel], self._counts_max)
            if isinstance(found, NotSteady):
                why = found.why
            elif not felt(found.counts, self._tare) or abs(found.counts - before) < ANOTHER_LOAD * before:
                why = self._nothing_new(pad, channel, counts)
            else:
                return
            self._assistant.show(f"{pad}: {float(np.mean(recent[-1].counts[:, channel])):6.0f} counts. {why}")
        raise CalibrationError(f"{pad}: no steady load within {PATIENCE_S:.0f} s: {why}. Begin again.")

    def _nothing_new(self, pad: str, channel: int, counts: np.ndarray[tuple[int, ...], np.dtype[np.uint16]]) -> str:
        """Say what is felt instead of a new load on the pad."""
        means = counts.mean(axis=0)
        strongest = int(np.argmax(means))
        if strongest != channel and felt(float(means[strongest]), 2.0 * float(means[channel]) + self._tare):
            return f"Channel {strongest} feels it, not {pad} on channel {channel}: is the load on the right pad?"
        return "Waiting for the load."

    def _creep(self, pad: str, channel: int, curve: PadCurve) -> float:
        """Return the growth per decade, learnt from a load that stays on."""
        self._assistant.tell("guide.creep", name=pad, seconds=f"{self.plan.hold_s:.0f}")
        self._recover(channel)
        self._assistant.load(pad, HOLD_SHARE * curve.top_n)
        self._settle(pad, channel, before=self._tare)
        begun_s = self._loaded_from_s or 0.0
        hold = self._watch(channel, self.plan.hold_s)
        self._empty(pad, channel)
        loaded_s = hold.t_s - begun_s
        late = loaded_s > SETTLE_S
        read_n = curve.newtons(curve.conductance_of(hold.counts[late, channel].astype(np.float64)))
        return creep_of_hold(loaded_s[late], read_n)

    def _watch(self, channel: int, seconds: float) -> Stretch:
        """Look at the pads for a while, and note since when this one has been under load."""
        stretch = self._reader.watch(seconds)
        loaded = np.flatnonzero(stretch.counts[:, channel] > self._tare + self._loaded_counts())
        if self._loaded_from_s is None and len(loaded):
            self._loaded_from_s = float(stretch.t_s[loaded[0]])
        return stretch

    def _loaded_counts(self) -> float:
        """Return the reading of the force from which a pad is under load, by the nominal curve."""
        return self._model.nominal_counts(LOADED_N, self._counts_max)
