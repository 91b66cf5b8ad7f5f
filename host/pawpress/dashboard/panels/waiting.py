"""What stands on the screen until the rig has spoken."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.drawing.lines import Line, centred, wrapped
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.spoken import said
from pawpress.dashboard.state import ViewState

PAW = (
    "     ▄▄▄    ▄▄▄     ",
    "    █████  █████    ",
    "▄▄▄ ▀███▀  ▀███▀ ▄▄▄",
    "████▄  ▄▄▄▄▄▄  ▄████",
    " ▀▀▀ ▄████████▄ ▀▀▀ ",
    "    ████████████    ",
    "    ▀███▀▀▀▀███▀    ",
)
STEPS = (
    ("emulated rig", "it starts by itself within a few seconds"),
    ("real rig", "plug it in by USB; it says hello within two seconds"),
    ("nothing comes", "press x, then run  pawpress doctor"),
)
STEPS_WIDTH = 68
SAID_ROWS = 3
"""What is happening may name a long port, and what to type."""


class WaitingPicture(NamedTuple):
    """What is happening, and the dots of a slow walk."""

    happening: str
    dots: int


class WaitingPanel(Panel[WaitingPicture]):
    """A paw, what is being waited for, and what to do when it takes long."""

    PERIOD_S = 0.5

    def picture(self, moment: ViewContext) -> WaitingPicture:
        """Pick the engine's own words for what it is doing."""
        return WaitingPicture(happening(moment.state), int(moment.now_s * 2) % 4)

    def draw(self, picture: WaitingPicture, size: Size) -> list[Line]:
        """Draw the block in the middle."""
        width, height = size
        title: Line = [(said("waiting for the rig "), ink(bold=True))]
        title.append((("." * picture.dots).ljust(3), ink("info", bold=True)))
        rows: list[Line] = [[(row, ink("info"))] for row in wrapped(said(picture.happening), width - 4, SAID_ROWS)]
        lines = [centred([(row, ink("info"))], width) for row in PAW]
        lines += [[], centred(title, width), [], *(centred(row, width) for row in rows), []]
        lines += [_step(name, text, width) for name, text in STEPS]
        empty: list[Line] = [[]] * max(0, (height - len(lines)) // 2)
        return empty + lines


def _step(name: str, text: str, width: int) -> Line:
    margin = " " * max(0, (width - STEPS_WIDTH) // 2)
    return [(f"{margin}{said(name):>13}   ", ink("soft")), (said(text), ink())]


def happening(state: ViewState) -> str:
    """Return what is going on before the first reading, as far as the engine has said."""
    if state.ended is not None:
        return "The engine ended before a rig had spoken."
    if state.snapshot is not None and state.snapshot.link.detail:
        return state.snapshot.link.detail
    if state.notice is not None:
        return state.notice.text
    return "The engine is starting." if state.opening is None else "The engine runs and looks for the rig."
