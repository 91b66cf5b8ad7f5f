"""How much of a force swings in a band of frequencies."""

from __future__ import annotations

from struct import Struct
from typing import NamedTuple

from pawpress.core.kernel.wasm_machine import ALIGNED, Floats, shared

BAND = Struct("<ddddddII")
"""`Band` of `source/hold.c`."""
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


def hold_swing(t_s: Floats, force: Floats, band: Band) -> float:
    """Return the root mean square of what sines in the band, at multiples of a base frequency, can follow of a force.

    Parameters
    ----------
    t_s, force : array, shape (n,)
        Time, which rises, and force.
    band : Band
        Which sines, and how the hold is cut.
    """
    machine, n = shared(), len(t_s)
    waves = int(LONGEST_PART * band.part_s * band.high_hz) + 1
    room = n + ALIGNED
    at = machine.heap(8 * (2 * n + 2 * n + 6 * room + 4 * waves + 2 + 2 * waves * (2 * waves + 2)) + BAND.size)
    rows = machine.floats(at, 2 * n)
    rows[:n], rows[n:] = t_s, force
    machine.write(at + 16 * n, BAND.pack(*band, 0))
    return machine.number("hold_swing")(at, at + 8 * n, n, at + 16 * n, at + 16 * n + BAND.size)


def binned(t_s: Floats, force: Floats, bin_s: float) -> tuple[Floats, Floats]:
    """Average readings that lie in one bin of this length; coarser readings stay as they are.

    Returns
    -------
    t_s, force : array, shape (bins,)
        Mean time and mean force of every bin that holds a reading.
    """
    machine, n = shared(), len(t_s)
    at = machine.heap(8 * 4 * n)
    rows = machine.floats(at, 4 * n).reshape(4, n)
    rows[0], rows[1] = t_s, force
    count = machine.function("binned")(at, at + 8 * n, n, bin_s, at + 16 * n, at + 24 * n)
    bins_s, bins = rows[2:, :count].copy()
    return bins_s, bins


def straightened(t_s: Floats, force: Floats) -> Floats:
    """Return a force less its straight-line trend of least squares, mean zero, shape (n,)."""
    machine, n = shared(), len(t_s)
    at = machine.heap(8 * 5 * n)
    rows = machine.floats(at, 3 * n)
    rows[:n], rows[n : 2 * n] = t_s, force
    machine.function("straightened")(at, at + 8 * n, n, at + 16 * n, at + 24 * n)
    return rows[2 * n :].copy()
