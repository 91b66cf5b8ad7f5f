"""Each press laid over the shape it should have, in units of its own plateau."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pawpress.core.force_line import PressGraded
from pawpress.core.grading import GradingLimits
from pawpress.report.reported_session import ReportedSession
from pawpress.report.style import INK, MARKS, TARGET_DEEP, TARGET_FILL, Drawn, is_narrow

if TYPE_CHECKING:
    from matplotlib.figure import FigureBase

RISE_SHARE = 0.507
"""From 10 % to 90 % a minimum-jerk rise takes this share of its whole length."""
HOLD_BEGINS = 0.673
"""A minimum-jerk rise reaches 80 % after this share of its whole length."""
BEFORE_S = 0.3
MOST = 40
"""Curves a panel; more only make a blot."""
COLUMNS = 3


def draw(session: ReportedSession) -> Drawn | None:
    """Return the figure."""
    kinds = [kind for kind in MARKS if any(judged.verdict.verdict == kind for judged in session.presses)]
    if not kinds:
        return None
    columns = min(COLUMNS, len(kinds))
    to_s = _length_s(session)
    hold = session.limits.hold
    t_s = np.linspace(-BEFORE_S, to_s, 400)

    def paint(figure: FigureBase) -> None:
        columns = min(2 if is_narrow(figure) else COLUMNS, len(kinds))
        rows = -(-len(kinds) // columns)
        grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
        for axes in grid.flat[len(kinds) :]:
            axes.set_axis_off()
        for axes, kind in zip(grid.flat, kinds, strict=False):
            presses = [judged for judged in session.presses if judged.verdict.verdict == kind]
            for held_s, fill in ((hold.target_to_s.limit, TARGET_FILL), (hold.target_from_s.limit, TARGET_DEEP)):
                axes.fill_between(t_s, target(session.limits, t_s, held_s), color=fill, lw=0)
            for judged in presses[:MOST]:
                axes.plot(*aligned(session, judged, to_s), color=MARKS[kind].colour, lw=0.9, alpha=0.8)
            axes.set_title(f"{MARKS[kind].word}: {len(presses)}")
            axes.set_ylim(-0.05, 1.6)
        for axes in grid[-1, :]:
            axes.set_xlabel("time since the onset (s)", color=INK)
        for axes in grid[:, 0]:
            axes.set_ylabel("force / plateau", color=INK)

    return Drawn(
        "shapes",
        "Each press over the target shape",
        "All presses begin at 0 and are scaled to their own plateau. Dark green is a good press of the shortest "
        f"hold of the style ({hold.target_from_s.limit:g} s), light green one of the longest "
        f"({hold.target_to_s.limit:g} s); "
        f"both rise in {session.limits.speed.slow_rise_s.limit:g} s.",
        " ".join(f"{MARKS[kind].word}: {_times(session, kind)}." for kind in kinds),
        3.0 * columns,
        0.4 + 2.1 * -(-len(kinds) // columns),
        paint,
        0.4 + 1.9 * -(-len(kinds) // 2),
    )


def target(limits: GradingLimits, t_s: NDArray[np.float64], held_s: float) -> NDArray[np.float64]:
    """Return a good press as a share of its plateau: a minimum-jerk rise and release, held for so long."""
    rise_s = limits.speed.slow_rise_s.limit / RISE_SHARE
    # The hold counts from 80 % of the plateau on the way up to the same on the way down.
    leave_s = held_s + 2.0 * HOLD_BEGINS * rise_s - rise_s
    return np.minimum(_rise(t_s / rise_s), 1.0 - _rise((t_s - leave_s) / rise_s))


def aligned(
    session: ReportedSession, judged: PressGraded, to_s: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return time since the onset and the force as a share of the plateau."""
    press = judged.press
    end_s = session.end_s if press.release_s is None else press.release_s
    t_s = session.samples.t_s
    part = slice(
        int(np.searchsorted(t_s, press.onset_s - BEFORE_S)),
        int(np.searchsorted(t_s, min(end_s, press.onset_s + to_s))),
    )
    step = max(1, (part.stop - part.start) // 300)
    share = (session.column(press.pad)[part] - press.rest_n) / max(press.plateau_n, 1e-9)
    return t_s[part][::step] - press.onset_s, share[::step]


def _rise(share: NDArray[np.float64]) -> NDArray[np.float64]:
    x = np.clip(share, 0.0, 1.0)
    return x**3 * (10.0 - 15.0 * x + 6.0 * x**2)


def _length_s(session: ReportedSession) -> float:
    lasted = [(judged.press.release_s or session.end_s) - judged.press.onset_s for judged in session.presses]
    return float(np.clip(np.percentile(lasted, 95), 3.0, 12.0))


def _times(session: ReportedSession, kind: str) -> str:
    presses = [judged.press for judged in session.presses if judged.verdict.verdict == kind]
    rises = [press.rise_s for press in presses if press.rise_s is not None]
    rise = f"rises of {min(rises):.2f} to {max(rises):.2f} s, " if rises else ""
    return f"{rise}holds of {min(p.hold_s for p in presses):.1f} to {max(p.hold_s for p in presses):.1f} s"
