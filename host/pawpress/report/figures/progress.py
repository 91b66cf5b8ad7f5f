"""How a person came along: pass shares, speed of the onset and hold, session by session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pawpress.core.grading import GradingLimits
from pawpress.report.style import CURVE, INK, SOFT, TARGET_FILL, Drawn, is_narrow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase

MOST = 60
"""The newest sessions; more would not be readable."""
LINES = {
    "gentle onset": ("#0072b2", "^", "-"),
    "held long enough": ("#b36b00", "v", "--"),
    "steady hold": ("#8a4f7d", "D", ":"),
    "all three": ("#00795a", "o", "-"),
}


@dataclass(frozen=True, slots=True)
class PastSession:
    """What the library knows of a session."""

    name: str
    when: str
    """Its day, as 2026-11-22."""
    presses: int
    shares: dict[str, float | None]
    """Share of the presses that passed, by the names of `LINES`."""
    nrfd_per_s: float | None
    hold_s: float | None


def draw(past: Sequence[PastSession], here: str, person: str, limits: GradingLimits) -> Drawn | None:
    """Return the figure; none for fewer than two sessions with presses."""
    shown = [one for one in past if one.presses][-MOST:]
    if len(shown) < 2:
        return None

    def paint(figure: FigureBase) -> None:
        grid = figure.subplots(3, 1) if is_narrow(figure) else figure.subplots(1, 3, width_ratios=(1.4, 1, 1))
        for name, (colour, shape, dashes) in LINES.items():
            _line(grid[0], [one.shares.get(name) for one in shown], colour, shape, dashes, name)
        grid[0].set_ylim(-0.03, 1.03)
        grid[0].set_yticks((0, 0.25, 0.5, 0.75, 1.0), ("0 %", "25 %", "50 %", "75 %", "100 %"))
        grid[0].legend(loc="best", fontsize=7)
        grid[0].set_title("presses that passed")
        _line(grid[1], [one.nrfd_per_s for one in shown], CURVE, "o", "-")
        grid[1].set_title("median speed of the onset (1/s)")
        hold = limits.hold
        grid[2].axhspan(hold.target_from_s.limit, hold.target_to_s.limit, color=TARGET_FILL, lw=0)
        _line(grid[2], [one.hold_s for one in shown], CURVE, "o", "-")
        grid[2].set_title("median hold (s)")
        for axes in grid:
            _days(axes, shown, here)

    first, last = shown[0], shown[-1]
    return Drawn(
        "progress",
        f"Progress of {person}",
        f"One mark is one session, the oldest at the left, {len(shown)} of {len(past)}; the vertical line is this one. "
        "A session with few presses says little.",
        f"All three passed: {_share(first)} on {first.when}, {_share(last)} on {last.when}. Median hold: "
        f"{_number(first.hold_s)} s, then {_number(last.hold_s)} s. Median nRFD: {_number(first.nrfd_per_s)} 1/s, then "
        f"{_number(last.nrfd_per_s)} 1/s.",
        9.0,
        3.0,
        paint,
        7.5,
    )


def _line(
    axes: Axes, told: Sequence[float | None], colour: str, shape: str, dashes: str, name: str | None = None
) -> None:
    numbers = [float("nan") if one is None else one for one in told]
    axes.plot(range(len(told)), numbers, shape, ls=dashes, color=colour, ms=4.5, lw=1.3, label=name)


def _days(axes: Axes, shown: Sequence[PastSession], here: str) -> None:
    step = max(1, -(-len(shown) // 4))
    places = range(0, len(shown), step)
    axes.set_xticks(list(places), [shown[place].when[5:] for place in places])
    axes.set_xlim(-0.5, len(shown) - 0.5)
    if axes.get_ylim()[0] > 0:
        axes.set_ylim(bottom=0)
    for place, one in enumerate(shown):
        if one.name == here:
            axes.axvline(place, color=SOFT, lw=1.0, zorder=0)
    axes.set_xlabel("month and day", color=INK)


def _share(one: PastSession) -> str:
    share = one.shares.get("all three")
    return "not known" if share is None else f"{share:.0%}"


def _number(number: float | None) -> str:
    return "not known" if number is None else f"{number:.2f}"
