"""The classes of a press, one criterion at a time."""

from __future__ import annotations

from typing import Literal

from pawpress.core.grading.grading_limits_generated import SpeedLimits
from pawpress.core.grading.limits import GradingLimits
from pawpress.core.presses import Press

Speed = Literal["slow", "acceptable", "rushed", "jab"]
Hold = Literal["short", "on_target", "long", "ask"]
Steadiness = Literal["steady", "fair", "unsteady"]
Release = Literal["full", "dropped", "partial"]
Zone = Literal["light", "medium", "firm", "amber", "red"]


def speed_class(rise_s: float | None, nrfd_per_s: float, rfd_n_per_s: float | None, limits: SpeedLimits) -> Speed:
    """Class a rise; the faster of its two measures counts."""
    rise = float("inf") if rise_s is None else rise_s
    if (
        rise < limits.rushed_rise_s.limit
        or nrfd_per_s > limits.rushed_nrfd_per_s.limit
        or (rfd_n_per_s is not None and rfd_n_per_s > limits.jab_rfd_n_per_s.limit)
    ):
        return "jab"
    if rise < limits.acceptable_rise_s.limit or nrfd_per_s > limits.acceptable_nrfd_per_s.limit:
        return "rushed"
    if rise < limits.slow_rise_s.limit or nrfd_per_s > limits.slow_nrfd_per_s.limit:
        return "acceptable"
    return "slow"


def hold_class(hold_s: float, limits: GradingLimits) -> Hold:
    """Class the length of a hold."""
    if hold_s < limits.hold.short_s.limit:
        return "short"
    if hold_s <= limits.hold.on_target_s.limit:
        return "on_target"
    return "long" if hold_s <= limits.hold.ask_s.limit else "ask"


def steadiness_class(press: Press, limits: GradingLimits) -> Steadiness | None:
    """Class the stillness of a hold; None where the hold was too short to say."""
    if press.cv is None or press.bounce is None:
        return None
    if press.cv > limits.steadiness.fair_cv.limit or press.bounce > limits.steadiness.bounce.limit:
        return "unsteady"
    return "steady" if press.cv <= limits.steadiness.steady_cv.limit else "fair"


def release_class(press: Press, limits: GradingLimits, *, zoned: bool) -> Release | None:
    """Class how the hand let go before and after; None where the end was not seen.

    `zoned` as in `zone_class`; without it the force that stayed on is held against the press's own plateau.
    """
    release = limits.release
    most_n = release.residual_n.limit if zoned else release.residual_share.limit * press.plateau_n
    if press.residual_n is not None and press.residual_n > most_n:
        return "partial"
    if press.release_time_s is None:
        return None
    return "dropped" if press.release_time_s < release.dropped_s.limit else "full"


def zone_class(press: Press, limits: GradingLimits, *, zoned: bool) -> Zone | None:
    """Class how hard a press was: its plateau against the target, its peak against the warning lines.

    Parameters
    ----------
    press : Press
        Its metrics.
    limits : GradingLimits
        Default zones, or the partner's.
    zoned : bool
        Whether zones apply at all: they need the calibrated newtons of a hand.
    """
    if not zoned:
        return None
    zones = limits.zones
    if press.peak_n > zones.red_n.limit:
        return "red"
    if press.peak_n > zones.amber_n.limit:
        return "amber"
    if "saturated" in press.flags:
        return None  # the pad was at its top: it may have been more
    if press.plateau_n < zones.target_from_n.limit:
        return "light"
    return "medium" if press.plateau_n <= zones.target_to_n.limit else "firm"
