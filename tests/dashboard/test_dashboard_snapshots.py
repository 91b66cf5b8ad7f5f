"""Pictures of frozen moments. After a wanted change: run pytest with --snapshot-update and look at every one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fake_feed import FakeClock
from foot_scenes import FOOT_SCENES
from scenes import SCENES
from textual.pilot import Pilot

from pawpress.dashboard.app import PawpressApp


class StillApp(PawpressApp):
    """Looks only when told to."""

    LOOKS_HZ = 0.0

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """Return the picture without its links to a web font: a picture must not depend on a host."""
        svg = super().export_screenshot(title=title, simplify=simplify)
        return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)


MOMENTS = (
    "waiting",
    "steady",
    "jab",
    "too_hard",
    "uncalibrated",
    "overload",
    "lost",
    "closed",
    "help",
)


async def _show(app: StillApp, clock: FakeClock, pilot: Pilot[int]) -> None:
    clock.now_s += 0.6  # every panel is due, the flash is lit
    app.refresh_screen()
    app.refresh_screen()  # of news the first one shows the banner only
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_picture(snap_compare: Callable[..., bool], moment: str, size: tuple[int, int]) -> None:
    clock = FakeClock()
    app = StillApp(SCENES[moment](), title="pawpress", clock=clock)

    async def before(pilot: Pilot[int]) -> None:
        await _show(app, clock, pilot)
        if moment == "help":
            await pilot.press("question_mark")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=["80x24", "120x40", "200x50"])
@pytest.mark.parametrize("moment", FOOT_SCENES)
def test_feet(snap_compare: Callable[..., bool], moment: str, size: tuple[int, int]) -> None:
    clock = FakeClock()
    app = StillApp(FOOT_SCENES[moment](), title="pawpress", clock=clock)

    async def before(pilot: Pilot[int]) -> None:
        await _show(app, clock, pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)
