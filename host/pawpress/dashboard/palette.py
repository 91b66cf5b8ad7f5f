"""The colours, by what they mean, and the rich styles made of them.

Red and amber belong to alarms and limits alone; verdicts have calmer colours of their own. No meaning hangs on colour:
every coloured thing also has a word and a shape. Hues keep apart in brightness too, for red-green colour blindness.
"""

from __future__ import annotations

from functools import cache

from rich.style import Style

COLOURS = {
    "ground": "#0e1318",
    "track": "#1f2933",
    "zone": "#1b4039",
    "line": "#33414e",
    "faint": "#6f8090",
    "soft": "#a9b8c6",
    "text": "#e8eef4",
    "light": "#6cb4f5",
    "good": "#34d6a2",
    "firm": "#ead9a0",
    "amber": "#ffb000",
    "red": "#ff5252",
    "amber_dark": "#3a2a00",
    "red_deep": "#b3131b",
    "red_dark": "#3d0a0d",
    "red_pale": "#ffb3b3",
    "info": "#7fdbe8",
    "info_dark": "#0d3a44",
    "rushed": "#f0c98a",
    "jab": "#ff9cc2",
    "short": "#9dbcff",
    "unsteady": "#cbb2ff",
    "white": "#ffffff",
    "black": "#000000",
}


@cache
def ink(colour: str = "text", on: str = "ground", *, bold: bool = False) -> Style:
    """Return the style of `colour` text on a background, both named in `COLOURS`."""
    return Style(color=COLOURS[colour], bgcolor=COLOURS[on], bold=bold)
