"""Simulates what the guides quote and writes it down: `results.csv`, `levels.csv` and the plot of the divider."""

from __future__ import annotations

import csv
from pathlib import Path

import matplotlib as mpl
import numpy as np

mpl.use("Agg")
import matplotlib.pyplot as plt

from hardware.spice.converter import settle_error_counts
from hardware.spice.deck import Pads, drawn_parts, operating_point
from hardware.spice.levels import levels
from hardware.spice.sensors import COUNTS_MAX, SUPPLY_V, SensorModel, sensor_models
from hardware.tools.circuit import UNO_SHIELD
from hardware.tools.parts import HARDWARE

FOLDER = Path(__file__).parent
FORCES_N = (2.0, 20.0, 50.0, 100.0, 200.0, 300.0, 400.0)
SENSE_OHM = {"a301": (10e3, 22e3, 47e3, 100e3), "fsr402": (1e3, 3.3e3, 4.7e3, 10e3)}


def simulated_counts(drawn: tuple[str, ...], model: SensorModel, force_n: float, sense_ohm: float) -> float:
    """Return the reading of the drawn circuit with one pad pressed, counts."""
    volts = operating_point(drawn, Pads((model.pad_ohm(force_n), *[None] * 5), sense_ohm))
    return volts[0] / SUPPLY_V * COUNTS_MAX


def _rows(drawn: tuple[str, ...], model: SensorModel) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for sense_ohm in SENSE_OHM[model.key]:
        for force_n in FORCES_N:
            step = 0.02 * force_n
            here = simulated_counts(drawn, model, force_n, sense_ohm)
            above = simulated_counts(drawn, model, force_n + step, sense_ohm)
            row: dict[str, object] = {"sensor": model.key, "sense_ohm": f"{sense_ohm:g}", "force_n": f"{force_n:g}"}
            row |= {"counts": f"{here:.1f}", "newtons_per_count": f"{step / (above - here):.3f}"}
            rows.append(row | {"sensor_current_ma": f"{model.current_ma(force_n, sense_ohm):.3f}"})
    return rows


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def level_rows(drawn: tuple[str, ...]) -> list[dict[str, object]]:
    """Return the self-test's limits of each kind of pad."""
    rows: list[dict[str, object]] = []
    for model in sensor_models().values():
        limits = levels(model)
        settle = settle_error_counts(drawn, model.kind.sense_ohm, model.kind.supervision_ohm, 500.0)
        row: dict[str, object] = {"sensor": model.key, "sense_ohm": f"{model.kind.sense_ohm:g}"}
        row |= {"supervision_ohm": f"{model.kind.supervision_ohm:g}", "open_below": limits.open_below}
        row |= {"empty_from": limits.empty[0], "empty_to": limits.empty[1], "saturated_from": limits.saturated_from}
        rows.append(row | {"short_above": limits.short_above, "settle_error_counts_500_hz": f"{settle:.2f}"})
    return rows


def plot(path: Path) -> None:
    """Draw reading and resolution against force for several sense resistors."""
    mpl.rcParams["svg.hashsalt"] = "pawpress"
    force_n = np.linspace(2, 400, 200)
    figure, axes = plt.subplots(2, 2, figsize=(9, 6), sharex=True, layout="constrained")
    for column, model in enumerate(sensor_models().values()):
        for sense_ohm in SENSE_OHM[model.key]:
            chosen = sense_ohm == model.kind.sense_ohm
            style = {"lw": 2.6 if chosen else 1.2, "label": f"{sense_ohm / 1000:g} kΩ" + (" (ours)" if chosen else "")}
            axes[0, column].plot(force_n, [model.counts(f, sense_ohm) for f in force_n], **style)
            axes[1, column].plot(force_n, [model.newtons_per_count(f, sense_ohm) for f in force_n], **style)
        axes[0, column].set_title(model.kind.title, fontsize=8)
        axes[1, column].set(xlabel="force on the pad, N", ylim=(0, 3))
        axes[0, column].legend(title="sense resistor", fontsize=8)
    axes[0, 0].set_ylabel("reading, counts of 1023")
    axes[1, 0].set_ylabel("newtons a count (lower is better)")
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def main() -> None:
    """Write tables and plot."""
    drawn = drawn_parts(UNO_SHIELD.path / f"{UNO_SHIELD.name}.kicad_sch")
    _write(FOLDER / "results.csv", [row for model in sensor_models().values() for row in _rows(drawn, model)])
    _write(FOLDER / "levels.csv", level_rows(drawn))
    plot(HARDWARE / "images" / "sense_resistor.svg")


if __name__ == "__main__":
    main()
