"""From metrics to a verdict a beginner understands.

Speed, hold, steadiness, release and zone are classed one by one. The verdict is the worst that applies of the first
three, in the order of `SEVERITY`; release and zone add their reasons and count in the score, and the zone gives the
second word. A fast rise that is then held is rushed; a jab is a fast rise that is not held, or a stab out of a hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from pawpress.core.grading.classes import (
    Hold,
    Release,
    Speed,
    Steadiness,
    Zone,
    hold_class,
    release_class,
    speed_class,
    steadiness_class,
    zone_class,
)
from pawpress.core.grading.findings import (
    hold_reasons,
    long_reasons,
    praise,
    release_reasons,
    speed_reasons,
    steadiness_reasons,
    ungraded_reasons,
    zone_reasons,
)
from pawpress.core.grading.force_word import ForceWord, force_word
from pawpress.core.grading.hints import hints
from pawpress.core.grading.limits import GradingLimits
from pawpress.core.grading.score import press_score
from pawpress.core.presses import Press

VerdictName = Literal["ungraded", "jab", "rushed", "short", "unsteady", "steady"]

SEVERITY: Final[tuple[VerdictName, ...]] = ("ungraded", "jab", "rushed", "short", "unsteady", "steady")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The assessment of one press."""

    speed: Speed
    hold: Hold
    steadiness: Steadiness | None
    verdict: VerdictName
    reasons: tuple[str, ...]
    """One plain sentence each, the worst first."""
    release: Release | None = None
    zone: Zone | None = None
    """None where newtons cannot be trusted, or where no hand presses."""
    hints: tuple[str, ...] = ()
    """What may be worth trying; never a fault."""
    score: float | None = None
    """0 to 100; None where the press was not graded."""
    force: ForceWord | None = None
    """The second word, from the zone; None where there is nothing to add."""


def grade(press: Press, limits: GradingLimits, *, newtons: bool = True, zoned: bool = True) -> Verdict:
    """Judge a press.

    Parameters
    ----------
    press : Press
        Its metrics.
    limits : GradingLimits
        Thresholds.
    newtons : bool
        Whether the forces are newtons; limits in N/s do not apply to raw counts.
    zoned : bool
        Whether they are the calibrated newtons of a hand; else the zone is withheld.
    """
    zoned = zoned and newtons
    speed = speed_class(press.rise_s, press.nrfd_per_s, press.rfd_n_per_s if newtons else None, limits.speed)
    hold = hold_class(press.hold_s, limits)
    steadiness = steadiness_class(press, limits)
    release = release_class(press, limits, zoned=zoned)
    zone = zone_class(press, limits, zoned=zoned)
    findings = ungraded_reasons(press, limits) + speed_reasons(press, speed, limits, newtons=newtons)
    findings += hold_reasons(press, hold, limits) + steadiness_reasons(press, steadiness)
    findings.sort(key=lambda finding: SEVERITY.index(finding[0]))
    worst: VerdictName = findings[0][0] if findings else "steady"
    reasons = [text for _, text in findings] or [praise(press)]
    reasons += long_reasons(press, hold) + release_reasons(press, release, newtons=newtons)
    reasons += zone_reasons(press, zone, limits)
    classes = {"speed": speed, "hold": hold, "steadiness": steadiness, "release": release, "zone": zone}
    score = None if worst == "ungraded" else press_score(classes, limits.score, jab=worst == "jab")
    force = force_word(zone, limits.zones)
    found = hints(press, limits.hints)
    return Verdict(speed, hold, steadiness, worst, tuple(reasons), release, zone, found, score, force)
