"""Why a press is what it is, in sentences for a beginner: what happened, with its number, and what to do instead."""

from __future__ import annotations

from typing import Literal

from pawpress.core.grading.classes import Hold, Release, Speed, Steadiness, Zone
from pawpress.core.grading.grading_limits_generated import SpeedLimits
from pawpress.core.grading.limits import GradingLimits
from pawpress.core.presses import Press

Fault = Literal["ungraded", "jab", "rushed", "short", "unsteady"]
Finding = tuple[Fault, str]


def ungraded_reasons(press: Press, limits: GradingLimits) -> list[Finding]:
    """What the readings cannot carry."""
    why = {
        "saturated": "The pad was beyond its range: how hard and how fast cannot be said.",
        "gap": "Readings are missing in the rise or in much of the hold: it cannot be judged.",
    }
    findings: list[Finding] = [("ungraded", text) for flag, text in why.items() if flag in press.flags]
    if "cut_hold" in press.flags and press.hold_s < limits.hold.short_s.limit:
        findings.append(("ungraded", "The recording ends in mid-press: its hold is not known."))
    if press.rise_s is None:
        findings.append(("ungraded", "The press was already on when the recording began: its rise is not known."))
    return findings


def speed_reasons(press: Press, speed: Speed, limits: GradingLimits, *, newtons: bool) -> list[Finding]:
    """What is wrong with the rise."""
    struck = speed == "jab" and _struck(press, limits.speed)
    findings: list[Finding] = []
    if press.stab:
        findings.append(("jab", "A stab out of the hold: keep your weight still, do not thrust."))
    if struck:
        words = _rise_words(press, "The force", newtons=newtons)
        findings.append(("jab", f"{words}, and was not held: lean in over a second, do not poke."))
    elif speed == "jab":
        findings.append(("rushed", f"Fast onset: {_rise_words(press, 'it', newtons=newtons)}: lean in over a second."))
    elif speed == "rushed":
        findings.append(("rushed", f"{_rise_words(press, 'The force', newtons=newtons)}: lean in over a second."))
    return findings


def _struck(press: Press, limits: SpeedLimits) -> bool:
    """Whether a fast rise was also let go at once: recorded pushes of half a second rise fast and are not jabs."""
    let_go = press.hold_s < limits.jab_hold_s.limit
    abrupt = press.rise_s is not None and press.rise_s < limits.jab_rise_s.limit
    return let_go and (abrupt or press.dwell_s < limits.jab_dwell_s.limit)


def _rise_words(press: Press, start: str, *, newtons: bool) -> str:
    rate = f" at {press.rfd_n_per_s:.0f} N/s" if newtons else ""
    if press.rise_s is not None:
        return (
            f"{start} rose{rate}, within {press.rise_s:.2f} s" if rate else f"{start} rose within {press.rise_s:.2f} s"
        )
    return f"{start} rose{rate or f' at {press.nrfd_per_s:.1f} times its own size a second'}"


def hold_reasons(press: Press, hold: Hold, limits: GradingLimits) -> list[Finding]:
    """What is wrong with the length of the hold."""
    if hold != "short":
        return []
    target = limits.hold
    span = f"{target.target_from_s.limit:g} to {target.target_to_s.limit:g} seconds"
    return [("short", f"Held {press.hold_s:.1f} s: stay for {span}.")]


def long_reasons(press: Press, hold: Hold) -> list[str]:
    """What is worth saying of a very long hold."""
    return [f"Held {press.hold_s:.0f} s: ask your partner how it feels."] if hold == "ask" else []


def steadiness_reasons(press: Press, steadiness: Steadiness | None) -> list[Finding]:
    """What is wrong with the stillness of the hold."""
    if steadiness != "unsteady" or press.cv is None:
        return []
    swing = max(press.cv, press.bounce or 0.0)
    return [("unsteady", f"The hold wavered by {100 * swing:.0f} %: rest your weight, do not bounce.")]


def release_reasons(press: Press, release: Release | None, *, newtons: bool) -> list[str]:
    """What is worth saying of how the hand let go."""
    if release == "partial" and press.residual_n is not None:
        much = (
            f"{press.residual_n:.0f} N" if newtons else f"{100 * press.residual_n / press.plateau_n:.0f} % of the press"
        )
        return [f"Your hand kept {much} on the back between two presses: let go fully."]
    if release == "dropped" and press.release_time_s is not None:
        return [f"Let go within {press.release_time_s:.2f} s: ease off instead of dropping away."]
    return []


def zone_reasons(press: Press, zone: Zone | None, limits: GradingLimits) -> list[str]:
    """What is worth saying of how hard the press was."""
    if zone not in ("amber", "red"):
        return []
    line_n = limits.zones.red_n.limit if zone == "red" else limits.zones.amber_n.limit
    return [f"{press.peak_n:.0f} N is above the {zone} line of {line_n:.0f} N: use less of your weight."]


def praise(press: Press) -> str:
    """What was good about a press without a fault."""
    rise = "" if press.rise_s is None else f"leaned in over {press.rise_s:.1f} s, "
    return f"Steady weight: {rise}held {press.hold_s:.1f} s."
