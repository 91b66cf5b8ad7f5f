"""What is known about a press while it is still on.

How large a press will become is not known while it rises, so its rate alone says little: 400 N/s is a jab of 40 N or
the middle of a slow lean to 200 N. Three things make it sayable early. A rise that has passed its steepest point has
about half of its force behind it, as a minimum-jerk ramp has, and less and less to come as it slows. A rise that still
steepens is taken to reach the top of the target: what is a jab even then, is one. And a rate over the limit in newtons
is a jab of any size.
"""

from __future__ import annotations

from dataclasses import dataclass

from pawpress.core.grading.classes import Speed, speed_class
from pawpress.core.grading.limits import GradingLimits
from pawpress.core.presses import PressProgress


@dataclass(frozen=True, slots=True)
class LiveCall:
    """A rise that is named while the press is on."""

    speed: Speed
    """`rushed` or `jab`."""
    reason: str


def live_call(progress: PressProgress, limits: GradingLimits) -> LiveCall | None:
    """Name a press that comes on too fast, as soon as the evidence allows; None while there is nothing to say.

    Parameters
    ----------
    progress : PressProgress
        The press so far, newtons.
    limits : GradingLimits
        Thresholds.
    """
    if progress.stab:
        return LiveCall("jab", "A stab out of the hold: keep your weight still.")
    if progress.dipped:
        return None  # what rises out of a dip is a stab or nothing, no longer the onset
    speed = live_speed(progress, limits)
    if speed == "jab":
        return LiveCall("jab", f"{progress.rfd_n_per_s:.0f} N/s: lean in over a second, do not poke.")
    if speed == "rushed":
        return LiveCall("rushed", f"{progress.rfd_n_per_s:.0f} N/s: lean in over a second.")
    return None


def live_speed(progress: PressProgress, limits: GradingLimits) -> Speed | None:
    """Return the class of a rise that may still be going on; None while it is too early to say."""
    live, rfd = limits.live, progress.rfd_n_per_s
    least_n = max(progress.peak_n, live.least_plateau_n.limit)
    if not progress.rising:
        return speed_class(progress.rise_s, rfd / max(progress.peak_n, progress.plateau_n), rfd, limits.speed)
    steepening = progress.rate_n_per_s > live.past_steepest_share.limit * rfd
    if steepening:
        expected_n = max(least_n, live.steepening_plateau_n.limit)
        return "jab" if speed_class(None, rfd / expected_n, rfd, limits.speed) == "jab" else None
    # The slower it still rises, the less is to come; this bound holds for a minimum-jerk ramp, with a margin.
    to_come_n = progress.peak_n / (1.0 - 0.5 * max(progress.rate_n_per_s, 0.0) / rfd) if rfd > 0.0 else least_n
    speed = speed_class(None, rfd / max(least_n, min(2.0 * progress.middle_n, to_come_n)), rfd, limits.speed)
    return speed if speed in ("rushed", "jab") else None
