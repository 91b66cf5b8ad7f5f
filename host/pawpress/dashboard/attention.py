"""Which alarm is shown how: full banner or one line, lit or dark in its flash. Pure: time is passed in.

The flash rates follow the custom of IEC 60601-1-8 (red 1.4-2.8 Hz, amber 0.4-0.8 Hz, half of the time lit). That is a
borrowed habit; no conformance is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pawpress.audio.alarm_bursts import gravity
from pawpress.engine.messages import AlarmView

FLASH_HZ = {"red": 2.0, "amber": 0.6}
LIT_SHARE = 0.5
FULL_AT_LEAST_S = 2.0
"""An overload can be over in a tenth of a second; its banner stays long enough to be read."""

AlarmKey = tuple[str, str | None, str]


@dataclass(frozen=True)
class Alert:
    """The one alarm to show now. `active` is False once the force is back to normal; `more` counts the others."""

    alarm: AlarmView
    active: bool
    full: bool
    lit: bool
    more: int

    @property
    def what(self) -> tuple[object, ...]:
        """Which alarm, and how big: a change of this is shown at once, however slow the terminal is."""
        return (*_key(self.alarm), self.full, self.active)


def _key(alarm: AlarmView) -> AlarmKey:
    return (alarm.code, alarm.pad, alarm.severity)


def _state(alarm: AlarmView) -> str:
    return alarm.state.upper()


def _calls(alarm: AlarmView) -> bool:
    """Whether nobody has seen it yet and it will not calm down by itself; a latched blow is over but calls on."""
    return _state(alarm) in ("UNACKNOWLEDGED", "LATCHED")


def unseen(alarm: AlarmView) -> bool:
    """Whether nobody has said that they saw it, be it on or over."""
    return _state(alarm) != "ACKNOWLEDGED"


def calling(alarms: Sequence[AlarmView]) -> list[tuple[str, str]]:
    """Return severity and name of the alarms that nobody has seen yet: those that are heard."""
    return [(alarm.severity, f"{alarm.code} {alarm.pad}") for alarm in alarms if _calls(alarm)]


def lit(now_s: float, severity: str = "red") -> bool:
    """Whether a flash of this severity is in its lit half, for what flashes without being an alarm."""
    return now_s * FLASH_HZ[severity] % 1.0 < LIT_SHARE


class Attention:
    """Remembers since when each alarm has been calling for attention."""

    def __init__(self) -> None:
        self._since_s: dict[AlarmKey, float] = {}
        self._called_s: dict[AlarmKey, float] = {}

    def update(self, alarms: Sequence[AlarmView], now_s: float) -> Alert | None:
        """Return the worst alarm and how to show it, or None when there is none.

        Parameters
        ----------
        alarms : sequence of AlarmView
            The alarms that are not back to normal.
        now_s : float
            The view's clock, in seconds.
        """
        self._remember(alarms, now_s)
        if not alarms:
            return None
        # Of equals the first: the engine tells the most pressing first.
        worst = max(alarms, key=lambda alarm: self._rank(alarm, now_s))
        calling = _calls(worst)
        phase = (now_s - self._since_s[_key(worst)]) * FLASH_HZ.get(worst.severity, FLASH_HZ["red"]) % 1.0
        return Alert(
            alarm=worst,
            active=_calls(worst) or _state(worst) == "ACKNOWLEDGED",
            full=self._full(worst, now_s),
            lit=not calling or phase < LIT_SHARE,
            more=len(alarms) - 1,
        )

    def _remember(self, alarms: Sequence[AlarmView], now_s: float) -> None:
        keys = {_key(alarm) for alarm in alarms}
        self._since_s = {key: self._since_s.get(key, now_s) for key in keys}
        self._called_s = {key: self._called_s.get(key, now_s) for key in keys}
        for alarm in alarms:
            if _calls(alarm):
                self._called_s[_key(alarm)] = now_s

    def _full(self, alarm: AlarmView, now_s: float) -> bool:
        match _state(alarm):
            case "UNACKNOWLEDGED" | "LATCHED":
                return True
            case "ACKNOWLEDGED":
                return False
            case _:
                return now_s - self._called_s[_key(alarm)] < FULL_AT_LEAST_S

    def _rank(self, alarm: AlarmView, now_s: float) -> tuple[bool, bool, int, bool, bool]:
        """Order: what has its banner, what calls, the graver, the unseen, and of what is over the force first.

        While something is on, blindness comes before force, as the engine orders it; afterwards what was done to a
        back weighs more than a cable that was out.
        """
        over = _state(alarm) == "RTN_UNACKNOWLEDGED"
        return (
            self._full(alarm, now_s),
            _calls(alarm),
            gravity(alarm.severity),
            unseen(alarm),
            over and alarm.of_force,
        )
