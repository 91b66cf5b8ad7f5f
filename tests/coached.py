"""Judged presses and sessions for the coach: presses with chosen metrics, judged by the real grading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pawpress.core.calibration import ForceBlock
from pawpress.core.coach import Coach, CoachSetup, Output
from pawpress.core.force_line import Forces, PressGraded
from pawpress.core.grading import grade
from pawpress.core.presses import Press
from pawpress.settings.drill_files import shipped_drills
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.layout_files import default_layout

LIMITS = load_limits()
GOOD = {
    "peak_n": 102.0,
    "plateau_n": 100.0,
    "rise_s": 0.45,
    "rfd_n_per_s": 220.0,
    "nrfd_per_s": 2.2,
    "hold_s": 1.8,
    "dwell_s": 1.7,
    "release_time_s": 0.35,
    "cv": 0.015,
    "bounce": 0.01,
    "stab": False,
    "impulse_ns": 200.0,
    "flags": frozenset[str](),
    "residual_n": 2.0,
}
JAB = {"rise_s": 0.05, "rfd_n_per_s": 1900.0, "nrfd_per_s": 19.0, "hold_s": 0.15, "dwell_s": 0.06, "cv": None}
FAULTY: dict[str, dict[str, object]] = {
    "jab": JAB | {"bounce": None},
    "stab": {"stab": True, "rfd_n_per_s": 900.0, "nrfd_per_s": 9.0},
    "rushed": {"rise_s": 0.18, "rfd_n_per_s": 520.0, "nrfd_per_s": 5.2},
    "short": {"hold_s": 0.45, "cv": None, "bounce": None},
    "unsteady": {"cv": 0.14, "bounce": 0.12},
    "partial": {"residual_n": 40.0},
    "dropped": {"release_time_s": 0.08},
    "long": {"hold_s": 12.0},
    "ungraded": {"flags": frozenset({"gap"})},
}
"""What a press shows that has one fault."""
PADS = ("L1", "R1", "L2", "R2", "L3", "R3", "L2", "R2")
EVERY_S = 4.0


def judged(number: int = 0, pad: str | None = None, *, at_s: float | None = None, **changes: object) -> PressGraded:
    """Return a press, good unless something is changed."""
    onset_s = EVERY_S * (number + 1) if at_s is None else at_s
    fields = GOOD | changes
    place = PADS[number % len(PADS)] if pad is None else pad
    press = Press(pad=place, onset_s=onset_s, release_s=onset_s + 3.0, peak_s=onset_s + 1.0, **fields)  # type: ignore[arg-type]
    return PressGraded(press, grade(press, LIMITS))


def forces(t_s: float, force_n: float = 0.0, column: int = 0) -> Forces:
    """Return one scan."""
    row = np.zeros((1, 6))
    row[0, column] = force_n
    return Forces(ForceBlock(np.array([t_s]), row, np.zeros((1, 6), dtype=np.bool_), 0, 0.002))


def coach(drill: str | None = "slow", **more: object) -> Coach:
    """Return a coach on the mat of six pads, not yet begun."""
    return Coach(CoachSetup(drills=shipped_drills(), drill=drill, **more), LIMITS)  # type: ignore[arg-type]


def begun(drill: str | None = "slow", *, tested: bool = True, **more: object) -> tuple[Coach, list[Output]]:
    """Return a coach that has begun, and what it said; with `tested`, behind its first hidden test."""
    one = coach(drill, **more)
    out = one.fit(default_layout(6))
    while tested and one.block is not None and one.block.is_test:
        out += one.take(judged(len(out)))
    return one, out


def taken(one: Coach, presses: Iterable[PressGraded]) -> list[Output]:
    """Return what a coach says to presses."""
    return [said for press in presses for said in one.take(press)]


def of_kind(said: Sequence[Output], *kinds: type) -> list[Output]:
    """Return what was said of some kinds."""
    return [one for one in said if isinstance(one, kinds)]
