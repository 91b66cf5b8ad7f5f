"""Force zones a partner sets: what is nice, what is strong, and where to stop.

Show them with a slow ramp, three times, a minute apart, and let the partner say the three words.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from pawpress.core.grading.grading_limits_generated import ZoneLimits
from pawpress.core.grading.limits import BY_PARTNER
from pawpress.core.limit import Limit

NICE_SPREAD = 0.15
"""An arm tells 8 to 13 % of force apart, so nothing narrower than this is ever asked."""
STOP_SHARE = 0.9
MOST_N = 300.0
"""No partner's word raises the red line above the default one."""

Newtons = Annotated[float, msgspec.Meta(gt=0)]


class PartnerWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """At which force of one hand the partner chose each word, newtons."""

    nice_n: Newtons
    strong_n: Newtons
    stop_n: Newtons


def partner_zones(words: PartnerWords) -> ZoneLimits:
    """Return the zones: the target is nice ± 15 %, amber begins at strong, red a tenth below stop, at most 300 N.

    Raises
    ------
    ValueError
        If the words do not rise from nice over strong to stop.
    """
    if not words.nice_n < words.strong_n <= words.stop_n:
        raise ValueError("nice_n must be below strong_n, and strong_n not above stop_n")
    red_n = min(STOP_SHARE * words.stop_n, MOST_N)
    amber_n = min(words.strong_n, red_n)
    return ZoneLimits(
        target_from_n=_limit((1.0 - NICE_SPREAD) * words.nice_n, "nice less 15 %"),
        target_to_n=_limit(min((1.0 + NICE_SPREAD) * words.nice_n, amber_n), "nice plus 15 %, at most strong"),
        amber_n=_limit(amber_n, "strong, at most red"),
        red_n=_limit(red_n, "nine tenths of stop, at most 300 N"),
    )


def said_by_partner(zones: ZoneLimits) -> bool:
    """Whether a partner chose what is nice; where not, the target is only what the style usually asks for."""
    return zones.target_from_n.source.startswith(BY_PARTNER)


def _limit(force_n: float, how: str) -> Limit:
    return Limit(round(force_n, 1), f"{BY_PARTNER}{how}")
