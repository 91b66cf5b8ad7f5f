"""A calibration as text."""

from __future__ import annotations

import pytest

from pawpress.core.calibration import CalibrationError
from pawpress.core.calibration.document import age_days
from pawpress.core.calibration.pad_curve import Check, Knot
from pawpress.core.calibration.reference_points import ReferencePoint
from pawpress.settings.calibration_file import from_toml, to_toml
from tests.calibrations import MADE, calibration, curve

FULL = calibration(
    curve(
        knot=(Knot(0.1, 20.0, 1.0), Knot(2.0, 400.0, 1.0)),
        point=(ReferencePoint(20.0, 93.0), ReferencePoint(320.0, 629.5), ReferencePoint(20.0, 95.5, "down", 2, 31.0)),
        check=(Check(MADE, 50.0, 48.5),),
        hysteresis=0.05,
        repeatability=0.02,
        creep_per_decade=0.04,
        rmse_n=12.9,
    ),
    curve(pad="R1", channel=1),
)


def altered(old: str, new: str) -> str:
    text = to_toml(FULL)
    assert old in text
    return text.replace(old, new, 1)


def test_what_is_written_is_read_again():
    assert from_toml(to_toml(FULL), "c.toml") == FULL


def test_a_person_can_read_it():
    text = to_toml(FULL)
    assert text.startswith('# Calibration of the rig "default" on futon, made 2026-03-01T12:00:00Z')
    assert '    {reference_n = 20.0, counts = 95.5, direction = "down", round = 2, loaded_s = 31.0},\n' in text


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("placement = ", 'colour = "red"\nplacement = ', "unknown field `colour`"),
        ("tare_counts = 0.0", "tare_counts = 0.0\ntara = 3", r"unknown field `tara` - at `\$.pad\[0\]`"),
        ("loaded_s = 31.0", "loaded = 31.0", r"unknown field `loaded` - at `\$.pad\[0\].point\[2\]`"),
        ('placement = "futon"', 'placement = "floor"', r"\$.placement"),
        ("b = 1.0", "b = -1.0", r"\$.pad\[0\].b"),
        ("uncertainty = 0.1", 'uncertainty = "small"', r"\$.pad\[0\].uncertainty"),
        ('rig = "default"', 'rig = "../../etc"', r"\$.rig"),
        (f'created = "{MADE}"', 'created = "yesterday"', r"\$.created"),
        (f'made = "{MADE}"', 'made = "2026-13-45T12:00:00Z"', "no day there ever was"),
        (
            'format = "pawpress.calibration/1"',
            'format = "pawpress.calibration/9"',
            "is of pawpress.calibration/9",
        ),
        ('format = "pawpress.calibration/1"', "", "is of no format"),
        ('pad = "R1"', 'pad = "L1"', "same pad or channel"),
        ("channel = 1", "channel = 0", "same pad or channel"),
        ("top_counts = 629.5", "top_counts = 2000.0", "L1: tare_counts < top_counts"),
        ("lowest_n = 10.0", "lowest_n = 999.0", "lowest_n is above"),
        ("conductance = 2.0", "conductance = 0.05", "knots must rise"),
        ("[[pad]]", "[[pad", "line"),
    ],
)
def test_what_does_not_fit_is_refused_with_file_and_key(old, new, says):
    with pytest.raises(CalibrationError, match=says) as refusal:
        from_toml(altered(old, new), "c.toml")
    assert str(refusal.value).startswith("c.toml: ")


def test_the_age_is_counted_in_days():
    assert age_days("2026-03-01T12:00:00Z", 1_772_452_800_000) == pytest.approx(1.0)


def test_new_curves_take_the_place_of_older_ones_and_leave_the_others():
    newer = calibration().with_curves((curve(pad="R1", channel=1, b=1.1), curve(pad="L2", channel=2)))
    assert [(own.pad, own.b) for own in newer] == [("L1", 1.0), ("R1", 1.1), ("L2", 1.0)]


def test_a_pad_that_was_renamed_does_not_leave_its_old_curve_behind():
    assert [own.pad for own in calibration().with_curves((curve(pad="K1"),))] == ["K1", "R1"]


@pytest.mark.parametrize(
    ("rig", "placement", "says"),
    [
        ("other", "futon", "of the rig 'default', not of 'other'"),
        ("default", "glove", "made on the futon, not on the glove"),
    ],
)
def test_another_rig_or_placement_is_refused(rig, placement, says):
    with pytest.raises(CalibrationError, match=says):
        calibration().check_fits(rig, placement)
    calibration().check_fits("default", "futon")
