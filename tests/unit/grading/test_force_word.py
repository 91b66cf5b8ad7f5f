"""The second word of a press."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from pawpress.core.grading import PartnerWords, Tally, grade, partner_zones, verdict_words
from pawpress.core.grading.classes import Zone
from pawpress.core.grading.force_word import force_word
from pawpress.settings.grading_limits import load_limits
from tests.waveforms import press

LIMITS = load_limits()
ANNA = msgspec.structs.replace(LIMITS, zones=partner_zones(PartnerWords(nice_n=60.0, strong_n=100.0, stop_n=130.0)))


@pytest.mark.parametrize("zone", [*get_args(Zone), None])
def test_too_hard_is_said_from_amber_up_and_lighter_than_nice_only_after_nice_was_said(zone: Zone | None):
    hard = "too_hard" if zone in ("amber", "red") else None
    assert force_word(zone, LIMITS.zones) == hard
    assert force_word(zone, ANNA.zones) == ("lighter_than_nice" if zone == "light" else hard)


@pytest.mark.parametrize(
    ("peak_n", "plateau_n", "force"), [(110.0, 100.0, None), (220.0, 200.0, "too_hard"), (375.0, 350.0, "too_hard")]
)
def test_a_press_is_steady_and_too_hard_at_once(peak_n: float, plateau_n: float, force: str | None):
    verdict = grade(press(peak_n=peak_n, plateau_n=plateau_n), LIMITS)
    assert (verdict.verdict, verdict.force) == ("steady", force)
    assert grade(press(peak_n=peak_n, plateau_n=plateau_n), LIMITS, zoned=False).force is None


def test_the_words_stand_side_by_side():
    assert verdict_words("steady", None) == "steady"
    assert verdict_words("steady", "too_hard") == "steady, too hard"
    assert verdict_words("jab", "lighter_than_nice") == "jab, lighter than nice"


def test_a_press_beyond_red_passes_each_criterion_as_it_may_but_not_all_of_them():
    tally = Tally()
    for peak_n in (110.0, 250.0, 375.0):
        tally.add(grade(press(peak_n=peak_n), LIMITS))
    assert tally.pass_share() == {"speed": 1.0, "hold": 1.0, "steadiness": 1.0, "all": pytest.approx(2 / 3)}
    assert tally.by_verdict == {"steady": 3}
    assert tally.by_force == {"too_hard": 2}
