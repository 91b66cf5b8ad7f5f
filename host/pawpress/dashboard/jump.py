"""The line that asks for the moment of a recording to play on from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input

from pawpress.dashboard.replaying import moment_s
from pawpress.dashboard.spoken import said

WORDS = "Play from minute:second, for instance 1:30; enter goes there, escape does not"


class JumpScreen(ModalScreen[float | None]):
    """One line over the dashboard; what cannot be read as a time stays in it."""

    BINDINGS = [("escape", "leave", "leave")]  # noqa: RUF012 - textual's own form
    AUTO_FOCUS: ClassVar[str | None] = "#jump"

    def compose(self) -> ComposeResult:
        """Set the line."""
        yield Input(placeholder=said(WORDS), max_length=12, id="jump")

    def on_input_submitted(self) -> None:
        """Go there, or say what is wanted."""
        typed = self.query_one(Input).value
        to_s = moment_s(typed)
        if to_s is not None or not typed.strip():
            self.dismiss(to_s)
        else:
            self.query_one(Input).value = ""

    def action_leave(self) -> None:
        """Close without going anywhere."""
        self.dismiss(None)
