"""Whether readings can be what their column is called: newtons that nobody presses, converters, counters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.forms.codes import at_the_ends
from pawpress.importers.roles.unit_names import Unit

Array = NDArray[np.float64]

MOST_N = 20_000.0
"""No hand and no foot presses harder: drop landings of athletes reach 10 kN. Above rest, newtons."""
LEAST_N = 0.5
"""Hands that press harder than this are the lightest there are; numbers without a unit below it are volts or shares."""
BEYOND_MOST = 3
"""Readings beyond it that are more than single faults."""
TOPS = (1023.0, 4095.0, 8191.0, 16383.0, 65535.0)
"""Full scale of the usual converters, counts."""
AT_TOP = 3
"""Readings at full scale that are not chance."""
COUNTING_SHARE, EVEN_SHARE = 0.97, 0.9
"""A counter goes up in this share of its moves, and by the same step in this share of those."""
FEW = 20


def contradiction(readings: Array, unit: Unit) -> str:
    """Return why readings cannot be in a unit of force; "" where they can.

    Parameters
    ----------
    readings : array, shape (n,)
        As they stand in the file.
    unit : Unit
        Their unit.
    """
    if (
        2.0 * unit.newtons * max(float(np.nanmax(readings, initial=0.0)), -float(np.nanmin(readings, initial=0.0)))
        <= MOST_N
    ):
        return ""
    known = readings[np.isfinite(readings)]
    known = known[~at_the_ends(known)] * unit.newtons
    if len(known) <= 2 * BEYOND_MOST:
        return ""
    away = np.abs(known - np.median(known))
    top_n = float(np.partition(away, -BEYOND_MOST)[-BEYOND_MOST])
    if top_n <= MOST_N:
        return ""
    return f"nobody presses with {top_n:,.0f} N".replace(",", " ")


def too_light(readings: Array) -> bool:
    """Whether numbers without a unit are too small for newtons of a hand, shape (n,)."""
    known = readings[np.isfinite(readings)]
    known = known[~at_the_ends(known)]
    return bool(len(known)) and 0.0 < float(np.ptp(known)) < LEAST_N


def like_a_converter(readings: Array) -> str:
    """Return why readings are raw counts of a converter; "" where nothing says so."""
    known = readings[np.isfinite(readings)]
    if not len(known) or known.min() < 0.0 or bool((known != np.floor(known)).any()):
        return ""
    top = float(known.max())
    if top in TOPS and int((known == top).sum()) >= AT_TOP:
        return f"whole numbers that end at {top:.0f} come from a converter"
    return ""


def counts_up(readings: Array) -> bool:
    """Whether a column is a counter or clock that may stand still, or begin again, but else goes up in even steps."""
    known = readings[np.isfinite(readings)]
    moves = np.diff(known)
    moves = moves[moves != 0.0]
    if len(moves) < FEW:
        return False
    up = moves[moves > 0.0]
    if len(up) < COUNTING_SHARE * len(moves):
        return False
    usual = float(np.median(up))
    return float((np.abs(up - usual) <= 0.25 * usual).mean()) >= EVEN_SHARE
