"""Tells views of a recording as a whole, and finds the place from which a jump goes on."""

from __future__ import annotations

from collections.abc import Callable

from pawpress.analysis.recording import open_recording
from pawpress.core.force_line import PressGraded
from pawpress.engine.config import ReplaySource
from pawpress.engine.messages import Beside, PressView, SideView, Timeline, ToView
from pawpress.engine.playing.played_curves import LEAD_S, STEP_S
from pawpress.engine.playing.scout import KeptPlace, Scout
from pawpress.engine.press_view import press_view
from pawpress.recording.replay_link import ReplayLink

TURN_S = 0.015
"""Processor time that a look ahead may take before what is played has its turn: half a picture."""
FIRST_PICTURE_S = 3.0
"""So long the look ahead leaves the processors to the first picture, where nobody says that it is there."""
TELL_S = 0.5
"""Time between two tellings of the timeline while it grows."""
TRAIL_S = 10.5
"""How much before a jump's end is played out of sight at least: what the curve shows."""
PRESSES_BEFORE = 200
"""As many are told anew after a jump: more than any list shows."""


class Player:
    """Looks ahead of a session that plays a recording, in its pauses.

    Parameters
    ----------
    source : ReplaySource
        What is played, and what is looked at beside it.
    tell : callable
        Takes what views are to know.
    clock : callable
        The host's clock, seconds.
    """

    def __init__(self, source: ReplaySource, tell: Callable[[ToView], None], clock: Callable[[], float]) -> None:
        self.scout = Scout(open_recording(source.path))
        self.beside = None if source.beside is None else Scout(open_recording(source.beside))
        self._tell, self._clock = tell, clock
        self._due_s = float("-inf")
        self._begins_s = clock() + FIRST_PICTURE_S
        self._told: tuple[object, ...] = ()
        self._compared: tuple[object, ...] = ()

    def turn(self, link: ReplayLink, end_s: float) -> None:
        """Look on for a moment, and tell what is new.

        Parameters
        ----------
        link : ReplayLink
            What plays.
        end_s : float
            Session time that was reached, seconds.
        """
        if self._clock() < self._begins_s:
            return
        if not link.winding:
            self.scout.work(self._clock, TURN_S)
            if self.beside is not None:
                self.beside.work(self._clock, TURN_S)
        news = (link.speed, self.scout.done, self.scout.known_s)
        now_s = self._clock()
        if news != self._told and (news[:2] != self._told[:2] or now_s >= self._due_s):
            self._told, self._due_s = news, now_s + TELL_S
            self._tell(self.timeline(link))
        self._compare(end_s)

    def seen(self) -> None:
        """Know that the first picture is there: the look ahead waits for it, at most for a while."""
        self._begins_s = float("-inf")

    def timeline(self, link: ReplayLink) -> Timeline:
        """Return the recording as a whole, as far as it is known."""
        scout = self.scout
        return Timeline(
            length_s=scout.length_s,
            known_s=scout.known_s,
            complete=scout.done,
            open_ended=scout.recording.recovered,
            marks=scout.marks(),
            speed=link.speed,
            name=scout.recording.path.stem,
        )

    def place_for(self, t_s: float) -> KeptPlace | None:
        """Return the place from which a jump to a session time goes on."""
        return self.scout.place_before(t_s - TRAIL_S)

    def presses_until(self, t_s: float) -> list[PressView]:
        """Return the newest presses that were judged before a place."""
        told = [one for one in self.scout.presses if one.press.release_s is not None and one.press.release_s <= t_s]
        return [press_view(one) for one in told[-PRESSES_BEFORE:]]

    def _compare(self, end_s: float) -> None:
        """Tell of the press that is on or was last, and of its partner in the other recording."""
        if self.beside is None:
            return
        here = _reached(self.scout.presses, end_s)
        there = None if here is None else _partner(self.scout.presses, here, self.beside.presses)
        compared = (here, there, len(self.scout.presses), len(self.beside.presses))
        if compared != self._compared and (self._compared[:2] != compared[:2] or self._clock() >= self._due_s):
            self._compared = compared
            self._tell(Beside(here=_side(self.scout, here), there=_side(self.beside, there)))


def _reached(presses: list[PressGraded], end_s: float) -> int | None:
    """Return the number of the newest press that has begun."""
    return max((number for number, told in enumerate(presses) if told.press.onset_s <= end_s), default=None)


def _partner(presses: list[PressGraded], number: int, others: list[PressGraded]) -> int | None:
    """Return the press of the other recording that is the same step: as many of its pad came before it."""
    pad = presses[number].press.pad
    turn = sum(told.press.pad == pad for told in presses[:number])
    same = [other for other, told in enumerate(others) if told.press.pad == pad]
    return same[turn] if turn < len(same) else None


def _side(scout: Scout, number: int | None) -> SideView:
    by_verdict: dict[str, int] = {}
    for told in scout.presses:
        by_verdict[told.verdict.verdict] = by_verdict.get(told.verdict.verdict, 0) + 1
    return SideView(
        name=scout.recording.path.stem,
        presses=len(scout.presses),
        by_verdict=by_verdict,
        press=None if number is None else press_view(scout.presses[number]),
        curve_n=[] if number is None else scout.curves.of_press[number],
        lead_s=LEAD_S,
        step_s=STEP_S,
    )
