"""How long the force stays, and what the stay amounts to."""

from __future__ import annotations

import numpy as np

from pawpress.core.kernel import Curve
from pawpress.core.presses.metrics.basics import GAP_PERIODS, Array, period_s
from pawpress.core.presses.metrics.registry import metric
from pawpress.core.presses.metrics.rise_metrics import RFD_WINDOW_S, reached_at

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


@metric("s", label="hold", source="project choice", after="nrfd_per_s")
def hold_s(t_s: Array, force_n: Array, reference_n: float) -> float:
    """Time at or above 80 % of the plateau, with interpolated crossings."""
    return hold_of(Curve(force_n, t_s), reference_n)


def hold_of(curve: Curve, reference_n: float) -> float:
    """Return the hold of a curve, seconds."""
    return curve.held_s(HOLD_SHARE * reference_n)


@metric(
    "s",
    label="time near the peak",
    source="project choice: separates taps and landings from pushes",
    after="hold_s",
)
def dwell_s(t_s: Array, force_n: Array) -> float:
    """Time at or above 80 % of the peak; a tap or a landing has almost none."""
    return hold_s(t_s, force_n, float(force_n.max()))


def gap_hides(t_s: Array, force_n: Array, reference_n: float) -> bool:
    """Whether missing readings hide much of the rise, or more than a fifth of the hold."""
    steps = t_s[1:] - t_s[:-1]
    if steps.max() <= RFD_WINDOW_S:
        return False
    gaps = (steps > max(RFD_WINDOW_S, GAP_PERIODS * period_s(t_s))).nonzero()[0]
    if len(gaps) == 0:
        return False
    reached = reached_at(force_n, reference_n)
    held = force_n[gaps] >= HOLD_SHARE * reference_n
    hidden_s = float(steps[gaps[held]].sum())
    rose = np.abs(np.diff(force_n)[gaps[gaps < reached]])
    return bool((rose > GAP_RISE_SHARE * reference_n).any()) or hidden_s > GAP_HOLD_SHARE * hold_s(
        t_s, force_n, reference_n
    )


def plateau_span(t_s: Array, force_n: Array, reference_n: float) -> slice | None:
    """The samples on which steadiness is measured; None if they last less than 0.6 s."""
    held = force_n >= HOLD_SHARE * reference_n
    if not held.any():
        return None
    start_s, end_s = t_s[held.argmax()] + SETTLE_S, t_s[::-1][held[::-1].argmax()] - LET_GO_S
    if end_s - start_s < STEADINESS_MIN_S:
        return None
    a, b = t_s.searchsorted((start_s, end_s))
    return slice(int(a), int(b)) if b - a >= 4 else None


@metric("N·s", label="impulse", digits=0, source="definition", after="stab")
def impulse_ns(t_s: Array, force_n: Array) -> float:
    """Area under the force."""
    return Curve(force_n, t_s).area()


@metric(
    "N",
    name="residual_n",
    label="force that stayed on",
    digits=0,
    source="incomplete release ('leaning') in resuscitation training, Niles 2009",
    after="stutter",
    none_when="it is the first press of its hand, or one press stood on two pads",
)
def kept_n(force_n: Array, reference_n: float) -> float | None:
    """Force that stayed on the hand in the dip before this press or between its humps; the largest of several.

    This function finds the dips inside a press; `HandMemory` adds the one before it. A dip counts when the force falls
    below half of the plateau and comes back to 80 % of it: two presses that ran into one because the hand never let
    go. None without such a dip.
    """
    high = (force_n >= HOLD_SHARE * reference_n).nonzero()[0]
    if len(high) == 0 or high[-1] - high[0] < len(high):
        return None  # held in one stretch
    apart = (high[1:] - high[:-1] > 1).nonzero()[0]
    edges = np.stack((high[apart] + 1, high[apart + 1]), axis=1).ravel()
    lowest = np.minimum.reduceat(force_n, edges)[::2]
    deep = lowest[lowest < HUMP_SHARE * reference_n]
    return max(0.0, float(deep.max())) if len(deep) else None
