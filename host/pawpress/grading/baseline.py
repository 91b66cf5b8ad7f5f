"""A personal baseline: where one person's pushes with the arms part from their leans.

Five slow leans with straight arms and five deliberate pushes are measured; each sign's limit lies half way between the
medians of both. A sign that does not change the way arms change it is of no use for this person and is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pawpress.grading.hints import SIGNS, Sign
from pawpress.grading.limits import HintLimits, Limit
from pawpress.presses import Press

LEAST_PRESSES = 5


class BaselineError(ValueError):
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
        If there are too few, or fewer than two signs tell them apart.
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


def _between(sign: Sign, leans: Sequence[Press], pushes: Sequence[Press]) -> Limit | None:
    at_lean, at_push = _median(sign, leans), _median(sign, pushes)
    if at_lean is None or at_push is None or (at_push > at_lean) != sign.rises or at_push == at_lean:
        return None
    middle = round((at_lean + at_push) / 2, 5)
    return Limit(
        middle, f"half way between {len(leans)} leans ({at_lean:.4f}) and {len(pushes)} pushes ({at_push:.4f})"
    )


def _median(sign: Sign, presses: Sequence[Press]) -> float | None:
    known = [number for press in presses if (number := getattr(press, sign.metric)) is not None]
    return median(known) if len(known) >= LEAST_PRESSES else None
