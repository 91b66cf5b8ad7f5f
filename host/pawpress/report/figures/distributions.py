"""How the holds and the rises spread, one dot per press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pawpress.report.reported_session import ReportedSession
from pawpress.report.style import INK, MARKS, SOFT, TARGET_FILL, Drawn, is_narrow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase

Dots = Sequence[tuple[float, str]]
MOST_DOTS = 150
"""More presses than these are counted in bars: dots would stand on each other."""


def draw(session: ReportedSession) -> Drawn | None:
    """Return the figure."""
    holds = [(judged.press.hold_s, judged.verdict.verdict) for judged in session.presses]
    rises = [
        (judged.press.rise_s, judged.verdict.verdict) for judged in session.presses if judged.press.rise_s is not None
    ]
    if not holds:
        return None
    hold, speed = session.limits.hold, session.limits.speed

    def paint(figure: FigureBase) -> None:
        left, right = figure.subplots(2, 1) if is_narrow(figure) else figure.subplots(1, 2)
        panel = _dots if len(holds) <= MOST_DOTS else _bars
        panel(left, holds, (hold.target_from_s.limit, hold.target_to_s.limit), "Hold", "time held (s)")
        panel(right, rises, (speed.acceptable_rise_s.limit, None), "Rise", "time from 10 % to 90 % (s)")
        handles, labels = left.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper center", ncols=3 if is_narrow(figure) else 6)  # type: ignore[attr-defined]

    one = "One mark is one press." if len(holds) <= MOST_DOTS else "The height of a bar is the number of presses."
    return Drawn(
        "distributions",
        "How long holds and rises were",
        f"{one} Green is the target: holds from "
        f"{hold.target_from_s.limit:g} to {hold.target_to_s.limit:g} s, rises of {speed.acceptable_rise_s.limit:g} s "
        "or longer. The line is the median.",
        f"Holds: {_spread(holds)}. Rises: {_spread(rises)}.",
        9.0,
        3.2,
        paint,
        5.8,
    )


def _bars(axes: Axes, presses: Dots, target: tuple[float, float | None], title: str, label: str) -> None:
    lengths = np.array([length for length, _ in presses])
    top = float(np.clip(1.1 * np.percentile(lengths, 99.5), target[1] or 2.0 * target[0], 60.0))
    edges = np.linspace(0.0, top, 41)
    below = np.zeros(len(edges) - 1)
    for kind, mark in MARKS.items():
        chosen = [min(length, top) for length, verdict in presses if verdict == kind]
        if chosen:
            counts, _ = np.histogram(chosen, edges)
            axes.bar(
                edges[:-1], counts, np.diff(edges), below, align="edge", color=mark.colour, hatch=mark.hatch,
                edgecolor="white", lw=0, label=mark.word,
            )  # fmt: skip
            below += counts
    axes.axvline(float(np.median(lengths)), color=INK, lw=1.2)
    _frame(axes, target, (top, 1.08 * below.max()), title, label)


def _dots(axes: Axes, dots: Dots, target: tuple[float, float | None], title: str, label: str) -> None:
    largest = max((length for length, _ in dots), default=1.0)
    top = 1.1 * max(largest, target[1] or 1.5 * target[0])
    heights = _stacked([length for length, _ in dots], top)
    for kind, mark in MARKS.items():
        chosen = [n for n, (_, verdict) in enumerate(dots) if verdict == kind]
        x = [dots[n][0] for n in chosen]
        y = [heights[n] for n in chosen]
        axes.plot(x, y, mark.shape, color=mark.colour, ms=7, mec="white", mew=0.7, label=mark.word if x else None)
    if dots:
        axes.axvline(float(np.median([length for length, _ in dots])), color=SOFT, lw=1.2)
    _frame(axes, target, (top, max(6.0, max(heights, default=0.0) + 1.0)), title, label)


def _frame(axes: Axes, target: tuple[float, float | None], tops: tuple[float, float], title: str, label: str) -> None:
    """Draw the target and name the axes, which reach to `tops`."""
    axes.axvspan(target[0], tops[0] if target[1] is None else target[1], color=TARGET_FILL, lw=0, zorder=0.5)
    axes.set_xlim(0, tops[0])
    axes.set_ylim(0, tops[1])
    axes.set_title(title)
    axes.set_xlabel(label, color=INK)
    axes.set_ylabel("presses", color=INK)


def _stacked(lengths: Sequence[float], top: float) -> list[float]:
    """Return a height a dot, so that near ones stand on each other."""
    width = top / 45
    heights: list[float] = []
    filled: dict[int, int] = {}
    for length in lengths:
        slot = int(length / width)
        filled[slot] = filled.get(slot, 0) + 1
        heights.append(filled[slot] - 0.5)
    return heights


def _spread(dots: Dots) -> str:
    if not dots:
        return "not known"
    low, middle, high = np.percentile([length for length, _ in dots], (25, 50, 75))
    return f"median {middle:.2f} s, the middle half from {low:.2f} to {high:.2f} s"
