"""The themes as textual knows them: three of our own, and all of its own that name their colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from pawpress.dashboard.palette import OWN, luminance, palette


def own_themes() -> Iterable[Theme]:
    """Yield our own themes."""
    for name in OWN:
        colours = palette(name)
        yield Theme(
            name=name,
            primary=colours["info"],
            foreground=colours["text"],
            background=colours["ground"],
            surface=colours["track"],
            panel=colours["track"],
            warning=colours["amber"],
            error=colours["red"],
            success=colours["good"],
            accent=colours["light"],
            dark=luminance(colours["ground"]) < 0.18,
        )


def names() -> list[str]:
    """Return the names of all themes that may be chosen, our own first."""
    others = (name for name, theme in BUILTIN_THEMES.items() if theme.background is None or _hex(theme.background))
    return [*OWN, *sorted(others)]


def palette_of(theme: Theme) -> Mapping[str, str]:
    """Return the colours of a theme by what they mean."""
    return palette(theme.name, _hex(theme.background), _hex(theme.foreground), dark=theme.dark)


def _hex(colour: str | None) -> str:
    """Return a colour as `#rrggbb`; empty for those that only the terminal knows."""
    if colour is None:
        return ""
    try:
        parsed = Color.parse(colour)
    except ColorParseError:
        return ""
    return "" if parsed.ansi is not None or parsed.a < 1.0 else parsed.hex6.lower()
