"""A personal baseline: where one person's pushes with the arms part from their leans.

Five slow leans with straight arms and five deliberate pushes are measured; each sign's limit lies half way between the
medians of both. A sign that does not separate four in five of both kinds is of no use for this person and is left
out.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pawpress.core.grading.hints import SIGNS, EffortSign
from pawpress.core.grading.limits import HintLimits
from pawpress.core.limit import Limit
from pawpress.core.presses import Press
from pawpress.core.user_error import UserError

LEAST_PRESSES = 5
TOLD_APART = 0.8
"""Part of the leans, and of the pushes, that must lie on their own side of a limit."""


class BaselineError(UserError, ValueError):
    """A baseline cannot be taken from these presses; the text says why and what to do."""


def baseline(leans: Sequence[Press], pushes: Sequence[Press]) -> HintLimits:
    """Return the limits of one person's signs.

    Parameters
    ----------
    leans, pushes : sequence of Press
        At least five each.

    Raises
    ------
    BaselineError
        If there are too few, or fewer than two signs separate them.
    """
    for presses, name in ((leans, "leans"), (pushes, "pushes with the arms")):
        if len(presses) < LEAST_PRESSES:
            raise BaselineError(f"Only {len(presses)} {name} were found: show at least {LEAST_PRESSES}.")
    limits = {sign.metric: _between(sign, leans, pushes) for sign in SIGNS}
    if sum(limit is not None for limit in limits.values()) < 2:
        raise BaselineError("The pushes cannot be told from the leans by force alone: there is nothing to hint with.")
    return HintLimits(**limits)


def baseline_toml(limits: HintLimits) -> str:
    """Return a baseline as a file that people can read."""
    lines = ["# A personal baseline for the hint that a press was pushed with the arms. Give it with --baseline."]
    for sign in SIGNS:
        limit = getattr(limits, sign.metric)
        if limit is not None:
            lines.append(f'{sign.metric} = {{ limit = {limit.limit!r}, source = "{limit.source}" }}')
    return "\n".join(lines) + "\n"


def _between(sign: EffortSign, leans: Sequence[Press], pushes: Sequence[Press]) -> Limit | None:
    at_lean, at_push = _known(sign, leans), _known(sign, pushes)
    if min(len(at_lean), len(at_push)) < LEAST_PRESSES:
        return None
    lean, push = median(at_lean), median(at_push)
    middle = round((lean + push) / 2, 5)
    if min(_beyond(at_push, middle, rises=sign.rises), _beyond(at_lean, middle, rises=not sign.rises)) < TOLD_APART:
        return None
    return Limit(middle, f"half way between {len(leans)} leans ({lean:.4f}) and {len(pushes)} pushes ({push:.4f})")


def _known(sign: EffortSign, presses: Sequence[Press]) -> list[float]:
    return [number for press in presses if (number := getattr(press, sign.metric)) is not None]


def _beyond(numbers: Sequence[float], limit: float, *, rises: bool) -> float:
    """Return which part of the numbers lies above a limit, or below it."""
    return sum(number > limit if rises else number < limit for number in numbers) / len(numbers)
