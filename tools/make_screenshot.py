"""Makes docs/images/dashboard.svg: the real dashboard after some seconds of the beginner on the emulated rig.

`python -m tools.make_screenshot`. The firmware, pipeline and panels are the real ones and only the clock is not: it
runs as fast as it can and stops at a chosen moment, so that the picture comes out the same every time.
"""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from pawpress.core.pipeline import Pipeline
from pawpress.dashboard.app import PawpressApp
from pawpress.engine.messages import Notice, ToEngine, ToView
from pawpress.engine.session import Session
from pawpress.engine.view_sink import ViewSink
from pawpress.engine.views import ViewServer
from pawpress.rig.connection import Connection
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.body import Body
from pawpress.simulator.rigs import open_board
from pawpress.simulator.scenario import load_scenario
from pawpress.simulator.simulated_link import SimulatedLink
from tools.schema import ROOT

TARGET = ROOT / "docs/images/dashboard.svg"
SIZE = (120, 36)
MOMENT_S = 15.25
"""In the second half of a hold, just after a jab, with one press of every kind behind."""
STEP_S = 0.005
FONTS = "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"


class Clock:
    """A host's clock that is moved by hand."""

    now_s = 0.0

    def __call__(self) -> float:
        """Return the time, seconds."""
        return self.now_s


class Transcript(ViewServer):
    """Keeps what it is given to publish."""

    def __init__(self) -> None:
        super().__init__(token="")
        self.messages: list[ToView] = []

    def publish(self, message: ToView) -> None:
        """Keep a message."""
        self.messages.append(message)


class ReadOut:
    """A feed that hands out everything at once."""

    def __init__(self, messages: list[ToView]) -> None:
        self._messages = messages

    def poll(self) -> list[ToView]:
        """Return all messages the first time."""
        messages, self._messages = self._messages, []
        return messages

    def send(self, command: ToEngine) -> None:
        """Nobody listens."""

    def close(self) -> None:
        """Nothing to close."""


class StillApp(PawpressApp):
    """Looks only when told to."""

    LOOKS_HZ = 0.0


def played(seconds: float) -> list[ToView]:
    """Return what the engine tells its views in the first seconds of the demo.

    Raises
    ------
    SystemExit
        If the emulator is not installed: a picture of the core rig would not be the picture of the demo.
    """
    clock = Clock()
    server = Transcript()
    views = ViewSink(server, "pawpress", "hands", None, "offered")
    board, _ = open_board("uno", "emulated-avr")
    if board.kind != "emulated-avr":
        raise SystemExit("The emulator is not installed: run `make dev bundle` first.")
    link = SimulatedLink(board, Body(load_scenario("beginner"), board.pads), clock, "emulated rig (Uno)")
    connection = Connection(lambda: link)
    connection.open(clock())
    session = Session(connection, Pipeline(shipped_setup()), [views], _long_gone)
    views.attach(session, board.kind)
    while clock.now_s < seconds:
        session.step(clock)
        clock.now_s += STEP_S
    server.close()
    return server.messages


def _long_gone(notice: Notice) -> None:
    """The line about the rig has left the screen by the time of the picture."""


async def picture(messages: list[ToView]) -> str:
    """Return the screen as SVG."""
    clock = Clock()
    app = StillApp(ReadOut(messages), title="pawpress", clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        app.refresh_screen()
        await pilot.pause()
        clock.now_s += 0.5  # by now every panel has its size, and is due
        app.refresh_screen()
        await pilot.pause()
        return app.export_screenshot(title="pawpress demo")


def without_web_fonts(svg: str) -> str:
    """Take out the fonts that rich would load from the web, and name those that readers have."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    svg = re.sub(r"font-family:[^;]*;", f"font-family: {FONTS};", svg)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def main(target: Path = TARGET) -> int:
    svg = without_web_fonts(asyncio.run(picture(played(MOMENT_S))))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(svg, encoding="utf-8")
    print(f"{target.relative_to(ROOT)}: {len(svg.encode()) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
