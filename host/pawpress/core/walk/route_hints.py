"""What a walk suggests to try next time, in plain words; none of it is a fault."""

from __future__ import annotations

from pawpress.core.grading.grading_limits_generated import RouteLimits
from pawpress.core.walk.route_summary import RouteSummary


def route_hints(summary: RouteSummary, limits: RouteLimits, *, comparable: bool) -> tuple[str, ...]:
    """Return suggestions, the plainest first.

    Parameters
    ----------
    summary : RouteSummary
        The walk in numbers.
    limits : RouteLimits
        What counts as uneven or rushing.
    comparable : bool
        Whether forces of different pads may be held against each other.
    """
    found = _order_hints(summary) + _pace_hints(summary) + _evenness_hints(summary, limits, comparable=comparable)
    return tuple(found)


def _order_hints(summary: RouteSummary) -> list[str]:
    turns, climb = summary.turns, summary.climb
    said = {
        "The same hand pressed twice running ({}): let left and right take turns.": turns.same_hand,
        "Both hands came on at once ({}): let one follow the other.": turns.together,
        "Levels were skipped ({}): walk up and down one by one.": climb.skipped,
        "A hand pressed its level again ({}): good on a spot of relief, else walk on.": climb.repeated,
    }
    hints = [text.format(_times(count)) for text, count in said.items() if count]
    if summary.missed and summary.steps >= len(summary.missed):
        hints.append(f"Never pressed: {', '.join(summary.missed)}.")
    return hints


def _pace_hints(summary: RouteSummary) -> list[str]:
    hints: list[str] = []
    if summary.short_steps:
        hints.append(f"Steps were too short ({_times(summary.short_steps)}): stay before you walk on.")
    if summary.cadence == "rushing":
        fastest = max(cadence for cadence in summary.cadence_per_min.values() if cadence is not None)
        hints.append(f"Rushing: one hand pressed {fastest:.0f} times a minute.")
    return hints


def _evenness_hints(summary: RouteSummary, limits: RouteLimits, *, comparable: bool) -> list[str]:
    hints: list[str] = []
    most = limits.uneven_hands_percent.limit
    if comparable and summary.force_si is not None and abs(summary.force_si) > most:
        hints.append(
            f"The {_stronger(summary.force_si)} hand pressed {abs(summary.force_si):.0f} % harder than the other."
        )
    if summary.hold_si is not None and abs(summary.hold_si) > most:
        hints.append(
            f"The {_stronger(summary.hold_si)} hand stayed {abs(summary.hold_si):.0f} % longer than the other."
        )
    if comparable and summary.row_spread is not None and summary.row_spread > limits.uneven_row_share.limit:
        forces = [level.plateau_n for level in summary.levels if level.plateau_n is not None]
        hints.append(f"From level to level the force went from {min(forces):.0f} to {max(forces):.0f} N.")
    return hints


def _stronger(symmetry: float) -> str:
    return "right" if symmetry > 0 else "left"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
