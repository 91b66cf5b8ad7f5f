"""How long the force stays, and what the stay amounts to."""

from __future__ import annotations

import numpy as np

from pawpress.presses.metrics.basics import GAP_PERIODS, Array, period_s
from pawpress.presses.metrics.rise import RFD_WINDOW_S, RISE_TO

HOLD_SHARE = 0.8
SETTLE_S = 0.15
"""Left out at the start of the hold before steadiness is measured."""
LET_GO_S = 0.10
"""Left out at its end."""
STEADINESS_MIN_S = 0.6
GAP_HOLD_SHARE = 0.2
GAP_RISE_SHARE = 0.25
"""A rise by less than this share of the plateau while nobody looked cannot have been a jab's, even if it was sudden."""
HUMP_SHARE = 0.5
"""A dip below this share of the plateau that comes back to the hold parts two humps of one press."""


def hold_s(t_s: Array, force_n: Array, reference_n: float) -> float:
    """Time at or above 80 % of the plateau, with interpolated crossings."""
    level = HOLD_SHARE * reference_n
    dt = np.diff(t_s)
    f0, f1 = force_n[:-1] - level, force_n[1:] - level
    high, low = np.maximum(f0, f1), np.minimum(f0, f1)
    share = np.where(low >= 0, 1.0, np.where(high <= 0, 0.0, high / np.maximum(high - low, 1e-12)))
    return float(np.sum(share * dt))


def dwell_s(t_s: Array, force_n: Array) -> float:
    """Time at or above 80 % of the peak: what a tap or a landing has next to none of."""
    return hold_s(t_s, force_n, float(force_n.max()))


def gap_hides(t_s: Array, force_n: Array, reference_n: float) -> bool:
    """Whether missing readings hide much of the rise, or more than a fifth of the hold."""
    steps = np.diff(t_s)
    gaps = np.flatnonzero(steps > RFD_WINDOW_S)
    if len(gaps):
        gaps = gaps[steps[gaps] > GAP_PERIODS * period_s(t_s)]
    if len(gaps) == 0:
        return False
    reached = int(np.argmax(force_n >= RISE_TO * reference_n))
    held = force_n[gaps] >= HOLD_SHARE * reference_n
    hidden_s = float(steps[gaps[held]].sum())
    rose = np.abs(np.diff(force_n)[gaps[gaps < reached]])
    return bool((rose > GAP_RISE_SHARE * reference_n).any()) or hidden_s > GAP_HOLD_SHARE * hold_s(
        t_s, force_n, reference_n
    )


def plateau_span(t_s: Array, force_n: Array, reference_n: float) -> slice | None:
    """The samples on which steadiness is measured; None if they last less than 0.6 s."""
    above = np.flatnonzero(force_n >= HOLD_SHARE * reference_n)
    if len(above) == 0:
        return None
    start_s, end_s = t_s[above[0]] + SETTLE_S, t_s[above[-1]] - LET_GO_S
    if end_s - start_s < STEADINESS_MIN_S:
        return None
    a, b = np.searchsorted(t_s, (start_s, end_s))
    return slice(int(a), int(b)) if b - a >= 4 else None


def impulse_ns(t_s: Array, force_n: Array) -> float:
    """Area under the force."""
    return float(np.trapezoid(force_n, t_s))


def kept_n(force_n: Array, reference_n: float) -> float | None:
    """Force that stayed on in a dip between two humps of one press; the largest of several; None without such a dip.

    A dip counts when the force falls below half of the plateau and comes back to 80 % of it: two presses that ran
    into one because the hand never let go.
    """
    high = np.flatnonzero(force_n >= HOLD_SHARE * reference_n)
    apart = np.flatnonzero(np.diff(high) > 1)
    if len(apart) == 0:
        return None
    edges = np.stack((high[apart] + 1, high[apart + 1]), axis=1).ravel()
    lowest = np.minimum.reduceat(force_n, edges)[::2]
    deep = lowest[lowest < HUMP_SHARE * reference_n]
    return max(0.0, float(deep.max())) if len(deep) else None
