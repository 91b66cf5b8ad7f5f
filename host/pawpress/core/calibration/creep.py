"""Takes the creep out: under a constant load a thin-film sensor's reading grows with the logarithm of time.

Strategy: the time under load is counted in cells of 20 ms that stand fast on the sample's number, and a cell's factor
is decided by its first sample. So the result does not depend on how the stream was cut, no logarithm is taken
on the way (the growth of every cell is in a table), and a block of ten samples costs a few microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import straight_line
from pawpress.core.kernel import log

Floats = NDArray[np.float64]

LOG_10 = 2.302585092994046
START_S = 0.1
"""Time from which decades are counted (press-force evidence; the same in data sheets' drift tests)."""
LOADED_N = 5.0
"""Force from which on a pad is under load, newtons."""
FORGET_S = 4.0
"""A pad that was below `LOADED_N` for longer has recovered (3 to 5 s)."""
CELL_S = 0.02
LONGEST_S = 600.0
"""After ten minutes under load the growth stays what it is."""


def growth_decades(loaded_s: float) -> float:
    """Return how many decades of time a pad has been under load."""
    return float(_decades_of(np.array([max(loaded_s, 0.0)]))[0])


def creep_of_hold(loaded_s: Floats, read_n: Floats) -> float:
    """Return the growth per decade in a hold of a constant force.

    Parameters
    ----------
    loaded_s : array, shape (n,)
        Time under load, seconds; more than a decade of it.
    read_n : array, shape (n,)
        What was read, newtons.
    """
    slope, start = straight_line(_decades_of(loaded_s), read_n)
    return max(0.0, slope / start) if start > 0.0 else 0.0


class CreepCompensator:
    """Divides forces by `1 + k * log10(1 + t / 0.1 s)`, t being the time under load.

    Parameters
    ----------
    creep_per_decade : sequence of float
        k of each pad; 0 leaves a pad alone.
    period_s : float
        Time from sample to sample, seconds.
    """

    def __init__(self, creep_per_decade: Sequence[float], period_s: float) -> None:
        self._creep = [float(creep) for creep in creep_per_decade]
        self._pads = [pad for pad, creep in enumerate(self._creep) if creep > 0.0]
        self._every = max(1, round(CELL_S / period_s))
        self._cell_s = self._every * period_s
        self._forget = FORGET_S / self._cell_s
        self._ones = [1.0] * len(self._creep)
        self._decades = _decades(self._cell_s) if self._pads else []
        self.reset()

    def reset(self) -> None:
        """Forget what was pressed."""
        self._sample = 0
        self._since: dict[int, int] = {}
        self._last: dict[int, int] = {}
        self._held: Floats | None = None

    def process(self, force_n: Floats, gap_before: int = 0) -> Floats:
        """Return the forces without their creep, shape (n, pads), newtons; works in place."""
        if not self._pads:
            return force_n
        begin = self._sample + gap_before
        self._sample = begin + len(force_n)
        first = -begin % self._every
        rows: list[list[float]] = force_n[first :: self._every].tolist()
        factors = [self._decide(row, (begin + first) // self._every + cell) for cell, row in enumerate(rows)]
        if self._held is not None:
            force_n[:first] *= self._held
        if factors:
            self._held = self._scale(force_n[first:], factors)
        return force_n

    def _scale(self, force_n: Floats, factors: list[list[float] | None]) -> Floats | None:
        """Multiply the samples of each cell by its factors; return those of the last cell."""
        if not any(factors):
            return None
        cells = np.array([factor or self._ones for factor in factors])
        force_n *= cells if len(cells) == 1 else np.repeat(cells, self._every, axis=0)[: len(force_n)]
        return None if factors[-1] is None else cells[-1]

    def _decide(self, forces: list[float], cell: int) -> list[float] | None:
        """Take note of which pads are under load; return the factors of a cell, None where nothing is to be done."""
        since, last = self._since, self._last
        for pad in self._pads:
            if forces[pad] >= LOADED_N:
                if pad not in since or cell - last[pad] > self._forget:
                    since[pad] = cell
                last[pad] = cell
            elif pad in since and cell - last[pad] > self._forget:
                del since[pad]
        if not since:
            return None
        factors = self._ones.copy()
        for pad, begun in since.items():
            decades = self._decades[min(cell - begun, len(self._decades) - 1)]
            factors[pad] = 1.0 / (1.0 + self._creep[pad] * decades)
        return factors


@cache
def _decades(cell_s: float) -> list[float]:
    cells: Floats = np.arange(round(LONGEST_S / cell_s) + 1, dtype=np.float64)
    return _decades_of(cells * cell_s).tolist()


def _decades_of(loaded_s: Floats) -> Floats:
    return log(1.0 + loaded_s / START_S) / LOG_10
