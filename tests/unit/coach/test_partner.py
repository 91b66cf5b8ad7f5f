"""The partner's words only ever lower what the coach aims at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.coach.partner import MARKS, WORDS, Partner, agreed_n

force = st.one_of(st.none(), st.floats(1.0, 900.0))
mark = st.tuples(st.just("mark"), st.floats(1.0, 900.0))
said = st.tuples(st.sampled_from(WORDS), force)


def test_three_marks_within_a_fifth_agree():
    assert agreed_n([100.0, 110.0]) is None
    assert agreed_n([100.0, 110.0, 95.0]) == 100.0
    assert agreed_n([100.0, 150.0, 60.0]) is None
    assert agreed_n([100.0, 30.0, 104.0, 250.0, 98.0]) == 100.0  # two slips of the tongue do not matter


def test_the_target_is_nice_and_a_seventh():
    partner = Partner()
    assert partner.target is None
    for force_n in (98.0, 100.0, 102.0):
        partner.mark(force_n)
    target = partner.target
    assert target is not None
    assert (target.low_n, target.nice_n, target.high_n) == pytest.approx((85.0, 100.0, 115.0))


@given(st.lists(st.one_of(mark, said), max_size=30))
def test_no_answers_raise_the_force_after_less_or_stop(words):
    partner, most_n = Partner(), None
    for word, force_n in words:
        if word == "mark":
            partner.mark(force_n)
        else:
            partner.say(word, force_n)
        target = partner.target
        assert target is None or target.high_n <= 300.0
        if partner.lowered:
            assert not partner.wants_more(1.0)
            high_n = partner.most_n if target is None else target.high_n
            assert most_n is None or high_n <= most_n + 1e-9
            most_n = high_n


@given(st.lists(st.floats(1.0, 900.0), min_size=MARKS, max_size=9), st.floats(1.0, 900.0))
def test_the_target_stays_below_stop(marks, stop_n):
    partner = Partner(stop_n=stop_n)
    for force_n in marks:
        partner.mark(force_n)
    assert partner.target is None or partner.target.high_n <= 0.9 * stop_n + 1e-9


def test_less_goes_below_what_was_felt():
    partner = Partner(nice_n=100.0)
    partner.say("less", 100.0)
    assert partner.target is not None
    assert partner.target.high_n <= 90.0 + 1e-9


def test_more_moves_nothing():
    partner = Partner(nice_n=100.0)
    before = partner.target
    partner.say("more", 60.0)
    assert partner.target == before
    assert partner.wants_more(60.0)
    assert not partner.wants_more(100.0)
