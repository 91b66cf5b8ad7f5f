"""What a session ends with: one thing that went well, one thing to do next, and one's own trend. Pure.

One of each, because several at once are not remembered. A trend is spoken of only where both sides hold enough
presses, and the interval of the difference leaves out zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pawpress.core.coach.intervals import newcombe
from pawpress.core.coach.skill_progress import Z_CHANGE
from pawpress.core.counted import counted, press_count
from pawpress.core.grading import SessionScore, Tally
from pawpress.core.walk import RouteSummary

LEAST_COMPARED: Final = 20
"""Presses on each side without which no trend is spoken of (choice; the coach asks for as many)."""
WELL: Final = {
    "speed": "came on gently",
    "hold": "were held long enough",
    "steadiness": "were still",
    "release": "let go fully",
    "zone": "stayed below the amber line",
}
NEXT: Final = {
    "speed": "came on too fast: let your weight arrive while you count one",
    "hold": "were let go too early: stay until you have breathed out",
    "steadiness": "wavered: rest your weight and let it be still",
    "release": "kept weight on the back: let go fully before the next one",
    "zone": "were above the amber line: take some of your weight back",
}
"""About what the weight does, not about joints or muscles."""
HELD_LONG: Final = "were held very long: ask your partner how it feels"
ASK_NEXT: Final = "Ask your partner: more, less, or the same?"
AFTER_RED: Final = "Use less of your weight, and ask your partner how it feels."


@dataclass(frozen=True, slots=True)
class Steady:
    """Steady presses among all of some sessions."""

    steady: int
    presses: int
    sessions: int = 1


@dataclass(frozen=True, slots=True)
class Closing:
    """What is said when a session ends."""

    well: str
    """What went best; empty where no press passed anything."""
    next: str
    """The one thing to do next time."""


def closing(tally: Tally, score: SessionScore, route: RouteSummary | None) -> Closing:
    """Return the two things to take home from a session.

    Parameters
    ----------
    tally : Tally
        Its verdicts.
    score : SessionScore
        Its score, which knows the red alarms and the share that passed each criterion.
    route : RouteSummary, optional
        Its walk over the back, where there is a path.
    """
    counts = tally.counts()
    advice = NEXT if tally.mostly_short else NEXT | {"hold": HELD_LONG}
    return Closing(_well(counts), _next(counts, advice, score, route))


def steady_trend(today: Steady, earlier: Steady) -> str:
    """Return how a session stands to a person's own earlier ones, in one sentence; never against anybody else's.

    Parameters
    ----------
    today, earlier : Steady
        Newtons do not matter here: verdicts of one person, in the same mode.
    """
    if not earlier.sessions or not earlier.presses:
        return "This is your first session here: the next one can be held against it."
    figures = (
        f"Steady: {_share(today)} of {press_count(today.presses)} today, {_share(earlier)} of {earlier.presses} in "
        f"{counted(earlier.sessions, 'session')} before."
    )
    if min(today.presses, earlier.presses) < LEAST_COMPARED:
        return f"{figures} Too few to call it a trend: that takes {LEAST_COMPARED} on each side."
    low, high = newcombe((earlier.steady, earlier.presses), (today.steady, today.presses), Z_CHANGE)
    word = "Better." if low > 0.0 else "Less steady today." if high < 0.0 else "No clear change."
    return f"{figures} {word}"


def _well(counts: Mapping[str, tuple[int, int]]) -> str:
    passed = [(good / judged, WELL[name], good, judged) for name, (good, judged) in counts.items() if good]
    if not passed:
        return ""
    _, words, good, judged = max(passed, key=lambda one: one[0])
    return f"{good} of {press_count(judged)} {words}."


def _next(
    counts: Mapping[str, tuple[int, int]], advice: Mapping[str, str], score: SessionScore, route: RouteSummary | None
) -> str:
    if score.red_events:
        return f"{counted(score.red_events, 'red alarm')}. {AFTER_RED}"
    failed = [(judged - good, advice[name], judged) for name, (good, judged) in counts.items() if judged > good]
    if failed:
        many, words, judged = max(failed, key=lambda one: one[0])
        return f"{many} of {press_count(judged)} {words}."
    hints: Sequence[str] = () if route is None else route.hints
    return hints[0] if hints else ASK_NEXT


def _share(one: Steady) -> str:
    return f"{one.steady / one.presses:.0%}" if one.presses else "none"
