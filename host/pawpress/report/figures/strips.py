"""Force over time in a long session: strips of a few minutes, one below the other, like lines of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pawpress.report.figures.curves import BINS_AN_INCH, LONG_S, band_words, envelope, legend, peaks_in_words, top_n
from pawpress.report.reported_session import ReportedSession
from pawpress.report.style import AMBER, CURVE, INK, MARKS, RED, SHADE, SOFT, TARGET_FILL, Drawn, width_in

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase

LENGTHS_S = (60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0, 7200.0)
MOST = 12
"""Strips; longer sessions get longer strips."""


def draw(session: ReportedSession) -> Drawn | None:
    """Return the figure."""
    if session.end_s <= LONG_S:
        return None
    length_s = next((one for one in LENGTHS_S if session.end_s <= MOST * one), session.end_s / MOST)
    count = int(np.ceil(session.end_s / length_s))
    force_n = session.totals_n.max(axis=1)

    def paint(figure: FigureBase) -> None:
        grid = figure.subplots(count, 1, sharex=True, sharey=True, squeeze=False)[:, 0]
        for number, axes in enumerate(grid):
            _strip(axes, session, force_n, number * length_s, length_s, int(BINS_AN_INCH * width_in(figure)))
        grid[0].set_ylim(0, top_n(session, force_n))
        grid[0].set_xlim(0, length_s / 60.0)
        grid[-1].set_xlabel("minutes since the time at the left", color=INK)
        legend(figure, session)

    return Drawn(
        "strips",
        "Force over time",
        f"Each strip is {length_s / 60:g} minutes of the strongest hand or pad, in newtons, and begins at the time at "
        f"its left. {band_words(session)}A mark stands at the peak of each press; grey with a "
        "slash is where readings are missing; a bar along the top is an alarm.",
        peaks_in_words(session),
        9.0,
        0.9 + 0.85 * count,
        paint,
        1.1 + 0.8 * count,
    )


def _strip(
    axes: Axes, session: ReportedSession, force_n: np.ndarray, begin_s: float, length_s: float, bins: int
) -> None:
    end_s = begin_s + length_s
    if session.nice_n is not None:
        axes.axhspan(*session.nice_n, color=TARGET_FILL, lw=0)
    for gap_s in session.samples.gaps_s:
        if gap_s[0] < end_s and gap_s[1] > begin_s:
            from_min, to_min = (np.clip(gap_s, begin_s, end_s) - begin_s) / 60.0
            axes.axvspan(from_min, to_min, facecolor=SHADE, edgecolor=SOFT, hatch="//", lw=0, alpha=0.8)
    part = slice(*np.searchsorted(session.samples.t_s, (begin_s, end_s)).tolist())
    t_s, low_n, high_n = envelope(session.samples.t_s[part], force_n[part], session.samples.period_s, bins)
    axes.fill_between((t_s - begin_s) / 60.0, low_n, high_n, color=CURVE, lw=0.5)
    _alarms(axes, session, begin_s, length_s)
    for kind, mark in MARKS.items():
        peaks = [
            (judged.press.peak_s, judged.press.peak_n)
            for judged in session.presses
            if judged.verdict.verdict == kind and begin_s <= judged.press.peak_s < end_s
        ]
        if peaks:
            peak_s, peak_n = np.array(peaks).T
            axes.plot(
                (peak_s - begin_s) / 60.0, peak_n, mark.shape, ls="", color=mark.colour, ms=4.5, mec="white", mew=0.5
            )
    axes.set_ylabel(f"{begin_s // 60:.0f}:{begin_s % 60:02.0f}", color=INK, rotation="horizontal", ha="right")


def _alarms(axes: Axes, session: ReportedSession, begin_s: float, length_s: float) -> None:
    end_s = begin_s + length_s
    for episode in session.alarms:
        stop_s = session.end_s if episode.end_s is None else episode.end_s
        if episode.start_s < end_s and stop_s >= begin_s:
            from_min = (max(episode.start_s, begin_s) - begin_s) / 60.0
            to_min = (min(stop_s, end_s) - begin_s) / 60.0
            colour = RED if episode.alarm.severity == "red" else AMBER
            axes.axvspan(from_min, max(to_min, from_min + 0.003 * length_s / 60.0), 0.93, 1.0, color=colour, lw=0)
