"""The curve of a press in the kernel, for the numbers that metrics are made of."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from struct import Struct
from typing import Any, NamedTuple

from pawpress.core.kernel.wasm_machine import Floats, shared

SCRATCH_ROWS, MORE = 3, 34
"""What most questions take to work in: rows as long as the curve, and some numbers."""

LONGEST_PART = 1.5
"""Of the wanted length: what is longer is cut in two."""


class Band(NamedTuple):
    """A band, and how a hold is cut for it."""

    low_hz: float
    high_hz: float
    bin_s: float
    """Readings that lie in one bin of this length are averaged; coarser ones stay as they are."""
    part_s: float
    """A long hold is cut into parts of about this length."""
    highest_share: float
    """Up to this part of the sampling rate a swing can be told."""
    trace: float
    """What is added to the squares for each sample, so that two waves that are alike can be told apart."""
    part_samples: int
    """Of a part at least; a shorter one is left out."""


class Shares(NamedTuple):
    """What counts as plateau, hold, rise and dip: shares of the largest force, and of the plateau, and times."""

    plateau: float
    hold: float
    rise_from: float
    rise_to: float
    begun: float
    window_s: float
    dip: float
    dips_after_s: float
    recent_s: float


PACK_SHARES = Struct(f"<{len(Shares._fields)}d").pack


class SoFar(NamedTuple):
    """What is known of a press that is still on."""

    largest: float
    plateau: float
    held_s: float
    rise_s: float
    """Below 0 where it is not known."""
    steepest: float
    middle: float
    """Force in the middle of the steepest window."""
    newest_rate: float
    """Rise over the newest window, or over the newest step where that is longer, a second."""
    recent: float
    """Force a short time ago."""
    dips: float
    """The sample at which the hold dips, or 0."""


class Curve:
    """A curve of force over time that lies in the kernel, and is laid down again if that was used for something else.

    Parameters
    ----------
    t_s, force : array, shape (n,)
        Time, which rises, and force; at least one sample. Neither may be written to afterwards.
    """

    __slots__ = ("_at", "_force_at", "_largest", "_machine", "_n", "_scratch", "_taking", "_whole", "force", "t_s")

    def __init__(self, t_s: Floats, force: Floats) -> None:
        self.t_s, self.force, self._n = t_s, force, len(t_s)
        self._machine, self._whole, self._largest = shared(), self, None
        self._lay_down()

    def __len__(self) -> int:
        return self._n

    def part(self, span: slice) -> Curve:
        """Return samples of it, given by their bounds, as a curve in the same place; as a slice, it may have none."""
        start, stop, _ = span.indices(self._n)
        if stop - start == self._n:
            return self
        part = Curve.__new__(Curve)
        part.t_s, part.force, part._n = self.t_s[span], self.force[span], max(0, stop - start)
        part._machine, part._whole, part._scratch, part._largest = self._machine, self._whole, self._scratch, None
        part._at, part._force_at = self._at + 8 * start, self._force_at + 8 * start
        return part

    def largest(self) -> float:
        """Return the largest force."""
        if self._largest is None:
            self._largest = self._of_force("largest")
        return self._largest

    def plateau(self, share: float) -> float:
        """Return the median of the samples at or above a share of the largest, which must be above 0."""
        return self._of_force("median_above", share * self.largest(), self._scratch)

    def median(self) -> float:
        """Return the median of the force."""
        return self._of_force("median_above", -inf, self._scratch)

    def mean(self) -> float:
        """Return the mean of the force."""
        return self._of_force("mean")

    def first_above(self, level: float) -> int:
        """Return the first sample at or above a level; 0 if there is none."""
        return self._of_force("first_above", level)

    def last_above(self, level: float) -> int:
        """Return the last sample at or above a level; 0 if there is none."""
        return self._of_force("last_above", level)

    def highest_dip(self, high: float, low: float) -> float:
        """Return the highest of the dips below one level between samples at or above a higher one; -inf without one."""
        return self._of_force("highest_dip", high, low)

    def steepest(self, window_s: float) -> float:
        """Return the largest rise over a window, not below 0, a second.

        A window ends at the first sample that is so much later; a curve that is shorter is a window itself.
        """
        return self._of("steepest", window_s, self.largest(), self._scratch)

    def so_far(self, shares: Shares) -> SoFar:
        """Return what is asked of a press that is still on, in less time than one by one."""
        found = self._scratch + 8 * len(shares)
        self._machine.write(self._scratch, PACK_SHARES(*shares))
        self._of("so_far", self._scratch, found, found + 8 * len(SoFar._fields))
        return SoFar._make(self._machine.read(found, len(SoFar._fields)))

    def struck(self, window_s: float) -> float:
        """Return the rise over the first window, a second, as if it had come on within that."""
        return self._of("struck", window_s)

    def held_s(self, level: float) -> float:
        """Return how long the force is at or above a level, with straight lines between samples."""
        return self._of("held", level, self._scratch)

    def area(self) -> float:
        """Return the area under the force."""
        return self._of("area", self._scratch)

    def rise_s(self, low: float, high: float, begun: float) -> tuple[float, float] | None:
        """Return when the force rises through two levels; None where it does not, or begins above a third one."""
        return self._two() if self._of("rise", low, high, begun, self._scratch) else None

    def fall_s(self, low: float, high: float, begun: float) -> tuple[float, float] | None:
        """Return when the force, seen backwards, rises through two levels: times below 0."""
        found = self._of("fall", low, high, begun, self._scratch, self._scratch + 16)
        return self._two() if found else None

    def longest_step_s(self) -> float:
        """Return the longest time from one of at least two samples to the next."""
        return self._asked("longest_step")(self._at, self._n)

    def dips(self, high: float, low: float, after_s: float) -> int:
        """Return where it first falls to the lower level, so long after it has reached the higher or later; else 0."""
        return self._of("dips", high, low, after_s)

    def rises(self) -> float:
        """Return by how much it rises from sample to sample, all rises together."""
        return self._of_force("rises")

    def valley(self, share: float, lasts_s: float) -> bool:
        """Return whether it stays so long below a share of what it reaches both before and after."""
        return bool(self._of("valley", share, lasts_s, self.largest()))

    def slope(self) -> float:
        """Return the slope of the straight line of least squares."""
        return self._of("slope", self._scratch)

    def wavering(self) -> float:
        """Return the standard deviation about the straight line of least squares."""
        return self._of("wavering", self._scratch)

    def swing(self, band: Band) -> float:
        """Return the root mean square of what sines in a band, at multiples of a base frequency, can follow."""
        waves = int(LONGEST_PART * band.part_s * band.high_hz) + 1
        return self._of("hold_swing", *band, self._room(8, 4 * waves * (waves + 2) + 24))

    def even_rates(self, bin_s: float, few: int) -> tuple[Floats, float] | None:
        """Return how fast the force of bins changes, up or down, at even times, and how far apart these are, seconds.

        None where fewer bins than a few hold a reading.
        """
        room = self._n
        while True:
            scratch = self._room(7, 1 + room + MORE)
            out = scratch + 8
            count = self._of("even_rates", bin_s, few, scratch, out, room, out + 8 * room)
            if count <= room:
                break
            room = count
        if count == 0:
            return None
        found = self._machine.floats(scratch, 1 + count)
        return found[1:].copy(), float(found[0])

    def _of(self, name: str, *more: float) -> Any:
        return self._asked(name)(self._at, self._force_at, self._n, *more)

    def _of_force(self, name: str, *more: float) -> Any:
        return self._asked(name)(self._force_at, self._n, *more)

    def _asked(self, name: str) -> Callable[..., Any]:
        """Return a function of the kernel, in which the curve lies now."""
        if self._whole._taking != self._machine.takings:
            self._whole._lay_down()
        return self._machine.function(name)

    def _lay_down(self) -> None:
        machine, n = self._machine, self._n
        self._at = at = machine.heap(8 * ((SCRATCH_ROWS + 2) * n + MORE))
        self._force_at, self._scratch = at + 8 * n, at + 16 * n
        rows = machine.floats(at, 2 * n)
        rows[:n], rows[n:] = self.t_s, self.force
        self._taking = machine.takings

    def _room(self, rows: int, more: int) -> int:
        """Return where there is room for more rows than usual, and for so many numbers."""
        self._machine.reach(self._scratch + 8 * (rows * self._n + more))
        return self._scratch

    def _two(self) -> tuple[float, float]:
        first, second = self._machine.read(self._scratch, 2)
        return first, second
