"""Intervals at ten presses, against numbers worked out elsewhere."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.coach.chance import beta_draw, uniforms
from pawpress.core.coach.intervals import newcombe, wilson

CHANCE, DRAW = [0.130085708556, 0.437318432032], 0.4269748399194304


@pytest.mark.parametrize(("passed", "of", "low", "high"), [(8, 10, 0.49, 0.94), (10, 10, 0.72, 1.0), (0, 0, 0.0, 1.0)])
def test_wilson(passed, of, low, high):
    assert wilson(passed, of) == pytest.approx((low, high), abs=0.005)


def test_five_of_ten_to_eight_of_ten_is_no_clear_change():
    assert newcombe((5, 10), (8, 10)) == pytest.approx((-0.11, 0.60), abs=0.006)


@given(st.integers(0, 40), st.integers(0, 40))
def test_an_interval_holds_its_share(passed, more):
    of = passed + more
    low, high = wilson(passed, of)
    assert 0.0 <= low <= high <= 1.0
    assert of == 0 or low <= passed / of <= high


def test_chance_is_the_same_every_year():
    """Kept figures: a recording of today is coached alike in ten years."""
    assert [round(one, 12) for one, _ in zip(uniforms(1, 2, 3), range(2), strict=False)] == CHANCE
    assert beta_draw(8.0, 2.0, 1, 2, 3) == pytest.approx(DRAW, abs=1e-12)


@pytest.mark.parametrize(("passed", "failed"), [(0.0, 0.0), (8.0, 2.0), (0.5, 9.0)])
def test_draws_follow_the_beta_distribution(passed, failed):
    draws = [beta_draw(passed, failed, 7, turn) for turn in range(4000)]
    mean = (1 + passed) / (2 + passed + failed)
    sd = math.sqrt(mean * (1 - mean) / (3 + passed + failed))
    assert sum(draws) / 4000 == pytest.approx(mean, abs=4 * sd / math.sqrt(4000))
