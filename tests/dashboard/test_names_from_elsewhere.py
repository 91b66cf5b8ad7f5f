"""Names of other people stand on the screen as they are, and steer neither the terminal nor the layout nor markup."""

from __future__ import annotations

import re

import pytest
from fake_feed import FakeClock, FakeFeed
from view_examples import OPENING, OVERLOAD, PADS, SNAPSHOT, STEADY, changed

from pawpress.dashboard.app import PawpressApp
from pawpress.dashboard.panels.panel import Panel
from pawpress.engine.messages import Notice

STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e]")


class SilentApp(PawpressApp):
    """Looks when told to."""

    LOOKS_HZ = 0.0


@pytest.mark.parametrize("evil", ["[red]A[/]", "A\x1b[2J", "A\x9b1m", "A\u202eB", "A\nB\tC", "A\x07\r"])
async def test_names_steer_nothing(evil: str) -> None:
    pads = [changed(pad, name=f"{evil}{number}") for number, pad in enumerate(PADS)]
    opening = changed(OPENING, title=evil, pads=pads)
    alarm = changed(OVERLOAD, pad=f"{evil}1", message=evil, remedy=evil)
    snapshot = changed(SNAPSHOT, force_n=[9.0] * 6, alarms=[alarm], recording=evil)
    press = changed(STEADY, pad=f"{evil}0", reasons=[evil])
    feed = FakeFeed([opening, snapshot, press, Notice(severity="warning", text=evil)])
    clock = FakeClock()
    app = SilentApp(feed, title=evil, clock=clock)
    async with app.run_test(size=(120, 36)) as pilot:
        clock.now_s += 0.2
        app.refresh_screen()
        await pilot.pause()
        shown: list[str] = []
        for panel in app.query(Panel):
            for y in range(panel.size.height):
                strip = panel.render_line(y)
                assert strip.cell_length == panel.size.width
                shown.append(strip.text)
        text = "\n".join(shown)
        assert STEERING.sub("", text.replace("\n", "")) == text.replace("\n", "")
        assert "A" in text
        if evil.startswith("["):
            assert evil in text
