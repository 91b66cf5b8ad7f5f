"""Physical constants are written once; every other number follows from them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pawpress
from pawpress.core import units
from pawpress.core.calibration.reference_points import NEWTONS_IN
from pawpress.core.presses import PressThresholds
from pawpress.dashboard.words import CONTACT_N
from pawpress.importers.roles.unit_names import given_unit

HOST = Path(pawpress.__file__).parent


@pytest.mark.parametrize("digits", ["9.80665", "9.81", "0.45359237", "4.44822"])
def test_a_constant_is_written_in_one_file(digits: str):
    own = HOST / "core" / "units.py"
    literal = re.compile(rf"^[^\"#]*(?<![\w.]){re.escape(digits)}", re.MULTILINE)
    found = [path for path in HOST.rglob("*.py") if path != own and literal.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(HOST)) for path in found] == []


def test_the_pound_of_force_is_the_pound_times_gravity_to_the_last_bit():
    assert units.NEWTONS_PER_LBF == 4.4482216152605
    assert NEWTONS_IN == {"n": 1.0, "kgf": units.NEWTONS_PER_KGF, "lbf": units.NEWTONS_PER_LBF}
    assert given_unit("lbf").newtons == units.NEWTONS_PER_LBF


def test_the_screen_calls_a_pad_touched_from_the_onset_threshold_on():
    """A view loads no numbers library, so it cannot ask the detector."""
    assert PressThresholds().onset_n == CONTACT_N
