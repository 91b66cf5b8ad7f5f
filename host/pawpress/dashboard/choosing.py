"""The page of settings: one row a choice, by keys or by mouse; what is chosen is seen at once, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec
from textual.app import ComposeResult
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen

from pawpress.dashboard.drawing.lines import Line, rule
from pawpress.dashboard.key_footer import KeyFooter
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.spoken import said
from pawpress.dashboard.themes import names
from pawpress.settings.choices import HEAVIEST_KG, LIGHTEST_KG, UNITS, Choices

TOP = 2
"""Rows above the first choice."""
HOW = "↑ ↓ choose a row, ← → or enter change it; a click does both"


class ChoiceRow(NamedTuple):
    """A choice: its name, its field, and what may be chosen."""

    name: str
    field: str
    options: tuple[object, ...]


def rows_of(choices: Choices) -> list[ChoiceRow]:
    """Return what may be chosen now; a body weight is asked for only by the unit that needs it."""
    rows = [ChoiceRow("theme", "theme", tuple(names())), ChoiceRow("unit of force", "unit", UNITS)]
    if choices.unit == "% of body weight":
        rows.append(ChoiceRow("body weight", "weight_kg", tuple(range(LIGHTEST_KG, HEAVIEST_KG + 1))))
    return [*rows, ChoiceRow("large numbers on the pads", "big_numbers", (True, False))]


def moved(choices: Choices, row: ChoiceRow, by: int) -> Choices:
    """Return the choices with the next option of a row, round and round."""
    options = row.options
    here = options.index(now) if (now := getattr(choices, row.field)) in options else 0
    return msgspec.structs.replace(choices, **{row.field: options[(here + by) % len(options)]})


class ChoicesPicture(NamedTuple):
    """The choices, the row that is chosen among them, and what came of keeping them."""

    choices: Choices
    at: int
    kept: str


class ChoicesPanel(Panel["ChoicesPicture | None"]):
    """The rows."""

    class Picked(Message):
        """The mouse was on a row: on its left half for the option before, on its right for the next."""

        def __init__(self, at: int, by: int) -> None:
            super().__init__()
            self.at, self.by = at, by

    def picture(self, moment: ViewContext) -> ChoicesPicture | None:
        """Everything is set by `say`."""
        raise NotImplementedError

    def say(self, picture: ChoicesPicture) -> None:
        """Show this from now on."""
        self._picture = picture
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Choose by mouse."""
        self.post_message(self.Picked(event.y - TOP, -1 if event.x < self.size.width // 2 else 1))

    def draw(self, picture: ChoicesPicture | None, size: Size) -> list[Line]:
        """Draw a row a choice."""
        if picture is None:
            return []
        lines: list[Line] = [rule([(said("settings"), ink("soft"))], size.width), []]
        for number, row in enumerate(rows_of(picture.choices)):
            here = number == picture.at
            mark, style = ("▶ ", ink("text", bold=True)) if here else ("  ", ink("soft"))
            chosen = _words(row, getattr(picture.choices, row.field))
            lines.append(
                [(f" {mark}{said(row.name):<28}", style), (f"◂ {chosen} ▸", ink("info" if here else "text", bold=here))]
            )
        lines += [[], [(f"   {said(HOW)}", ink("soft"))]]
        return [*lines, [(f"   {said(picture.kept)}", ink("soft"))]]


def _words(row: ChoiceRow, chosen: object) -> str:
    if isinstance(chosen, bool):
        return said("yes" if chosen else "no")
    if row.field == "unit":
        return said(str(chosen))
    return f"{chosen} kg" if row.field == "weight_kg" else str(chosen)


class SettingsScreen(Screen[None]):
    """The page over the dashboard; the stream goes on below, and an alarm closes it.

    Parameters
    ----------
    choices : Choices
        What is chosen now.
    choose : callable
        Takes new choices, and returns why they are not kept, empty where they are.
    """

    BINDINGS = [  # noqa: RUF012 - textual's own form
        ("up", "move(-1)", "row up"),
        ("down", "move(1)", "row down"),
        ("left", "change(-1)", "option before"),
        ("right,enter,space", "change(1)", "next option"),
        ("escape,o,q", "leave", "back"),
    ]

    def __init__(self, choices: Choices, choose: Callable[[Choices], str]) -> None:
        super().__init__()
        self._choices, self._choose, self._at = choices, choose, 0
        self._kept = ""

    def compose(self) -> ComposeResult:
        """Set rows and keys."""
        yield ChoicesPanel(id="choices")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what is chosen."""
        self._show()

    def on_choices_panel_picked(self, picked: ChoicesPanel.Picked) -> None:
        """Change the row under the mouse."""
        if 0 <= picked.at < len(rows_of(self._choices)):
            self._at = picked.at
            self.action_change(picked.by)

    def action_move(self, by: int) -> None:
        """Choose another row."""
        self._at = (self._at + by) % len(rows_of(self._choices))
        self._show()

    def action_change(self, by: int) -> None:
        """Take the next option of the row, at once and for later."""
        self._choices = moved(self._choices, rows_of(self._choices)[self._at], by)
        self._kept = self._choose(self._choices) or "kept"
        self._show()

    def action_leave(self) -> None:
        """Go back to the dashboard."""
        self.dismiss()

    def _show(self) -> None:
        self.query_one(ChoicesPanel).say(ChoicesPicture(self._choices, self._at, self._kept))
