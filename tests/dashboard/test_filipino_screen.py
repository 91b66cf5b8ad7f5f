"""The live screen, its alarms and its last page in another language: no English word is left on any of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fake_feed import FakeClock, FakeFeed
from foot_scenes import FOOT_SCENES
from replay_scenes import REPLAY_SCENES
from rung_app import RungApp, app_of, step, text_of
from scenes import SCENES, session
from textual.widgets import Input
from textual.widgets._footer import FooterKey
from view_examples import OPENING, SNAPSHOT, SUMMARY, changed

from pawpress.analysis.coach_lines import prepare_alarms
from pawpress.core.safety import ALARMS, Alarm, message
from pawpress.dashboard import spoken
from pawpress.dashboard.choosing import ChoicesPanel
from pawpress.dashboard.help import help_text
from pawpress.dashboard.summary import Summary
from pawpress.engine.messages import AlarmView, Goodbye
from pawpress.texts import Texts
from pawpress.texts.sentences import _pattern
from tests.english import english_left

MADE_UP = (
    "shoulder blade right: 331 N, the limit is 300 N.",
    "A stab: the force came up in 0.06 s and was not held.",
    "Slow start, an even hold in the target time.",
    "The cable or the power is gone: /dev/ttyACM0 has disappeared.",
    "No readings for 1.4 s.",
    "The recording is closed: 2026-11-22-a.paw, 4 min 12 s.",
    "The disk is almost full: 120 MB are left for recordings.",
    "The emulated rig is starting: loading the firmware image.",
    "shoulder blade right: 236 N, the amber limit is 210 N.",
    "shoulder blade right: 236 N, the amber limit is 210",
    "Ease off a little.",
    "Step off. Put more weight on the wall or chair.",
    "Put more weight on the wall or chair.",
)
"""Sentences of the scenes that the program never says."""
NAMES = (
    *MADE_UP,
    *(f"{where} {side}" for where in ("shoulder blade", "middle back", "lower back") for side in ("left", "right")),
)
NAMES += (
    "shoulder blade",
    "middle back",
    "lower back",
    "2026-11-22-a.paw",
    "spine",
    "test",
    "crc",
    "resyncs",
    "kbaud",
    " live ",
)


REPLAYED = (*NAMES, "shoulder", "middle", "lower", "demo: beginner", "elbow straight", "teacher", "anna", "REPLAY")
"""Titles, names and notes of people."""


@pytest.fixture(autouse=True)
def in_filipino() -> Iterator[None]:
    spoken.use("fil")
    yield
    spoken.use("en")


def shown(app: RungApp) -> str:
    keys = "\n".join(str(key.description) for key in app.query(FooterKey))
    return f"{text_of(app, 'Panel')}\n{keys}"


async def left_on(feed: FakeFeed, size: tuple[int, int], names: tuple[str, ...]) -> set[str]:
    """Return the English words on the screen of a scene."""
    app, clock = app_of(feed)
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        return english_left(shown(app), "fil", names)


@pytest.mark.parametrize("name", [*SCENES, *FOOT_SCENES])
async def test_no_english_is_left_on_the_live_screen(name: str) -> None:
    assert await left_on((SCENES | FOOT_SCENES)[name](), (120, 40), NAMES) == set()


@pytest.mark.parametrize("name", REPLAY_SCENES)
async def test_no_english_is_left_on_a_replay(name: str) -> None:
    assert await left_on(REPLAY_SCENES[name](), (160, 50), REPLAYED) == set()


async def test_the_page_of_settings_is_in_the_language() -> None:
    app, clock = app_of(SCENES["steady"]())
    async with app.run_test(size=(120, 40)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("o", "down", "left", "right", "right", "right", "right")
        await step(app, clock, pilot)
        panel = app.screen.query_one(ChoicesPanel)
        page = "\n".join(panel.render_line(y).text for y in range(panel.size.height))
        keys = "\n".join(str(key.description) for key in app.screen.query(FooterKey))
        assert "% ng timbang" in page
        assert english_left(f"{page}\n{keys}", "fil", ("dark",)) == set()


async def test_a_jump_is_asked_for_in_the_language() -> None:
    app, clock = app_of(REPLAY_SCENES["paused"]())
    async with app.run_test(size=(120, 40)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("j")
        await pilot.pause()
        assert english_left(app.screen.query_one(Input).placeholder, "fil") == set()


def raised(code: str) -> AlarmView:
    facts = ALARMS[code]
    alarm = Alarm(code, facts.severities[-1], "L1")
    return AlarmView(
        code=code,
        severity=alarm.severity,
        pad="L1",
        state="UNACKNOWLEDGED",
        message=message(alarm, 312.0),
        remedy=facts.remedy,
        action=facts.action("hands", alarm.severity),
    )


async def test_every_alarm_stands_in_the_banner_in_full() -> None:
    app, clock = app_of(FakeFeed([OPENING], *([changed(SNAPSHOT, alarms=[raised(code)])] for code in ALARMS)))
    async with app.run_test(size=(160, 40)) as pilot:
        for code in ALARMS:
            await step(app, clock, pilot)
            banner = " ".join(text_of(app, "#banner").split())
            assert english_left(banner, "fil") == set(), code
            assert " ".join(Texts("fil").said(ALARMS[code].remedy).split()[:4]) in banner, code


async def test_the_last_page_is_in_the_language() -> None:
    clock = FakeClock()
    app = RungApp(FakeFeed(session(), [], [Goodbye(reason="The session was closed.", summary=SUMMARY)]), clock=clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("q")
        await step(app, clock, pilot)
        await pilot.pause()
        panel = app.screen.query_one(Summary)
        page = "\n".join(panel.render_line(y).text for y in range(panel.size.height))
        assert "PANATAG" in page or "▀" in page
        assert english_left(page, "fil", NAMES) == set()


def test_the_help_page_is_in_the_language() -> None:
    assert english_left(help_text(), "fil", ("mouse",)) == set()


def test_an_alarm_that_is_told_was_looked_up_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is opened and nothing compiled once the tables are there."""
    prepare_alarms(Texts("fil"))
    opened: list[str] = []
    monkeypatch.setattr("pawpress.texts.sentences.resources.files", opened.append)
    before = _pattern.cache_info().misses
    for code, facts in ALARMS.items():
        for force_n in (213.4, 388.0):
            told = Texts("fil").said(message(Alarm(code, facts.severities[-1], "R3"), force_n))
            assert english_left(told, "fil") == set()
    assert opened == []
    assert _pattern.cache_info().misses == before
