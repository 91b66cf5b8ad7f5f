"""Any sane points give a curve that never falls; readings, newtons and readings again are the same."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from pawpress.core.calibration import Calibrator, PadCurve, RigCalibration, apply_calibration
from pawpress.core.calibration.curve_shapes import LEAST_LOADS
from pawpress.core.calibration.fitting import fit_pad
from pawpress.core.calibration.pad_models.fsr_divider import conductance_of, counts_of
from pawpress.core.calibration.reference_points import ReferencePoint
from pawpress.core.samples import SampleBlock
from pawpress.settings.calibration_file import from_toml, to_toml
from tests.calibrations import MADE

TOPS = st.sampled_from([1023, 4095, 65535])


@st.composite
def sane_points(draw: st.DrawFn) -> tuple[int, float, list[ReferencePoint]]:
    """Loads of a pad that rises on the whole, with bends, noise, rounds and ways down."""
    counts_max = draw(TOPS)
    loads_n = np.geomspace(draw(st.floats(1.0, 20.0)), draw(st.floats(60.0, 500.0)), draw(st.integers(5, 12)))
    b, bend = draw(st.floats(0.5, 1.8)), draw(st.floats(-0.04, 0.04))
    tare = draw(st.floats(0.0, 0.04)) * counts_max
    rest = tare / (counts_max - tare)
    points: list[ReferencePoint] = []
    for turn in range(draw(st.integers(1, 3))):
        for direction in draw(st.sampled_from([("up",), ("up", "down")])):
            errors = draw(st.lists(st.floats(-0.1, 0.1), min_size=len(loads_n), max_size=len(loads_n)))
            ratio = np.log(loads_n / 150.0)
            conductance = np.exp(b * ratio + bend * ratio**2 + np.array(errors)) + rest
            counts = np.rint(counts_of(conductance, counts_max))
            pairs = zip(loads_n.tolist(), counts.tolist(), strict=True)
            points += [ReferencePoint(load, reading, direction, turn + 1) for load, reading in pairs]
    felt = {point.reference_n for point in points if point.direction == "up" and point.counts > tare}
    assume(len(felt) >= LEAST_LOADS)
    return counts_max, tare, points


def fitted(sane: tuple[int, float, list[ReferencePoint]]) -> PadCurve:
    counts_max, tare, points = sane
    return fit_pad("L1", 0, points, counts_max=counts_max, made=MADE, tare_counts=tare, creep_per_decade=0.03)


@given(sane_points())
def test_a_curve_never_falls_and_is_finite(sane):
    own = fitted(sane)
    force_n = own.newtons(conductance_of(np.linspace(0.0, own.counts_max, 5000), own.counts_max))
    assert np.isfinite(force_n).all()
    assert (np.diff(force_n) >= -1e-9 * force_n[1:]).all()
    assert own.lowest_n <= own.top_n
    assert own.uncertainty > 0.05


@given(sane_points())
def test_the_table_of_a_session_never_falls_either(sane):
    own = RigCalibration(rig="r", placement="bench", created=MADE, program="p", pad=(fitted(sane),))
    table = apply_calibration(own, ["L1"], 1, sane[0]).newtons[0]
    assert (np.diff(table) >= 0).all()
    assert np.isfinite(table).all()


@given(sane_points())
def test_readings_to_newtons_and_back_are_the_same_readings(sane):
    own = fitted(sane)
    rests, tops = np.ceil(own.tare_counts) + 1.0, np.floor(own.top_counts)
    if own.knot:  # a knot may be the mean of several readings: beyond the last one the force stays
        top = counts_of(np.array([own.knot[-1].conductance + own.c]), own.counts_max)[0]
        tops = min(tops, np.floor(top))
    counts = np.linspace(rests, max(rests, tops), 200).round()
    again = counts_of(own.conductance(own.newtons(conductance_of(counts, own.counts_max))), own.counts_max)
    assert np.abs(again - counts).max() < 0.5


@given(sane_points())
def test_a_file_is_read_as_it_was_written(sane):
    own = RigCalibration(rig="my-rig", placement="glove", created=MADE, program="p", pad=(fitted(sane),))
    assert from_toml(to_toml(own), "c.toml") == own


@given(sane_points(), st.integers(0, 65535))
def test_a_reading_is_saturated_if_and_only_if_it_is_above_the_last_point(sane, counts):
    own = RigCalibration(rig="r", placement="bench", created=MADE, program="p", pad=(fitted(sane),))
    calibrator = Calibrator(apply_calibration(own, ["L1"], 1, sane[0]))
    block = calibrator.process(SampleBlock(np.zeros(1), np.array([[counts]], np.uint16), 0, 0.002))
    last = max(point.counts for point in own.pad[0].point if point.direction == "up")
    if min(last, counts) < 0.96 * sane[0]:  # nearer to the top of the converter everything is saturated
        assert bool(block.saturated[0, 0]) is (counts > last)
