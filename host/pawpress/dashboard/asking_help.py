"""The help page over a question: how an answer is given."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from pawpress.dashboard.palette import DARK
from pawpress.texts import Texts

KEY = 11
"""Columns of a key."""
ROWS = (
    ("enter", "take what is marked, or what you typed"),
    ("↑ ↓", "mark another answer"),
    ("1 … 9", "take an answer by its number"),
    ("y n", "yes or no, where that is asked"),
    ("PgDn PgUp", "the rest of what is asked about"),
    ("mouse", "a click takes an answer"),
    ("esc", "leave; what was answered is kept"),
)


class AskingHelp(ModalScreen[None]):
    """One page; F1 or escape closes it, and the question is as it was.

    Parameters
    ----------
    texts : Texts
        In the language of the question.
    """

    DEFAULT_CSS = f"""
    AskingHelp {{ align: center middle; background: {DARK["ground"]}; }}
    AskingHelp > Static {{ width: 100%; max-width: 76; height: auto; padding: 1 2; color: {DARK["text"]};
                           background: {DARK["track"]}; }}
    """

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def compose(self) -> ComposeResult:
        """Set the page."""
        said = self._texts.said
        rows = [f"{key:<{KEY}}{said(what)}" for key, what in ROWS]
        last = said("The partner's word overrides the screen.")
        yield Static("\n".join([*rows, "", last, said("esc or F1 closes this page")]), markup=False)
