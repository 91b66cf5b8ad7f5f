"""The limits are those that were agreed on: none can be loosened without somebody changing this table too."""

from __future__ import annotations

import pytest

from tests.alarms import LIMITS

HANDS = {"one_hand_amber_n": 210.0, "one_hand_red_n": 300.0, "both_hands_red_n": 420.0, "impact_n": 300.0}
COMMON = {"clear_share": 0.9, "settle_s": 0.1, "silence_s": 0.2, "damaged_frames": 5.0, "late_s": 0.2}
LINK = {
    "stands_s": 0.5,
    "stands_within_s": 2.9,
    "restarts": 3.0,
    "restarts_within_s": 10.0,
    "emulator_late_s": 0.08,
    "emulator_stopped_s": 5.0,
    "loaded_n": 8.0,
    "loaded_before_s": 1.0,
}
FEET = {
    "margin_fsr": 1.2,
    "margin_load_cell": 1.05,
    "one_foot_amber_n": 210.0,
    "one_foot_amber_s": 0.5,
    "one_foot_red_n": 420.0,
    "total_amber_n": 420.0,
    "total_amber_giver_share": 0.6,
    "total_red_n": 500.0,
    "total_red_giver_share": 1.1,
    "amber_share_of_red": 0.9,
    "ahead_s": 0.3,
    "impact_n": 300.0,
    "rate_amber_giver_per_s": 2.0,
    "rate_red_giver_per_s": 4.0,
    "rate_red_n_per_s": 2400.0,
    "contact_n": 20.0,
    "rest_below_200_n_s": 120.0,
    "rest_below_300_n_s": 60.0,
    "rest_below_400_n_s": 30.0,
    "rest_above_400_n_s": 15.0,
    "rest_amber_share": 0.8,
    "thorax_receiver_share": 0.35,
    "thorax_amber_s": 10.0,
    "thorax_red_s": 60.0,
    "flight_air_share": 0.1,
    "flight_landing_share": 0.8,
    "flight_shortest_s": 0.1,
    "flight_longest_s": 0.8,
    "flight_landing_s": 0.25,
    "kick_n": 100.0,
    "kick_s": 0.15,
    "bounce_amber_share": 0.08,
    "bounce_red_share": 0.15,
    "centre_line_amber_n": 50.0,
    "centre_line_red_n": 100.0,
    "forbidden_amber_n": 20.0,
    "forbidden_red_n": 50.0,
    "heel_amber_kpa": 70.0,
    "heel_red_kpa": 100.0,
    "dropout_n": 100.0,
    "dropout_left_share": 0.2,
    "dropout_s": 0.0025,
    "stuck_s": 1.0,
    "stuck_moved_n": 50.0,
}


@pytest.mark.parametrize(("section", "agreed"), [("hands", HANDS), ("common", COMMON), ("foot", FEET), ("link", LINK)])
def test_no_limit_has_been_changed_added_or_taken_away(section: str, agreed: dict[str, float]):
    shipped = getattr(LIMITS, section)
    assert {name: getattr(shipped, name).limit for name in shipped.__struct_fields__} == agreed
