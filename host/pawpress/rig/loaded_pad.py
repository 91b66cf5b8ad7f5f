"""One pad while loads are put on it: waits until it is empty, until a load stands still, and says what is wrong.

Strategy: it watches the readings; a reading is taken by itself as soon as the load stands still, so that nobody needs a
hand for the keyboard. Who puts the loads on, and where the words go, is the assistant's affair: a person at a terminal,
or weights on the emulated rig.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from pawpress.core.calibration import CalibrationError
from pawpress.core.calibration.creep import LOADED_N
from pawpress.core.calibration.pad_curve import Place
from pawpress.core.calibration.pad_models import USUAL, model_of
from pawpress.core.calibration.reference_points import Direction, ReferencePoint
from pawpress.core.calibration.steady import (
    STILL_COUNTS,
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

    def text(self, key: str, **words: object) -> str:
        """Return the text of this key in the language that is spoken, with these words in its gaps."""
        ...

    def tell(self, key: str, **words: object) -> None:
        """Say such a text; it stays."""
        ...

    def show(self, line: str) -> None:
        """Show how still the reading is; the next line takes its place."""
        ...


class LoadedPad:
    """A pad that loads are put on.

    Parameters
    ----------
    reader : SampleReader
        Reads the rig.
    assistant : Assistant
        Puts the loads on.
    pad : str
        Name of the pad.
    channel : int
        Where it is connected.
    """

    def __init__(self, reader: SampleReader, assistant: Assistant, pad: str, channel: int) -> None:
        self._reader, self._assistant = reader, assistant
        self.pad, self.channel = pad, channel
        hello = reader.hello()
        self.counts_max, self.model = hello.counts_max, model_of(hello.pad_kind) or USUAL
        self.tare = 0.0
        self.loaded_from_s: float | None = None
        """Since when a load is on it, by the rig's clock, seconds."""

    def take_tare(self) -> float:
        """Return the reading of the empty pad; waits until it is empty."""
        self._assistant.empty(self.pad)
        refused = NotSteady("")
        for _ in range(round(PATIENCE_S / WINDOW_S)):
            found = take_tare(self.watch(WINDOW_S).counts[:, self.channel], self.counts_max, self.model)
            if isinstance(found, SteadyReading):
                self.tare, self.loaded_from_s = found.counts, None
                self._assistant.tell("guide.tare", name=self.pad, counts=f"{found.counts:.1f}")
                return found.counts
            if found != refused:
                self._assistant.tell("guide.no_tare", name=self.pad, why=self._said(found))
            refused = found
        raise self._failure("guide.never_empty", seconds=f"{PATIENCE_S:.0f}", why=self._said(refused))

    def rests_as(self, tare_counts: float) -> bool:
        """Whether the empty pad reads what it read before: it lies as it lay."""
        return abs(self.tare - tare_counts) <= STILL_COUNTS * self.counts_max / 1023

    def point(
        self, load_n: float, direction: Direction = "up", turn: int = 1, place: Place = "middle"
    ) -> ReferencePoint:
        """Have a load put on and return what it reads."""
        before = float(np.mean(self.watch(CHUNK_S).counts[:, self.channel]))
        self._assistant.load(self.pad, load_n, place)
        counts, at_s = self.settle(before)
        if saturated(counts, self.counts_max, self.model):
            self._assistant.tell("guide.beyond", name=self.pad, force=f"{load_n:.0f}")
        loaded_s = at_s - (at_s if self.loaded_from_s is None else self.loaded_from_s)
        reference_n = self._assistant.confirm(load_n)
        return ReferencePoint(round(reference_n, 3), round(counts, 2), direction, turn, round(max(0.0, loaded_s), 2))

    def empty(self) -> None:
        """Have it emptied."""
        self._assistant.empty(self.pad)
        waited_s = 0.0
        while felt(float(np.mean(self.watch(CHUNK_S).counts[:, self.channel])), self.tare):
            waited_s += CHUNK_S
            if waited_s > PATIENCE_S:
                raise self._failure("guide.still_on", seconds=f"{PATIENCE_S:.0f}")

    def recover(self) -> None:
        """Let it, empty, forget its creep."""
        self.watch(RECOVER_S)
        self.loaded_from_s = None

    def settle(self, before: float | None = None) -> tuple[float, float]:
        """Wait for another load that stands still; return its reading and the middle of the time it was read.

        The reading is of the second after the one in which it came to rest, so that nothing of the ramp is in it.

        Parameters
        ----------
        before : float, optional
            What the load before it read; None if there was none.
        """
        for _ in range(STILL_TRIES):
            self._await_stillness(self.tare if before is None else before)
            after = self.watch(WINDOW_S)
            found = steady_reading(after.counts[:, self.channel], self.counts_max)
            if isinstance(found, SteadyReading):
                self._assistant.show("")
                return found.counts, (float(after.t_s[0]) + float(after.t_s[-1])) / 2.0
        raise self._failure("guide.never_still")

    def watch(self, seconds: float) -> Stretch:
        """Look at the pads for a while, and note since when this one has been under load."""
        stretch = self._reader.watch(seconds)
        loaded = np.flatnonzero(stretch.counts[:, self.channel] > self.tare + self._loaded_counts())
        if self.loaded_from_s is None and len(loaded):
            self.loaded_from_s = float(stretch.t_s[loaded[0]])
        return stretch

    def _await_stillness(self, before: float) -> None:
        recent: list[Stretch] = []
        why = NotSteady("guide.waiting")
        for _ in range(round(PATIENCE_S / CHUNK_S)):
            recent = [*recent, self.watch(CHUNK_S)][-round(WINDOW_S / CHUNK_S) :]
            if len(recent) * CHUNK_S < WINDOW_S:
                continue
            counts = np.concatenate([stretch.counts for stretch in recent])
            found = steady_reading(counts[:, self.channel], self.counts_max)
            if isinstance(found, NotSteady):
                why = found
            elif not felt(found.counts, self.tare) or abs(found.counts - before) < ANOTHER_LOAD * before:
                why = self._nothing_new(counts)
            else:
                return
            now = f"{float(np.mean(recent[-1].counts[:, self.channel])):6.0f}"
            self._assistant.show(self._assistant.text("guide.reads", name=self.pad, counts=now, why=self._said(why)))
        raise self._failure("guide.no_load", seconds=f"{PATIENCE_S:.0f}", why=self._said(why))

    def _nothing_new(self, counts: np.ndarray[tuple[int, ...], np.dtype[np.uint16]]) -> NotSteady:
        """Say what is felt instead of a new load on the pad."""
        means = counts.mean(axis=0)
        strongest = int(np.argmax(means))
        if strongest != self.channel and felt(float(means[strongest]), 2.0 * float(means[self.channel]) + self.tare):
            return NotSteady("guide.wrong_pad", (("felt", str(strongest)), ("own", str(self.channel))))
        return NotSteady("guide.waiting")

    def _loaded_counts(self) -> float:
        """Return the reading of the force from which a pad is under load, by the nominal curve."""
        return self.model.nominal_counts(LOADED_N, self.counts_max)

    def _said(self, refused: NotSteady) -> str:
        return self._assistant.text(refused.key, name=self.pad, **dict(refused.words)) if refused.key else ""

    def _failure(self, key: str, **words: object) -> CalibrationError:
        return CalibrationError(self._assistant.text(key, name=self.pad, **words))
