"""How long the force stays, and what the stay amounts to."""

from __future__ import annotations

from math import inf

import numpy as np

from pawpress.core.kernel import Curve
from pawpress.core.presses.metrics.basics import GAP_PERIODS, period_s
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
def hold_s(curve: Curve, reference_n: float) -> float:
    """Time at or above 80 % of the plateau, with interpolated crossings."""
    return curve.held_s(HOLD_SHARE * reference_n)


@metric(
    "s",
    label="time near the peak",
    source="project choice: separates taps and landings from pushes",
    after="hold_s",
)
def dwell_s(curve: Curve, peak_n: float) -> float:
    """Time at or above 80 % of the peak; a tap or a landing has almost none."""
    return curve.held_s(HOLD_SHARE * peak_n)


def gap_hides(curve: Curve, reference_n: float) -> bool:
    """Whether missing readings hide much of the rise, or more than a fifth of the hold."""
    t_s, force_n = curve.t_s, curve.force
    steps = t_s[1:] - t_s[:-1]
    gaps = (steps > max(RFD_WINDOW_S, GAP_PERIODS * period_s(t_s))).nonzero()[0]
    if len(gaps) == 0:
        return False
    reached = reached_at(curve, reference_n)
    held = force_n[gaps] >= HOLD_SHARE * reference_n
    hidden_s = float(steps[gaps[held]].sum())
    rose = np.abs(np.diff(force_n)[gaps[gaps < reached]])
    return bool((rose > GAP_RISE_SHARE * reference_n).any()) or hidden_s > GAP_HOLD_SHARE * hold_s(curve, reference_n)


def plateau_span(curve: Curve, reference_n: float) -> slice | None:
    """The samples on which steadiness is measured; None if they last less than 0.6 s."""
    t_s, level_n = curve.t_s, HOLD_SHARE * reference_n
    start_s = float(t_s[curve.first_above(level_n)]) + SETTLE_S
    end_s = float(t_s[curve.last_above(level_n)]) - LET_GO_S
    if end_s - start_s < STEADINESS_MIN_S:
        return None
    a, b = t_s.searchsorted((start_s, end_s)).tolist()
    return slice(a, b) if b - a >= 4 else None


@metric("N·s", label="impulse", digits=0, source="definition", after="stab")
def impulse_ns(curve: Curve) -> float:
    """Area under the force."""
    return curve.area()


@metric(
    "N",
    name="residual_n",
    label="force that stayed on",
    digits=0,
    source="incomplete release ('leaning') in resuscitation training, Niles 2009",
    after="stutter",
    none_when="it is the first press of its hand, or one press stood on two pads",
)
def kept_n(curve: Curve, reference_n: float) -> float | None:
    """Force that stayed on the hand in the dip before this press or between its humps; the largest of several.

    This function finds the dips inside a press; `HandMemory` adds the one before it. A dip counts when the force falls
    below half of the plateau and comes back to 80 % of it: two presses that ran into one because the hand never let
    go. None without such a dip.
    """
    found_n = curve.highest_dip(HOLD_SHARE * reference_n, HUMP_SHARE * reference_n)
    return None if found_n == -inf else max(0.0, found_n)
