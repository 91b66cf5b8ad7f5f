"""The thresholds of the verdicts together; what stands in each section follows from the files that hold them."""

from __future__ import annotations

from typing import Final

import msgspec

from pawpress.core.grading.grading_limits_generated import (
    HoldLimits,
    LiveLimits,
    ReleaseLimits,
    RouteLimits,
    ScoreLimits,
    SpeedLimits,
    SteadinessLimits,
    ZoneLimits,
)
from pawpress.core.limit import Limit
from pawpress.core.user_error import UserError


class LimitsError(UserError, ValueError):
    """A file of limits, zones or a baseline cannot be used; the text names what, where and what to do."""


BY_PARTNER: Final = "set by the partner: "
"""How the source of a zone begins that follows from a partner's word."""


class HintLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where one person's pushes with the arms part from their leans; None where theirs do not part."""

    overshoot: Limit | None = None
    sag_per_s: Limit | None = None
    tremor: Limit | None = None
    stutter: Limit | None = None


class GradingLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a verdict is held against."""

    style: str
    speed: SpeedLimits
    hold: HoldLimits
    steadiness: SteadinessLimits
    release: ReleaseLimits
    zones: ZoneLimits
    live: LiveLimits
    route: RouteLimits
    score: ScoreLimits
    hints: HintLimits | None = None
    """A personal baseline; without one nothing is hinted."""
