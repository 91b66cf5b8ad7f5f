"""The keys and the mouse of a person who presses the emulated pads."""

from __future__ import annotations

from collections.abc import Callable

from pawpress.dashboard.feed import Feed
from pawpress.dashboard.hand_controls import OwnHands
from pawpress.dashboard.panels.pad_bar import PadBar
from pawpress.dashboard.session_app import SessionApp
from pawpress.engine.messages import SessionInfo


class HandKeys(SessionApp):
    """Lets a person press."""

    def __init__(self, feed: Feed, clock: Callable[[], float]) -> None:
        super().__init__(feed, clock)
        self.hands = OwnHands()
        self._arranged: SessionInfo | None = None

    def action_own_hand(self) -> None:
        """Press the pads of the emulated rig oneself, or watch its scenario again."""
        self._send_all(self.hands.take_over(len(self.state.presses)))

    def action_hands(self, what: str) -> None:
        """Move one's own hands."""
        hands = self.hands
        match what:
            case "left" | "right":
                self._send_all(hands.other(what))
            case "up" | "down":
                self._send_all(hands.walk(1 if what == "up" else -1))
            case "more":
                self._send_all(hands.more())
            case "less":
                self._send_all(hands.less())
            case _:
                self._send_all(hands.lean())

    def on_pad_bar_dragged(self, dragged: PadBar.Dragged) -> None:
        """Press a pad with the mouse; the first touch takes the pads from the scenario."""
        if not self.state.may_press:
            return
        if not self.hands.taken:
            self.action_own_hand()
        self._send_all(self.hands.drag(dragged.channel, dragged.force_n))

    def _arrange_hands(self) -> None:
        """Know the pads of a rig that the person may press, and whether they do from the start."""
        opening = self.state.opening
        if opening is None or opening is self._arranged:
            return
        if opening.own_hand == "taken" and self._arranged is None:
            self.hands.taken = True
        self._arranged = opening
        self.hands.arrange(opening)
        self.screen_stack[0].set_class(opening.own_hand != "none", "-own-hand")
