"""Zones that a partner sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from pawpress.core.grading import LimitsError, PartnerWords, grade, partner_zones
from pawpress.core.stages import within_zones
from pawpress.settings.grading_limits import load_limits, with_partner
from pawpress.settings.safety_limits import load_safety_limits
from tests.waveforms import press

WORDS = PartnerWords(nice_n=60.0, strong_n=100.0, stop_n=130.0)


def numbers(words: PartnerWords) -> tuple[float, float, float, float]:
    zones = partner_zones(words)
    return (zones.target_from_n.limit, zones.target_to_n.limit, zones.amber_n.limit, zones.red_n.limit)


def test_the_target_is_nice_amber_is_strong_and_red_lies_below_stop():
    assert numbers(WORDS) == pytest.approx((51.0, 69.0, 100.0, 117.0))


def test_red_is_never_above_three_hundred_newtons_nor_amber_above_red():
    assert numbers(PartnerWords(nice_n=200.0, strong_n=340.0, stop_n=500.0)) == pytest.approx(
        (170.0, 230.0, 300.0, 300.0)
    )


def test_the_target_never_reaches_into_strong():
    assert numbers(PartnerWords(nice_n=95.0, strong_n=100.0, stop_n=130.0))[1] == 100.0


@pytest.mark.parametrize(
    ("nice_n", "strong_n", "stop_n"), [(100.0, 90.0, 150.0), (50.0, 90.0, 80.0), (90.0, 90.0, 90.0)]
)
def test_words_in_the_wrong_order_are_refused(nice_n: float, strong_n: float, stop_n: float):
    with pytest.raises(ValueError, match="nice_n must be below strong_n"):
        partner_zones(PartnerWords(nice_n, strong_n, stop_n))


def file(folder: Path, text: str) -> Path:
    path = folder / "anna.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_of_zones_changes_what_is_said_of_a_press(tmp_path: Path):
    limits = with_partner(load_limits(), file(tmp_path, "nice_n = 60\nstrong_n = 100\nstop_n = 130\n"))
    said = [grade(press(plateau_n=force, peak_n=force), limits).zone for force in (40.0, 60.0, 90.0, 110.0, 120.0)]
    assert said == ["light", "medium", "firm", "amber", "red"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("nice_n = 60\nstrong_n = 100\n", "stop_n"),
        ("nice_n = 60\nstrong_n = 100\nstop_n = 130\nlovely_n = 3\n", "lovely_n"),
        ("nice_n = -1\nstrong_n = 100\nstop_n = 130\n", "nice_n"),
        ("nice_n = 60\nstrong_n = 50\nstop_n = 130\n", "nice_n must be below strong_n"),
        ("nice_n =", "line"),
    ],
)
def test_a_mistake_is_one_line_that_names_file_and_place(tmp_path: Path, text: str, named: str):
    path = file(tmp_path, text)
    with pytest.raises(LimitsError) as error:
        with_partner(load_limits(), path)
    assert str(path) in str(error.value)
    assert named in str(error.value)
    assert "\n" not in str(error.value)


def test_the_alarms_come_down_to_the_partners_lines():
    hands = within_zones(load_safety_limits(), partner_zones(WORDS)).hands
    assert (hands.one_hand_amber_n.limit, hands.one_hand_red_n.limit) == pytest.approx((100.0, 117.0))


def test_no_partner_raises_an_alarm_line():
    shipped = load_safety_limits()
    bold = partner_zones(PartnerWords(nice_n=200.0, strong_n=290.0, stop_n=400.0))
    assert within_zones(shipped, bold).hands.one_hand_amber_n.limit == shipped.hands.one_hand_amber_n.limit
    assert within_zones(shipped, load_limits().zones) == shipped
