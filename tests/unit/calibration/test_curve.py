"""The curve of one pad."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.calibration.pad_curve import Knot
from pawpress.core.calibration.pad_models.fsr_divider import conductance_of, counts_of
from tests.calibrations import curve, read_at

BENT = (Knot(0.1, 20.0, 1.2), Knot(0.5, 90.0, 0.8), Knot(2.0, 300.0, 1.0))


def read(own, counts: float) -> float:
    return float(own.newtons(conductance_of(np.array([counts]), own.counts_max))[0])


def test_half_of_the_range_is_as_much_conductance_as_the_resistor():
    assert conductance_of(np.array([511.5]), 1023).tolist() == [1.0]


def test_the_top_of_the_converter_is_finite():
    assert np.isfinite(conductance_of(np.array([1023.0]), 1023)).all()


def test_readings_and_conductances_are_each_others_inverse():
    counts = np.linspace(0.0, 1000.0, 41)
    assert counts_of(conductance_of(counts, 1023), 1023) == pytest.approx(counts)


def test_a_power_law_is_read_as_it_was_written():
    own = curve(a=0.004, b=1.2, top_counts=900.0)
    assert read(own, read_at(120.0, 0.004, 1.2)) == pytest.approx(120.0)


def test_what_is_read_at_rest_is_no_force_and_less_is_none_either():
    own = curve(tare_counts=40.0)
    assert (read(own, 40.0), read(own, 12.0)) == (0.0, 0.0)


def test_above_the_last_point_the_force_is_that_of_the_last_point():
    own = curve(top_counts=500.0)
    assert read(own, 700.0) == read(own, 500.0) == pytest.approx(200.0 * 500 / 523)


def test_the_curve_through_knots_meets_them_and_joins_the_power_law_below():
    own = curve(knot=BENT, top_counts=682.0)
    assert own.newtons(np.array([0.1, 0.5, 2.0])) == pytest.approx([20.0, 90.0, 300.0])
    just_below, just_above = own.newtons(np.array([0.0999999, 0.1000001]))
    assert just_below == pytest.approx(just_above, rel=1e-5)
    assert own.newtons(np.array([0.05])) == pytest.approx([10.0])


@pytest.mark.parametrize("knot", [(), BENT])
def test_newtons_and_conductance_are_each_others_inverse(knot):
    own = curve(knot=knot, tare_counts=15.0, top_counts=620.0)
    force_n = np.array([1.0, 20.0, 66.0, 150.0])
    assert own.newtons(own.conductance(force_n)) == pytest.approx(force_n, rel=1e-6)


def test_another_tare_shifts_the_reading_and_not_the_force_above_rest():
    own = curve(tare_counts=10.0)
    shifted = own.with_tare(60.0)
    extra = conductance_of(np.array([60.0]), 1023) - conductance_of(np.array([10.0]), 1023)
    force_n = np.array([5.0, 100.0, 310.0])
    assert shifted.newtons(own.conductance(force_n) + extra) == pytest.approx(force_n)
    assert read(shifted, 60.0) == 0.0
    assert shifted.top_conductance - shifted.c == pytest.approx(own.top_conductance - own.c, abs=1e-5)
