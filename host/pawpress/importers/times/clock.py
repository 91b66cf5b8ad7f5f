"""Clocks as loggers have them: counters that overflow, boards that restart, clocks that show whole seconds only.

All arrays are in the order of the rows, shape (n,).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arrays import chosen
from pawpress.core.presses.detector import LONG_GAP_S

Array = NDArray[np.float64]

FEW = 64
OVERFLOW = 2.0**32
"""Where the counters of milliseconds and microseconds of a small board begin at 0 again."""
RESTART_S = 1.0
"""A clock that stays behind for this long has started again; rows in the wrong order catch up before."""
RESTART_GAP_S = 1.5 * LONG_GAP_S
"""Put between two runs of a clock, so that no press goes on from one to the other."""
TICK_S = 0.1
"""Steps of a clock from this length on are too coarse to judge a rise by."""
TICK_ROWS, TICK_SPREAD, TICK_SHARE = 3, 0.25, 0.9
"""A coarse clock: this many rows or more in each tick, as many as usual but for a share, in this share of the ticks."""
TICK_EVEN = 0.01
"""Ticks have the same length but for this share."""
ENOUGH_ROWS = 50
STRAY_FROM = 4
"""Rows from which on a stamp can be told from a clock."""
STRAY_STEPS, STRAY_S = 20.0, 1.0
"""A stray is off by more than both: that many usual steps, and seconds. Rows in the wrong order are off by less."""
STRAYS_IN_A_ROW, STRAY_HOLE = 3, 8.0
"""Stamps that may be garbled in a row, and how much longer than usual a row around them may have taken."""
STRAY_AT_END = 2.0
"""A last stamp is a stray only if it lies more than twice as far off as the whole file is long."""
STRAIGHT_SHARE = 0.01
"""A column that goes one way and leaves the straight line by less than this share of its range is a clock."""


def without_overflow(numbers: Array) -> Array:
    """Return whole numbers of a 32-bit counter as if it had more bits."""
    if not _whole(numbers[:FEW]) or numbers.min() < 0.0 or numbers.max() >= OVERFLOW or not _whole(numbers):
        return numbers
    return numbers + OVERFLOW * np.cumsum(np.diff(numbers, prepend=numbers[:1]) < -OVERFLOW / 2)


def _whole(numbers: Array) -> bool:
    return bool((numbers == np.floor(numbers)).all())


def without_strays(t_s: Array) -> Array:
    """Return stamps, seconds, with those that only a fault of writing can explain as NaN.

    A stray is a stamp, or a few in a row, far outside of what the stamps around it leave room for: a digit too many,
    or a line that lost its end. A clock that starts again does not come back to where it was.
    """
    if bool((np.abs(np.diff(t_s)) <= STRAY_S).all()):
        return t_s  # all stamps are known, and none is far from the next
    known = np.flatnonzero(np.isfinite(t_s))
    if len(known) < STRAY_FROM:
        return t_s
    times, strays = t_s[known], np.zeros(len(known), dtype=np.bool_)
    steps = np.diff(times)
    forward = steps[steps > 0.0]
    if not len(forward):
        return t_s
    usual_s = float(np.median(forward))
    far_s = max(STRAY_STEPS * usual_s, STRAY_S)
    for row in (np.flatnonzero((steps < -far_s) | (steps > far_s)) + 1).tolist():
        for count in range(1, STRAYS_IN_A_ROW + 1):
            if _come_back(times, row, row + count, usual_s, far_s):
                strays[row : row + count] = True
                break
    if steps[0] < -far_s and bool((steps[1:STRAY_FROM] > 0.0).all()):
        strays[0] = True  # nothing before it says what it should be
    if not strays.any():
        return t_s
    found = t_s.copy()
    found[known[strays]] = np.nan
    return found


def _come_back(times: Array, start: int, stop: int, usual_s: float, far_s: float) -> bool:
    """Whether rows leave the times around them by far, and the row behind them goes on from the one before."""
    before = float(times[start - 1])
    after = before + (stop - start + 1) * usual_s if stop >= len(times) else float(times[stop])
    inside = times[start:stop]
    away = bool(((inside > after + far_s) | (inside < before - far_s)).all())
    if stop >= len(times):
        return away and stop - start == 1 and float(inside[0]) - before > STRAY_AT_END * max(before - times[0], far_s)
    return away and -usual_s < after - before < (stop - start + 1) * STRAY_HOLE * usual_s + STRAY_S


def one_after_another(t_s: Array) -> tuple[Array, list[float]]:
    """Put the runs of a clock that started again one behind the other.

    Returns
    -------
    t_s : array, shape (n,)
        Times; rows that only stand in the wrong order keep theirs.
    restarts_s : list of float
        Last time before each restart.
    """
    steps = np.diff(t_s)
    forward = steps[steps > 0.0]
    if len(forward) == len(steps) or len(forward) == 0:
        return t_s, []
    ahead = 1 + round(RESTART_S / float(np.median(forward)))
    chained, restarts_s = t_s.copy(), list[float]()
    latest = np.maximum.accumulate(chained)
    for row in (np.flatnonzero(steps < 0.0) + 1).tolist():
        next_rows = chained[row : row + ahead]
        if len(next_rows) < ahead or bool((next_rows >= latest[row - 1]).any()):
            continue
        restarts_s.append(float(latest[row - 1]))
        chained[row:] += restarts_s[-1] + RESTART_GAP_S - chained[row]
        latest = np.maximum.accumulate(chained)
    return chained, restarts_s


def between_ticks(t_s: Array) -> tuple[Array, float | None]:
    """Spread the rows that share a tick of a coarse clock evenly over it; also return its length, None for others.

    Readings that came in bursts share their stamps too, but a burst has no even beat of a tenth of a second or more.
    """
    if bool((np.diff(t_s) != 0.0).all()):
        return t_s, None  # no tick holds more than one row
    first = np.flatnonzero(np.diff(t_s, prepend=-np.inf) != 0.0)
    counts = np.diff(np.append(first, len(t_s)))
    ticks_s = np.diff(t_s[first])
    if len(ticks_s) < TICK_ROWS or np.any(ticks_s < 0.0):
        return t_s, None
    tick_s, rows = float(np.median(ticks_s)), float(np.median(counts[1:-1]))
    even = np.abs(ticks_s / tick_s - np.rint(ticks_s / tick_s)) < TICK_EVEN
    full = np.abs(counts[1:-1] - rows) <= max(1.0, TICK_SPREAD * rows)
    if tick_s < TICK_S or rows < TICK_ROWS or min(even.mean(), full.mean()) < TICK_SHARE:
        return t_s, None
    place = np.arange(len(t_s)) - np.repeat(first, counts)
    place[: counts[0]] += max(0, round(rows) - int(counts[0]))  # the file begins somewhere within its first tick
    shared = np.repeat(np.maximum(counts, rows), counts)
    return t_s + tick_s * place / shared, tick_s


def runs_like_a_clock(readings: Array, t_s: Array) -> bool:
    """Whether a column counts rows or holds a time: no force goes in step with the clock without a tremble."""
    if _turns(readings[:ENOUGH_ROWS]):
        return False
    known = np.isfinite(readings)
    readings, t_s = chosen(readings, known), chosen(t_s, known)
    if len(readings) < ENOUGH_ROWS:
        return False
    steps = np.diff(readings)
    if bool((steps == steps[0]).all()):
        return bool(steps[0] != 0.0)
    if not bool((steps * steps[0] > 0.0).all()) or not np.ptp(t_s) > 0.0:
        return False
    line = np.polynomial.Polynomial.fit(t_s, readings, 1)
    return float(np.abs(readings - line(t_s)).max()) < STRAIGHT_SHARE * float(np.ptp(readings))


def _turns(readings: Array) -> bool:
    """Whether readings, all known, go now up and now down: no clock does, and the rest need not be looked at."""
    steps = np.diff(readings)
    return bool(np.isfinite(readings).all() and (steps > 0.0).any() and (steps < 0.0).any())
