"""Every kind of pad has a model whose curve and inverse agree; `Hello.pad_kind` chooses it."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from pawpress.core.calibration import CalibrationError, apply_calibration, nominal_calibration
from pawpress.core.calibration.document import RigCalibration
from pawpress.core.calibration.fitting import fit_pad
from pawpress.core.calibration.integrity import contradiction_in
from pawpress.core.calibration.pad_models import COUNTS_MAX, PAD_MODELS, USUAL, PadModel, Signal, model_of
from pawpress.core.calibration.reference_points import ReferencePoint
from pawpress.core.calibration.steady import NotSteady, take_tare
from pawpress.core.protocol.schema_generated import PadKind
from pawpress.simulator.known_curves import known_calibration
from pawpress.simulator.pads import GOOD_SENSOR, SUPERVISED_SENSOR, WORST_SENSOR, Sensor
from tests.calibrations import LOADS_N, MADE, calibration, curve

LINEAR = replace(
    USUAL,
    kind=PadKind.UNKNOWN,
    signal=Signal("share of range", lambda counts, top: counts / top, lambda share, top: share * top),
    nominal_n=lambda counts, top: 1000.0 * counts / top,
    nominal_signal=lambda force_n: force_n / 1000.0,
    uncertainty=0.03,
)
"""Another physics than that of every kind there is: proportional."""


@pytest.fixture
def with_linear(monkeypatch: pytest.MonkeyPatch) -> PadModel:
    """Add the proportional kind to the table."""
    models = (*PAD_MODELS, LINEAR)
    for module in ("pad_models", "pad_curve"):
        monkeypatch.setattr(f"pawpress.core.calibration.{module}.PAD_MODELS", models)
    return LINEAR


def test_every_kind_of_the_schema_has_one_model() -> None:
    assert sorted(model.kind for model in PAD_MODELS) == sorted(set(PadKind) - {PadKind.UNKNOWN})


@pytest.mark.parametrize("model", [*PAD_MODELS, LINEAR], ids=lambda model: model.kind.name)
@pytest.mark.parametrize("top", [1023, 4095, 65535])
def test_curve_and_inverse_agree(model: PadModel, top: int) -> None:
    counts = np.arange(0.0, model.saturation_share * top, top / 300)
    force_n = model.nominal_n(counts, top)
    assert (np.diff(force_n) > 0.0).all()
    assert model.signal.to_counts(model.nominal_signal(force_n), top) == pytest.approx(counts, abs=1e-6)
    assert model.signal.to_counts(model.signal.of_counts(counts, top), top) == pytest.approx(counts, abs=1e-6)
    assert np.isfinite(model.nominal_n(np.array([float(top)]), top)).all()
    assert np.isfinite(model.signal.of_counts(np.array([float(top)]), top)).all()


@pytest.mark.parametrize("model", [*PAD_MODELS, LINEAR], ids=lambda model: model.kind.name)
def test_the_simulator_runs_the_model_backwards(model: PadModel) -> None:
    force_n = np.linspace(5.0, 400.0, 50)
    counts = Sensor(model=model).codes(force_n).astype(np.float64)
    around = model.nominal_n(np.stack((counts - 0.5, counts + 0.5)), COUNTS_MAX)
    assert ((around[0] <= force_n) & (force_n <= around[1])).all()


@pytest.mark.parametrize("model", [*PAD_MODELS, LINEAR], ids=lambda model: model.kind.name)
@pytest.mark.usefixtures("with_linear")
@pytest.mark.parametrize("sensor", [GOOD_SENSOR, SUPERVISED_SENSOR, WORST_SENSOR], ids=["good", "supervised", "worst"])
def test_the_calibration_of_an_emulated_rig_reads_its_own_sensors(model: PadModel, sensor: Sensor) -> None:
    own = replace(sensor, model=model)
    curves = known_calibration("demo", 2, MADE, own)
    made = apply_calibration(curves, [pad.pad for pad in curves.pad], 2, COUNTS_MAX, pad_kind=model.kind)
    assert made.calibrated
    force_n = np.linspace(5.0, 400.0, 50)
    counts = own.codes(force_n).astype(np.intp)
    assert ((made.newtons[0, counts - 1] <= force_n) & (force_n <= made.newtons[0, counts + 1])).all()
    rest = int(own.codes(np.zeros(1))[0])
    assert made.newtons[0, rest] == pytest.approx(0.0, abs=0.6)
    assert (made.cut_off_counts is not None) == (sensor.supervision > 0.0)
    assert contradiction_in(curves.pad[0]) == ""


def test_the_kind_in_hello_chooses_the_nominal_curve(with_linear: PadModel) -> None:
    assert model_of(PadKind.FSR_MUX) is not None
    linear = nominal_calibration(1, pad_kind=with_linear.kind)
    assert linear.newtons[0, 1023] == 1000.0
    assert linear.uncertainty[0] == 0.03
    assert "off by 3% or more" in linear.notes[0].message


def test_pads_of_an_unknown_kind_still_read_newtons_for_alarms_and_say_so() -> None:
    made = apply_calibration(calibration(), ["L1", "R1"], 2, 1023, pad_kind=99)
    assert not made.calibrated
    assert "kind 99" in made.notes[0].message
    assert made.newtons[0, 900] == USUAL.nominal_n(np.array([900.0]), 1023)[0]


def test_a_curve_of_another_kind_serves_no_pad(with_linear: PadModel) -> None:
    made = apply_calibration(calibration(), ["L1", "R1"], 2, 1023, pad_kind=with_linear.kind)
    assert not made.calibrated
    assert "another kind of pad" in made.notes[0].message
    assert made.newtons[0, 1023] == 1000.0, "the nominal curve of the pads that are there"


def test_a_curve_is_fitted_to_the_signal_of_its_kind(with_linear: PadModel) -> None:
    points = [ReferencePoint(load_n, load_n / 1000.0 * 1023 + 20) for load_n in LOADS_N]
    own = fit_pad("L1", 0, points, counts_max=1023, made=MADE, tare_counts=20.0, model=with_linear)
    assert (own.b, own.residual) == (pytest.approx(1.0), pytest.approx(0.0, abs=1e-4))
    assert contradiction_in(own) == ""
    again = msgspec.json.decode(msgspec.json.encode(calibration(own)), type=RigCalibration)
    made = apply_calibration(again, ["L1"], 1, 1023, pad_kind=with_linear.kind)
    assert made.calibrated
    assert made.newtons[0, 20 + 102] == pytest.approx(100.0, rel=0.01)
    assert apply_calibration(again, ["L1"], 1, 1023).calibrated, "where no rig is asked, the curves tell their kind"


def test_a_curve_with_an_unknown_signal_is_refused() -> None:
    text = msgspec.json.encode(calibration()).replace(b'"pad":"L1"', b'"pad":"L1","signal":"colour"')
    with pytest.raises(msgspec.ValidationError, match="the signal 'colour' is not known"):
        msgspec.json.decode(text, type=RigCalibration)


def test_files_of_thin_film_pads_stay_as_they_were() -> None:
    assert b"signal" not in msgspec.json.encode(curve())


def test_a_load_on_an_empty_pad_is_named_by_the_kind() -> None:
    counts = np.full(100, 51, np.uint16)
    assert isinstance(refusal := take_tare(counts, 1023, LINEAR), NotSteady)
    assert (refusal.key, dict(refusal.words)) == ("guide.rests", {"force": "50"})


def test_errors_keep_their_kind() -> None:
    with pytest.raises(CalibrationError, match="beyond the converter's 1023"):
        fit_pad("L1", 0, [ReferencePoint(10.0, 2000.0)], counts_max=1023, made=MADE)
