"""Feedback schedules: what of a press is shown, from its number alone. Never from how it went, except in `band`.

Feedback that is always there is leaned on (Park, Shea & Wright 2000; Winstein 1996), so it fades. Which schedule suits
this massage nobody has measured; the shares are a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pawpress.core.coach.drill import Feedback

After = Literal["yes", "no", "outside", "asked", "block"]


@dataclass(frozen=True, slots=True)
class Showing:
    """What is shown of one press."""

    live: bool
    """Whether its force is shown while it is on."""
    after: After
    """Whether verdict and cue come after it: always, never, outside the criterion, when asked, or after the block."""

    @property
    def hidden(self) -> bool:
        """Whether nothing of it may be shown before it is asked for or the block is over."""
        return not self.live and self.after in ("no", "asked", "block")


TEST = Showing(live=False, after="no")
"""A press of a hidden test."""
_ALL = Showing(live=True, after="yes")
_AFTER = Showing(live=False, after="yes")
_FIRST_HIDDEN = 5
"""Number of the first press that is hidden among those shown live."""
_STEPS = ((0.4, 1), (0.7, 2), (1.0, 4))
"""Up to which share of the presses every how many-th is shown afterwards."""


def showing(mode: Feedback, number: int, planned: int) -> Showing:
    """Return what is shown of a practice press.

    Parameters
    ----------
    mode : str
        One of `FEEDBACKS`.
    number : int
        Of the press in its drill, from 0.
    planned : int
        Presses over which feedback fades.
    """
    if mode == "always":
        return _ALL
    if mode == "on-request":
        return Showing(live=False, after="asked")
    if mode == "summary":
        return Showing(live=False, after="block")
    if mode == "band":
        return Showing(live=False, after="outside")
    return _fading(number, planned)


def _fading(number: int, planned: int) -> Showing:
    share = number / planned
    if share < 0.2:
        turn = number + 1 - _FIRST_HIDDEN
        return TEST if turn >= 0 and turn % 2 == 0 else _ALL
    every = next((every for until, every in _STEPS if share < until), _STEPS[-1][1])
    return _AFTER if number % every == 0 else TEST
