"""The screen that the dashboard's cost is held against: a bar a pad and the same curve, with textual and nothing else.

`bench.view_cost` runs it; `fake_feed` of the dashboard's tests plays the session.
"""

from __future__ import annotations

from collections.abc import Sequence

from fake_feed import PlayedFeed  # pyright: ignore[reportMissingImports]
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from pawpress.dashboard.drawing.braille import DOTS, area
from pawpress.dashboard.trace import Trace
from pawpress.engine.messages import Snapshot

LOOKS_HZ = 25.0
FULL_N = 350.0
BAR, CURVE = Style(color="#34d6a2", bgcolor="#1f2933"), Style(color="#7fdbe8", bgcolor="#0e1318")


class PadBar(Widget):
    """One bar with its number."""

    DEFAULT_CSS = "PadBar { height: 1; }"
    force_n = 0.0

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - one line high
        """Fill the line as far as the force goes."""
        filled = round(min(self.force_n / FULL_N, 1.0) * (self.size.width - 6))
        text = f"{self.force_n:5.0f} {'█' * filled}".ljust(self.size.width)
        return Strip([Segment(text, BAR)], self.size.width)


class Curve(Widget):
    """Ten seconds of the strongest pad."""

    DEFAULT_CSS = "Curve { height: 1fr; }"
    trace = Trace()

    rows: Sequence[str] = ()

    def follow(self) -> None:
        """Take the newest ten seconds."""
        width, rows = self.size
        heights = [round((force_n or 0.0) / FULL_N * rows * DOTS) for force_n in self.trace.columns(2 * width)]
        self.rows = area(heights, rows)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row of braille."""
        return Strip([Segment(self.rows[y] if y < len(self.rows) else "", CURVE)], self.size.width)


class SimpleScreen(App[None]):
    """Six bars and a curve, 25 times a second."""

    def __init__(self) -> None:
        super().__init__()
        self._feed = PlayedFeed("steady")

    def compose(self) -> ComposeResult:
        """Set bars and curve."""
        yield from (PadBar() for _ in range(6))
        yield Curve()

    def on_mount(self) -> None:
        """Start looking."""
        self.set_interval(1 / LOOKS_HZ, self.refresh_all)

    def refresh_all(self) -> None:
        """Take the newest snapshot and draw everything anew."""
        snapshots = [message for message in self._feed.poll() if isinstance(message, Snapshot)]
        if not snapshots:
            return
        for snapshot in snapshots:
            Curve.trace.add(snapshot)
        for bar, force_n in zip(self.query(PadBar), snapshots[-1].force_n, strict=True):
            bar.force_n = force_n
            bar.refresh()
        self.query_one(Curve).follow()


if __name__ == "__main__":
    SimpleScreen().run()
