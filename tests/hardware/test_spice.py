"""The drawn schematic, simulated: against the formula, the sensors' limits and the host's nominal curve."""

from __future__ import annotations

import re
import shutil

import numpy as np
import pytest

from hardware.spice.converter import (
    LoopCase,
    settle_error_counts,
    sounder_driver,
    sounder_swing_v,
    stop_level_v,
    switch_level_v,
)
from hardware.spice.deck import Pads, drawn_parts, operating_point
from hardware.spice.levels import levels
from hardware.spice.sensors import SUPPLY_V, SensorModel, sensor_models
from hardware.tools.circuit import BOARDS, Board
from hardware.tools.netlist import Netlist
from hardware.tools.parts import ROOT, parts, stop_loop
from hardware.tools.purchases import purchases
from pawpress.core.calibration.pad_models import fsr_divider
from pawpress.simulator.pads import Sensor, codes_of_newtons
from tests.hardware.conftest import needs_kicad

pytestmark = [
    needs_kicad,
    pytest.mark.skipif(shutil.which("ngspice") is None, reason="needs ngspice: run make -C hardware packages"),
]
MODELS = sensor_models()
FIRMWARE = ROOT / "firmware" / "pawpress" / "src"
COUNTS_PER_V = fsr_divider.COUNTS_MAX / SUPPLY_V


@pytest.fixture(scope="module")
def drawn() -> dict[str, tuple[str, ...]]:
    return {board.folder: drawn_parts(board.path / f"{board.name}.kicad_sch") for board in BOARDS}


def _counts(drawn: tuple[str, ...], pads: list[float | None], sense_ohm: float | None = None) -> np.ndarray:
    return COUNTS_PER_V * np.array(operating_point(drawn, Pads(tuple(pads), sense_ohm)))


def test_each_pad_moves_its_own_converter_pin_and_no_other(board: Board, drawn: dict[str, tuple[str, ...]]) -> None:
    model = MODELS["a301"]
    empty = _counts(drawn[board.folder], [model.kind.supervision_ohm] * board.pads)
    for pressed in range(board.pads):
        pads: list[float | None] = [model.kind.supervision_ohm] * board.pads
        pads[pressed] = model.pad_ohm(200.0)
        change = _counts(drawn[board.folder], pads) - empty
        assert change[pressed] > 450
        assert np.abs(np.delete(change, pressed)).max() < 0.1


def test_swapped_series_resistors_would_be_noticed(drawn: dict[str, tuple[str, ...]]) -> None:
    swapped = tuple(
        line.replace("PAD0 ADC0", "PAD0 ADC9").replace("PAD1 ADC1", "PAD1 ADC0").replace("ADC9", "ADC1")
        for line in drawn["uno_shield"]
    )
    pads: list[float | None] = [MODELS["a301"].pad_ohm(200.0)] + [None] * 5
    assert _counts(drawn["uno_shield"], pads).argmax() == 0
    assert _counts(swapped, pads).argmax() == 1


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda m: m.key)
@pytest.mark.parametrize("force_n", [2.0, 20.0, 100.0, 200.0, 400.0])
def test_simulation_agrees_with_the_formula(
    drawn: dict[str, tuple[str, ...]], model: SensorModel, force_n: float
) -> None:
    counts = _counts(drawn["uno_shield"], [model.pad_ohm(force_n)] + [None] * 5, model.kind.sense_ohm)
    # The formula leaves out the fuse, a thousandth of the pad's resistance.
    assert counts[0] == pytest.approx(model.counts(force_n), rel=3e-3, abs=0.1)


def test_drawn_sense_resistor_is_the_one_the_sensor_table_chooses() -> None:
    assert parts()["sense"].label == f"{MODELS['a301'].kind.sense_ohm / 1000:g}k"


def test_host_reads_a_nominal_pad_right_within_its_stated_uncertainty() -> None:
    model = MODELS["a301"]
    rest_n = float(fsr_divider.newtons(np.array([model.counts(0.0)]))[0])
    for force_n in (20.0, 50.0, 100.0, 200.0, 300.0):
        read_n = float(fsr_divider.newtons(np.array([model.counts(force_n)]))[0]) - rest_n
        assert read_n == pytest.approx(force_n, rel=fsr_divider.UNCERTAINTY / 2)


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda m: m.key)
def test_matched_resistor_resolves_a_massage_press_better_than_ten_kilohm(model: SensorModel) -> None:
    assert model.newtons_per_count(200.0) < 1.0
    assert model.newtons_per_count(200.0, 10e3) > 1.3 * model.newtons_per_count(200.0)


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda m: m.key)
def test_sensor_current_stays_within_the_limit(model: SensorModel) -> None:
    assert model.current_ma(model.kind.range_n) < model.kind.current_limit_ma


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda m: m.key)
def test_open_empty_and_shorted_cables_read_apart(drawn: dict[str, tuple[str, ...]], model: SensorModel) -> None:
    limits = levels(model)
    pads = [None, model.kind.supervision_ohm, 0.1, model.pad_ohm(model.kind.range_n), None, None]
    opened, empty, shorted, pressed = _counts(drawn["uno_shield"], pads, model.kind.sense_ohm)[:4]
    assert opened < limits.open_below < limits.empty[0] <= empty <= limits.empty[1]
    assert pressed < limits.saturated_from < limits.short_above <= shorted


def test_a_short_is_what_the_firmware_takes_for_one() -> None:
    settings = (FIRMWARE / "core" / "settings.h").read_text("utf-8")
    named = re.search(r"SETTINGS_SHORT_ABOVE = (\d+)", settings)
    assert named is not None
    assert {levels(model).short_above for model in MODELS.values()} == {int(named[1])}


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda m: m.key)
def test_simulated_rig_reads_what_spice_reads(drawn: dict[str, tuple[str, ...]], model: SensorModel) -> None:
    """One table of sensors for both: they agree at rest and loaded, but for the fuse, which all pads share."""
    forces_n = (0.0, 5.0, 20.0, 100.0, 200.0, 400.0)
    emulated = codes_of_newtons(np.array(forces_n), Sensor(build=model.kind))
    circuit = _counts(drawn["uno_shield"], [model.pad_ohm(f) for f in forces_n], model.kind.sense_ohm)
    assert np.abs(emulated - circuit) == pytest.approx(np.zeros(6), abs=0.6 + 0.004 * circuit.max())


@pytest.mark.parametrize("rate_hz", [500.0, 1000.0])
def test_sample_and_hold_moves_no_reading_by_a_count(drawn: dict[str, tuple[str, ...]], rate_hz: float) -> None:
    model, sheet = MODELS["a301"], drawn["uno_shield"]
    assert abs(settle_error_counts(sheet, model.kind.sense_ohm, model.kind.supervision_ohm, rate_hz)) < 1.0
    assert abs(settle_error_counts(sheet, model.kind.sense_ohm, model.pad_ohm(200.0), rate_hz)) < 0.25


def test_a_nanofarad_instead_of_a_hundred_would_spoil_the_reading(drawn: dict[str, tuple[str, ...]]) -> None:
    kind = MODELS["a301"].kind
    moved = settle_error_counts(drawn["uno_shield"], kind.sense_ohm, kind.supervision_ohm, 500.0, filter_f=1e-9)
    assert abs(moved) > 2.0


def test_sounder_transistor_is_driven_hard_without_overloading_the_pin(
    board: Board, drawn: dict[str, tuple[str, ...]]
) -> None:
    driver = sounder_driver(drawn[board.folder])
    assert 1.0 < driver["base_ma"] < 20.0
    assert driver["low_v"] < 0.2
    assert driver["collector_ma"] / driver["base_ma"] < 10.0


@pytest.mark.parametrize("sounder_f", [5e-9, 17e-9, 40e-9])
def test_sounder_gets_nearly_the_whole_supply_at_its_resonance(
    board: Board, drawn: dict[str, tuple[str, ...]], sounder_f: float
) -> None:
    """Rated with 3 V from peak to peak at 4 kHz; whatever the disc's capacitance, the load resistor empties it."""
    assert sounder_swing_v(drawn[board.folder], parts()["buzzer"].resonance_hz, sounder_f) > 4.5


def test_a_load_that_is_too_large_would_not_empty_the_sounder(drawn: dict[str, tuple[str, ...]]) -> None:
    weak = tuple(line.replace("1k", "47k") if line.startswith("R3 ") else line for line in drawn["uno_shield"])
    assert sounder_swing_v(weak, 4000.0) < 3.0


def _firmware_hz() -> float:
    text = (FIRMWARE / "hal_avr" / "pins.h").read_text("utf-8")
    top = int(re.search(r"OCR2A = (\d+)", text)[1])  # type: ignore[index]
    bits = re.search(r"TCCR2B = \(uint8_t\)\(1u << (CS2\d)\)", text)
    assert bits is not None
    return 16e6 / {"CS21": 8, "CS22": 64}[bits[1]] / 2 / (top + 1)


def test_the_firmware_drives_the_sounder_at_its_resonance() -> None:
    assert _firmware_hz() == pytest.approx(parts()["buzzer"].resonance_hz, rel=0.03)


CORNERS = [
    {"supply_v": supply, "inner_pull_up_ohm": inner, "off": off}
    for supply in (4.75, 5.0, 5.25)
    for inner in (None, *stop_loop().inner_pull_up_ohm)
    for off in (-0.01, 0.01)
]


@pytest.mark.parametrize("corner", CORNERS, ids=str)
def test_the_controller_tells_a_closed_stop_loop_from_open_and_short(
    board: Board, drawn: dict[str, tuple[str, ...]], corner: dict[str, float]
) -> None:
    """D2 takes 0.3 of the supply for low and 0.6 for high; D7 is compared with a reference of 1.0 to 1.2 V."""
    sheet, loop, supply = drawn[board.folder], stop_loop(), corner["supply_v"]
    for cable_ohm in (0.0, 5.0):
        closed = stop_level_v(sheet, LoopCase(loop.end_ohm + cable_ohm, **corner))
        assert loop.reference_v[1] * 1.02 < closed < 0.3 * supply
    assert stop_level_v(sheet, LoopCase(None, **corner)) > 0.6 * supply
    for short_ohm in (0.0, 100.0, 200.0):
        assert stop_level_v(sheet, LoopCase(short_ohm, **corner)) < loop.reference_v[0]


def test_boards_and_hand_piece_have_the_loops_resistors(board: Board, netlists: dict[str, Netlist]) -> None:
    loop, components = stop_loop(), netlists[board.folder].components
    assert components["R6"].value == "1k"
    assert loop.pull_up_ohm == 1000.0
    assert float(components["R7"].value) == loop.series_ohm
    assert f"Resistor {loop.end_ohm:g} Ohm" in purchases()["r360"].item


def test_a_capacitor_left_out_lets_a_neighbour_move_an_empty_pad(drawn: dict[str, tuple[str, ...]]) -> None:
    """A page once said: keep to 100 nF or leave it out. With a cable, leaving it out is the worst of all."""
    kind, sheet = MODELS["a301"].kind, drawn["uno_shield"]

    def moved(filter_f: float | None, cable_f: float) -> float:
        return settle_error_counts(sheet, kind.sense_ohm, kind.supervision_ohm, 500.0, filter_f, cable_f)

    left_out = [moved(1e-15, cable_f) for cable_f in (80e-12, 160e-12)]
    assert min(left_out) > 35.0
    assert moved(1e-9, 160e-12) < 13.0
    assert moved(None, 160e-12) < 0.5
    page = (ROOT / "docs" / "how-to" / "connect-a-rig.md").read_text("utf-8")
    said = re.search(r"without one (\d+) counts, 1 nF (\d+), 100 nF ([\d.]+\d)", " ".join(page.split()))
    assert said is not None, "the page no longer says what a capacitor does"
    for text, value in zip(said.groups(), (left_out[1], moved(1e-9, 160e-12), moved(None, 160e-12)), strict=True):
        assert float(text) == pytest.approx(value, abs=0.5 if "." not in text else 0.06)
    assert "leave the capacitor out" not in page


@pytest.mark.parametrize("net", ["SPOT"])
def test_partners_switches_reach_the_controllers_levels(
    board: Board, drawn: dict[str, tuple[str, ...]], net: str
) -> None:
    """The ATmega328P takes 0.3 of its supply for low and 0.6 for high."""
    assert switch_level_v(drawn[board.folder], net, closed=True) < 0.3 * SUPPLY_V
    assert switch_level_v(drawn[board.folder], net, closed=False) > 0.6 * SUPPLY_V
