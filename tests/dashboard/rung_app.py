"""The app that looks when it is told to, and counts its bells."""

from __future__ import annotations

from fake_feed import FakeClock, FakeFeed
from textual.pilot import Pilot

from pawpress.dashboard.app import PawpressApp
from pawpress.dashboard.panels.panel import Panel

SIZES = [(80, 24), (120, 36), (200, 50)]


class RungApp(PawpressApp):
    """Looks when told to, and counts its bells: textual rings none without a terminal."""

    LOOKS_HZ = 0.0
    bells = 0

    def bell(self) -> None:
        self.bells += 1


def app_of(feed: FakeFeed) -> tuple[RungApp, FakeClock]:
    clock = FakeClock()
    return RungApp(feed, title="test", clock=clock), clock


async def step(app: PawpressApp, clock: FakeClock, pilot: Pilot[int], seconds: float = 0.2) -> None:
    """Let time pass and the app look once."""
    clock.now_s += seconds
    app.refresh_screen()
    await pilot.pause()


def text_of(app: PawpressApp, selector: str) -> str:
    """Return what a panel shows, line by line."""
    lines: list[str] = []
    for panel in app.screen_stack[0].query(selector).results(Panel):
        if panel.display and not panel.has_class("-away"):
            lines += [panel.render_line(y).text for y in range(panel.size.height)]
    return "\n".join(lines)
