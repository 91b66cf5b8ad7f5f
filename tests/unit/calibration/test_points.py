"""Reference points from a table."""

from __future__ import annotations

import pytest

from pawpress.core.calibration.reference_points import PointsError, ReferencePoint, read_points


def test_a_table_is_read_pad_by_pad_in_its_order():
    text = "pad,reference_n,counts\nR1,10,50\nL1,20,101.5\nR1,30,130\n"
    points = read_points(text, "t.csv")
    assert list(points) == ["R1", "L1"]
    assert points["R1"] == (ReferencePoint(10.0, 50.0), ReferencePoint(30.0, 130.0))


def test_direction_round_and_time_under_load_are_taken_where_they_are_given():
    text = "pad,reference_n,counts,direction,round,loaded_s,note\nL1,10,50,Down,3,7.5,x\nL1,20,80,,,,\n"
    first, second = read_points(text, "t.csv")["L1"]
    assert first == ReferencePoint(10.0, 50.0, "down", 3, 7.5)
    assert second == ReferencePoint(20.0, 80.0, "up", 1, 2.5)


@pytest.mark.parametrize(
    ("head", "unit", "newtons"),
    [
        ("reference_n", None, 2.0),
        ("reference_kgf", None, 19.6133),
        ("reference_lbf", None, 8.896443),
        ("reference", "kgf", 19.6133),
        ("reference", None, 2.0),
        ("reference_n", "lbf", 8.896443),
    ],
)
def test_the_unit_comes_from_the_column_or_from_the_command_line(head, unit, newtons):
    (point,) = read_points(f"pad,{head},counts\nL1,2,50\n", "t.csv", unit)["L1"]
    assert point.reference_n == pytest.approx(newtons)


def test_a_byte_order_mark_capitals_and_spaces_are_forgiven():
    (point,) = read_points("\ufeffPad, Reference_N, Counts\n L1 , 5 , 20 \n", "t.csv")["L1"]
    assert point == ReferencePoint(5.0, 20.0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pad,counts\nL1,3\n", "reference_n"),
        ("reference_n,counts\n1,3\n", "column `pad`"),
        ("pad,reference_n\nL1,3\n", "column `counts`"),
        ("pad,reference_n,counts\n", "no points"),
        ("", "reference_n"),
        ("pad,reference_n,counts\nL1,3\n", "line 2: counts is empty"),
        ("pad,reference_n,counts\n,3,4\n", "line 2: no pad"),
        ("pad,reference_n,counts\nL1,3,4\nL1,nan,4\n", "line 3"),
        ("pad,reference_n,counts\nL1,inf,4\n", "line 2"),
        ("pad,reference_n,counts\nL1,many,4\n", "line 2"),
        ("pad,reference_n,counts\nL1,-3,4\n", "line 2"),
        ("pad,reference_n,counts,direction\nL1,3,4,sideways\n", "line 2"),
        (f"pad,reference_n,counts\nL1,3,{'4' * 200_000}\n", "cannot be read as a table"),
        (f"pad,reference_n,{'c' * 200_000}\nL1,3,4\n", "cannot be read as a table"),
    ],
)
def test_a_bad_table_is_refused_with_its_place(text, says):
    with pytest.raises(PointsError, match=says) as refusal:
        read_points(text, "t.csv")
    assert str(refusal.value).startswith("t.csv")
