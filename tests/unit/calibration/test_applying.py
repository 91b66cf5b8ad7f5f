"""From curves to the tables of a session."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from pawpress.core.calibration import Calibrator, apply_calibration
from pawpress.core.calibration.pad_curve import Check
from pawpress.core.calibration.pad_models import fsr_divider
from pawpress.core.samples import SampleBlock
from tests.calibrations import MADE, calibration, curve, read_at

NAMES = ["L1", "R1"]
MADE_MS = 1_772_366_400_000
DAY_MS = 86_400_000


def applied(own, **wishes):
    wishes = {"names": NAMES, "pads": 2, "counts_max": 1023, **wishes}
    return apply_calibration(own, **wishes)


def test_every_pad_reads_by_its_own_curve():
    tables = applied(calibration(curve(), curve(pad="R1", channel=1, a=1 / 100.0, top_counts=700.0)))
    assert tables.calibrated
    assert tables.notes == ()
    assert tables.newtons[:, 511] == pytest.approx([200.0 * 511 / 512, 100.0 * 511 / 512])


def test_every_newton_carries_the_uncertainty_of_its_pad():
    tables = applied(calibration(curve(uncertainty=0.08), curve(pad="R1", channel=1, uncertainty=0.13)))
    assert tables.uncertainty.tolist() == [0.08, 0.13]
    assert tables.worst_uncertainty == 0.13


@pytest.mark.parametrize(
    "stranger", [curve(pad="R2", channel=1), curve(pad="R1", channel=0)], ids=["another pad", "another channel"]
)
def test_the_curve_of_one_pad_never_serves_another(stranger):
    own = calibration(curve(pad="L1", channel=0, a=0.02), stranger)
    tables = applied(own)
    assert not tables.calibrated
    assert tables.curves[1] is None
    assert tables.newtons[1, 400] == fsr_divider.newtons(np.array([400.0]))[0]
    ((code, pad),) = [(note.code, note.pad) for note in tables.notes]
    assert (code, pad) == ("uncalibrated", "R1")


def test_a_channel_without_a_name_asks_for_no_curve():
    tables = applied(calibration(), pads=3)
    assert tables.calibrated
    assert tables.newtons.shape == (3, 1024)
    assert tables.uncertainty[2] == fsr_divider.UNCERTAINTY
    assert tables.worst_uncertainty == 0.1


def test_a_finer_converter_reads_the_same_newtons():
    assert applied(calibration(), counts_max=3 * 1023).newtons[0, ::3] == pytest.approx(
        applied(calibration()).newtons[0], abs=0.2
    )


def test_the_last_point_is_the_last_trusted_reading():
    tables = applied(calibration(curve(top_counts=500.4), curve(pad="R1", channel=1, top_counts=500.0)))
    block = Calibrator(tables).process(
        SampleBlock(np.zeros(2), np.array([[500, 500], [501, 501]], np.uint16), 0, 0.002)
    )
    assert block.saturated.tolist() == [[False, False], [True, True]]


def test_beyond_the_last_point_the_force_goes_on_rising_for_the_alarms():
    table = applied(calibration(curve(top_counts=400.0, top_n=128.0))).newtons[0]
    assert table[400] == pytest.approx(200.0 * 400 / 623)
    assert (np.diff(table[400:990]) > 0).all()
    assert table[round(read_at(300.0))] == pytest.approx(300.0, rel=0.02)  # a nominal sensor goes on as it began


@pytest.mark.parametrize(("read_n", "stands"), [(110.0, True), (120.0, False)])
def test_a_failed_check_refuses_newtons(read_n, stands):
    checked = curve(check=(Check(MADE, 50.0, 50.0), Check(MADE, 100.0, read_n)))
    tables = applied(calibration(checked, curve(pad="R1", channel=1)))
    assert (tables.calibrated, tables.grades_newtons) == (stands, stands)
    assert [(note.code, note.pad) for note in tables.notes] == ([] if stands else [("uncalibrated", "L1")])
    assert tables.uncertainty[0] == pytest.approx(max(0.1, read_n / 100.0 - 1.0))


@pytest.mark.parametrize(("days", "said"), [(29.0, []), (31.0, ["old_calibration"])])
def test_after_thirty_days_it_is_called_old(days, said):
    tables = applied(calibration(), now_unix_ms=MADE_MS + round(days * DAY_MS))
    assert [note.code for note in tables.notes] == said
    assert tables.calibrated


def test_the_oldest_curve_counts():
    own = calibration(curve(made="2025-01-01T00:00:00Z"), curve(pad="R1", channel=1))
    (note,) = applied(own, now_unix_ms=MADE_MS).notes
    assert "L1" in note.message


@pytest.mark.parametrize(("made_on", "serial", "fits"), [(7, 9, False), (7, 7, True), (0, 9, True), (7, 0, True)])
def test_the_curves_of_another_rig_of_the_same_name_are_refused(made_on: int, serial: int, fits: bool):
    own = msgspec.structs.replace(calibration(curve(), curve(pad="R1", channel=1)), serial=made_on)
    tables = applied(own, serial=serial)
    assert tables.calibrated == fits
    assert (tables.curves[0] is not None) == fits
    assert len([note for note in tables.notes if "serial number 7, and this is 9" in note.message]) == (not fits)
