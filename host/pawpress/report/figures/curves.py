"""Force over time, one row per hand or pad, with verdict marks, shaded gaps and alarms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pawpress.core.grading import verdict_words
from pawpress.report.reported_session import ReportedSession
from pawpress.report.style import AMBER, CURVE, INK, MARKS, RED, SHADE, SOFT, TARGET_FILL, Drawn, is_narrow, width_in

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase

BINS_AN_INCH = 180
LEAST_TOP_N = 1.0
LONG_S = 150.0
"""A longer session is shown in strips; on one line its presses would be needles."""


def draw(session: ReportedSession) -> Drawn | None:
    """Return the figure."""
    if session.end_s > LONG_S:
        return None
    rows = [n for n, group in enumerate(session.groups) if _is_busy(session, n, group.name)]
    if not rows:
        return None

    def paint(figure: FigureBase) -> None:
        grid = figure.subplots(len(rows), 1, sharex=True, sharey=True, squeeze=False)
        for axes, row in zip(grid[:, 0], rows, strict=True):
            _row(axes, session, row, int(BINS_AN_INCH * width_in(figure)))
        grid[-1, 0].set_xlabel("time (s)")
        grid[-1, 0].set_xlim(0, max(session.end_s, 1.0))
        grid[0, 0].set_ylim(0, top_n(session, session.totals_n))
        legend(figure, session)

    return Drawn(
        "curves",
        "Force over time",
        f"{band_words(session)}A mark stands at the peak of each press; grey with a slash is "
        "where readings are missing; a bar along the top is an alarm.",
        peaks_in_words(session),
        9.0,
        0.9 + 1.15 * len(rows),
        paint,
        1.1 + 1.05 * len(rows),
    )


def band_words(session: ReportedSession) -> str:
    """Return what the green band is; empty where there is none, since the partner has not said what is nice."""
    return "" if session.nice_n is None else "The green band is what the partner called nice, of one hand. "


def _is_busy(session: ReportedSession, number: int, name: str) -> bool:
    """Whether a hand pressed; idle pads would only make the figure longer."""
    return any(judged.press.pad == name for judged in session.presses) or (
        not session.presses and bool(len(session.totals_n)) and number < 8
    )


def _row(axes: Axes, session: ReportedSession, number: int, bins: int) -> None:
    name = session.groups[number].name
    if session.nice_n is not None:
        axes.axhspan(*session.nice_n, color=TARGET_FILL, lw=0)
    for begin_s, end_s in session.samples.gaps_s:
        axes.axvspan(begin_s, end_s, facecolor=SHADE, edgecolor=SOFT, hatch="//", lw=0, alpha=0.8)
    t_s, low_n, high_n = envelope(session.samples.t_s, session.totals_n[:, number], session.samples.period_s, bins)
    axes.fill_between(t_s, low_n, high_n, color=CURVE, lw=0.8)
    for episode in session.alarms:
        if episode.alarm.pad in (name, None):
            end_s = session.end_s if episode.end_s is None else episode.end_s
            colour = RED if episode.alarm.severity == "red" else AMBER
            axes.axvspan(
                episode.start_s, max(end_s, episode.start_s + 0.002 * session.end_s), 0.95, 1.0, color=colour, lw=0
            )
    for judged in session.presses:
        if judged.press.pad == name:
            mark = MARKS[judged.verdict.verdict]
            axes.plot(
                judged.press.peak_s, judged.press.peak_n, mark.shape, color=mark.colour, ms=6, mec="white", mew=0.8
            )
    axes.set_ylabel(f"{name} (N)", color=INK)


def envelope(
    t_s: NDArray[np.float64], force_n: NDArray[np.float64], period_s: float, bins: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return time, smallest and largest force of equal stretches, so that no peak is lost; NaN where readings miss."""
    if not len(t_s):
        return t_s, force_n, force_n
    width_s = max((t_s[-1] - t_s[0]) / bins, period_s)
    places = ((t_s - t_s[0]) / width_s).astype(int)
    count = int(places[-1]) + 1
    low_n, high_n = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(low_n, places, force_n)
    np.maximum.at(high_n, places, force_n)
    empty = np.isinf(low_n)
    low_n[empty], high_n[empty] = np.nan, np.nan
    return t_s[0] + (np.arange(count) + 0.5) * width_s, low_n, high_n


def top_n(session: ReportedSession, totals_n: NDArray[np.float64]) -> float:
    """Return where the axis of forces ends, also when nobody touched a pad."""
    largest_n = max((judged.press.peak_n for judged in session.presses), default=0.0)
    nice_n = session.nice_n[1] if session.nice_n else 0.0
    return 1.2 * max(largest_n, float(totals_n.max(initial=0.0)), nice_n, LEAST_TOP_N)


def legend(figure: FigureBase, session: ReportedSession) -> None:
    """Say which mark is which verdict, above the axes."""
    from matplotlib.lines import Line2D

    seen = {judged.verdict.verdict for judged in session.presses}
    handles = [
        Line2D([], [], ls="", marker=mark.shape, color=mark.colour, label=mark.word)
        for name, mark in MARKS.items()
        if name in seen
    ]
    if handles:
        figure.legend(handles=handles, loc="outside upper center", ncols=3 if is_narrow(figure) else 6)


def peaks_in_words(session: ReportedSession) -> str:
    """Return the first peaks as a list in words."""
    presses = [
        f"{judged.press.pad} at {judged.press.peak_s:.1f} s, {judged.press.peak_n:.0f} N, "
        f"{verdict_words(MARKS[judged.verdict.verdict].word, judged.verdict.force)}"
        for judged in session.presses[:60]
    ]
    more = f"; and {len(session.presses) - 60} more" if len(session.presses) > 60 else ""
    return f"Peaks in order of time: {'; '.join(presses)}{more}." if presses else "No press."
