"""The colours, by what they mean, and the rich styles made of them, in every theme.

Red and amber belong to alarms and limits alone; verdicts have calmer colours of their own. No meaning hangs on colour:
every coloured thing also has a word and a shape. Hues keep apart in brightness too, for red-green colour blindness.
Whatever a theme asks for, every colour of words is moved away from its grounds until it can be read on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from rich.style import Style

LEAST_CONTRAST: Final = 4.6
"""A little over the 4.5 that WCAG 2 asks of text, since colours are rounded."""
STEP: Final = 0.05
"""By so much of the way to white or black a colour moves at once."""

DARK: Final = {
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
    "on_fill": "#000000",
}
"""`on_fill` stands on what is filled with any other colour; `white` on deep red alone."""
LIGHT: Final = {
    "ground": "#ffffff",
    "track": "#e6ecf1",
    "zone": "#d2eee2",
    "line": "#b4c0ca",
    "faint": "#566573",
    "soft": "#43525f",
    "text": "#131c24",
    "light": "#0a5a9c",
    "good": "#00694a",
    "firm": "#6a5200",
    "amber": "#8f4a00",
    "red": "#b3131b",
    "amber_dark": "#ffedd0",
    "red_deep": "#b3131b",
    "red_dark": "#ffdede",
    "red_pale": "#8a0c12",
    "info": "#00606e",
    "info_dark": "#d6f0f4",
    "rushed": "#7c4d00",
    "jab": "#a3134f",
    "short": "#2b48b0",
    "unsteady": "#6130a8",
    "white": "#ffffff",
    "on_fill": "#ffffff",
}
HIGH_CONTRAST: Final = {
    **DARK,
    "ground": "#000000",
    "track": "#1c1c1c",
    "zone": "#00382a",
    "line": "#8a8a8a",
    "faint": "#c8c8c8",
    "soft": "#e4e4e4",
    "text": "#ffffff",
    "light": "#8fd0ff",
    "good": "#3dffc0",
    "firm": "#fff2b8",
    "amber": "#ffc21a",
    "red": "#ff8080",
    "info": "#9af2ff",
    "rushed": "#ffd894",
    "jab": "#ffb5d4",
    "short": "#bfd3ff",
    "unsteady": "#dccbff",
}
OWN: Final = {"dark": DARK, "light": LIGHT, "high-contrast": HIGH_CONTRAST}
"""The themes of our own."""

WORDS: Final = ("faint", "soft", "text", "light", "good", "firm", "amber", "red", "info", "rushed", "jab", "short",
                "unsteady")  # fmt: skip
GROUNDS: Final = {
    **dict.fromkeys(WORDS, ("ground", "track", "zone")),
    **dict.fromkeys(("soft", "text", "info"), ("ground", "track", "zone", "info_dark")),
    **dict.fromkeys(("faint", "red"), ("ground", "track")),
    "amber": ("ground", "track", "amber_dark"),
    "red_pale": ("red_dark",),
}
"""On what the colour of a word may stand."""


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2 of a colour, `#rrggbb`."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2 of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour with so much of another in it."""
    pairs = ((int(one[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


@cache
def palette(theme: str, background: str = "", foreground: str = "", *, dark: bool = True) -> Mapping[str, str]:
    """Return the colours of a theme by what they mean.

    Parameters
    ----------
    theme : str
        Name of one of `OWN`; of any other theme only its two main colours and `dark` are taken.
    background, foreground : str
        `#rrggbb`.
    """
    if theme in OWN:
        return _readable(OWN[theme])
    base = DARK if dark else LIGHT
    if not background:
        return _readable(base)
    grounds = {
        "ground": background,
        "text": foreground or base["text"],
        "track": mixed(background, base["soft"], 0.12),
        "zone": mixed(background, base["good"], 0.2 if dark else 0.12),
        "line": mixed(background, base["soft"], 0.3),
        "info_dark": mixed(background, base["info"], 0.2 if dark else 0.12),
        "amber_dark": mixed(background, base["amber"], 0.15),
        "red_dark": mixed(background, base["red"], 0.15),
    }
    return _readable({**base, **grounds})


def _readable(asked: Mapping[str, str]) -> Mapping[str, str]:
    end = "#ffffff" if luminance(asked["ground"]) < 0.18 else "#000000"
    found = dict(asked)
    for name, grounds in GROUNDS.items():
        share = 0.0
        while share < 1.0 and min(contrast(found[name], asked[ground]) for ground in grounds) < LEAST_CONTRAST:
            share += STEP
            found[name] = mixed(asked[name], end, min(share, 1.0))
    return found


_now: Mapping[str, str] = palette("dark")


def use(colours: Mapping[str, str]) -> None:
    """Draw in these colours from now on."""
    global _now
    _now = colours
    ink.cache_clear()


def colours() -> Mapping[str, str]:
    """Return the colours that are drawn in."""
    return _now


@cache
def ink(colour: str = "text", on: str = "ground", *, bold: bool = False) -> Style:
    """Return the style of `colour` text on a background, both by what they mean."""
    return Style(color=_now[colour], bgcolor=_now[on], bold=bold)
