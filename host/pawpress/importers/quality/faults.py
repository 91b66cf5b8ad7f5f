"""Readings that no hand made: lost ones, for which a program wrote 0, -1 or the end of its range, and single wild ones.

Strategy: what a hand can do bounds what a force can be. It cannot leave a load and be back within a tenth of a second,
and every force that rises and falls does so through readings in between, but for the first and the last. The presses of
other programs' files are judged without both. The alarms pass over lost readings alone, where hands press: a wild one
may be a blow. In foot mode, and in streams of our own, they look at every reading.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.times.time_steps import usual_step_s

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

SENTINELS = (0.0, -1.0)
"""What programs write for a reading that was lost, besides nothing."""
LOST_S = 0.13
"""A hand that was off for longer than this may have been off."""
EDGE_SHARE = 0.4
"""A force that a hand lets go is falling before it is gone; it falls by less than this share of the drop beforehand."""
STAYS_S, STAYS_SHARE = 0.12, 0.5
"""On one side of it at least, the load lasts: what comes and goes as fast as the hole is drumming."""
NEAR_SIGMAS, NEAR_SHARE = 8.0, 0.05
"""Neighbours of a lost reading are loaded: above the rest by this many standard deviations of its noise, and by this
share of the range."""

SLOW_STEP_S = 1.0 / 60.0
"""With readings further apart than this, a single one out of a rest may well be a tap."""
JUMP_SHARE, JUMP_SIGMAS, JUMP_UNREST = 0.2, 10.0, 8.0
"""A wild reading out of a rest jumps by more than this share of the range and this many sigmas of the noise; out of a
load by more than this many times what the readings around it jump."""
LOAD_SHARE = 0.15
"""Out of a load, it jumps by more than this share of the load."""
LOADED_SHARE = 0.1
BACK_SHARE, FLAT_SHARE = 0.3, 0.35
"""Its neighbours differ by less than this share of the jump, and so do they from the readings behind them."""
STAB_LOADS, MOST_LOADS = 3.0, 10.0
"""To a slow sensor a stab out of a light lean may be one reading, several times the lean: it stays, to be on the safe
side. A hand does not go up to more than that."""
UNREST_READINGS = 21
LEAST = 7
"""Fewer readings show no fault."""
BLOCK = 1 << 15
"""Readings that are looked at together, so that an hour takes no more memory than a minute."""
REACH = UNREST_READINGS // 2 + 2
"""A reading is held against no others than so many on either side."""


@dataclass(frozen=True, slots=True)
class Faults:
    """Which readings are faults, each of shape (n,)."""

    dropout: Mask
    outlier: Mask

    @property
    def found(self) -> Mask:
        """All of them."""
        return self.dropout | self.outlier


@dataclass(frozen=True, slots=True)
class Resting:
    """How a pad rests."""

    level: float
    sigma: float
    span: float


def lost(t_s: Array, force: Array, raw: Array, rest: Resting, known: Mask) -> Mask:
    """Return which readings were lost while a load was on, shape (n,).

    Parameters
    ----------
    t_s, force : array, shape (n,)
        Time stamps, and readings that rise with load.
    raw : array, shape (n,)
        Readings as they stand in the file.
    rest : Resting
        How the pad rests, in the unit of `force`.
    known : array of bool, shape (n,)
        Readings that are not known to be faults by themselves.
    """
    found = np.zeros(len(raw), dtype=np.bool_)
    if len(raw) < LEAST:
        return found
    period_s = usual_step_s(t_s)
    loaded = rest.level + max(NEAR_SIGMAS * rest.sigma, NEAR_SHARE * rest.span)
    for sentinel in SENTINELS:
        edges = np.flatnonzero(np.diff((raw == sentinel) & known, prepend=False, append=False))
        starts, stops = edges[::2], edges[1::2]
        inside = (starts > 0) & (stops < len(raw)) & ((stops - starts) * period_s <= LOST_S)
        starts, stops = starts[inside], stops[inside]
        between = np.minimum(force[starts - 1], force[np.minimum(stops, len(raw) - 1)]) >= loaded
        for start, stop in zip(starts[between].tolist(), stops[between].tolist(), strict=True):
            if _is_a_hole(t_s, force, start, stop, rest):
                found[start:stop] = True
    return found


def wild(t_s: Array, force: Array, rest: Resting, *, slow: bool) -> Mask:
    """Return which single readings jump away and back, shape (n,).

    Parameters
    ----------
    t_s, force : array, shape (n,)
        Time stamps, and readings that rise with load.
    rest : Resting
        How the pad rests.
    slow : bool
        Whether those of slow sensors are found, too, where both neighbours are loaded.
    """
    found = np.zeros(len(force), dtype=np.bool_)
    fast = len(t_s) > 2 and usual_step_s(t_s) <= SLOW_STEP_S
    if len(force) < LEAST or not (fast or slow):
        return found
    for start in range(0, len(force), BLOCK):
        stop = min(start + BLOCK, len(force))
        first, last = max(0, start - REACH), min(stop + REACH, len(force))
        block = _wild_in(force[first:last], rest, fast=fast)
        found[start:stop] = block[start - first : stop - first]
    return found


def _wild_in(force: Array, rest: Resting, *, fast: bool) -> Mask:
    """Return which readings of a stretch jump away and back, but for those near its ends."""
    found = np.zeros(len(force), dtype=np.bool_)
    if len(force) < LEAST:
        return found
    before, after = force[1:-3], force[3:-1]
    jump = np.abs(force[2:-2] - 0.5 * (before + after))
    back = np.abs(after - before)
    flat = np.maximum(np.abs(before - force[:-4]), np.abs(after - force[4:]))
    load = np.minimum(before, after) - rest.level
    # The top of a landing differs from its neighbours, too, but those differ as much from the readings behind them.
    level_around = flat < FLAT_SHARE * jump
    out_of_rest = (jump > max(JUMP_SHARE * rest.span, JUMP_SIGMAS * rest.sigma)) & (back < 0.2 * jump) & level_around
    candidates = (load > max(LOADED_SHARE * rest.span, JUMP_SIGMAS * rest.sigma)) & (jump > LOAD_SHARE * load)
    candidates &= (back < BACK_SHARE * jump) & level_around & (jump > JUMP_SIGMAS * rest.sigma)
    if not fast:
        stab = (force[2:-2] > after) & (jump > STAB_LOADS * load) & (jump < MOST_LOADS * load)
        candidates &= ~stab
    for at in np.flatnonzero(candidates).tolist():
        around = jump[max(0, at - UNREST_READINGS // 2) : at + UNREST_READINGS // 2 + 1]
        candidates[at] = jump[at] > JUMP_UNREST * float(np.median(around))
    found[2:-2] = candidates | (out_of_rest if fast else False)
    return found


def _is_a_hole(t_s: Array, force: Array, start: int, stop: int, rest: Resting) -> bool:
    """Whether a load goes on behind a run of readings as if it had not been."""
    floor, before, after = float(force[start]), float(force[start - 1]), float(force[stop])
    if min(before, after) - max(floor, rest.level) < max(NEAR_SIGMAS * rest.sigma, NEAR_SHARE * rest.span):
        return False
    falls = start > 1 and float(force[start - 2]) - before > EDGE_SHARE * (before - floor)
    rises = stop + 1 < len(force) and float(force[stop + 1]) - after > EDGE_SHARE * (after - floor)
    if falls or rises:
        return False
    first = int(np.searchsorted(t_s, float(t_s[start - 1]) - STAYS_S))
    last = int(np.searchsorted(t_s, float(t_s[stop]) + STAYS_S, side="right"))
    held_before = float(force[first:start].min()) - floor > STAYS_SHARE * (before - floor)
    held_after = float(force[stop:last].min()) - floor > STAYS_SHARE * (after - floor)
    return held_before or held_after
