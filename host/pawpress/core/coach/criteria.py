"""The registry of criteria: what a press, or a block of presses, must show to pass a drill.

A press criterion answers yes, no, or None where it cannot be told; `tolerance` widens it in practice and is 1 in a
test. A criterion lists the faults that it speaks of; nothing else is said in the drill. The limits are those of the
verdicts (`settings/limits.toml`), so the coach and the judge never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from pawpress.core.coach.attempt import Attempt
from pawpress.core.grading.zones import NICE_SPREAD
from pawpress.core.presses.metrics.session_metrics import symmetry_index
from pawpress.core.units import STANDARD_GRAVITY_M_PER_S2

GOOD_SPOT_S: Final = (3.0, 10.0)
"""How long to stay on a spot of relief: longer than a step, shorter than where the partner is asked."""
SAME_SHARE: Final = 0.8
"""Part of the partner's answers that must be `same`: four of five."""
SHIFT_RISE_S: Final = 0.51
"""From 10 to 90 % of a minimum-jerk shift of weight that takes one second."""
SHIFT_WEIGHTS_PER_S: Final = 2.0
"""Steepest rise of a shift, in the giver's weight a second; a smooth shift of 1 s reaches 1.9."""
FEW: Final = 2
"""Presses that each hand needs before its mean says something."""

PressRule = Callable[[Attempt, float], bool | None]
Faults = Callable[[Attempt], tuple[str, ...]]
Path = frozenset[str]
"""Pads of the path that must all be pressed."""
BlockRule = Callable[[Sequence[Attempt], Path], bool | None]


@dataclass(frozen=True, slots=True)
class PressCriterion:
    """A row of the registry for single presses."""

    name: str
    meaning: str
    passes: PressRule
    faults: Faults
    """Faults that a press shows where it fails; none where there is nothing useful to say."""
    needs_places: bool = False
    """Whether pads must have a side and a level."""


@dataclass(frozen=True, slots=True)
class BlockCriterion:
    """A row of the registry for blocks."""

    name: str
    meaning: str
    passes: BlockRule
    fault: str | None = None
    needs_places: bool = False


def _slow(attempt: Attempt, tolerance: float) -> bool | None:
    press, speed = attempt.press, attempt.limits.speed
    if press.rise_s is None:
        return None
    rises = press.rise_s * tolerance >= speed.slow_rise_s.limit
    return rises and press.nrfd_per_s <= speed.slow_nrfd_per_s.limit * tolerance and attempt.verdict.verdict != "jab"


def _slow_faults(attempt: Attempt) -> tuple[str, ...]:
    if attempt.press.stab:
        return ("stab",)
    if attempt.verdict.verdict == "jab":
        return ("jab",)
    return ("rushed",)


def _released(attempt: Attempt, tolerance: float) -> bool | None:
    del tolerance
    release = attempt.verdict.release
    return None if release is None else release == "full"


def _released_faults(attempt: Attempt) -> tuple[str, ...]:
    return ("partial",) if attempt.verdict.release == "partial" else ("dropped",)


def _held(attempt: Attempt, tolerance: float) -> bool:
    hold = attempt.limits.hold
    least_s, most_s = GOOD_SPOT_S if attempt.good_spot else (hold.short_s.limit, hold.on_target_s.limit)
    return least_s / tolerance <= attempt.press.hold_s <= most_s * tolerance


def _held_faults(attempt: Attempt) -> tuple[str, ...]:
    least_s = GOOD_SPOT_S[0] if attempt.good_spot else attempt.limits.hold.short_s.limit
    if attempt.press.hold_s < least_s:
        return ("short",)
    return ("long",) if attempt.press.hold_s > attempt.limits.hold.ask_s.limit else ()


def _quiet(attempt: Attempt, tolerance: float) -> bool:
    press, limits = attempt.press, attempt.limits.steadiness
    if press.cv is None or press.bounce is None or press.stab:
        return False
    return press.cv <= limits.steady_cv.limit * tolerance and press.bounce <= limits.bounce.limit * tolerance


def _quiet_faults(attempt: Attempt) -> tuple[str, ...]:
    if attempt.press.stab:
        return ("stab",)
    return ("short",) if attempt.press.cv is None else ("unsteady",)


def _in_turn(attempt: Attempt, tolerance: float) -> bool | None:
    if attempt.place is None or attempt.before is None:
        return None
    apart_s = attempt.press.onset_s - attempt.before.onset_s
    together_s = attempt.limits.route.together_s.limit / tolerance
    return attempt.before.hand != attempt.place.hand and apart_s >= together_s


def _paced(attempt: Attempt, tolerance: float) -> bool | None:
    if attempt.own_before is None:
        return None
    route, stride_s = attempt.limits.route, attempt.press.onset_s - attempt.own_before.onset_s
    quickest_s, slowest_s = 60.0 / route.cadence_to_per_min.limit, 60.0 / route.cadence_from_per_min.limit
    return quickest_s / tolerance <= stride_s <= slowest_s * tolerance


def _paced_faults(attempt: Attempt) -> tuple[str, ...]:
    own = attempt.own_before
    quickest_s = 60.0 / attempt.limits.route.cadence_to_per_min.limit
    hurried = own is not None and attempt.press.onset_s - own.onset_s < quickest_s
    return ("rushing",) if hurried else ()


def _next_pad(attempt: Attempt, tolerance: float) -> bool | None:
    del tolerance
    own, place = attempt.own_before, attempt.place
    if own is None or place is None or own.level is None or place.level is None:
        return None
    return abs(place.level - own.level) <= 1


def _nice(attempt: Attempt, tolerance: float) -> bool | None:
    if attempt.nice_n is None:
        return None
    return abs(attempt.press.plateau_n - attempt.nice_n) <= NICE_SPREAD * tolerance * attempt.nice_n


def _shift(attempt: Attempt, tolerance: float) -> bool | None:
    press = attempt.press
    if attempt.amber:
        return False
    if press.rise_s is None or attempt.giver_kg is None:
        return None
    steepest = SHIFT_WEIGHTS_PER_S * attempt.giver_kg * STANDARD_GRAVITY_M_PER_S2
    return press.rise_s * tolerance >= SHIFT_RISE_S and press.rfd_n_per_s <= steepest * tolerance


def _even(attempts: Sequence[Attempt], path: Path) -> bool | None:
    del path
    holds: dict[str, list[float]] = {"left": [], "right": []}
    for attempt in attempts:
        if attempt.place is not None and attempt.graded:
            holds[attempt.place.hand].append(attempt.press.hold_s)
    if min(map(len, holds.values())) < FEW:
        return None
    most = attempts[0].limits.route.uneven_hands_percent.limit
    return abs(symmetry_index(fmean(holds["left"]), fmean(holds["right"]))) <= most


def _same(attempts: Sequence[Attempt], path: Path) -> bool | None:
    del path
    # Silence is never `same`.
    return sum(attempt.answer == "same" for attempt in attempts) >= SAME_SHARE * len(attempts)


def _whole_path(attempts: Sequence[Attempt], path: Path) -> bool | None:
    return path <= {attempt.press.pad for attempt in attempts} if path else None


def _says(*faults: str) -> Faults:
    return lambda _attempt: faults


PRESS_CRITERIA: Final = {
    row.name: row
    for row in (
        PressCriterion("slow", "rise and rate of a slow press, and no jab", _slow, _slow_faults),
        PressCriterion("released", "fully released before, and not dropped after", _released, _released_faults),
        PressCriterion("held", "held as long as the style asks; longer on a good spot", _held, _held_faults),
        PressCriterion("quiet", "a plateau of 0.6 s or more that neither wavers nor bounces", _quiet, _quiet_faults),
        PressCriterion("in-turn", "by the other hand, and not at once with it", _in_turn, _says("turns"), True),
        PressCriterion("paced", "at the cadence of the style, each hand for itself", _paced, _paced_faults, True),
        PressCriterion("next-pad", "a hand leaves out no level", _next_pad, _says("next_pad"), True),
        PressCriterion("nice", "within 15 % of what the partner called nice", _nice, _says()),
        PressCriterion("shift", "a shift of weight of 1 s or more, without an alarm", _shift, _says("shift")),
    )
}
"""What a drill may name in `criteria`."""

BLOCK_CRITERIA: Final = {
    row.name: row
    for row in (
        BlockCriterion("even", "both hands hold alike, within 25 %", _even, "uneven", needs_places=True),
        BlockCriterion("partner-same", "the partner said `same` to four of five", _same),
        BlockCriterion("whole-path", "every pad of the path was pressed", _whole_path, "next_pad", needs_places=True),
    )
}
"""What a drill may name in `block_criteria`."""


def passed(attempt: Attempt, names: Sequence[str], tolerance: float = 1.0) -> bool:
    """Whether a press passes every criterion that can be told of it.

    Parameters
    ----------
    attempt : Attempt
        The press.
    names : sequence of str
        Criteria of the drill.
    tolerance : float
        1 in a test; more in practice.
    """
    answers = [PRESS_CRITERIA[name].passes(attempt, tolerance) for name in names]
    return attempt.graded and False not in answers


def faults_of(attempt: Attempt, names: Sequence[str], tolerance: float = 1.0) -> set[str]:
    """Return the faults of a press that its drill speaks of."""
    if not attempt.graded:
        return {"ungraded"}
    failed = [PRESS_CRITERIA[name] for name in names if PRESS_CRITERIA[name].passes(attempt, tolerance) is False]
    return {fault for row in failed for fault in row.faults(attempt)}


def failed_blocks(attempts: Sequence[Attempt], names: Sequence[str], path: Path) -> list[BlockCriterion]:
    """Return the criteria that a block fails as a whole."""
    return [row for row in map(BLOCK_CRITERIA.__getitem__, names) if row.passes(attempts, path) is False]


def needs_places(names: Sequence[str]) -> bool:
    """Whether a drill with these criteria makes sense only on pads with a side and a level."""
    return any(
        PRESS_CRITERIA[name].needs_places if name in PRESS_CRITERIA else BLOCK_CRITERIA[name].needs_places
        for name in names
    )
