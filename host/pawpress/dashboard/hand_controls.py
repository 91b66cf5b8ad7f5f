"""The person's own two hands on the pads of an emulated rig, by keys: what each key asks the engine for. Pure.

A terminal does not tell when a key is let go. So a key adds or takes weight in steps, or starts a lean that goes on by
itself until the next key. How fast the weight comes up is how fast the keys come: a key that is held down is a rush.
"""

from __future__ import annotations

from pawpress.core.sides import HANDS
from pawpress.engine.messages import Lean, SessionInfo, TakeOver, ToEngine

STEP_N = 8.0
STEP_S = 0.15
"""A step of weight, and how long it takes to arrive: two steps in a second are slow, thirty are a rush."""
LEAN_S, LET_GO_S = 1.4, 0.7
MOST_N = 500.0
TRIES = 3
"""So many own presses are offered first."""


class OwnHands:
    """Which hand is moved, where both are, and how much weight is on each pad."""

    def __init__(self, *, taken: bool = False) -> None:
        self.taken = taken
        self.since = 0
        """How many presses there were before the person took over."""
        self._hand = 0
        self._level = [0, 0]
        self._force_n: dict[int, float] = {}
        self._channels: dict[tuple[int, int], int] = {}
        self._nice_n = 0.0

    def arrange(self, opening: SessionInfo) -> None:
        """Know where the pads are, lowest level first; pads of neither side belong to both hands."""
        sides = [
            [channel for channel, pad in enumerate(opening.pads) if pad.side in (hand, "centre")] for hand in HANDS
        ]
        for hand, channels in enumerate(sides):
            rows = sorted(channels, key=lambda channel: opening.pads[channel].level)
            self._channels.update({(hand, level): channel for level, channel in enumerate(rows)})
        self._nice_n = sum(opening.target_n) / 2

    @property
    def channel(self) -> int | None:
        """The pad under the hand that is moved."""
        return self._channels.get((self._hand, self._level[self._hand]))

    @property
    def hand(self) -> str:
        """`left` or `right`."""
        return HANDS[self._hand]

    def take_over(self, presses: int) -> list[ToEngine]:
        """Take the pads from the scenario, or give them back; `presses` is how many there were so far."""
        self.taken, self.since = not self.taken, presses
        self._force_n.clear()
        return [TakeOver(taken=self.taken)]

    def more(self) -> list[ToEngine]:
        """Add a step of weight."""
        return self._add(STEP_N)

    def less(self) -> list[ToEngine]:
        """Take a step of weight away."""
        return self._add(-STEP_N)

    def lean(self) -> list[ToEngine]:
        """Lean onto the pad, slowly; or let go of it, where there is weight on it."""
        channel = self.channel
        if channel is None:
            return []
        loaded = self._force_n.get(channel, 0.0) > 0.0
        return self._put(channel, 0.0 if loaded else self._nice_n, LET_GO_S if loaded else LEAN_S)

    def other(self, hand: str) -> list[ToEngine]:
        """Move the other hand from now on; the weight of the first stays where it is."""
        self._hand = HANDS.index(hand)
        return []

    def walk(self, by: int) -> list[ToEngine]:
        """Let go, and put the hand on the next pad up or down the back."""
        here, level = self.channel, self._level[self._hand] + by
        if here is None or (self._hand, level) not in self._channels:
            return []
        self._level[self._hand] = level
        return self._put(here, 0.0, LET_GO_S) if self._force_n.get(here, 0.0) > 0.0 else []

    def drag(self, channel: int, force_n: float) -> list[ToEngine]:
        """Follow the mouse: so much weight on this pad, now."""
        for (hand, level), place in self._channels.items():
            if place == channel:
                self._hand, self._level[hand] = hand, level
        return self._put(channel, force_n, 0.06 if force_n > 0.0 else 0.15)

    def _add(self, step_n: float) -> list[ToEngine]:
        channel = self.channel
        return [] if channel is None else self._put(channel, self._force_n.get(channel, 0.0) + step_n, STEP_S)

    def _put(self, channel: int, force_n: float, lasts_s: float) -> list[ToEngine]:
        force_n = min(max(force_n, 0.0), MOST_N)
        self._force_n[channel] = force_n
        return [Lean(channel=channel, force_n=force_n, lasts_s=lasts_s)]
