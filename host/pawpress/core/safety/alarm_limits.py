"""The limits of the alarms as types: every number with the source it comes from."""

from __future__ import annotations

import msgspec

from pawpress.core.limit import Limit


class HandLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Overload of hands."""

    one_hand_amber_n: Limit
    one_hand_red_n: Limit
    both_hands_red_n: Limit
    impact_n: Limit


class CommonLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds in every mode."""

    clear_share: Limit
    settle_s: Limit
    silence_s: Limit
    damaged_frames: Limit
    late_s: Limit


class LinkLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a stream of readings stands, and what may go wrong without a mark."""

    stands_s: Limit
    stands_within_s: Limit
    restarts: Limit
    restarts_within_s: Limit
    emulator_late_s: Limit
    emulator_stopped_s: Limit
    loaded_n: Limit
    loaded_before_s: Limit


class FootLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Standing and stepping on a back."""

    margin_fsr: Limit
    margin_load_cell: Limit
    one_foot_amber_n: Limit
    one_foot_amber_s: Limit
    one_foot_red_n: Limit
    total_amber_n: Limit
    total_amber_giver_share: Limit
    total_red_n: Limit
    total_red_giver_share: Limit
    amber_share_of_red: Limit
    ahead_s: Limit
    impact_n: Limit
    rate_amber_giver_per_s: Limit
    rate_red_giver_per_s: Limit
    rate_red_n_per_s: Limit
    contact_n: Limit
    rest_below_200_n_s: Limit
    rest_below_300_n_s: Limit
    rest_below_400_n_s: Limit
    rest_above_400_n_s: Limit
    rest_amber_share: Limit
    thorax_receiver_share: Limit
    thorax_amber_s: Limit
    thorax_red_s: Limit
    flight_air_share: Limit
    flight_landing_share: Limit
    flight_shortest_s: Limit
    flight_longest_s: Limit
    flight_landing_s: Limit
    kick_n: Limit
    kick_s: Limit
    bounce_amber_share: Limit
    bounce_red_share: Limit
    centre_line_amber_n: Limit
    centre_line_red_n: Limit
    forbidden_amber_n: Limit
    forbidden_red_n: Limit
    heel_amber_kpa: Limit
    heel_red_kpa: Limit
    dropout_n: Limit
    dropout_left_share: Limit
    dropout_s: Limit
    stuck_s: Limit
    stuck_moved_n: Limit


class CableLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a pad under feet counts as cut off."""

    open_s: Limit
    loaded_n: Limit
    left_share: Limit
    steady_share: Limit
    steady_s: Limit
    fall_s: Limit
    fast_period_s: Limit
    slow_fall_s: Limit
    others_share: Limit


class SafetyLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    hands: HandLimits
    common: CommonLimits
    foot: FootLimits
    link: LinkLimits
    cable: CableLimits | None = None
    """None in recordings of before: they are judged as they were."""
