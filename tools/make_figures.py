"""Draws the figures of docs/explanation with matplotlib, from the simulator's own presses and the program's own curves.

`python -m tools.make_figures`. Whatever a figure says of a press comes from the real pipeline.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from io import StringIO
from typing import Any, Final

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from msgspec.structs import replace
from numpy.typing import NDArray

from pawpress.core.calibration.pad_models.fsr_divider import COUNTS_MAX, HALF_SCALE_N
from pawpress.core.force_line import Forces, PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.core.presses.metrics import hold_metrics
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.pad_builds import pad_builds
from pawpress.simulator.scenario import load_scenario, pad_names
from tools.schema import ROOT

Array = NDArray[np.float64]

IMAGES = ROOT / "docs/images"
INK, SOFT, GRID = "#22303c", "#66788a", "#dfe6ec"
FORCE, MARK, GOOD, BAD = "#0b6e99", "#b3540b", "#13795b", "#b3131b"
VERDICT_COLOURS: Final = {"steady": GOOD, "rushed": MARK, "jab": BAD, "short": "#3d5fc4", "unsteady": "#7a4fc0"}
SHOWN = (0, 2, 1, 3, 4, 5)
"""Presses of the beginner, by onset, in the order in which the figure shows them: one of every kind."""
PORTION_STEPS = 50
TUTORIAL_OHM = 10_000.0


class Played:
    """A scenario lived on the firmware's core: smoothed force of every pad, and every judged press."""

    def __init__(self, scenario: str, seconds: float) -> None:
        board, body, pipeline = CoreBoard("uno"), Body(load_scenario(scenario), 6), Pipeline(shipped_setup())
        t_s: list[Array] = []
        force_n: list[Array] = []
        self.presses: list[PressGraded] = []
        for start in range(0, round(seconds * 1000), PORTION_STEPS):
            sent = board.run(body.codes(np.arange(start, start + PORTION_STEPS)))
            for event in pipeline.receive(sent, start / 1000):
                if isinstance(event, Forces):
                    t_s.append(event.block.t_s)
                    force_n.append(event.block.force_n)
                elif isinstance(event, PressGraded):
                    self.presses.append(event)
        self.presses.sort(key=lambda judged: judged.press.onset_s)
        self._t_s, self._force_n = np.concatenate(t_s), np.concatenate(force_n)

    def around(self, judged: PressGraded, before_s: float, after_s: float) -> tuple[Array, Array]:
        """Return time since the onset and force of a press's pad, both of shape (n,)."""
        press = judged.press
        end_s = press.onset_s if press.release_s is None else press.release_s
        near = (self._t_s > press.onset_s - before_s) & (self._t_s < end_s + after_s)
        return self._t_s[near] - press.onset_s, self._force_n[near, pad_names(6).index(press.pad)]


def draw_anatomy(figure: Figure) -> None:
    """One slow press with every level and time that is measured on it."""
    played = Played("beginner", 3.6)
    judged = played.presses[0]
    press, (t_s, force_n) = judged.press, played.around(judged, 0.3, 0.5)
    axes = plain(figure.subplots())
    axes.plot(t_s, force_n, color=FORCE, linewidth=2.2)
    plateau_n = press.plateau_n
    for share, label in ((1.0, "plateau"), (hold_metrics.HOLD_SHARE, "80 %"), (0.9, "90 %"), (0.1, "10 %")):
        axes.axhline(share * plateau_n, color=GRID if share < 1 else SOFT, linewidth=1, zorder=0)
        axes.text(t_s[-1], share * plateau_n, f" {label}", color=SOFT, va="center", fontsize=9)
    above = t_s[force_n >= hold_metrics.HOLD_SHARE * plateau_n]
    ten = float(np.interp(0.1 * plateau_n, force_n[: force_n.argmax()], t_s[: force_n.argmax()]))
    assert press.rise_s is not None
    assert press.release_s is not None
    _span(axes, ten, ten + press.rise_s, 26, f"rise {press.rise_s:.2f} s")
    _span(axes, float(above[0]), float(above[-1]), 62, f"hold {press.hold_s:.2f} s")
    for at_s, label in ((0.0, "onset"), (press.release_s - press.onset_s, "release")):
        axes.axvline(at_s, color=MARK, linewidth=1, linestyle=":")
        axes.text(at_s, 117, label, color=MARK, ha="center", fontsize=10, backgroundcolor="white")
    axes.set(xlabel="seconds since the onset", ylabel="force, newtons", ylim=(-4, 124), xlim=(t_s[0], t_s[-1]))


def draw_verdicts(figure: Figure) -> None:
    """Six presses of the beginner, each with its verdict and what it was measured by."""
    played = Played("beginner", 14.0)
    grid = figure.subplots(2, 3, sharey=True)
    for axes, number in zip(np.ravel(grid).tolist(), SHOWN, strict=True):
        judged = played.presses[number]
        press, word = judged.press, judged.verdict.verdict
        t_s, force_n = played.around(judged, 0.3, 0.4)
        plain(axes).plot(t_s, force_n, color=VERDICT_COLOURS[word], linewidth=2)
        axes.set_title(word + (" (a stab)" if press.stab else ""), color=VERDICT_COLOURS[word], fontweight="bold")
        axes.text(0.98, 0.97, _measured(judged), transform=axes.transAxes, ha="right", va="top", color=INK, fontsize=9)
        axes.set(xlim=(-0.4, 5.2), ylim=(-5, 180))
    for axes in grid[1]:
        axes.set_xlabel("seconds since the onset")
    for axes in grid[:, 0]:
        axes.set_ylabel("newtons")


def draw_divider(figure: Figure) -> None:
    """Reading and resolution of a pad, for a matched resistor and for the tutorial's 10 kilo-ohm."""
    left, right = figure.subplots(1, 2)
    force_n = np.linspace(1.0, 400.0, 800)
    rows: tuple[tuple[str, Callable[[Array], Array], str], ...] = (
        ("matched to 200 N", lambda f: f / HALF_SCALE_N, GOOD),
        ("matched to 20 N", lambda f: f / 20.0, MARK),
        ("10 kΩ on a small touch sensor", lambda f: TUTORIAL_OHM / _touch_sensor_ohm(f), BAD),
    )
    for label, ratio, colour in rows:
        counts = COUNTS_MAX * ratio(force_n) / (1.0 + ratio(force_n))
        left.plot(force_n, counts, color=colour, linewidth=2, label=label)
        right.plot(force_n, 1.0 / np.gradient(counts, force_n), color=colour, linewidth=2)
    for axes in (left, right):
        plain(axes).axvspan(80, 160, color=GRID, alpha=0.6, linewidth=0)
        axes.set(xlabel="force, newtons", xlim=(0, 400))
    left.set(ylabel="reading, counts", ylim=(0, 1050))
    left.text(120, 1015, "target", color=SOFT, ha="center", fontsize=9)
    left.legend(framealpha=1.0, edgecolor="white", fontsize=9, loc="lower right")
    right.set(ylabel="newtons a count (smaller is finer)", yscale="log", ylim=(0.1, 300))


def _touch_sensor_ohm(force_n: Array) -> Array:
    """A typical curve of a half-inch touch sensor without a puck: an assumption for the picture, not a measurement."""
    return 1.0 / replace(pad_builds()["fsr402"], share=1.0).sensor_siemens(force_n)


def _measured(judged: PressGraded) -> str:
    press = judged.press
    rise = "" if press.rise_s is None else f"rise {press.rise_s:.2f} s\n"
    swing = "" if press.cv is None else f"\nwavers {100 * max(press.cv, press.bounce or 0.0):.0f} %"
    return f"{rise}hold {press.hold_s:.1f} s{swing}"


def _span(axes: Axes, start: float, end: float, height: float, text: str) -> None:
    axes.annotate("", (start, height), (end, height), arrowprops={"arrowstyle": "<->", "color": INK, "shrinkA": 0})
    axes.text((start + end) / 2, height + 3, text, ha="center", color=INK, fontsize=10)


def plain(axes: Axes) -> Axes:
    """Take off whatever frames a plot without saying anything."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(SOFT)
    axes.tick_params(colors=SOFT, labelsize=9)
    axes.xaxis.label.set_color(INK)
    axes.yaxis.label.set_color(INK)
    return axes


def svg_of(draw: Callable[[Figure], None], size: tuple[float, float]) -> str:
    """Return a figure as SVG: same input, same bytes, and no address of anybody inside."""
    settings: dict[Any, Any] = {"svg.hashsalt": "pawpress", "svg.fonttype": "path", "font.family": "DejaVu Sans"}
    with mpl.rc_context(settings):
        figure = Figure(figsize=size, layout="constrained", facecolor="white")
        draw(figure)
        text = StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    svg = re.sub(r"<!DOCTYPE.*?>\s*|<metadata>.*?</metadata>\s*", "", text.getvalue(), flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


FIGURES: Final = {
    "press-anatomy.svg": (draw_anatomy, (8.0, 3.8)),
    "verdicts.svg": (draw_verdicts, (9.0, 5.2)),
    "divider.svg": (draw_divider, (9.0, 3.6)),
}


def main() -> int:
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, (draw, size) in FIGURES.items():
        svg = svg_of(draw, size)
        (IMAGES / name).write_text(svg, encoding="utf-8")
        print(f"docs/images/{name}: {len(svg.encode()) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
