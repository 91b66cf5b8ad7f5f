"""The resting level of a pad, followed while nobody presses.

Strategy: half-second windows, counted in samples so that chunking does not matter. A window counts only if most of it
was rest and it was quiet; the level is the median of the last windows' medians, so that the foot of a ramp or a noise
burst does not move it. Only forces below the onset level ever count as rest, and the rest rises no faster than pads
drift: a load that stays on is never tared away, nor one that comes on slowly.
"""

from __future__ import annotations

from pawpress.core.kernel import FollowedRest, RestLimits
from pawpress.core.presses.thresholds import PressThresholds

WINDOW_S = 0.5
REST_SHARE = 0.5
QUIET_N = 1.5
"""A window whose middle 80 % spread over more than this, or over six sigmas, is not rest but the foot of a ramp."""
QUIET_SIGMAS = 6.0
DRIFT_N_PER_S = 0.5
"""The rest rises no faster than this once it is known: a pad drifts slower, a hand leans in faster."""


def window_samples(period_s: float) -> int:
    """Return the length of a window."""
    return max(2, round(WINDOW_S / period_s))


def new_rest(thresholds: PressThresholds) -> FollowedRest:
    """Return the rest of a group of which nothing is known yet."""
    limits = RestLimits(thresholds.onset_n, thresholds.onset_sigmas, QUIET_N, QUIET_SIGMAS, DRIFT_N_PER_S * WINDOW_S)
    return FollowedRest(limits, thresholds.rest_sigma_n, follows=thresholds.follow_rest)
