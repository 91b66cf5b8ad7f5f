"""The line of keys at the bottom."""

from __future__ import annotations

from textual.screen import Screen
from textual.widgets import Footer


class KeyFooter(Footer):
    """Textual's own, which shows its keys whether or not the window has the focus.

    Textual leaves it empty until then, and a page in a browser begins without: who reads it from the mat sees no key.
    """

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Show the keys that do something now."""
        self._bindings_ready = True
        if self.is_attached and screen is self.screen:
            self.call_after_refresh(self.recompose)
