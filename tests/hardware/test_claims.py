"""Numbers that the electrical pages tell, each computed by the project's own model: sentence by sentence.

What SPICE says of the drawn sheet is in test_spice.py, what a press off the middle reads in test_pads.py, the sizes of
guides in test_guides.py.
"""

from __future__ import annotations

import csv
import math
import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from hardware.spice.converter import FILTER_F, settle_error_counts
from hardware.spice.deck import Pads, drawn_parts, operating_point
from hardware.spice.sensors import SUPPLY_V, SensorModel, sensor_models
from hardware.statics.report import share_of_foam
from hardware.tools.circuit import UNO_SHIELD
from hardware.tools.dimensions import film_sensors, pad_shapes
from hardware.tools.parts import HARDWARE, ROOT, stop_loop
from pawpress.core.calibration.pad_models import fsr_divider
from tests.hardware.conftest import needs_kicad

README, ERRATA = HARDWARE / "README.md", HARDWARE / "ERRATA.md"
CONNECT, PADS = ROOT / "docs/how-to/connect-a-rig.md", ROOT / "docs/explanation/pads.md"
LOW_COST, BENCH = ROOT / "docs/how-to/build-a-low-cost-mat.md", ROOT / "docs/how-to/bench-protocol.md"
A301, FSR = sensor_models()["a301"], sensor_models()["fsr402"]
TEN_KILOHM = 10e3
GRAVITY = 9.80665
FSR_RANGE_N = film_sensors()["fsr402"].range_n
Claim = tuple[Path, str]


def kilohm(ohm: float) -> str:
    return f"{ohm / 1000:.2g} kΩ"


def bare(model: SensorModel) -> SensorModel:
    """Return a sensor without puck and supervision resistor."""
    return SensorModel(model.key, msgspec.structs.replace(model.kind, share=1.0, supervision_ohm=math.inf))


def sensor_ohm(model: SensorModel, force_n: float) -> float:
    return 1.0 / float(model.kind.sensor_siemens(np.float64(force_n)))


def least_matched_ohm(model: SensorModel, force_n: float) -> float:
    """Return the matched resistor (the sensor's own resistance at 200 N) at which its current limit is reached.

    A sensor that gives a smaller one carries too much of the load. It is found by the share of the load.
    """
    low, high = 0.1 * model.kind.share, 100.0 * model.kind.share
    for _ in range(60):
        share = math.sqrt(low * high)
        heavier = SensorModel(model.key, msgspec.structs.replace(model.kind, share=share))
        over = heavier.current_ma(force_n, sensor_ohm(heavier, 200.0)) > model.kind.current_limit_ma
        low, high = (low, share) if over else (share, high)
    return sensor_ohm(SensorModel(model.key, msgspec.structs.replace(model.kind, share=low)), 200.0)


def ten_kilohm_row(model: SensorModel) -> str:
    """Return newtons a count at 20, 200 and 300 N, with the build's own resistor and with the usual one, by SPICE."""
    with (HARDWARE / "spice" / "results.csv").open(encoding="utf-8") as source:
        rows = [row for row in csv.DictReader(source) if row["sensor"] == model.key]
    told = {(float(row["sense_ohm"]), float(row["force_n"])): float(row["newtons_per_count"]) for row in rows}
    return " | ".join(
        " / ".join(f"{told[ohm, force_n] + 1e-6:.2f}" for force_n in (20.0, 200.0, 300.0))
        for ohm in (model.kind.sense_ohm, TEN_KILOHM)
    )


def coarser(model: SensorModel, force_n: float) -> float:
    """Return by how much 10 kOhm reads more coarsely than the build's own resistor."""
    return model.newtons_per_count(force_n, TEN_KILOHM) / model.newtons_per_count(force_n)


def nominal_step_n(force_n: float) -> float:
    """Return newtons a count on the nominal curve."""
    counts = fsr_divider.counts_of(fsr_divider.conductance_at(np.array([force_n])), 1023) + np.array([-0.5, 0.5])
    return float(np.diff(fsr_divider.newtons(counts))[0])


def delay_ms(pad_ohm: float) -> float:
    """Return the time constant of resistor and capacitor, with the board's 1 kOhm in series where it counts."""
    sense = A301.kind.sense_ohm
    return 1000.0 * FILTER_F * (1e3 + sense * pad_ohm / (sense + pad_ohm))


def test_what_an_empty_pad_shows_is_told_in_newtons() -> None:
    rest_n = float(fsr_divider.newtons(np.array([A301.counts(0.0)]))[0])
    assert f"It shows as a constant {rest_n:.0f} N" in text_of(README)


def text_of(page: Path) -> str:
    return " ".join(page.read_text("utf-8").split())


def claims() -> list[Claim]:
    """Return each page and what it must say, with numbers from the model."""
    steps = {force_n: nominal_step_n(force_n) for force_n in (8.0, 100.0, 200.0, 300.0)}
    tutorial = bare(FSR)
    matched_n = ((FSR.kind.ohm_at_one_newton) / (TEN_KILOHM - FSR.kind.series_ohm)) ** (1 / FSR.kind.exponent)
    coarse = [tutorial.newtons_per_count(force_n, TEN_KILOHM) for force_n in (80.0, 160.0)]
    full_share = A301.counts(A301.kind.range_n, TEN_KILOHM) / 1023
    areas = (pad_shapes()["shared"].film.spot / pad_shapes()["shared"].soft_size) ** 2
    quarter = (film_sensors()["fsr406"].spot / pad_shapes()["shared"].soft_size) ** 2
    assert full_share == pytest.approx(1 / 3, abs=0.02)
    assert quarter == pytest.approx(1 / 4, abs=0.02)
    assert FSR.counts(50.0, TEN_KILOHM) / 1023 == pytest.approx(0.5, abs=0.02)
    return [
        (README, f"| {kilohm(sensor_ohm(A301, 200.0))} | **47 kΩ** | 2.2 MΩ | {ten_kilohm_row(A301)} |"),
        (README, f"| {kilohm(sensor_ohm(FSR, 200.0))} | **3.3 kΩ** | 150 kΩ | {ten_kilohm_row(FSR)} |"),
        (README, "leaves two thirds of the converter unused and blurs light presses four times"),
        (README, f"a 300 N press is read {coarser(FSR, 300.0):.1f} times as coarsely"),
        (README, f"(ours: {A301.current_ma(A301.kind.range_n):.2f} mA)"),
        (README, f"(ours: {FSR.current_ma(FSR.kind.range_n):.1f} mA at the top of its range;"),
        (README, f"with 1 kΩ it would be {FSR.current_ma(FSR.kind.range_n, 1e3):.1f} mA)"),
        (README, f"by {delay_ms(A301.kind.supervision_ohm):.1f} ms on an empty pad"),
        (README, f"and {delay_ms(sensor_ohm(A301, 200.0)):.1f} ms at 200 N"),
        (README, f"{100 * share_of_foam():.1f} % (computed; {100 * areas:.1f} % by areas)"),
        (README, f"would take a quarter of the load and end at {FSR_RANGE_N / quarter / 10:.0f}0 N"),
        (README, f"8 to {FSR_RANGE_N / share_of_foam() / 10:.0f}0 N"),
        (PADS, f"a low-cost puck ends near {FSR_RANGE_N / share_of_foam() / 10:.0f}0 N"),
        (README, f"to {3 * film_sensors()['a301'].range_n / 100:.0f}00 N in sum".replace("1300", "1,300")),
        (README, f"gives {SUPPLY_V * stop_loop().end_ohm / (stop_loop().end_ohm + 1000):.1f} V"),
        (README, f"70 dB(A) at 10 cm are {70 - 20 * math.log10(10):.0f} at 1 m"),
        (ERRATA, f"that is about {70 - 20 * math.log10(10):.0f} dB(A) at 1 m"),
        (CONNECT, f"{200 / GRAVITY:.1f} kg more. That is 200 N"),
        (CONNECT, f"below {kilohm(least_matched_ohm(A301, A301.kind.range_n))} means the sensor"),
        (CONNECT, f"an empty pad by {delay_ms(A301.kind.supervision_ohm):.1f} ms"),
        (CONNECT, f"under 200 N by {delay_ms(sensor_ohm(A301, 200.0)):.1f} ms"),
        (LOW_COST, f"below {kilohm(least_matched_ohm(FSR, FSR.kind.range_n))} the sensor"),
        (BENCH, f"{kilohm(sensor_ohm(A301, 200.0))} (FSR 402 with 5 N: {sensor_ohm(bare(FSR), 5.0) / 1e3:.0f} kΩ)"),
        (PADS, f"10 kΩ is matched to about {matched_n:.0f} N"),
        (PADS, f"one step of the converter is {coarse[0]:.0f} to {coarse[1]:.0f} N"),
        (PADS, f"about {steps[100.0]:.1f} N at 100 N, {steps[200.0]:.1f} N at 200 N and {steps[300.0]:.1f} N at 300 N"),
        (PADS, f"at 8 N, where a press begins, {steps[8.0]:.1f} N"),
        (PADS, f"{500 * 0.10:.0f} to {500 * 0.15:.0f} N, so the red lines are divided by 1.2"),
    ]


@pytest.mark.parametrize("number", range(len(claims())))
def test_the_page_says_what_the_model_computes(number: int) -> None:
    page, sentence = claims()[number]
    assert sentence in text_of(page)


@pytest.mark.parametrize("force_n", [2.0, 8.0, 20.0])
def test_ten_kilohm_blurs_light_presses_four_times(force_n: float) -> None:
    assert round(coarser(A301, force_n)) == 4


def test_what_the_low_cost_page_once_said_was_too_much_for_the_sensor() -> None:
    """It said 1.5 kOhm, where such a sensor already carries 2.1 mA of its 1.27."""
    limit = FSR.kind.current_limit_ma
    heavier = SensorModel("fsr402", msgspec.structs.replace(FSR.kind, share=0.06))
    assert sensor_ohm(heavier, 200.0) == pytest.approx(1500, rel=0.02)
    assert heavier.current_ma(400.0, sensor_ohm(heavier, 200.0)) > 1.6 * limit
    assert least_matched_ohm(FSR, FSR.kind.range_n) > 2400


needs_spice = pytest.mark.skipif(shutil.which("ngspice") is None, reason="needs ngspice: run make -C hardware packages")


@pytest.fixture(scope="module")
def sheet() -> tuple[str, ...]:
    return drawn_parts(UNO_SHIELD.path / f"{UNO_SHIELD.name}.kicad_sch")


@needs_kicad
@needs_spice
def test_what_the_fuse_takes_when_all_pads_are_pressed(sheet: tuple[str, ...]) -> None:
    def lowered(model: SensorModel) -> float:
        pressed, empty = model.pad_ohm(400.0), model.kind.supervision_ohm
        alone = operating_point(sheet, Pads((pressed, *[empty] * 5), model.kind.sense_ohm))[0]
        together = operating_point(sheet, Pads((pressed,) * 6, model.kind.sense_ohm))[0]
        return 1.0 - together / alone

    assert f"six FSR pads at 400 N at once lower each reading by {100 * lowered(FSR):.1f} %" in text_of(README)
    assert lowered(A301) < 0.001
    assert "six film sensors by less than 0.1 %" in text_of(README)


@needs_kicad
@needs_spice
def test_what_the_converter_takes_of_an_empty_pad(sheet: tuple[str, ...]) -> None:
    def moved(rate_hz: float, filter_f: float | None = None, cable_f: float = 0.0) -> float:
        kind = A301.kind
        return settle_error_counts(sheet, kind.sense_ohm, kind.supervision_ohm, rate_hz, filter_f, cable_f)

    said = text_of(README)
    assert f"by {moved(500.0):.1f} counts at 500 scans a second and {moved(1000.0):.1f} at 1,000" in said
    assert f"with 1 nF instead it would be {moved(500.0, 1e-9):.0f}" in said
    assert f"with a cable and no capacitor {moved(500.0, 1e-15, 160e-12):.0f}" in said
