"""Which of the coach's sounds is due, from what the coach shows. Pure; says no more than the screen does.

The hum is the live display of those who do not look: it sounds only while a press is shown live and its force is where
the partner likes it. A short sound belongs to a press whose verdict is shown, unless words are said of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pawpress.audio.coach_tones import ToneName
from pawpress.core.coach import BlockEnded, Cue, Display, Output, PressShown, SessionOver, Target, TargetSet


class CoachSounds:
    """Follows what is shown.

    Parameters
    ----------
    foot : bool
        Whether feet stand: their presses have no verdict, so they have no sounds either.
    """

    def __init__(self, *, foot: bool = False) -> None:
        self._foot = foot
        self._live = False
        self._target: Target | None = None

    def said(self, outputs: Sequence[Output]) -> ToneName | None:
        """Take what the coach said together; return the sound that is due."""
        for one in outputs:
            self._note(one)
        shown = [one for one in outputs if isinstance(one, PressShown)]
        # A block that is shown as a whole at its end is told in words; ten sounds at once say nothing.
        if self._foot or len(shown) != 1 or _whole_block(outputs) or any(_spoken(one) for one in outputs):
            return None
        passed = shown[0].passed
        return None if passed is None else "pass" if passed else "fault"

    def _note(self, one: Output) -> None:
        match one:
            case Display():
                self._live = one.showing.live
            case TargetSet():
                self._target = one.target
            case SessionOver():
                self._live = False
            case _:
                pass

    def hums(self, force_n: float | None) -> bool:
        """Whether the hum sounds at this force of the hand that presses; None while nobody does."""
        target = self._target
        if self._foot or not self._live or target is None or force_n is None:
            return False
        return target.low_n <= force_n <= target.high_n


def _spoken(said: Output) -> bool:
    return isinstance(said, Cue) and said.spoken


def _whole_block(outputs: Sequence[Output]) -> bool:
    """Whether a press stands here because its block is over, and not by itself."""
    ended = next((place for place, one in enumerate(outputs) if isinstance(one, BlockEnded)), None)
    first = next((place for place, one in enumerate(outputs) if isinstance(one, PressShown)), 0)
    return ended is not None and first > 0
