"""Every border of the shipped limits from both sides, and on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import pytest

from pawpress.core.grading import GradingLimits, Verdict, grade
from pawpress.core.presses import Press
from pawpress.settings.grading_limits import load_limits
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


def release(verdict: Verdict) -> str | None:
    return verdict.release


def zone(verdict: Verdict) -> str | None:
    return verdict.zone


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
    Border("release.dropped_s", lambda x: press(release_time_s=x), release, "dropped", "full", "full"),
    Border("release.residual_n", lambda x: press(residual_n=x), release, "full", "full", "partial"),
    Border("zones.target_from_n", lambda x: press(plateau_n=x), zone, "light", "medium", "medium"),
    Border("zones.target_to_n", lambda x: press(plateau_n=x), zone, "medium", "medium", "firm"),
    Border("zones.amber_n", lambda x: press(peak_n=x), zone, "medium", "medium", "amber"),
    Border("zones.red_n", lambda x: press(peak_n=x), zone, "amber", "amber", "red"),
]
ELSEWHERE = {
    "hold.target_from_s": "shown to the learner",
    "hold.target_to_s": "shown to the learner",
    "release.residual_share": "below, for forces that are no trustworthy newtons",
    **dict.fromkeys(
        ("live.least_plateau_n", "live.steepening_plateau_n", "live.past_steepest_share"), "test_live_call"
    ),
    **{f"route.{name}": "tests of the route" for name in msgspec.to_builtins(LIMITS)["route"]},
    **{f"score.{name}": "test_score" for name in msgspec.to_builtins(LIMITS)["score"]},
}


def limit_of(path: str, limits: GradingLimits = LIMITS) -> float:
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
    moved = msgspec.convert(own, GradingLimits)
    far, near = border.at(limit_of(border.limit) * 1.1), border.at(limit_of(border.limit) * (1 - NEARLY))
    assert border.said(grade(far, moved)) == border.said(grade(near, LIMITS)) == border.below


def test_every_limit_has_a_border_here_or_elsewhere():
    sections = {name: keys for name, keys in msgspec.to_builtins(LIMITS).items() if isinstance(keys, dict)}
    listed = {f"{section}.{key}" for section, keys in sections.items() for key in keys}
    assert {border.limit for border in BORDERS} == listed - set(ELSEWHERE)


@pytest.mark.parametrize("plateau_n", [40.0, 400.0])
def test_where_newtons_cannot_be_trusted_what_stays_on_is_held_against_the_press_itself(plateau_n: float):
    share = LIMITS.release.residual_share.limit
    kept = [press(plateau_n=plateau_n, residual_n=part * share * plateau_n) for part in (0.99, 1.01)]
    assert [grade(one, LIMITS, zoned=False).release for one in kept] == ["full", "partial"]


def test_the_rate_in_newtons_a_second_does_not_count_for_raw_counts():
    steep = press(rfd_n_per_s=9000.0)
    assert (grade(steep, LIMITS).speed, grade(steep, LIMITS, newtons=False).speed) == ("jab", "slow")
