"""The question before a session is left in which something would be lost or has not been seen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from pawpress.core.counted import counted
from pawpress.dashboard.attention import unseen
from pawpress.dashboard.spoken import said
from pawpress.dashboard.state import ViewState


def lost_by_leaving(state: ViewState) -> str:
    """Return what leaving now would lose or pass over, in one sentence; empty where nothing."""
    snapshot, opening = state.snapshot, state.opening
    if state.ended is not None or snapshot is None or opening is None or opening.rig is None or state.playing:
        return ""
    if any(unseen(alarm) for alarm in snapshot.alarms):
        return "There is an alarm that nobody has seen."
    lost = snapshot.presses - snapshot.kept
    if snapshot.recording is None and lost > 0 and opening.rig.kind == "serial":
        return f"{counted(lost, 'press was', 'presses were')} not recorded and will be gone."
    return ""


class LeaveScreen(ModalScreen[bool]):
    """One line over the dashboard; the stream goes on below.

    Parameters
    ----------
    why : str
        What would be lost.
    """

    BINDINGS = [  # noqa: RUF012 - textual's own form
        ("q,x,y,enter", "answer(True)", "leave"),
        ("escape,n,a", "answer(False)", "stay"),
    ]

    def __init__(self, why: str) -> None:
        super().__init__()
        self._why = why

    def compose(self) -> ComposeResult:
        """Set the question."""
        yield Static(said(f"{self._why} Leave all the same?   [b]q[/] leave   [b]escape[/] stay"), id="leave")

    def action_answer(self, leave: bool) -> None:
        """Close with the answer."""
        self.dismiss(leave)
