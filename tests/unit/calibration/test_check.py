"""The two-point check."""

from __future__ import annotations

import pytest

from pawpress.core.calibration import CalibrationError
from pawpress.core.calibration.check import check_pad, stands, worst_error
from pawpress.core.calibration.reference_points import ReferencePoint
from tests.calibrations import MADE, curve, read_at


def checked(factor: float, *loads_n: float):
    points = [ReferencePoint(load, read_at(load * factor), loaded_s=0.0) for load in loads_n or (50.0, 150.0)]
    return check_pad(curve(), points, MADE)


def test_a_curve_that_still_holds_stands():
    own = checked(1.0)
    assert stands(own)
    assert worst_error(own) == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize(("factor", "stays"), [(1.14, True), (1.16, False), (0.86, True), (0.84, False)])
def test_fifteen_per_cent_is_the_border(factor, stays):
    assert stands(checked(factor)) is stays


def test_creep_is_not_held_against_the_pad():
    slow = [ReferencePoint(load, read_at(load * 1.09), loaded_s=99.9) for load in (50.0, 150.0)]
    own = check_pad(curve(creep_per_decade=0.03), slow, MADE)
    assert worst_error(own) == pytest.approx(0.0, abs=1e-3)


def test_a_new_check_takes_the_place_of_an_older_one():
    failed = checked(1.3)
    points = [ReferencePoint(load, read_at(load)) for load in (50.0, 150.0)]
    assert stands(check_pad(failed, points, MADE))


@pytest.mark.parametrize("loads_n", [(50.0,), (50.0, 50.0), (50.0, 400.0), (2.0, 50.0)])
def test_two_different_loads_within_the_range_are_needed(loads_n):
    with pytest.raises(CalibrationError, match="L1: a check needs two different loads between 10 and 320 N"):
        checked(1.0, *loads_n)
