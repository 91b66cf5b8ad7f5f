"""Where the weight went: each pad on the back, and how even left and right are at each level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pawpress.core.layout import Pad
from pawpress.report.reported_session import ReportedSession
from pawpress.report.style import CURVE, INK, SHADE, SOFT, Drawn, is_narrow, quiet

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase

LARGEST_POINTS = 42.0


@dataclass(frozen=True, slots=True)
class PadLoad:
    """What a pad took."""

    pad: Pad
    impulse_ns: float
    share: float


def loads(session: ReportedSession) -> list[PadLoad]:
    """Return the impulse of each pad over all presses of its hand, and its share of all."""
    t_s, force_n = session.samples.t_s, session.samples.force_n
    during = np.zeros(len(t_s), dtype=bool)
    impulses = np.zeros(len(session.layout.pad))
    for group in session.groups:
        during[:] = False
        for judged in session.presses:
            if judged.press.pad == group.name:
                end_s = session.end_s if judged.press.release_s is None else judged.press.release_s
                during[np.searchsorted(t_s, judged.press.onset_s) : np.searchsorted(t_s, end_s)] = True
        for column in group.columns:
            impulses[column] = force_n[during, column].sum() * session.samples.period_s
    whole = max(float(impulses.sum()), 1e-9)
    return [
        PadLoad(pad, float(impulses[pad.channel]), float(impulses[pad.channel]) / whole) for pad in session.layout.pad
    ]


def draw(session: ReportedSession) -> Drawn | None:
    """Return the figure."""
    if not session.presses:
        return None
    taken = loads(session)

    def paint(figure: FigureBase) -> None:
        if is_narrow(figure):
            back, levels = figure.subplots(2, 1, height_ratios=(1.25, 1.0))
        else:
            back, levels = figure.subplots(1, 2, width_ratios=(1.0, 1.25))
        _back(back, taken)
        _levels(levels, taken)

    left, right = (sum(load.share for load in taken if load.pad.side == side) for side in ("left", "right"))
    return Drawn(
        "body",
        "Where the weight went",
        "Left: the area of a disc is the share of the whole impulse (force times time) under that pad; the lowest "
        "pads are at the bottom. Right: the share at each level, left and right of the spine.",
        f"Left {left:.0%}, right {right:.0%} of the impulse. "
        + " ".join(f"{load.pad.name} ({load.pad.where or load.pad.side}): {load.share:.0%}." for load in taken),
        9.0,
        4.2,
        paint,
        6.8,
    )


def _back(axes: Axes, taken: list[PadLoad]) -> None:
    spots = _spots(taken)
    x, y = spots[:, 0], spots[:, 1]
    width, height = max(np.ptp(x), 1.0), max(np.ptp(y), 1.0)
    middle = (x.min() + x.max()) / 2
    axes.fill(*_outline(middle, y.min() - 0.28 * height, 1.25 * width, 1.5 * height), color=SHADE, lw=0)
    axes.plot([middle, middle], [y.min() - 0.25 * height, y.max() + 0.2 * height], color=SOFT, lw=1.2, ls=":")
    largest = max(max(load.share for load in taken), 1e-9)
    for load, (at_x, at_y) in zip(taken, spots, strict=True):
        points = LARGEST_POINTS * np.sqrt(load.share / largest)
        axes.plot(at_x, at_y, "o", ms=max(points, 2.0), color=CURVE, alpha=0.85, mec="white")
        axes.annotate(
            f"{load.pad.name}\n{load.share:.0%}",
            (at_x, at_y),
            ha="center",
            va="center" if points > 26 else "bottom",
            fontsize=8,
            color="white" if points > 26 else INK,
            xytext=(0, 0) if points > 26 else (0, 4 + points / 2),
            textcoords="offset points",
        )
    axes.set_xlim(middle - 0.95 * width, middle + 0.95 * width)
    axes.set_ylim(y.min() - 0.35 * height, y.max() + 0.4 * height)
    axes.set_title("On the back")
    quiet(axes)


def _spots(taken: list[PadLoad]) -> np.ndarray:
    """Return where the pads lie, mm; pads without a place are set out by side and level."""
    spots = np.array([(load.pad.x_mm, load.pad.y_mm) for load in taken], dtype=float)
    if np.ptp(spots) > 0 and len(np.unique(spots, axis=0)) == len(spots):
        return spots
    sides = {"left": 0.0, "centre": 60.0, "right": 120.0}
    placed: dict[tuple[str, int], int] = {}
    for number, load in enumerate(taken):
        key = (load.pad.side, load.pad.level)
        placed[key] = placed.get(key, 0) + 1
        spots[number] = (sides[load.pad.side], 100.0 * load.pad.level + 35.0 * (placed[key] - 1))
    return spots


def _outline(middle: float, bottom: float, width: float, height: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the outline of a back: hips, waist, shoulders."""
    up = np.array([0.0, 0.1, 0.3, 0.45, 0.7, 0.9, 1.0])
    half = np.interp(np.linspace(0, 1, 60), up, [0.52, 0.6, 0.5, 0.5, 0.62, 0.72, 0.5]) * width
    y = bottom + np.linspace(0, 1, 60) * height
    return np.concatenate([middle - half, (middle + half)[::-1]]), np.concatenate([y, y[::-1]])


def _share(taken: list[PadLoad], level: int, side: str) -> float:
    return sum(load.share for load in taken if load.pad.level == level and load.pad.side == side)


def _levels(axes: Axes, taken: list[PadLoad]) -> None:
    names = sorted({load.pad.level for load in taken})
    for row, level in enumerate(names):
        for side, sign in (("left", -1.0), ("right", 1.0)):
            share = _share(taken, level, side)
            axes.barh(row, sign * share, color=CURVE if sign > 0 else "#7fb2d6", height=0.6)
            axes.annotate(f"{share:.0%}", (sign * share, row), xytext=(sign * 4, 0), textcoords="offset points",
                          va="center", ha="left" if sign > 0 else "right", fontsize=8)  # fmt: skip
    where = {load.pad.level: load.pad.where for load in taken}
    axes.set_yticks(range(len(names)), [where[level] or f"level {level}" for level in names])
    reach = 1.3 * max(0.1, *(abs(patch.get_width()) for patch in axes.patches))  # type: ignore[attr-defined]
    axes.set_xlim(-reach, reach)
    axes.axvline(0, color=INK, lw=0.8)
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.set_title("left  |  right", loc="center")
