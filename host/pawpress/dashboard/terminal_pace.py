"""No faster than the terminal shows: a picture waits until the one before has been read. Pure: time is passed in.

Over a slow line pictures would queue up otherwise, and an alarm would stand at the end of that queue. After every
picture the terminal is asked where its cursor stands; it answers when it has read that far. An alarm never waits for an
answer: whoever draws asks `may_draw` for ordinary pictures only.
"""

from __future__ import annotations

WHERE_IS_THE_CURSOR = "\x1b[6n"
"""ECMA-48's device status report, which every terminal in use answers."""
BEFORE_ANY_ANSWER_S = 0.2
"""After the first picture, as long as it is open whether this terminal answers at all; twice as long after the next."""
GIVE_UP_S = 3.0
"""An answer that takes longer was lost; a terminal that gave none at all is drawn on freely."""
LAST_ANSWER_S = 0.5
"""So long who leaves waits for it: an answer that comes later would be typed into their shell."""


class TerminalPace:
    """Knows which pictures the terminal has read. Before `begin` it holds nothing back."""

    def __init__(self) -> None:
        self._begun_s: float | None = None
        self._drawn_s = -GIVE_UP_S
        self._unanswered = 0
        self._answers = False
        self._ended_s: float | None = None

    def begin(self, now_s: float) -> None:
        """From now on there is a terminal that can be asked."""
        self._begun_s = now_s

    def begin_again(self) -> None:
        """Forget the questions that were asked before the screen was put aside: their answers went to a shell."""
        self._unanswered = 0

    def may_draw(self, now_s: float) -> bool:
        """Whether the terminal is ready for an ordinary picture."""
        if self._begun_s is None or not self._unanswered:
            return True
        if now_s - self._drawn_s >= GIVE_UP_S:
            return True
        if self._answers:
            return False
        patience_s = BEFORE_ANY_ANSWER_S * 2 ** (self._unanswered - 1)
        return now_s - self._begun_s >= GIVE_UP_S or now_s - self._drawn_s >= patience_s

    def draw(self, now_s: float) -> bool:
        """Note that a picture is drawn; return whether the terminal is to be asked after it."""
        if self._begun_s is None or self._ended_s is not None:
            return False
        if now_s - self._drawn_s >= GIVE_UP_S:
            self._unanswered = 0
        self._drawn_s = now_s
        self._unanswered += 1
        return True

    def answered(self) -> None:
        """Note that the terminal has read as far as one more question."""
        self._answers = True
        self._unanswered = max(0, self._unanswered - 1)

    @property
    def unanswered(self) -> int:
        """How many questions wait for their answers."""
        return self._unanswered

    def mute(self, now_s: float) -> bool:
        """Whether this terminal is known to answer nothing."""
        return self._begun_s is not None and not self._answers and now_s - self._begun_s >= GIVE_UP_S

    def end(self, now_s: float) -> None:
        """Ask nothing more."""
        self._ended_s = now_s

    def may_leave(self, now_s: float) -> bool:
        """Whether no answer is on its way any more."""
        waiting = self._answers and self._unanswered > 0
        return not waiting or self._ended_s is None or now_s - self._ended_s >= LAST_ANSWER_S
