"""Writes what the pucks read against where they are pressed: `python -m hardware.statics.report`."""

from __future__ import annotations

import csv
from pathlib import Path

import matplotlib as mpl
import numpy as np

mpl.use("Agg")
import matplotlib.pyplot as plt

from hardware.statics.pucks import PUCKS, by_statics, curve, share, unlike
from hardware.tools.dimensions import pad_shapes
from hardware.tools.parts import HARDWARE

FOLDER = Path(__file__).parent
FIGURE = HARDWARE / "images" / "share.svg"
OFF_MM = np.array([0.0, 2.5, 5.0, 7.0, 10.0, 12.5, 15.0, 16.0, 17.0, 18.0, 20.0])
LABELS = {
    "single": ("one sensor, lid on one boss (revision A)", "#c8501e"),
    "triple": ("three sensors (now)", "#0b7285"),
    "shared": ("one sensor under foam (low cost)", "#7a5195"),
}


def rows() -> list[dict[str, str]]:
    """Return the table: for each distance from the middle what each puck reads, over its reading in the middle."""
    curves = {kind: curve(kind, OFF_MM) for kind in PUCKS}  # type: ignore[arg-type]
    found = []
    for index, off in enumerate(OFF_MM):
        row = {"off_centre_mm": f"{off:g}"} | {kind: f"{values[index]:.2f}" for kind, values in curves.items()}
        row["triple_unlike"] = f"{unlike(pad_shapes()['triple'], float(off)):.3f}"
        found.append(row | {"single_by_statics": f"{by_statics(float(off), 9.5, 25.0):.2f}"})
    return found


def share_of_foam() -> float:
    """Return what part of a press in the middle of the sharing puck its sensor feels."""
    return round(share(PUCKS["shared"](), 0.0), 3)


def write_table(path: Path, table: list[dict[str, str]]) -> None:
    """Write the table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def plot(path: Path, table: list[dict[str, str]]) -> None:
    """Draw the curves of the table."""
    mpl.rcParams["svg.hashsalt"] = "pawpress"
    figure, axes = plt.subplots(figsize=(7.5, 4.2), layout="constrained")
    off = [float(row["off_centre_mm"]) for row in table]
    for kind, (label, colour) in LABELS.items():
        axes.plot(off, [100 * float(row[kind]) for row in table], "o-", lw=2.2, ms=4, color=colour, label=label)
    statics = [100 * float(row["single_by_statics"]) for row in table]
    axes.plot(off, statics, ":", lw=1.4, color=LABELS["single"][1], label="one boss, by the law of the lever")
    axes.axhline(90, color="#8a8a8a", lw=0.8, ls="--")
    axes.axvline(15, color="#8a8a8a", lw=0.8, ls="--")
    axes.set(xlabel="from the puck's middle to the middle of the press, mm (worst direction)", ylim=(0, 108))
    axes.set_ylabel("reading, % of the same press in the middle")
    axes.legend(loc="lower left", fontsize=9)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def main() -> None:
    """Write table and figure."""
    table = rows()
    write_table(FOLDER / "share.csv", table)
    plot(FIGURE, table)


if __name__ == "__main__":
    main()
