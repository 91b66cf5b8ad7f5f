"""Draws the figures of docs/explanation that show recordings made by others, as `pawpress grade` judges them.

`PAWPRESS_DATA=FOLDER python -m tools.make_real_figures`. The recordings themselves are no part of the project; a figure
keeps of them what it shows. Their sources and licences stand under the figures.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from pawpress.core.force_line import PressGraded
from pawpress.importers import GradedTable, ImportOptions, judge_table, read_table
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.safety_limits import load_safety_limits
from tools.make_figures import BAD, FORCE, GOOD, GRID, IMAGES, INK, MARK, SOFT, VERDICT_COLOURS, plain, svg_of
from tools.schema import ROOT

Array = NDArray[np.float64]

MOST_POINTS = 500
"""A curve is drawn with this many points at most: a figure need not hold a recording."""
GREY = "#8a97a3"


class Shown(NamedTuple):
    """A stretch of a recording to show."""

    title: str
    file: str
    column: str
    from_s: float
    to_s: float
    unit: str = "newtons"


STRETCHES: Final = (
    Shown("a hand on a silicone back", "palpation/experiment12b_clean_20250626_160438.csv", "Force(N)", 20.5, 46.0),
    Shown(
        "a hand that never lets go", "palpation/experiment12c_clean_20250626_160222.csv", "FSR2", 3.0, 53.0, "counts"
    ),
    Shown("pushes on the rim of a wheelchair", "pushrim/wheelchair_kinetics.csv", "force_N", 9.0, 17.9),
    Shown("a footstep", "footsteps/Qualisys_Fz.csv.gz", "Fz_plate1_N", 0.0, 0.8),
    Shown("standing, a jump, the landing", "jump/F02_CTRL1_cmj.csv.gz", "Fz_left_N", 1.0, 11.0),
    Shown("that landing, close by", "jump/F02_CTRL1_cmj.csv.gz", "Fz_left_N", 9.25, 9.75),
)
KINDS: Final = {
    "palpation": (("Force(N)",), GOOD, "o", "palpation, a hand on purpose"),
    "pushrim": (("force_N",), MARK, "s", "pushes on a rim"),
    "footsteps": (("Fz_plate1_N", "Fz_plate2_N"), "#7a4fc0", "^", "footsteps"),
    "jump": (("Fz_left_N", "Fz_right_N"), BAD, "X", "landings of jumps"),
}
LANDED_S = 9.0
"""In the recordings of jumps, what comes on after this is a landing."""


def graded(path: Path, *columns: str, counts: bool = False) -> tuple[Array, dict[str, Array], GradedTable]:
    """Return times, readings above rest by column, and what was found."""
    table = read_table(path, None, columns)
    asked = ImportOptions(unit="counts", invert=True) if counts else ImportOptions()
    answer = judge_table(table, load_limits(), load_safety_limits(), asked)
    sign = -1.0 if counts else 1.0
    return table.t_s, {name: sign * (table.readings[name] - answer.tare[name]) for name in columns}, answer


def draw_stretches(figure: Figure, folder: Path) -> None:
    """Six stretches, each press with its verdict over it."""
    for axes, shown in zip(np.ravel(figure.subplots(3, 2)).tolist(), STRETCHES, strict=True):
        counts = shown.unit == "counts"
        t_s, force, answer = graded(folder / shown.file, shown.column, counts=counts)
        _stretch(plain(axes), shown, t_s, force[shown.column], answer)


def _stretch(axes: Axes, shown: Shown, t_s: Array, force: Array, answer: GradedTable) -> None:
    near = np.flatnonzero((t_s >= shown.from_s) & (t_s <= shown.to_s))
    near = near[:: max(1, len(near) // MOST_POINTS)]
    axes.plot(t_s[near], force[near], color=GREY, linewidth=1.2)
    top = float(force[near].max())
    for judged in answer.presses:
        _press(axes, shown, judged, (t_s[near], force[near]), top)
    for stand in answer.standing:
        if shown.from_s < stand.start_s and stand.end_s < shown.to_s and "standing" in shown.title:
            axes.axvspan(stand.start_s, stand.end_s, color=GRID, alpha=0.7, linewidth=0)
            axes.text((stand.start_s + stand.end_s) / 2, 0.75 * top, "standing", color=SOFT, ha="center", fontsize=9)
    axes.set_title(shown.title, color=INK, fontsize=10)
    axes.set(xlim=(shown.from_s, shown.to_s), ylim=(-0.05 * top, 1.3 * top), ylabel=shown.unit)
    axes.set_xlabel("seconds")


def _press(axes: Axes, shown: Shown, judged: PressGraded, drawn: tuple[Array, Array], top: float) -> None:
    press = judged.press
    end_s = drawn[0][-1] if press.release_s is None else press.release_s
    if not shown.from_s < press.peak_s < shown.to_s:
        return
    on = (drawn[0] >= press.onset_s) & (drawn[0] <= end_s)
    colour = VERDICT_COLOURS.get(judged.verdict.verdict, SOFT)
    axes.plot(drawn[0][on], drawn[1][on], color=colour, linewidth=2)
    at_s = min(max(press.peak_s, shown.from_s), shown.to_s)
    text = {"size": 8, "color": colour, "ha": "center", "va": "bottom", "fontweight": "bold"}
    axes.text(at_s, press.peak_n + 0.05 * top, judged.verdict.verdict, **text)


def draw_border(figure: Figure, folder: Path) -> None:
    """Every recorded event by the two times that part a jab from a press."""
    axes, limits = plain(figure.subplots()), load_limits()
    for kind, (columns, colour, marker, label) in KINDS.items():
        points = [point for path in sorted((folder / kind).glob("*.csv*")) for point in _events(kind, path, columns)]
        axes.scatter(*zip(*points, strict=True), c=colour, marker=marker, s=34, label=label, alpha=0.8, linewidths=0)
    for rise_s, name in (
        (limits.speed.rushed_rise_s.limit, "jab's speed"),
        (limits.speed.acceptable_rise_s.limit, "rushed"),
        (limits.speed.slow_rise_s.limit, "acceptable"),
    ):
        axes.axvline(rise_s, color=FORCE, linewidth=1)
        axes.text(0.97 * rise_s, 5.6, name, color=FORCE, rotation=90, ha="right", va="top", fontsize=8)
    for dwell_s, name in ((limits.speed.jab_dwell_s.limit, "let go at once"), (limits.speed.jab_hold_s.limit, "held")):
        axes.axhline(dwell_s, color=SOFT, linewidth=1, linestyle=":")
        axes.text(5.2, 1.04 * dwell_s, name, color=SOFT, ha="right", fontsize=8)
    axes.set(xscale="log", yscale="log", xlim=(0.012, 5.5), ylim=(0.008, 6.5))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter("{x:g}")
    axes.set(xlabel="rise from 10 to 90 % of the plateau, seconds", ylabel="time above 80 % of the peak, seconds")
    axes.legend(framealpha=1.0, edgecolor="white", fontsize=9, loc="lower right")


def _events(kind: str, path: Path, columns: tuple[str, ...]) -> list[tuple[float, float]]:
    if path.name.startswith(("ramp_", "reference_")):
        return []
    presses = [judged.press for judged in graded(path, *columns)[2].presses]
    landed = [press for press in presses if kind != "jump" or press.onset_s > LANDED_S]
    return [(press.rise_s, press.dwell_s) for press in landed if press.rise_s is not None]


FIGURES: Final = {"real-presses.svg": (draw_stretches, (9.0, 7.6)), "real-events.svg": (draw_border, (7.5, 4.6))}


def main() -> int:
    folder = Path(os.environ.get("PAWPRESS_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "events.csv").exists():
        print(f"no recordings at {folder}: their figures stay as they are. PAWPRESS_DATA names another folder.")
        return 0
    for name, (draw, size) in FIGURES.items():
        svg = svg_of(lambda figure, draw=draw: draw(figure, folder), size)
        (IMAGES / name).write_text(svg, encoding="utf-8")
        print(f"docs/images/{name}: {len(svg.encode()) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
