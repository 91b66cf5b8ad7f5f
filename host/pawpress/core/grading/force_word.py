"""The second word of a press: how hard it was, beside the verdict, which says how it was done."""

from __future__ import annotations

from typing import Literal

from pawpress.core.grading.classes import Zone
from pawpress.core.grading.grading_limits_generated import ZoneLimits
from pawpress.core.grading.zones import said_by_partner

ForceWord = Literal["too_hard", "lighter_than_nice"]


def force_word(zone: Zone | None, zones: ZoneLimits) -> ForceWord | None:
    """Return the second word of a press in this zone; None where there is nothing to add.

    Parameters
    ----------
    zone : Zone or None
        Where the force of the press lay; None where newtons cannot be trusted.
    zones : ZoneLimits
        What it was held against. Only a partner who said what feels nice can be given less than that.
    """
    if zone in ("amber", "red"):
        return "too_hard"
    return "lighter_than_nice" if zone == "light" and said_by_partner(zones) else None


def verdict_words(verdict: str, force: str | None) -> str:
    """Return a verdict with its second word, for people: `steady, too hard`."""
    return verdict if force is None else f"{verdict}, {force.replace('_', ' ')}"
