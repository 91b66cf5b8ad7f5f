"""Readings to newtons, and what is not trusted of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pawpress.core.calibration import Calibration, Calibrator, ForceBlock, nominal_calibration
from pawpress.core.calibration.pad_models import fsr_divider
from pawpress.core.filtering import Smoother
from pawpress.core.lumps import Lumps
from pawpress.core.samples import SampleBlock
from tests.streams import counts_of


def judged(calibration: Calibration, *rows: list[int]) -> ForceBlock:
    counts = np.array(rows, dtype=np.uint16)
    return Calibrator(calibration).process(SampleBlock(np.arange(len(rows)) * 0.002, counts, 3, 0.002))


def test_no_load_is_no_force():
    assert judged(nominal_calibration(1), [0]).force_n.tolist() == [[0.0]]


def test_half_of_the_range_is_the_force_the_resistor_was_matched_to():
    assert fsr_divider.newtons(np.array([511.5])) == pytest.approx(fsr_divider.HALF_SCALE_N)


def test_the_nominal_curve_rises_all_the_way_to_saturation():
    curve = nominal_calibration(1).newtons[0]
    top = nominal_calibration(1).saturation_counts[0]
    assert (np.diff(curve[: top + 1]) > 0).all()
    assert np.isfinite(curve).all()


@pytest.mark.parametrize("force_n", [5.0, 20.0, 120.0, 300.0])
def test_the_curve_undoes_the_divider_to_within_half_a_count(force_n: float):
    counts = counts_of(np.array([force_n]))
    around = fsr_divider.newtons(counts.astype(float) + [-0.5, 0.5])
    assert around[0] <= force_n <= around[1]


def test_a_reading_at_the_top_is_saturated_and_the_one_below_is_not():
    top = int(nominal_calibration(1).saturation_counts[0])
    assert judged(nominal_calibration(1), [top - 1], [top], [1023]).saturated.tolist() == [[False], [True], [True]]


def test_a_reading_above_the_declared_range_counts_as_its_top():
    block = judged(nominal_calibration(1), [1023], [4095], [65_535])
    assert len(set(block.force_n[:, 0].tolist())) == 1
    assert block.saturated.all()


def test_the_nominal_curve_says_that_it_is_not_calibrated():
    calibration = nominal_calibration(2)
    assert not calibration.calibrated
    assert np.min(calibration.uncertainty) >= fsr_divider.UNCERTAINTY


def test_a_finer_converter_gives_the_same_newtons():
    fine = nominal_calibration(1, 3 * 1023).newtons[0]
    coarse = nominal_calibration(1, 1023).newtons[0]
    assert fine[::3] == pytest.approx(coarse)


def test_every_pad_has_its_own_curve_and_its_own_top():
    newtons = np.array([np.arange(11.0), 2 * np.arange(11.0)])
    own = replace(nominal_calibration(2), newtons=newtons, saturation_counts=np.array([9, 10], dtype=np.uint16))
    block = judged(own, [9, 9], [10, 10])
    assert block.force_n.tolist() == [[9.0, 18.0], [10.0, 20.0]]
    assert block.saturated.tolist() == [[True, False], [True, True]]


def test_time_and_gap_pass_through_untouched():
    block = judged(nominal_calibration(1), [0], [0])
    assert (block.t_s.tolist(), block.gap_before, block.period_s) == ([0.0, 0.002], 3, 0.002)


def test_the_forces_of_a_pad_lie_side_by_side_up_to_the_detector():
    block = judged(nominal_calibration(3, 1023), *[[number, 2 * number, 0] for number in range(40)])
    lumps = Lumps(block.period_s, 1e6, lambda: False)
    passed = [*lumps.add(block), *lumps.rest()]
    smoothed = [Smoother(500.0, 3).process(lump) for lump in passed]
    assert sum(len(lump.t_s) for lump in passed) == 40
    for taken in (block, *passed, *smoothed):
        assert taken.force_n.T[0].flags.c_contiguous
        assert taken.force_n.strides[0] == taken.force_n.itemsize
