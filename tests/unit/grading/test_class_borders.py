"""Every border of the shipped limits from both sides, and on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import pytest

from pawpress.grading import Limits, Verdict, grade, load_limits
from pawpress.presses import Press
from tests.waveforms import press

LIMITS = load_limits()
NEARLY = 1e-6


@dataclass(frozen=True)
class Border:
    """A limit, a press that lies at a number, and what is said of it below, on and above."""

    limit: str
    at: Callable[[float], Press]
    said: Callable[[Verdict], str | None]
    below: str | None
    on: str | None
    above: str | None


def speed(verdict: Verdict) -> str:
    return verdict.speed


def hold(verdict: Verdict) -> str:
    return verdict.hold


def steadiness(verdict: Verdict) -> str | None:
    return verdict.steadiness


def name(verdict: Verdict) -> str:
    return verdict.verdict


BORDERS = [
    Border("speed.slow_rise_s", lambda x: press(rise_s=x), speed, "acceptable", "slow", "slow"),
    Border("speed.acceptable_rise_s", lambda x: press(rise_s=x), speed, "rushed", "acceptable", "acceptable"),
    Border("speed.rushed_rise_s", lambda x: press(rise_s=x), speed, "jab", "rushed", "rushed"),
    Border("speed.slow_nrfd_per_s", lambda x: press(nrfd_per_s=x), speed, "slow", "slow", "acceptable"),
    Border("speed.acceptable_nrfd_per_s", lambda x: press(nrfd_per_s=x), speed, "acceptable", "acceptable", "rushed"),
    Border("speed.rushed_nrfd_per_s", lambda x: press(nrfd_per_s=x), speed, "rushed", "rushed", "jab"),
    Border("speed.jab_rfd_n_per_s", lambda x: press(rfd_n_per_s=x), speed, "slow", "slow", "jab"),
    # A fast rise is a jab only if it was let go: its verdict, not its speed, turns at these three.
    Border("speed.jab_hold_s", lambda x: press(rise_s=0.05, dwell_s=0.05, hold_s=x), name, "jab", "rushed", "rushed"),
    Border("speed.jab_dwell_s", lambda x: press(rise_s=0.1, dwell_s=x, hold_s=0.5), name, "jab", "rushed", "rushed"),
    Border("speed.jab_rise_s", lambda x: press(rise_s=x, dwell_s=0.4, hold_s=0.5), name, "jab", "rushed", "rushed"),
    Border("hold.short_s", lambda x: press(hold_s=x), hold, "short", "on_target", "on_target"),
    Border("hold.on_target_s", lambda x: press(hold_s=x), hold, "on_target", "on_target", "long"),
    Border("hold.ask_s", lambda x: press(hold_s=x), hold, "long", "long", "ask"),
    Border("steadiness.steady_cv", lambda x: press(cv=x), steadiness, "steady", "steady", "fair"),
    Border("steadiness.fair_cv", lambda x: press(cv=x), steadiness, "fair", "fair", "unsteady"),
    Border("steadiness.bounce", lambda x: press(bounce=x), steadiness, "steady", "steady", "unsteady"),
]


def limit_of(path: str, limits: Limits = LIMITS) -> float:
    section, key = path.split(".")
    return getattr(getattr(limits, section), key).limit


@pytest.mark.parametrize("border", BORDERS, ids=lambda border: border.limit)
def test_what_is_said_turns_just_at_the_limit(border: Border):
    limit = limit_of(border.limit)
    numbers = (limit * (1 - NEARLY), limit, limit * (1 + NEARLY))
    said = tuple(border.said(grade(border.at(number), LIMITS)) for number in numbers)
    assert said == (border.below, border.on, border.above)


@pytest.mark.parametrize("border", BORDERS, ids=lambda border: border.limit)
def test_a_limit_of_ones_own_moves_the_border(border: Border):
    section, key = border.limit.split(".")
    own = msgspec.to_builtins(LIMITS)
    own[section][key]["limit"] *= 1.2
    moved = msgspec.convert(own, Limits)
    far, near = border.at(limit_of(border.limit) * 1.1), border.at(limit_of(border.limit) * (1 - NEARLY))
    assert border.said(grade(far, moved)) == border.said(grade(near, LIMITS)) == border.below


def test_every_limit_has_a_border_here():
    listed = {f"{section}.{key}" for section, keys in msgspec.to_builtins(LIMITS).items() for key in keys}
    assert {border.limit for border in BORDERS} == listed


def test_the_rate_in_newtons_a_second_does_not_count_for_raw_counts():
    steep = press(rfd_n_per_s=9000.0)
    assert (grade(steep, LIMITS).speed, grade(steep, LIMITS, newtons=False).speed) == ("jab", "slow")
