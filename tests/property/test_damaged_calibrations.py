"""A calibration with one bit or digit changed is refused, or means what it meant; also one of before, by itself."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pawpress.core.calibration import CalibrationError, RigCalibration
from pawpress.core.calibration.fitting import fit_pad
from pawpress.core.calibration.integrity import contradiction_in
from pawpress.settings.calibration_file import from_toml, to_toml
from tests.calibrations import LOADS_N, MADE, points_of
from tests.property.test_calibration_curves import fitted, sane_points

POINTS = points_of(LOADS_N, rounds=2, a=0.005, b=0.93, rest=0.021)
CURVES = tuple(
    fit_pad(pad, channel, POINTS, counts_max=1023, made=MADE, tare_counts=21.0, creep_per_decade=0.0)
    for channel, pad in enumerate(("L1", "R1"))
)
WHOLE = RigCalibration(rig="my-rig", placement="futon", created=MADE, program="pawpress 0", serial=7, pad=CURVES)
TEXT = to_toml(WHOLE)
OF_BEFORE = re.sub(r"checksum = .*\n", "", TEXT)
DIGITS = [at for at, letter in enumerate(TEXT) if letter.isdigit()]


def told_or_harmless(text: str) -> None:
    try:
        read, complaint = from_toml(text, "c.toml"), ""
    except CalibrationError as error:
        read, complaint = WHOLE, str(error)
    assert read == WHOLE
    assert complaint == "" or complaint.startswith("c.toml: ")
    assert "\n" not in complaint


@settings(max_examples=300)
@given(at=st.integers(0, len(TEXT.encode()) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_is_told_or_harmless(at: int, bit: int):
    damaged = bytearray(TEXT.encode())
    damaged[at] ^= 1 << bit
    try:
        text = damaged.decode()
    except UnicodeDecodeError:
        return  # `load_calibration` says that it is no text
    told_or_harmless(text)


@settings(max_examples=300)
@given(at=st.sampled_from(DIGITS), digit=st.sampled_from("0123456789"))
def test_a_changed_digit_is_told_or_harmless(at: int, digit: str):
    told_or_harmless(TEXT[:at] + digit + TEXT[at + 1 :])


def test_a_file_of_before_is_read_and_so_is_one_whose_format_was_named_wrongly():
    assert "checksum =" not in OF_BEFORE
    assert from_toml(OF_BEFORE, "c.toml") == WHOLE
    assert from_toml(OF_BEFORE.replace("pawpress.calibration/1", "pawpress.core.calibration/1"), "c.toml") == WHOLE


@pytest.mark.parametrize(
    ("key", "factor"), [("a", 1.4), ("a", 0.9), ("b", 1.1), ("top_n", 1.1), ("top_counts", 0.9), ("tare_counts", 3.0)]
)
def test_a_curve_of_before_that_contradicts_its_points_is_refused(key: str, factor: float):
    """The example of the finding: `a = 0.005` became `0.007` by one bit, and the pad read 71 %."""
    curve = msgspec.structs.replace(CURVES[0], **{key: getattr(CURVES[0], key) * factor})
    text = re.sub(r"checksum = .*\n", "", to_toml(msgspec.structs.replace(WHOLE, pad=(curve, CURVES[1]))))
    with pytest.raises(CalibrationError, match=r"c.toml: L1: is damaged: .*calibrate again"):
        from_toml(text, "c.toml")


def test_a_curve_without_points_must_meet_its_own_top():
    bare = msgspec.structs.replace(CURVES[0], point=(), a=CURVES[0].a * 1.4)
    assert "top_n says 320 N" in contradiction_in(bare)
    assert contradiction_in(msgspec.structs.replace(CURVES[0], point=())) == ""


def test_a_curve_that_was_tared_again_still_agrees_with_its_points():
    for tare_counts in (0.0, 12.5, 40.0):
        assert contradiction_in(CURVES[0].with_tare(tare_counts)) == ""


@given(sane_points())
def test_no_honest_curve_contradicts_itself(sane):
    assert contradiction_in(fitted(sane)) == ""
