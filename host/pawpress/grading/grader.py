"""From metrics to a verdict a beginner understands.

Speed, hold and steadiness are classed one by one; the verdict is the worst that applies, in the order of `SEVERITY`.
A fast rise that is then held is rushed; a jab is a fast rise that is not held, or a stab out of a hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from pawpress.grading.limits import Limits, SpeedLimits
from pawpress.presses import Press

Speed = Literal["slow", "acceptable", "rushed", "jab"]
Hold = Literal["short", "on_target", "long", "ask"]
Steadiness = Literal["steady", "fair", "unsteady"]
VerdictName = Literal["ungraded", "jab", "rushed", "short", "unsteady", "steady"]

SEVERITY: Final[tuple[VerdictName, ...]] = ("ungraded", "jab", "rushed", "short", "unsteady", "steady")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one press."""

    speed: Speed
    hold: Hold
    steadiness: Steadiness | None
    verdict: VerdictName
    reasons: tuple[str, ...]
    """One plain sentence each, the worst first."""


def grade(press: Press, limits: Limits, *, newtons: bool = True) -> Verdict:
    """Judge a press.

    Parameters
    ----------
    press : Press
        Its metrics.
    limits : Limits
        Thresholds.
    newtons : bool
        Whether the forces are newtons; limits in N/s do not apply to raw counts.
    """
    speed = speed_class(press.rise_s, press.nrfd_per_s, press.rfd_n_per_s if newtons else None, limits.speed)
    hold = hold_class(press.hold_s, limits)
    steadiness = steadiness_class(press, limits)
    findings = _ungraded(press, limits)
    findings += _speed_findings(press, speed, limits)
    findings += _hold_findings(press, hold)
    findings += _steadiness_findings(press, steadiness)
    findings.sort(key=lambda finding: SEVERITY.index(finding[0]))
    worst: VerdictName = findings[0][0] if findings else "steady"
    return Verdict(speed, hold, steadiness, worst, tuple(text for _, text in findings) or (_praise(press),))


Finding = tuple[VerdictName, str]


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


def hold_class(hold_s: float, limits: Limits) -> Hold:
    """Class the length of a hold."""
    if hold_s < limits.hold.short_s.limit:
        return "short"
    if hold_s <= limits.hold.on_target_s.limit:
        return "on_target"
    return "long" if hold_s <= limits.hold.ask_s.limit else "ask"


def steadiness_class(press: Press, limits: Limits) -> Steadiness | None:
    """Class the stillness of a hold; None where the hold was too short to say."""
    if press.cv is None or press.bounce is None:
        return None
    if press.cv > limits.steadiness.fair_cv.limit or press.bounce > limits.steadiness.bounce.limit:
        return "unsteady"
    return "steady" if press.cv <= limits.steadiness.steady_cv.limit else "fair"


def _ungraded(press: Press, limits: Limits) -> list[Finding]:
    why = {
        "saturated": "The pad was beyond its range: how hard and how fast cannot be said.",
        "gap": "Readings are missing in the rise or in much of the hold: it cannot be judged.",
    }
    findings: list[Finding] = [("ungraded", text) for flag, text in why.items() if flag in press.flags]
    if "cut_off" in press.flags and press.hold_s < limits.hold.short_s.limit:
        findings.append(("ungraded", "The recording ends in mid-press: its hold is not known."))
    if press.rise_s is None:
        findings.append(("ungraded", "The press was already on when the recording began: its rise is not known."))
    return findings


def _speed_findings(press: Press, speed: Speed, limits: Limits) -> list[Finding]:
    struck = speed == "jab" and _struck(press, limits.speed)
    findings: list[Finding] = []
    if press.stab:
        findings.append(("jab", "A stab out of the hold: keep your weight still, do not thrust."))
    if struck:
        findings.append(("jab", f"{_rise_words(press)} and was not held: lean in over a second, do not poke."))
    elif speed == "jab":
        findings.append(("rushed", f"Fast onset: {_rise_words(press, start='it')}: lean in over a second."))
    elif speed == "rushed":
        findings.append(("rushed", f"{_rise_words(press)}: lean in over a second."))
    return findings


def _struck(press: Press, limits: SpeedLimits) -> bool:
    """Whether a fast rise was also let go at once: recorded pushes of half a second rise fast, too, and are no jabs."""
    let_go = press.hold_s < limits.jab_hold_s.limit
    abrupt = press.rise_s is not None and press.rise_s < limits.jab_rise_s.limit
    return let_go and (abrupt or press.dwell_s < limits.jab_dwell_s.limit)


def _rise_words(press: Press, start: str = "The force") -> str:
    if press.rise_s is None:
        return f"{start} rose at {press.nrfd_per_s:.1f} times its own size a second"
    return f"{start} rose in {press.rise_s:.2f} s"


def _hold_findings(press: Press, hold: Hold) -> list[Finding]:
    if hold == "short":
        return [("short", f"Held {press.hold_s:.1f} s: stay for one to three seconds.")]
    return []


def _steadiness_findings(press: Press, steadiness: Steadiness | None) -> list[Finding]:
    if steadiness != "unsteady" or press.cv is None:
        return []
    swing = max(press.cv, press.bounce or 0.0)
    return [("unsteady", f"The hold wavered by {100 * swing:.0f} %: rest your weight, do not bounce.")]


def _praise(press: Press) -> str:
    rise = "" if press.rise_s is None else f"leaned in over {press.rise_s:.1f} s, "
    return f"Steady weight: {rise}held {press.hold_s:.1f} s."
