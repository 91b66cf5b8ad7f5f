"""A sensor under known masses, recorded by others: two trials must foretell the third."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from pawpress.core.calibration.fitting import fit_pad
from pawpress.core.calibration.pad_models.fsr_divider import conductance_of
from pawpress.core.calibration.reference_points import ReferencePoint
from tests.calibrations import MADE

COUNTS_MAX = 4095
NEWTONS_A_GRAM = 9.80665e-3


@pytest.fixture
def trials(recordings_by_others: Path) -> dict[int, list[ReferencePoint]]:
    """The median reading under each mass, by trial."""
    found: dict[int, list[ReferencePoint]] = {}
    for file in sorted((recordings_by_others / "known-weights").glob("*.csv")):
        named = re.search(r"_([\d.]+)g_trial(\d)", file.name)
        assert named is not None
        counts = [int(number) for number in re.findall(r"ADC: (\d+)", file.read_text("utf-8"))]
        trial = int(named[2])
        point = ReferencePoint(float(named[1]) * NEWTONS_A_GRAM, float(np.median(counts)), round=trial)
        found.setdefault(trial, []).append(point)
    assert {trial: len(points) for trial, points in found.items()} == {1: 6, 2: 6, 3: 6}
    return found


def test_two_trials_foretell_the_third(trials):
    own = fit_pad("A0", 0, trials[1] + trials[2], counts_max=COUNTS_MAX, made=MADE)
    for point in trials[3]:
        (read_n,) = own.newtons(conductance_of(np.array([point.counts]), COUNTS_MAX)).tolist()
        allowed_n = max(0.15 * point.reference_n, 0.1)
        assert read_n == pytest.approx(point.reference_n, abs=allowed_n)


def test_the_curve_never_falls(trials):
    own = fit_pad("A0", 0, trials[1] + trials[2], counts_max=COUNTS_MAX, made=MADE)
    read_n = own.newtons(conductance_of(np.arange(COUNTS_MAX + 1.0), COUNTS_MAX))
    assert (np.diff(read_n) >= 0).all()


def test_no_more_is_promised_than_such_a_sensor_keeps(trials):
    own = fit_pad("A0", 0, trials[1] + trials[2] + trials[3], counts_max=COUNTS_MAX, made=MADE)
    assert own.repeatability is not None
    assert own.repeatability > 0.03
    assert own.uncertainty > 0.2
