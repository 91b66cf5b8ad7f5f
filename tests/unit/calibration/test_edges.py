"""The press at four edges: what is found, what it does to the uncertainty, and what of it a file keeps."""

from __future__ import annotations

from math import sqrt

import msgspec
import pytest

from pawpress.core.calibration import CalibrationError, PadCurve, apply_calibration
from pawpress.core.calibration.edges import (
    EDGE_LOAD_N,
    IN_USE,
    PLACES,
    computed_off_centre,
    edge_errors,
    edges_stand,
    uncertainty_anywhere,
    with_edges,
    with_puck,
)
from pawpress.core.calibration.integrity import contradiction_in
from pawpress.core.calibration.pucks_generated import OFF_CENTRE
from pawpress.core.calibration.reference_points import ReferencePoint
from pawpress.core.safety.rig_limits import RedLine, rig_limits
from pawpress.settings.calibration_file import from_toml, to_toml
from tests.calibrations import MADE, STRAIGHT, calibration, curve, read_at


def pressed(*shares: float, load_n: float = EDGE_LOAD_N) -> PadCurve:
    """Return the straight curve after presses of which the sensors felt these parts."""
    return with_edges(STRAIGHT, [ReferencePoint(load_n, read_at(share * load_n)) for share in shares], MADE)


def test_the_worst_edge_counts_in_either_direction() -> None:
    own = pressed(1.0, 0.98, 1.06, 1.0, 0.99)
    assert list(edge_errors(own)) == list(PLACES[1:])
    assert own.off_centre == pytest.approx(0.06, abs=0.001)
    assert edges_stand(own)
    assert not edges_stand(pressed(1.0, 1.0, 1.0, 0.85, 1.0))


def test_edges_are_held_against_the_middle_and_not_against_the_scale() -> None:
    """A pad that reads everything 8 % too low is for the check to find; its edges are as its middle."""
    assert pressed(0.92, 0.92, 0.92, 0.92, 0.92).off_centre == pytest.approx(0.0, abs=0.001)


def test_what_an_edge_misses_goes_into_the_uncertainty() -> None:
    own = pressed(1.0, 0.91, 1.0, 1.0, 1.0)
    assert uncertainty_anywhere(own) == pytest.approx(sqrt(0.1**2 + (2 * 0.09 / sqrt(3)) ** 2), abs=0.001)
    tables = apply_calibration(calibration(own), ["L1"], 1, 1023)
    assert tables.uncertainty.tolist() == [uncertainty_anywhere(own)]


def test_a_curve_of_before_keeps_its_uncertainty_to_the_last_bit() -> None:
    old = curve(uncertainty=0.1234567890123)
    assert uncertainty_anywhere(old) == old.uncertainty
    assert b"off_centre" not in msgspec.json.encode(old)
    assert b"edges" not in msgspec.json.encode(old)


def test_the_model_stands_in_where_nobody_pressed() -> None:
    assert with_puck(STRAIGHT, "shared").off_centre == OFF_CENTRE["shared"] == 0.09
    assert with_puck(STRAIGHT, "disc").off_centre == 0.0
    assert computed_off_centre(None) == max(OFF_CENTRE[puck] for puck in IN_USE)
    assert OFF_CENTRE["single"] > OFF_CENTRE["shared"] > OFF_CENTRE["triple"] > 0.0


def test_a_pad_whose_edges_fail_is_not_graded_but_still_guarded() -> None:
    own = pressed(1.0, 1.0, 1.0, 0.45, 1.0)
    tables = apply_calibration(calibration(own), ["L1"], 1, 1023)
    assert not tables.grades_newtons
    assert tables.calibrated
    (note,) = tables.notes
    assert (note.code, note.pad) == ("unreliable_sensor", "L1")
    assert "off by 55% (away from the cable), and 10% are allowed" in note.message
    assert rig_limits(tables, [RedLine((0,), 250.0)], 0, strict=False).command


def test_a_file_keeps_the_edges_and_refuses_others() -> None:
    whole = calibration(pressed(1.0, 0.97, 1.0, 1.0, 1.0))
    text = to_toml(whole)
    assert from_toml(text, "a.toml") == whole
    for before, after in (("off_centre = 0.03", "off_centre = 0.01"), ('place = "left"', 'place = "right"')):
        assert before in text
        with pytest.raises(CalibrationError, match=r"a\.toml"):
            from_toml(text.replace(before, after), "a.toml")


def test_damage_shows_without_a_checksum() -> None:
    own = msgspec.structs.replace(pressed(1.0, 0.97, 1.0, 1.0, 1.0), off_centre=0.0)
    assert contradiction_in(own) == "its edges differ by 3.0%, and off_centre says 0.0%"


@pytest.mark.parametrize(
    ("points", "says"),
    [
        ([ReferencePoint(100.0, 341.0)] * 4, "5 places are pressed, not 4"),
        ([ReferencePoint(400.0, 700.0)] * 5, "400 N is outside its range of 10 to 320 N"),
        ([ReferencePoint(100.0, 0.0)] * 5, "its middle was not felt"),
    ],
)
def test_what_is_no_test_is_refused(points: list[ReferencePoint], says: str) -> None:
    with pytest.raises(CalibrationError, match=says):
        with_edges(STRAIGHT, points, MADE)
