"""A session beside a teacher's: the shape of the presses, and how hold, rise, speed and steadiness spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pawpress.core.presses import METRICS, Metric, Press
from pawpress.report.reported_session import ReportedSession
from pawpress.report.style import CURVE, INK, SOFT, Drawn, is_narrow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase

TEACHER = "#b36b00"
BEFORE_S, LENGTH_S, STEPS = 0.3, 5.0, 300


COMPARED = ("hold_s", "rise_s", "nrfd_per_s", "cv")
"""The metrics that are compared, one panel each."""
MEASURES = [metric for name in COMPARED for metric in METRICS if metric.name == name]


def draw(session: ReportedSession, teacher: ReportedSession) -> Drawn | None:
    """Return the figure; none where one of them did not press."""
    both = {"this session": session, f"teacher ({teacher.name})": teacher}
    if not all(_pressed(one) for one in both.values()):
        return None

    def paint(figure: FigureBase) -> None:
        if is_narrow(figure):
            grid = figure.subplots(5, 1, height_ratios=(2.2, 1, 1, 1, 1))
            shape, panels = grid[0], grid[1:]
        else:
            grid = figure.subplot_mosaic("SAB;SCD", width_ratios=(1.5, 1, 1))  # type: ignore[attr-defined]
            shape, panels = grid["S"], [grid[letter] for letter in "ABCD"]
        for (name, one), colour, dashes in zip(both.items(), (CURVE, TEACHER), ("-", "--"), strict=True):
            _shape(shape, one, name, colour, dashes)
        shape.set_title("shape of the presses")
        shape.set_xlabel("time since the onset (s)", color=INK)
        shape.set_ylabel("force / plateau", color=INK)
        shape.legend(loc="upper right", fontsize=8)
        for axes, measure in zip(panels, MEASURES, strict=True):
            _spread(axes, [_told(one, measure) for one in both.values()], measure)

    return Drawn(
        "compare",
        f"Beside {teacher.name}",
        "The curves are the median press and the middle half around it, each press scaled to its own plateau; the "
        "teacher is dashed. In the other panels one mark is one press, the line is the median. Different styles and "
        "partners press differently: this shows where you differ, and not what is right.",
        " ".join(
            f"{measure.label}: median {_median(session, measure)} here, {_median(teacher, measure)} of the teacher."
            for measure in MEASURES
        ),
        9.0,
        4.0,
        paint,
        8.6,
    )


def _pressed(session: ReportedSession) -> list[Press]:
    return [judged.press for judged in session.presses if judged.verdict.verdict != "ungraded"]


def _told(session: ReportedSession, measure: Metric) -> NDArray[np.float64]:
    told = [getattr(press, measure.name) for press in _pressed(session)]
    return np.array([number for number in told if number is not None], dtype=float)


def _median(session: ReportedSession, measure: Metric) -> str:
    told = _told(session, measure)
    return f"{np.median(told):.2f} {measure.column_unit}".strip() if len(told) else "not known"


def _shape(axes: Axes, session: ReportedSession, name: str, colour: str, dashes: str) -> None:
    t_s = np.linspace(-BEFORE_S, LENGTH_S, STEPS)
    shapes = np.array([_scaled(session, press, t_s) for press in _pressed(session)])
    low, middle, high = np.percentile(shapes, (25, 50, 75), axis=0)
    axes.fill_between(t_s, low, high, color=colour, alpha=0.2, lw=0)
    axes.plot(t_s, middle, color=colour, lw=1.8, ls=dashes, label=name)
    axes.set_ylim(-0.05, 1.5)


def _scaled(session: ReportedSession, press: Press, t_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a press as a share of its plateau, nothing after its release: the next one is none of it."""
    end_s = session.end_s if press.release_s is None else press.release_s
    force_n = np.interp(press.onset_s + t_s, session.samples.t_s, session.column(press.pad)) - press.rest_n
    return np.where(press.onset_s + t_s <= end_s, force_n / max(press.plateau_n, 1e-9), 0.0)


def _spread(axes: Axes, both: list[NDArray[np.float64]], measure: Metric) -> None:
    everything = np.concatenate(both)
    for row, (told, colour, shape) in enumerate(zip(both, (CURVE, TEACHER), ("o", "D"), strict=True)):
        height = 1.0 - row
        if len(told):
            # Spread by the golden ratio, so that equal presses can be counted and the figure is the same each time.
            jitter = 0.5 * ((np.arange(len(told)) * 0.618034) % 1.0 - 0.5)
            axes.plot(told, height + jitter, shape, ls="", color=colour, ms=3.5, alpha=0.6, mec="none")
            axes.plot([np.median(told)] * 2, [height - 0.36, height + 0.36], color=INK, lw=1.8)
    axes.set_yticks((1.0, 0.0), ("here", "teacher"))
    axes.set_ylim(-0.5, 1.5)
    axes.set_xlim(0, 1.08 * float(np.percentile(everything, 98)) if len(everything) else 1.0)
    axes.set_title(measure.label, fontsize=9)
    axes.set_xlabel(measure.column_unit, color=SOFT, fontsize=8)
