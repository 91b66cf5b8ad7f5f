"""Units and what the names of columns say: the registry, and how a name is taken apart."""

from __future__ import annotations

import pytest

from pawpress.importers.roles.label import label_of, labels_of
from pawpress.importers.roles.unit_names import GIVEN_UNITS, given_unit, unit_of


@pytest.mark.parametrize(
    ("text", "symbol", "newtons"),
    [
        ("N", "n", 1.0),
        ("newtons", "n", 1.0),
        ("kN", "kn", 1e3),
        ("mN", "mn", 1e-3),
        ("MN", "meganewton", 1e6),
        ("KG", "kgf", 9.80665),
        ("kp", "kgf", 9.80665),
        ("Lbs", "lbf", 4.4482216152605),
        ("g", "g", 0.00980665),
        ("daN", "dan", 10.0),
    ],
)
def test_a_unit_of_force_has_its_newtons(text: str, symbol: str, newtons: float):
    unit = unit_of(text)
    assert unit is not None
    assert (unit.symbol, unit.quantity) == (symbol, "force")
    assert unit.newtons == pytest.approx(newtons, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("V", "voltage"),
        ("mV", "voltage"),
        ("Nm", "torque"),
        ("N\u00b7m", "torque"),
        ("kPa", "pressure"),
        ("N/cm\u00b2", "pressure"),
        ("m/s\u00b2", "acceleration"),
        ("m/s^2", "acceleration"),
        ("\u00b0/s", "turning rate"),
        ("\u00b0C", "temperature"),
        ("%", "share"),
        ("mm", "length"),
        ("\u00b5s", "time"),
        ("\u03bcs", "time"),
        ("raw", "counts"),
        ("N/s", "rate of force"),
    ],
)
def test_what_is_no_force_is_known_for_what_it_is(text: str, quantity: str):
    unit = unit_of(text)
    assert unit is not None
    assert unit.quantity == quantity


@pytest.mark.parametrize("name", GIVEN_UNITS)
def test_every_unit_of_the_option_is_the_one_of_the_registry(name: str):
    unit = given_unit(name)  # type: ignore[arg-type]
    assert unit == unit_of({"n": "N", "kn": "kN", "mn": "mN"}.get(name, name))


@pytest.mark.parametrize(
    "name",
    ["Force (kg)", "Kraft [kg]", "Peso_kg", "F / kg", "Load in kg", "weightKg", "forcekg", "Fz, kg", "\u529b (kg)"],
)
def test_the_unit_is_found_wherever_it_stands_in_the_name(name: str):
    label = label_of(name)
    assert label.unit is not None
    assert label.unit.symbol == "kgf"
    assert label.meaning == "force"


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("ground_force_vx", "force"),
        ("ground_force_px", "position"),
        ("ground_torque_x", "torque"),
        ("field.wrench.force.z", "force"),
        ("field.header.seq", "counter"),
        ("L_acc", "acceleration"),
        ("GyroX", "turning rate"),
        ("Drehmoment", "torque"),
        ("battery_mV", "supply"),
        ("load_cell_temp", "temperature"),
        ("COPx", "position"),
        ("FSR_2", "counts"),
        ("DeltaF(N)", "derived"),
        ("Beschleunigung", "acceleration"),
        ("heel", None),
        ("plate_1", None),
    ],
)
def test_words_say_what_a_column_holds(name: str, meaning: str | None):
    assert label_of(name).meaning == meaning


def test_the_letter_of_a_pad_is_no_unit():
    labels = labels_of(["pad_f", "pad_g", "pad_h"], ["", "", ""])
    assert [label.unit for label in labels] == [None] * 3
    assert label_of("weight_g").unit == unit_of("g")
