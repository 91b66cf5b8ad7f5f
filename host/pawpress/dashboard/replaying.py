"""Going through a recording: from press to press, to a moment, and which of its alarms to show. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from pawpress.dashboard.state import ViewState
from pawpress.engine.messages import AlarmView, Mark

LEAD_S = 0.5
"""A press is played from so long before its onset."""
AGAIN_S = 1.0
"""Going back within this time of the beginning of a press goes to the one before it."""
JUST_S = 0.05
NEAR_S = 0.5
"""A picture so near to where a jump leads is one of its end."""
AIM_S = 1.5
"""So long a jump counts as under way if no picture tells otherwise."""
CLOCK = re.compile(r"(?:(?:(\d+):)?(\d{1,3}):)?(\d+(?:[.,]\d+)?)")


class Aim:
    """Where the last jump leads: the next one goes on from there though the picture is not there yet."""

    def __init__(self) -> None:
        self._to_s = 0.0
        self._until_s = float("-inf")
        self._jumps = 0

    def at(self, to_s: float, state: ViewState, now_s: float) -> float:
        """Note a jump, and return where it leads."""
        self._to_s, self._until_s, self._jumps = to_s, now_s + AIM_S, state.jumps
        return to_s

    def from_s(self, state: ViewState, now_s: float) -> float:
        """Return the session time from which to go on, seconds."""
        here_s = 0.0 if state.snapshot is None else state.snapshot.t_s
        there = state.jumps != self._jumps and abs(here_s - self._to_s) < NEAR_S
        if there or now_s > self._until_s:
            self._until_s = float("-inf")
            return here_s
        return self._to_s


def step_to(marks: Sequence[Mark], from_s: float, by: int, *, paused: bool) -> float | None:
    """Return the session time of the press that is so many steps away; None where there is none.

    What plays goes to the beginning of a press; what stands still goes to its verdict.
    """
    places = sorted({_place(mark, paused=paused) for mark in marks if mark.kind == "press"})
    if by > 0:
        later = [place for place in places if place > from_s + JUST_S]
        return later[min(by, len(later)) - 1] if later else None
    back_s = JUST_S if paused else AGAIN_S
    earlier = [place for place in places if place < from_s - back_s]
    return earlier[max(by, -len(earlier))] if earlier else None


def _place(mark: Mark, *, paused: bool) -> float:
    return mark.end_s if paused else max(0.0, mark.t_s - LEAD_S)


def moment_s(text: str) -> float | None:
    """Return the session time that somebody typed, `90`, `1:30` or `1:02:03.5`, in seconds; None if it is none."""
    match = CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds = match.groups()
    return 3600.0 * int(hours or 0) + 60.0 * int(minutes or 0) + float(seconds.replace(",", "."))


def clock_words(t_s: float, *, tenths: bool = False) -> str:
    """Return a session time as a clock shows it: `1:30`, `1:02:03`, `0:07.5`."""
    whole = int(t_s * 10) / 10 if tenths else int(t_s)
    hours, rest = divmod(whole, 3600)
    minutes, seconds = divmod(rest, 60)
    last = f"{seconds:04.1f}" if tenths else f"{int(seconds):02d}"
    return f"{int(hours)}:{int(minutes):02d}:{last}" if hours else f"{int(minutes)}:{last}"


def as_recorded(alarms: Sequence[AlarmView]) -> list[AlarmView]:
    """Return the alarms of a recording as what they are there: on, or over; nobody can see to them any more."""
    return [
        msgspec.structs.replace(alarm, state="RTN_UNACKNOWLEDGED") if alarm.state.upper() == "LATCHED" else alarm
        for alarm in alarms
    ]
