"""The link to a simulated board whose pads the person at the screen may press."""

from __future__ import annotations

from collections.abc import Callable

from pawpress.simulator.board import SimulatedBoard
from pawpress.simulator.own_hand import PressedBody
from pawpress.simulator.simulated_link import SimulatedLink


class PressedLink(SimulatedLink):
    """A `DemoLink`.

    Parameters
    ----------
    board : SimulatedBoard
        The rig.
    body : PressedBody
        Who presses its pads.
    clock : callable
        The host's clock, seconds.
    name : str
        What a person would call the rig.
    """

    def __init__(self, board: SimulatedBoard, body: PressedBody, clock: Callable[[], float], name: str) -> None:
        super().__init__(board, body, clock, name)
        self._hand = body.hand

    def lean(self, channel: int, force_n: float, lasts_s: float) -> None:
        """Put the person's own force on a pad; see `OwnHand.lean`."""
        self._hand.lean(channel, force_n, lasts_s)

    def take_over(self, taken: bool) -> None:
        """Let the person press instead of the scenario, or the scenario again."""
        self._hand.take_over(taken)
