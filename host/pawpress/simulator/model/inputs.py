"""The partner's buttons, free of contact bounce; mirrors `inputs.c`."""

from __future__ import annotations

LOOP_OPEN, SPOT_PRESSED = 0, 1
"""Which contact: the stop loop, closed at rest, and the good-spot button."""
STEADY_MS = (10, 20)
"""A change counts when it has lasted longer than this."""


class Inputs:
    """Two contacts; what holds at the first scan is no event."""

    def __init__(self) -> None:
        self.held: tuple[bool, bool] | None = None
        self.since_us = [0, 0]
        """When each contact was first seen as it now is."""
        self._changing_ms = [0, 0]

    def take(self, contacts: tuple[bool, bool], t_us: int, period_ms: int) -> tuple[bool, bool]:
        """Take the contacts as they are in one scan; tell which have changed for good."""
        if self.held is None:
            self.held = contacts
        loop, spot = (self._has_changed(i, contacts[i] != self.held[i], t_us, period_ms) for i in range(2))
        self.held = (self.held[0] ^ loop, self.held[1] ^ spot)
        return loop, spot

    def _has_changed(self, which: int, differs: bool, t_us: int, period_ms: int) -> bool:
        if not differs:
            self._changing_ms[which] = 0
            return False
        if self._changing_ms[which] == 0:
            self.since_us[which] = t_us
        self._changing_ms[which] += period_ms
        if self._changing_ms[which] <= STEADY_MS[which]:
            return False
        self._changing_ms[which] = 0
        return True
