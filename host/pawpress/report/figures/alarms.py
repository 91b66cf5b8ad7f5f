"""The force around each alarm: the evidence, a window each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pawpress.core.safety import Episode
from pawpress.report.reported_session import ReportedSession
from pawpress.report.style import AMBER, CURVE, INK, RED, SHADE, SOFT, Drawn, is_narrow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase

BEFORE_S, AFTER_S = 1.5, 2.5
MOST = 12
COLUMNS = 3


def draw(session: ReportedSession) -> Drawn | None:
    """Return the figure."""
    shown = sorted(session.alarms, key=lambda episode: episode.alarm.severity != "red")[:MOST]
    if not shown:
        return None
    columns = min(COLUMNS, len(shown))

    def paint(figure: FigureBase) -> None:
        columns = 1 if is_narrow(figure) else min(COLUMNS, len(shown))
        rows = -(-len(shown) // columns)
        grid = figure.subplots(rows, columns, squeeze=False)
        for axes in grid.flat[len(shown) :]:
            axes.set_axis_off()
        for axes, episode in zip(grid.flat, shown, strict=False):
            _window(axes, session, episode)
        for axes in grid[-1, :]:
            axes.set_xlabel("time (s)", color=INK)
        for axes in grid[:, 0]:
            axes.set_ylabel("force (N)", color=INK)

    left_out = f" {len(session.alarms) - MOST} more are in the table." if len(session.alarms) > MOST else ""
    return Drawn(
        "alarms",
        "Alarms and their evidence",
        f"The unfiltered force around each alarm; shaded is the time its condition held.{left_out}",
        " ".join(f"{e.alarm.severity} {e.alarm.code} at {e.start_s:.1f} s: {e.message}" for e in shown),
        3.0 * columns,
        0.3 + 2.1 * -(-len(shown) // columns),
        paint,
        0.3 + 2.0 * len(shown),
    )


def _window(axes: Axes, session: ReportedSession, episode: Episode) -> None:
    colour = RED if episode.alarm.severity == "red" else AMBER
    end_s = min(_end_s(session, episode), episode.start_s + AFTER_S + 4.0)
    t_s = session.samples.t_s
    part = slice(*np.searchsorted(t_s, (episode.start_s - BEFORE_S, end_s + AFTER_S)).tolist())
    step = max(1, (part.stop - part.start) // 600)
    axes.axvspan(episode.start_s, end_s, color=colour, alpha=0.18, lw=0)
    for begin_s, stop_s in session.samples.gaps_s:
        if stop_s > episode.start_s - BEFORE_S and begin_s < end_s + AFTER_S:
            axes.axvspan(begin_s, stop_s, facecolor=SHADE, edgecolor=SOFT, hatch="//", lw=0)
    axes.plot(t_s[part][::step], session.column(episode.alarm.pad)[part][::step], color=CURVE, lw=1.1)
    axes.axvline(episode.start_s, color=colour, lw=1.4)
    axes.set_xlim(episode.start_s - BEFORE_S, end_s + AFTER_S)
    axes.set_title(f"{episode.alarm.severity}: {episode.alarm.code}, {episode.alarm.pad or 'all pads'}")


def _end_s(session: ReportedSession, episode: Episode) -> float:
    return session.end_s if episode.end_s is None else episode.end_s
