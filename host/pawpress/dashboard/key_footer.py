"""The line of keys at the bottom."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from pawpress.dashboard.spoken import said

AIR, CLOSE = 3, 2
"""Columns of a key beside its letters, and where the line has no room for so much air."""
FIRST_TO_GO = ("faster", "slower", "record", "record off", "menu")
ALWAYS = ("help", "end", "leave", "back")
"""Keys that stay however narrow the window is."""


class KeyFooter(Footer):
    """Textual's own, which shows its keys whether or not the window has the focus, and none that is cut off.

    Textual leaves it empty until then, and a page in a browser begins without: who reads it from the mat sees no key.
    Where the window is too narrow for all of them, the help page and the menu name the others.
    """

    def compose(self) -> ComposeResult:
        """Set as many keys as there is room for."""
        keys = [key for key in super().compose() if isinstance(key, FooterKey)]
        width = self.app.size.width
        self.compact = _columns(keys, AIR) > width
        while self.compact and _columns(keys, CLOSE) > width:
            spare = [key for key in keys if key.description not in ALWAYS]
            if not spare:
                break
            known = [key for name in FIRST_TO_GO for key in spare if key.description == name]
            keys.remove((known or spare[::-1])[0])
        yield from map(_spoken, keys)

    def on_resize(self, _: Resize) -> None:
        """See anew what there is room for."""
        self.call_after_refresh(self.recompose)

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Show the keys that do something now."""
        self._bindings_ready = True
        if self.is_attached and screen is self.screen:
            self.call_after_refresh(self.recompose)


def _columns(keys: list[FooterKey], beside: int) -> int:
    return sum(len(key.key_display) + len(said(key.description)) + beside for key in keys)


def _spoken(key: FooterKey) -> FooterKey:
    key.description = said(key.description)
    return key
