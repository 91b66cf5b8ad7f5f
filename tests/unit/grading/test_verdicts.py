"""The verdict of a press: the worst that applies, and every reason for it in plain words."""

from __future__ import annotations

import pytest

from pawpress.core.grading import Verdict, grade
from pawpress.core.grading.grader import SEVERITY
from pawpress.settings.grading_limits import load_limits
from tests.waveforms import press

LIMITS = load_limits()

FAULTS: dict[str, dict[str, object]] = {
    "ungraded": {"flags": frozenset({"saturated"})},
    "jab": {"stab": True},
    "rushed": {"rise_s": 0.2},
    "short": {"hold_s": 0.5},
    "unsteady": {"cv": 0.2},
}
WORDS = {
    "ungraded": "beyond its range",
    "jab": "stab",
    "rushed": "lean in",
    "short": "stay for",
    "unsteady": "do not bounce",
}


def verdict(**changes: object) -> Verdict:
    return grade(press(**changes), LIMITS)


def test_a_slow_steady_held_press_is_praised():
    said = verdict()
    assert (said.speed, said.hold, said.steadiness, said.verdict) == ("slow", "on_target", "steady", "steady")
    assert said.reasons == ("Steady weight: leaned in over 0.6 s, held 2.0 s.",)


@pytest.mark.parametrize("worst", FAULTS)
def test_one_fault_alone_is_the_verdict(worst: str):
    said = verdict(**FAULTS[worst])
    assert said.verdict == worst
    assert len(said.reasons) == 1
    assert WORDS[worst] in said.reasons[0]


@pytest.mark.parametrize("first", range(len(FAULTS)))
def test_of_several_faults_the_worst_is_the_verdict_and_all_are_named_in_order(first: int):
    names = list(FAULTS)[first:]
    said = verdict(**{key: change for name in names for key, change in FAULTS[name].items()})
    assert said.verdict == names[0]
    assert [next(word for word in WORDS.values() if word in reason) for reason in said.reasons] == [
        WORDS[name] for name in names
    ]


def test_the_order_of_severity_is_that_of_the_contract():
    assert SEVERITY == ("ungraded", "jab", "rushed", "short", "unsteady", "steady")


def test_a_fast_rise_that_is_held_is_rushed_with_the_fast_onset_as_its_reason():
    said = verdict(rise_s=0.05, nrfd_per_s=12.0, hold_s=2.0)
    assert (said.speed, said.verdict) == ("jab", "rushed")
    assert said.reasons[0].startswith("Fast onset")


def test_a_fast_rise_that_is_let_go_at_once_is_a_jab():
    said = verdict(rise_s=0.05, nrfd_per_s=12.0, hold_s=0.1, dwell_s=0.04, cv=None, bounce=None)
    assert (said.speed, said.verdict) == ("jab", "jab")
    assert "was not held" in said.reasons[0]


def test_a_fast_push_that_lingers_for_a_third_of_a_second_is_not_a_jab():
    said = verdict(rise_s=0.11, nrfd_per_s=8.0, hold_s=0.4, dwell_s=0.3, cv=None, bounce=None)
    assert said.verdict == "rushed"


def test_the_reason_of_a_fast_rise_has_its_numbers():
    said = verdict(rise_s=0.18, rfd_n_per_s=410.0, nrfd_per_s=4.1)
    assert said.reasons == ("The force rose at 410 N/s, within 0.18 s: lean in over a second.",)


def test_raw_counts_have_no_newtons_in_their_reasons():
    fast = press(rise_s=0.18, rfd_n_per_s=410.0, nrfd_per_s=4.1, residual_n=60.0)
    said = grade(fast, LIMITS, newtons=False)
    assert said.reasons[0] == "The force rose within 0.18 s: lean in over a second."
    assert not any(" N" in reason for reason in said.reasons)


@pytest.mark.parametrize(
    ("changes", "release", "words"),
    [
        ({"residual_n": 40.0}, "partial", "kept 40 N"),
        ({"release_time_s": 0.08}, "dropped", "within 0.08 s"),
        ({"release_time_s": None, "release_s": None}, None, None),
        ({"residual_n": 20.0}, "full", None),
    ],
)
def test_how_the_hand_let_go_is_said_and_is_no_part_of_the_verdict(
    changes: dict[str, object], release: str | None, words: str | None
):
    said = verdict(**changes)
    assert (said.release, said.verdict) == (release, "steady")
    assert (words is None) == (len(said.reasons) == 1)
    assert words is None or words in said.reasons[1]


@pytest.mark.parametrize(
    ("changes", "zone"),
    [
        ({"plateau_n": 40.0, "peak_n": 42.0}, "light"),
        ({}, "medium"),
        ({"plateau_n": 180.0, "peak_n": 190.0}, "firm"),
        ({"plateau_n": 180.0, "peak_n": 230.0}, "amber"),
        ({"plateau_n": 320.0, "peak_n": 330.0}, "red"),
    ],
)
def test_the_force_zone_is_told_and_is_no_part_of_the_verdict(changes: dict[str, object], zone: str):
    said = verdict(**changes)
    assert (said.zone, said.verdict) == (zone, "steady")
    assert any("line of" in reason for reason in said.reasons) == (zone in ("amber", "red"))


def test_the_zone_is_withheld_where_newtons_cannot_be_trusted():
    assert grade(press(peak_n=500.0), LIMITS, zoned=False).zone is None
    assert grade(press(peak_n=500.0), LIMITS, newtons=False).zone is None


@pytest.mark.parametrize(("peak_n", "zone"), [(120.0, None), (250.0, "amber"), (320.0, "red")])
def test_a_pad_at_its_top_says_only_that_it_was_at_least_so_much(peak_n: float, zone: str | None):
    assert verdict(peak_n=peak_n, flags=frozenset({"saturated"})).zone == zone


def test_a_very_long_hold_is_a_question_for_the_partner_and_no_fault():
    said = verdict(hold_s=14.0)
    assert (said.hold, said.verdict) == ("ask", "steady")
    assert "ask your partner" in said.reasons[1]


@pytest.mark.parametrize("hold_s", [4.0, 9.9])
def test_a_long_hold_is_no_fault(hold_s: float):
    said = verdict(hold_s=hold_s)
    assert (said.hold, said.verdict) == ("long", "steady")


def test_a_hold_too_short_to_tell_has_no_steadiness():
    said = verdict(cv=None, bounce=None, hold_s=0.9)
    assert (said.steadiness, said.verdict) == (None, "steady")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"flags": frozenset({"gap"})}, "missing"),
        ({"flags": frozenset({"saturated"})}, "range"),
        ({"rise_s": None}, "already on"),
        ({"flags": frozenset({"cut_off", "cut_hold"}), "release_s": None, "hold_s": 0.3}, "mid-press"),
    ],
    ids=["gap", "saturated", "began before", "cut off"],
)
def test_what_cannot_be_measured_is_not_graded_and_says_why(changes: dict[str, object], word: str):
    said = verdict(**changes)
    assert said.verdict == "ungraded"
    assert word in said.reasons[0]


def test_a_press_cut_off_after_it_was_held_long_enough_is_graded():
    assert verdict(flags=frozenset({"cut_off", "cut_hold"}), release_s=None).verdict == "steady"


def test_a_strike_whose_weight_stays_on_to_the_end_is_a_jab_all_the_same():
    landing = {"flags": frozenset({"cut_off"}), "release_s": None, "hold_s": 0.06, "dwell_s": 0.04, "rise_s": 0.03}
    assert verdict(nrfd_per_s=20.0, **landing).verdict == "jab"


def test_a_low_rate_alone_takes_no_grade_away():
    assert verdict(flags=frozenset({"low_rate"})).verdict == "steady"


def test_every_reason_is_one_plain_sentence():
    changes = [{}, *FAULTS.values(), {"rise_s": 0.05}, {"rise_s": None, "nrfd_per_s": 20.0}]
    for change in changes:
        for reason in verdict(**change).reasons:
            assert reason[0].isupper()
            assert reason.endswith(".")
            assert "\n" not in reason
