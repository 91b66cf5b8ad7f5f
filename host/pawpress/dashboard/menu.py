"""The menu: textual's command palette with everything that does something now, by its name."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from pawpress.dashboard.keys import KEYS
from pawpress.dashboard.spoken import said
from pawpress.dashboard.themes import names


class _Dashboard(Protocol):
    """What the menu asks of the app."""

    def may(self, action: str) -> bool: ...

    def choose_theme(self, name: str) -> None: ...

    async def run_action(self, action: str) -> Any: ...


class MenuProvider(Provider):
    """Offers the rows of `KEYS` whose action may be taken now, and the themes."""

    async def discover(self) -> Hits:
        """Yield everything, before anything is typed."""
        for title, what, do in self._rows():
            yield DiscoveryHit(title, do, help=what)

    async def search(self, query: str) -> Hits:
        """Yield what fits the letters typed."""
        matcher = self.matcher(query)
        for title, what, do in self._rows():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), do, help=what)

    def _rows(self) -> list[tuple[str, str, partial[object]]]:
        app = cast("_Dashboard", self.app)
        rows: list[tuple[str, str, partial[object]]] = [
            (f"{said(key.name)}  ({key.display})", said(key.what), partial(app.run_action, key.action))
            for key in KEYS
            if key.menu and app.may(key.action)
        ]
        rows.extend(
            (said(f"theme: {name}"), said("colours of the screen"), partial(app.choose_theme, name)) for name in names()
        )
        return rows
