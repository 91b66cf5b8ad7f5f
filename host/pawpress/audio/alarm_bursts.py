"""When an alarm sounds: pulses in bursts, by severity. Pure: time is passed in.

Red is two sets of five pulses, amber one of three, as devices built to IEC 60601-1-8 beep (their manuals say so). That
is a borrowed habit; no conformance is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FIVE_S = (0.0, 0.2, 0.4, 0.7, 0.9)
"""Three pulses and two."""


@dataclass(frozen=True, slots=True)
class Burst:
    """The rhythm of one severity."""

    pulses_s: tuple[float, ...]
    """Begin of each pulse after the begin of the burst."""
    every_s: float
    """From the begin of one burst to the next."""


BURSTS = {
    "red": Burst((*FIVE_S, *(1.5 + t_s for t_s in FIVE_S)), every_s=5.0),
    "amber": Burst((0.0, 0.4, 0.8), every_s=12.0),
}
"""Red comes again within the 2.5 to 15 s of the table, on its quicker side."""
ORDER = ("amber", "red")


@dataclass(frozen=True, slots=True)
class Call:
    """What is to be heard now."""

    pulse: bool = False
    """A pulse begins: ring the terminal's bell."""
    burst: str | None = None
    """A burst of this severity begins: play it."""
    stop: bool = False
    """Nobody is called any more: break off what is playing."""


SILENCE = Call()


class Bursts:
    """Follows which alarms call for attention."""

    def __init__(self) -> None:
        self._calling: frozenset[tuple[str, str]] = frozenset()
        self._severity: str | None = None
        self._begun_s = 0.0
        self._pulses = 0

    def update(self, calling: Sequence[tuple[str, str]], now_s: float) -> Call:
        """Return what is to be heard now.

        Parameters
        ----------
        calling : sequence of (severity, name)
            The alarms that call for attention.
        now_s : float
            The view's clock, in seconds.
        """
        if not calling and self._severity is None:
            return SILENCE  # asked in every turn of a session
        fresh = frozenset(calling) - self._calling
        self._calling = frozenset(calling)
        severity = max((severity for severity, _ in calling), key=gravity, default=None)
        if severity is None:
            stop, self._severity = self._severity is not None, None
            return Call(stop=stop)
        worse = self._severity is None or gravity(severity) > gravity(self._severity)
        burst = BURSTS.get(severity, BURSTS["red"])
        over = now_s - self._begun_s > burst.pulses_s[-1]
        again = over and any(name == severity for name, _ in fresh)
        due = now_s - self._begun_s >= burst.every_s
        if worse or again or due:
            self._severity, self._begun_s, self._pulses = severity, now_s, 1
            return Call(pulse=True, burst=severity)
        self._severity = severity
        return self._pulse(burst, now_s)

    def _pulse(self, burst: Burst, now_s: float) -> Call:
        reached = sum(pulse_s <= now_s - self._begun_s + 1e-9 for pulse_s in burst.pulses_s)
        if reached <= self._pulses:
            return SILENCE
        self._pulses = reached
        return Call(pulse=True)


def gravity(severity: str) -> int:
    """Return a number that grows with the severity; one that this version does not know is the gravest."""
    return ORDER.index(severity) if severity in ORDER else len(ORDER)
