"""Weighing a person on the pads of the emulated rig."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pawpress.cli.calibrate.rig import Jig, open_demo
from pawpress.rig.sample_reader import SampleReader
from pawpress.rig.weighing import PadScale, WeighingError
from pawpress.settings.layout_files import default_layout
from tests.calibrations import calibration, curve
from tests.standing import open_board

NAMES = default_layout(6).names
CURVES = calibration(*(curve(pad=name, channel=channel, uncertainty=0.12) for channel, name in enumerate(NAMES)))
Weights = tuple[SampleReader, Callable[[dict[int, float]], None]]


@pytest.fixture(params=["core", "emulated-avr"])
def weights(request: pytest.FixtureRequest) -> Weights:
    if request.param == "emulated-avr":
        open_board("emulated-avr")  # skips where there is no emulator
    bench, jig_of = open_demo("uno", request.param)
    jig = jig_of({name: channel for channel, name in enumerate(NAMES)})
    assert isinstance(jig, Jig)

    def put(forces_n: dict[int, float]) -> None:
        for channel, force_n in forces_n.items():
            jig.load(NAMES[channel], force_n)
        bench.watch(1.5)

    return bench, put


def test_a_person_is_weighed_with_the_uncertainty_of_the_pads(weights: Weights):
    bench, put = weights
    scale = PadScale(bench, CURVES)
    scale.tare()
    put({0: 150.0, 1: 150.0, 2: 140.0, 3: 148.4})
    weighed = scale.weigh()
    assert weighed.weight_kg == pytest.approx(60.0, rel=0.12)
    assert weighed.uncertainty_kg == pytest.approx(0.12 * weighed.weight_kg, rel=0.05)
    assert weighed.at_least_kg() < 60.0 < weighed.at_most_kg()


def test_nobody_and_somebody_still_stepping_on_have_no_weight(weights: Weights):
    bench, put = weights
    scale = PadScale(bench, CURVES)
    with pytest.raises(WeighingError, match="Step on with both feet"):
        scale.weigh()
    put({0: 60.0})
    put({})
    bench.watch(0.2)
    put({1: 200.0, 2: 200.0})
    scale.weigh()


def test_pads_beyond_their_range_and_pads_without_curves_weigh_nobody(weights: Weights):
    bench, put = weights
    scale = PadScale(bench, CURVES)
    put({0: 900.0})
    with pytest.raises(WeighingError, match="end of its range"):
        scale.weigh()
    with pytest.raises(WeighingError, match="not all calibrated"):
        PadScale(bench, calibration())
