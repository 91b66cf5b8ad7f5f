"""The line that asks for a note on a moment of the session."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input

from pawpress.dashboard.spoken import said

LONGEST = 500
"""Characters of a note that a person types while somebody presses."""


class NoteScreen(ModalScreen[str]):
    """One line over the dashboard; the stream goes on below.

    Parameters
    ----------
    t_s : float
        Session time of the moment, seconds.
    """

    BINDINGS = [("escape", "leave", "leave")]  # noqa: RUF012 - textual's own form
    AUTO_FOCUS: ClassVar[str | None] = "#note"

    def __init__(self, t_s: float) -> None:
        super().__init__()
        self._t_s = t_s

    def compose(self) -> ComposeResult:
        """Set the line."""
        words = said(f"A note on second {self._t_s:.0f}: enter keeps it, escape does not")
        yield Input(placeholder=words, max_length=LONGEST, id="note")

    def on_input_submitted(self) -> None:
        """Keep what was typed."""
        self.keep()

    def keep(self) -> None:
        """Close with what was typed so far."""
        self.dismiss(self.query_one(Input).value.strip())

    def action_leave(self) -> None:
        """Close without a note."""
        self.dismiss("")
