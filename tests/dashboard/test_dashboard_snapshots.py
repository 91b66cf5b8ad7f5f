"""Pictures of frozen moments. After a wanted change: run pytest with --snapshot-update and look at every one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fake_feed import FakeClock, FakeFeed
from foot_scenes import FOOT_SCENES
from scenes import SCENES, pressing, session
from textual.pilot import Pilot
from view_examples import OPENING, SNAPSHOT, SUMMARY, changed

from pawpress.dashboard.app import PawpressApp
from pawpress.dashboard.palette import palette, use
from pawpress.engine.messages import Goodbye, NiceView
from pawpress.settings.choices import Choices


class StillApp(PawpressApp):
    """Looks only when told to."""

    LOOKS_HZ = 0.0

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """Return the picture without its links to a web font: a picture must not depend on a host."""
        svg = super().export_screenshot(title=title, simplify=simplify)
        return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)


SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]
STATES = {
    "during": lambda: FakeFeed(session(force_n=FORCES, progress=[pressing(127.0, 1.46)], nice=NICE, walk=WALK)),
    "after": lambda: FakeFeed(session(last="rushed", walk=WALK)),
    "next": lambda: FakeFeed([OPENING, changed(SNAPSHOT, walk=WALK, may_record=True)]),
    "alarm": SCENES["overload"],
    "before_nice": lambda: FakeFeed([UNSAID, *session(force_n=FORCES, progress=[pressing(127.0, 1.46)])[1:]]),
}
"""The three states of the screen, an alarm, and what is shown before the partner has said nice."""
FORCES = [3.0, 0.0, 12.0, 41.0, 28.0, 127.0]
UNSAID = changed(OPENING, target_said=False)
NICE = NiceView(nice_n=120.0, low_n=102.0, high_n=138.0, agreed=True)
WALK = SUMMARY.walk
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


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("moment", FOOT_SCENES)
def test_feet(snap_compare: Callable[..., bool], moment: str, size: tuple[int, int]) -> None:
    clock = FakeClock()
    app = StillApp(FOOT_SCENES[moment](), title="pawpress", clock=clock)

    async def before(pilot: Pilot[int]) -> None:
        await _show(app, clock, pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", STATES)
def test_state(snap_compare: Callable[..., bool], state: str, size: tuple[int, int]) -> None:
    assert _alike(snap_compare, STATES[state](), size, "dark")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("theme", ["light", "high-contrast"])
def test_theme(snap_compare: Callable[..., bool], theme: str, state: str, size: tuple[int, int]) -> None:
    assert _alike(snap_compare, STATES[state](), size, theme)


@pytest.mark.parametrize("state", ["during", "after", "alarm"])
def test_theme_of_textual(snap_compare: Callable[..., bool], state: str) -> None:
    assert _alike(snap_compare, STATES[state](), (120, 40), "gruvbox")


def _alike(snap_compare: Callable[..., bool], feed: FakeFeed, size: tuple[int, int], theme: str) -> bool:
    clock = FakeClock()
    app = StillApp(feed, title="pawpress", clock=clock, choices=Choices(theme=theme))

    async def before(pilot: Pilot[int]) -> None:
        await _show(app, clock, pilot)

    try:
        return snap_compare(app, terminal_size=size, run_before=before)
    finally:
        use(palette("dark"))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_end(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    clock = FakeClock()
    app = StillApp(FakeFeed(session(), [Goodbye(reason="closed", summary=SUMMARY)]), title="pawpress", clock=clock)

    async def before(pilot: Pilot[int]) -> None:
        await _show(app, clock, pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)


def test_settings(snap_compare: Callable[..., bool]) -> None:
    clock = FakeClock()
    app = StillApp(SCENES["steady"](), title="pawpress", clock=clock)

    async def before(pilot: Pilot[int]) -> None:
        await _show(app, clock, pilot)
        await pilot.press("o")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
