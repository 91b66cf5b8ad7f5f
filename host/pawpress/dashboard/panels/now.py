"""The part of the screen for the learner, in three states, never two at once: during, after and between presses."""

from __future__ import annotations

from textual.geometry import Size

from pawpress.dashboard.drawing.lines import Line
from pawpress.dashboard.panels.hold_panel import HoldPanel, HoldPicture
from pawpress.dashboard.panels.next_step_panel import NextPicture, NextStepPanel
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.panels.verdict import VerdictPanel, VerdictPicture

AFTER_S = 2.0
"""How long a verdict stands, unless the next press comes before."""


class NowPanel(Panel[HoldPicture | VerdictPicture | NextPicture]):
    """Shows the hold during a press, the verdict after it, then where the next step goes."""

    PERIOD_S = 0.1

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self._hold, self._verdict, self._next = HoldPanel(), VerdictPanel(), NextStepPanel()
        self._seen = 0
        self._seen_s = float("-inf")
        self._held = False

    def show(self, moment: ViewContext) -> None:
        """Take a new picture; where a press begins or is judged, at once."""
        state = moment.state
        held = state.snapshot is not None and bool(state.snapshot.progress)
        if held != self._held or len(state.presses) != self._seen:
            self._held, self._due_s = held, float("-inf")
        super().show(moment)

    def picture(self, moment: ViewContext) -> HoldPicture | VerdictPicture | NextPicture:
        """Choose the state."""
        if len(moment.state.presses) != self._seen:
            self._seen, self._seen_s = len(moment.state.presses), moment.now_s
        held = self._hold.picture(moment)
        if held is not None:
            return held
        judged = self._verdict.picture(moment) if moment.now_s - self._seen_s < AFTER_S else None
        return self._next.picture(moment) if judged is None else judged

    def draw(self, picture: HoldPicture | VerdictPicture | NextPicture, size: Size) -> list[Line]:
        """Draw the state."""
        match picture:
            case HoldPicture():
                return self._hold.draw(picture, size)
            case VerdictPicture():
                return self._verdict.draw(picture, size)
            case NextPicture():
                return self._next.draw(picture, size)
