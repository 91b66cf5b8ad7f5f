"""The thresholds of the verdicts as types: every number with the source it comes from."""

from __future__ import annotations

from typing import Final

import msgspec

from pawpress.core.limit import Limit
from pawpress.core.user_error import UserError


class LimitsError(UserError, ValueError):
    """A file of limits, zones or a baseline cannot be used; the text names what, where and what to do."""


class SpeedLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How fast a press may rise."""

    slow_rise_s: Limit
    slow_nrfd_per_s: Limit
    acceptable_rise_s: Limit
    acceptable_nrfd_per_s: Limit
    rushed_rise_s: Limit
    rushed_nrfd_per_s: Limit
    jab_rfd_n_per_s: Limit
    jab_hold_s: Limit
    jab_dwell_s: Limit
    jab_rise_s: Limit


class HoldLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a press should last; a style sets them."""

    target_from_s: Limit
    target_to_s: Limit
    short_s: Limit
    on_target_s: Limit
    ask_s: Limit


class SteadinessLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How still a hold should be."""

    steady_cv: Limit
    fair_cv: Limit
    bounce: Limit


class ReleaseLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a press should be let go."""

    dropped_s: Limit
    residual_n: Limit
    residual_share: Limit


BY_PARTNER: Final = "set by the partner: "
"""How the source of a zone begins that follows from a partner's word."""


class ZoneLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How hard a hand may press: defaults, until the partner has set their own."""

    target_from_n: Limit
    target_to_n: Limit
    amber_n: Limit
    red_n: Limit

    @property
    def set_by_partner(self) -> bool:
        """Whether the target is what the partner called nice."""
        return self.target_from_n.source.startswith(BY_PARTNER)


class LiveLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a press that still rises is taken to become."""

    least_plateau_n: Limit
    steepening_plateau_n: Limit
    past_steepest_share: Limit


class RouteLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the hands should walk."""

    cadence_from_per_min: Limit
    cadence_to_per_min: Limit
    rushing_per_min: Limit
    uneven_hands_percent: Limit
    uneven_row_share: Limit
    together_s: Limit


class ScoreLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights of the criteria in the one number of a session, and the most a jab can be worth."""

    speed: Limit
    hold: Limit
    steadiness: Limit
    release: Limit
    zone: Limit
    jab_cap: Limit


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
