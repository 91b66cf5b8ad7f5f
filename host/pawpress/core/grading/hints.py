"""The hint that a press may have been pushed with the arms. It is not a fault and changes no verdict.

The force under a hand cannot prove it: overshoot, sag, tremor and a stuttered rise only make it likelier, each at a
level of its own for every person. So nothing is hinted until a person has shown five leans and five pushes.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from pawpress.core.grading.limits import HintLimits
from pawpress.core.presses import Press


class EffortSign(NamedTuple):
    """A metric that changes when the arms push."""

    metric: str
    word: str
    rises: bool
    """Whether arms make it larger."""


SIGNS: Final = (
    EffortSign("overshoot", "the force shot over", rises=True),
    EffortSign("sag_per_s", "then gave way", rises=False),
    EffortSign("tremor", "trembled", rises=True),
    EffortSign("stutter", "rose in jerks", rises=False),
)
ENOUGH_SIGNS = 2


def arm_signs(press: Press, limits: HintLimits | None) -> list[EffortSign]:
    """Return the signs of pushing with the arms; none without a personal baseline."""
    return [sign for sign in SIGNS if limits is not None and _shows(press, sign, limits)]


def hints(press: Press, limits: HintLimits | None) -> tuple[str, ...]:
    """Return what may be worth trying, in plain words; nothing of it is certain."""
    signs = arm_signs(press, limits)
    if len(signs) < ENOUGH_SIGNS:
        return ()
    words = ", ".join(sign.word for sign in signs)
    return (f"Maybe pushed with the arms ({words}): straighten your elbows and lean. Only a hint.",)


def _shows(press: Press, sign: EffortSign, limits: HintLimits) -> bool:
    number, limit = getattr(press, sign.metric), getattr(limits, sign.metric)
    if number is None or limit is None:
        return False
    return number > limit.limit if sign.rises else number < limit.limit
